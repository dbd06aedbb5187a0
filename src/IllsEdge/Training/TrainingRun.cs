using IllsEdge.Networks;

namespace IllsEdge.Training;

/// <summary>
/// What all methods share: the trace, the stop rules, the clock, and the best weights so far. A method calls
/// <see cref="Record"/> for its start and after every iteration and goes on while it answers true.
/// </summary>
internal sealed class TrainingRun : IDisposable
{
    /// <summary>Iterations over which <see cref="TrainingOptions.Tolerance"/> is measured.</summary>
    private const int Window = 10;

    private readonly Network _network;
    private readonly TrainingRows _rows;
    private readonly TrainingRows? _validation;
    private readonly TrainingOptions _options;
    private readonly IProgress<TrainingStep>? _progress;
    private readonly CancellationToken _interruption;
    private readonly CancellationTokenSource _timeLimit;
    private readonly CancellationTokenSource _stop;
    private readonly long _start;
    private readonly List<TrainingStep> _trace = [];
    private readonly double[] _best;
    private int _bestIteration;
    private StopReason _reason = StopReason.Iterations;

    public TrainingRun(
        Network network,
        TrainingRows rows,
        TrainingRows? validation,
        TrainingOptions options,
        IProgress<TrainingStep>? progress,
        CancellationToken cancellationToken)
    {
        if (rows.Inputs.Columns != network.Inputs || rows.Targets.Columns != network.Outputs)
            throw new ArgumentException(
                $"The network has {network.Inputs} inputs and {network.Outputs} outputs, the rows {rows.Inputs.Columns} " +
                $"and {rows.Targets.Columns}.");

        (_network, _rows, _validation, _options, _progress) = (network, rows, validation, options, progress);
        _interruption = cancellationToken;
        _timeLimit = options.TimeLimit is { } limit
            ? new CancellationTokenSource(limit, options.Clock)
            : new CancellationTokenSource();
        _stop = CancellationTokenSource.CreateLinkedTokenSource(_timeLimit.Token, cancellationToken);
        _start = options.Clock.GetTimestamp();
        _best = network.Parameters.ToArray();
        Objective = new Objective(network, options.Ridge);
    }

    /// <summary>The objective of this fit.</summary>
    public Objective Objective { get; }

    /// <summary>Cancelled when the time is up or the caller wants to stop.</summary>
    public CancellationToken StopToken => _stop.Token;

    /// <summary>Takes note of an iteration that ended at the network's present weights.</summary>
    /// <param name="objective">The objective there, on the training rows.</param>
    /// <returns>Whether to go on.</returns>
    public bool Record(double objective)
    {
        TrainingStep step = new(_trace.Count, Elapsed, objective / _rows.Count, ValidationLoss());
        _trace.Add(step);
        if (step.Iteration == 0 || Merit(step) < Merit(_trace[_bestIteration]))
        {
            _bestIteration = step.Iteration;
            _network.Parameters.CopyTo(_best);
        }

        _progress?.Report(step);
        return !ShouldStop(step);
    }

    /// <summary>Ends the fit because no further step lowers the loss.</summary>
    public void Stall() => _reason = StopReason.Converged;

    /// <summary>Ends the fit in the middle of an iteration, which is forgotten.</summary>
    public void Stop() => _reason = _interruption.IsCancellationRequested ? StopReason.Interrupted : StopReason.Time;

    /// <summary>Gives the network its best weights and writes the report.</summary>
    /// <param name="method">Name of the method.</param>
    /// <param name="damping">Damping at the end.</param>
    public TrainingReport Finish(string method, double damping)
    {
        _best.CopyTo(_network.Parameters);
        double seconds = Elapsed;
        (LinearAlgebra.FactorRank Rank, double[] Factor)? final =
            _network.Parameters.Length <= Linearisation.LargestKept ? FinalFactor() : null;
        return new TrainingReport
        {
            Method = method,
            StopReason = _reason,
            Trace = _trace,
            BestIteration = _bestIteration,
            Seconds = seconds,
            Ridge = _options.Ridge,
            Rank = final?.Rank,
            Factor = final?.Factor,
            Damping = damping,
        };
    }

    public void Dispose()
    {
        _stop.Dispose();
        _timeLimit.Dispose();
    }

    private double Elapsed => _options.Clock.GetElapsedTime(_start).TotalSeconds;

    private static double Merit(TrainingStep step) => step.ValidationLoss ?? step.Loss;

    private double? ValidationLoss() =>
        _validation is null ? null : Objective.SumOfSquares(_validation) / _validation.Count;

    private bool ShouldStop(TrainingStep step)
    {
        if (StopToken.IsCancellationRequested)
            Stop();
        else if (_validation is not null && step.Iteration - _bestIteration >= _options.Patience)
            _reason = StopReason.NoImprovement;
        else if (step.Iteration >= Window
            && _trace[^(Window + 1)].Loss - step.Loss < _options.Tolerance * Math.Abs(step.Loss))
            _reason = StopReason.Converged;
        else if (step.Iteration >= _options.MaximumIterations)
            _reason = StopReason.Iterations;
        else
            return false;
        return true;
    }

    /// <summary>Rank of the Jacobian, then the packed factor with the ridge, at the kept weights.</summary>
    private (LinearAlgebra.FactorRank Rank, double[] Factor) FinalFactor()
    {
        Linearisation linearisation = new(_network);
        linearisation.Absorb(_rows, CancellationToken.None);
        LinearAlgebra.FactorRank rank = linearisation.Rank();
        linearisation.AbsorbRidge(linearisation.Factor, _options.Ridge, damping: 0);

        List<double> packed = new(linearisation.Columns * (linearisation.Columns + 1) / 2);
        for (int row = 0; row < linearisation.Columns; row++)
            packed.AddRange(linearisation.Factor.Row(row)[..^1]);
        return (rank, [.. packed]);
    }
}
