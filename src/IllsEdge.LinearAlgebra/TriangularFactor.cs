namespace IllsEdge.LinearAlgebra;

/// <summary>
/// The upper triangle R of a QR factorisation A = QR in borrowed memory, with right-hand sides B carried along as extra
/// columns: R is the factor of [A B], of order columns + right-hand sides.
/// </summary>
/// <remarks>
/// The first <see cref="Columns"/> rows hold [R Q'B]; what lies below them belongs to the part of B that no combination
/// of A's columns can reach. Stored row by row, because a reflector changes one row of R from its diagonal on. The sign
/// of a row is arbitrary. A cleared factor is the factor of no rows.
/// </remarks>
/// <typeparam name="T">Element.</typeparam>
public readonly ref struct TriangularFactor<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Largest number of columns and right-hand sides together: its square must fit an array's length.</summary>
    public const int MaximumOrder = 46340;

    private readonly Span<T> _values;

    /// <summary>Lays a factor over <paramref name="values"/> as they are; call <see cref="Clear"/> to start one.</summary>
    /// <param name="values">At least <see cref="Length"/> elements.</param>
    /// <param name="columns">Unknowns, 1 or more.</param>
    /// <param name="rightHandSides">Right-hand sides, 0 or more.</param>
    /// <exception cref="ArgumentException">The shape is impossible or the memory too short.</exception>
    public TriangularFactor(Span<T> values, int columns, int rightHandSides)
    {
        int length = Length(columns, rightHandSides);
        Throw.IfShorter(values.Length, length, "factor");
        _values = values[..length];
        Columns = columns;
        RightHandSides = rightHandSides;
    }

    /// <summary>Number of unknowns.</summary>
    public int Columns { get; }

    /// <summary>Number of right-hand sides.</summary>
    public int RightHandSides { get; }

    /// <summary><see cref="Columns"/> + <see cref="RightHandSides"/>.</summary>
    public int Order => Columns + RightHandSides;

    /// <summary>Element in <paramref name="row"/> and <paramref name="column"/>, on or above the diagonal.</summary>
    public ref T this[int row, int column] => ref Row(row)[column - row];

    /// <summary>Elements of memory that a factor of this shape needs.</summary>
    /// <exception cref="ArgumentException">The shape is impossible.</exception>
    public static int Length(int columns, int rightHandSides)
    {
        Throw.IfShapeIsImpossible(columns, rightHandSides);
        return (columns + rightHandSides) * (columns + rightHandSides);
    }

    /// <summary>Row <paramref name="row"/> from its diagonal on, <see cref="Order"/> - <paramref name="row"/> long.</summary>
    public Span<T> Row(int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Order, nameof(row));
        return _values.Slice(row * (Order + 1), Order - row);
    }

    /// <summary>Makes this the factor of no rows.</summary>
    public void Clear() => _values.Clear();

    /// <summary>Copies this factor to another of the same shape.</summary>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public void CopyTo(TriangularFactor<T> destination)
    {
        Throw.IfShapesDiffer(destination.Columns, destination.RightHandSides, Columns, RightHandSides, "copy of a factor");
        _values.CopyTo(destination._values);
    }

    /// <summary>
    /// The smallest ||A x - b||^2 that any x reaches, for right-hand side <paramref name="rightHandSide"/>, from 0.
    /// </summary>
    /// <remarks>
    /// Columns that are dependent but for rounding count as independent here: each takes a direction of its own out of
    /// b, which only an absurdly large x could use. A basic solution's residual is larger by these parts.
    /// </remarks>
    public T ResidualSumOfSquares(int rightHandSide)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(
            (uint)rightHandSide, (uint)RightHandSides, nameof(rightHandSide));
        T sum = T.Zero;
        for (int row = Columns; row <= Columns + rightHandSide; row++)
        {
            T element = this[row, Columns + rightHandSide];
            sum += element * element;
        }

        return sum;
    }
}
