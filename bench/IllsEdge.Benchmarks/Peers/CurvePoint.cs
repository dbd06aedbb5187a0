namespace IllsEdge.Benchmarks.Peers;

/// <summary>Where a method was after some training.</summary>
/// <param name="Seconds">Of training.</param>
/// <param name="Rmse">On the validation rows, in deviations of the target.</param>
internal readonly record struct CurvePoint(double Seconds, double Rmse);

/// <summary>Error over time of one method on one problem, network and seed.</summary>
/// <param name="Problem">Name of the problem.</param>
/// <param name="Hidden">Neurons of the hidden layers, as in "10-10".</param>
/// <param name="Seed">Of data, split and start.</param>
/// <param name="Method">Name of the method.</param>
/// <param name="Points">In order of time; the last one is where the method ended.</param>
internal sealed record Curve(string Problem, string Hidden, int Seed, string Method, IReadOnlyList<CurvePoint> Points)
{
    /// <summary>An error this much above that of an opponent's end is as good.</summary>
    public const double Near = 1.01;

    /// <summary>Where the method ended.</summary>
    public CurvePoint End => Points[^1];

    /// <summary>When the error was first as low as this; infinite where it never was.</summary>
    public double SecondsTo(double rmse) =>
        Points.Where(point => point.Rmse <= rmse).Select(point => point.Seconds).DefaultIfEmpty(double.PositiveInfinity).First();

    /// <summary>When the error was first within 1 % of that of the end.</summary>
    public double SecondsToEnd => SecondsTo(Near * End.Rmse);
}
