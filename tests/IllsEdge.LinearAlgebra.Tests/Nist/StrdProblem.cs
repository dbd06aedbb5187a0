using System.Globalization;

namespace IllsEdge.LinearAlgebra.Tests.Nist;

/// <summary>One of NIST's linear regression problems with its certified answer; README.md names the source.</summary>
internal sealed class StrdProblem
{
    // NIST certifies 15 digits.
    private const double CertifiedDigits = 15;

    private readonly double[][] _observations;
    private readonly double[] _certified;

    private StrdProblem(double[][] observations, double[] certified)
    {
        _observations = observations;
        _certified = certified;
    }

    public int Unknowns => _certified.Length;

    public static StrdProblem Load(string name) => new(
        [.. Lines(name).Select(line => line.Split(',').Select(Number).ToArray())],
        [.. Lines("Certified").Select(line => line.Split(','))
            .Where(cells => cells[0] == name).Select(cells => Number(cells[2]))]);

    /// <summary>
    /// [A b]. One regressor with several unknowns is a polynomial; powers are rounded as the loop makes them.
    /// </summary>
    public Matrix<T> Rows<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Matrices.Of<T>(_observations.Length, Unknowns + 1, (row, column) =>
        {
            double[] observation = _observations[row];
            if (column == Unknowns)
                return observation[^1];
            if (observation.Length > 2)
                return column == 0 ? 1 : observation[column - 1];

            double power = 1;
            for (int i = Unknowns == 1 ? -1 : 0; i < column; i++)
                power *= observation[0];
            return power;
        });

    /// <summary>Digits that the worst unknown has in common with NIST: -log10 of its relative error.</summary>
    public double CorrectDigits<T>(Matrix<T> solution)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        _certified.Select((value, k) => CorrectDigits(double.CreateChecked(solution[k, 0]), value)).Min();

    private static double CorrectDigits(double value, double certified) =>
        value == certified ? CertifiedDigits
        : Math.Min(CertifiedDigits, -Math.Log10(Math.Abs(value - certified) / Math.Abs(certified)));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static IEnumerable<string> Lines(string name)
    {
        using Stream stream = typeof(StrdProblem).Assembly.GetManifestResourceStream($"{name}.csv")
            ?? throw new FileNotFoundException($"{name}.csv is not part of the test assembly.");
        using StreamReader reader = new(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)];
    }
}
