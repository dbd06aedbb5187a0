namespace IllsEdge.Search;

/// <summary>
/// What cross-validation said of a candidate. Errors are root mean squares over all held-out rows and targets, as a share
/// of the target's standard deviation: 1 is a model that knows nothing.
/// </summary>
/// <param name="Candidate">What was tried.</param>
/// <param name="Ridge">The ridge at which an ensemble errs least.</param>
/// <param name="Folds">Parts of the rows that were held out in turn.</param>
/// <param name="Restarts">Networks that were fitted for each fold.</param>
/// <param name="Members">Networks that the ensemble should have: more would lower its error by less than half a per cent.</param>
/// <param name="SingleError">Error of one network.</param>
/// <param name="EnsembleError">
/// Error to expect of the mean of <paramref name="Members"/> networks. For m networks of one kind the mean squared error is
/// E(m) = E(infinity) + (E(1) - E(infinity)) / m, so two restarts are enough to know all.
/// </param>
/// <param name="Seconds">Time spent on it.</param>
/// <param name="At">When it was judged, in seconds since the start of the search.</param>
public sealed record Trial(
    Candidate Candidate,
    double Ridge,
    int Folds,
    int Restarts,
    int Members,
    double SingleError,
    double EnsembleError,
    double Seconds,
    double At);
