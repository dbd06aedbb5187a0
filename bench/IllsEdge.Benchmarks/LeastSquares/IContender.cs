namespace IllsEdge.Benchmarks.LeastSquares;

/// <summary>One way to solve a <see cref="LeastSquaresProblem"/>, again and again.</summary>
internal interface IContender
{
    /// <summary>As the results call it.</summary>
    string Name { get; }

    /// <summary>The p unknowns that <see cref="Solve"/> found; empty for one who only factors.</summary>
    ReadOnlySpan<double> Solution { get; }

    /// <summary>
    /// Solves the problem's <see cref="LeastSquaresProblem.Matrix"/>, which it may overwrite. All that the routine
    /// needs to do is done here; memory that it lets its caller own is there already.
    /// </summary>
    void Solve();
}
