namespace IllsEdge.LinearAlgebra.Tests.Support;

/// <summary>A triangular factor that owns its memory.</summary>
internal sealed class Factor<T>(int columns, int rightHandSides)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _values = new T[TriangularFactor<T>.Length(columns, rightHandSides)];

    public int Columns => columns;

    public int RightHandSides => rightHandSides;

    public int Order => columns + rightHandSides;

    public TriangularFactor<T> View => new(_values, columns, rightHandSides);

    public T[] Values => _values;

    /// <summary>Element in double; 0 below the diagonal.</summary>
    public double this[int row, int column] => row > column ? 0 : double.CreateChecked(View[row, column]);

    /// <summary>
    /// Largest difference of two factors, each element relative to its column's length, after turning every row so that
    /// its diagonal is not negative.
    /// </summary>
    public double DistanceTo(Factor<T> other)
    {
        double worst = 0;
        for (int column = 0; column < Order; column++)
        {
            double length = Precision.Norm(Enumerable.Range(0, Order).Select(row => this[row, column]).ToArray());
            for (int row = 0; row <= column; row++)
            {
                double difference = Turned(row, column) - other.Turned(row, column);
                worst = Math.Max(worst, difference == 0 ? 0 : Math.Abs(difference) / length);
            }
        }

        return worst;
    }

    private double Turned(int row, int column) => Math.CopySign(1, this[row, row]) * this[row, column];
}
