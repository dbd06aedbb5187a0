using IllsEdge.Networks;

namespace IllsEdge.Training;

/// <summary>
/// What all methods share: the trace, the stop rules, the clock, and the best weights so far. A method calls
/// <see cref="Record"/> for its start and after every iteration and goes on while it answers true.
/// </summary>
internal sealed class TrainingRun : IDisposable
{
    private readonly Network _network;
    private TrainingRows _rows;
    private TrainingRows? _validation;
    private int _round;
    private int _first;
    private readonly TrainingOptions _options;
    private readonly int _window;
    private readonly IProgress<TrainingStep>? _progress;
    private readonly CancellationToken _interruption;
    private readonly CancellationTokenSource _timeLimit;
    private readonly CancellationTokenSource _stop;
    private readonly long _start;
    private readonly List<TrainingStep> _trace = [];
    private readonly double[] _best;
    private IReadOnlyList<double> _state = [];
    private int _bestIteration;
    private bool _bestCounts;
    private int _lastGain;
    private int _since;
    private StopReason _reason = StopReason.Iterations;

    public TrainingRun(
        Network network,
        TrainingRows rows,
        TrainingRows? validation,
        TrainingOptions options,
        int window,
        IProgress<TrainingStep>? progress,
        CancellationToken cancellationToken)
    {
        if (rows.Inputs.Columns != network.Inputs || rows.Targets.Columns != network.Outputs)
            throw new ArgumentException(
                $"The network has {network.Inputs} inputs and {network.Outputs} outputs, the rows {rows.Inputs.Columns} " +
                $"and {rows.Targets.Columns}.");

        (_network, _rows, _validation, _options, _window, _progress) = (network, rows, validation, options, window, progress);
        _interruption = cancellationToken;
        _timeLimit = options.TimeLimit is { } limit
            ? new CancellationTokenSource(limit, options.Clock)
            : new CancellationTokenSource();
        _stop = CancellationTokenSource.CreateLinkedTokenSource(_timeLimit.Token, cancellationToken);
        _start = options.Clock.GetTimestamp();
        _best = network.Parameters.ToArray();
        Rows = rows;
        Objective = new Objective(network, options.Ridge ?? options.Start?.Ridge ?? TrainingOptions.DefaultRidge, options.Threads);
    }

    /// <summary>What is lowered at present.</summary>
    public Objective Objective { get; private set; }

    /// <summary>The rows on which it is lowered at present.</summary>
    public TrainingRows Rows { get; private set; }

    /// <summary>Cancelled when the time is up or the caller wants to stop.</summary>
    public CancellationToken StopToken => _stop.Token;

    /// <summary>Takes note of an iteration that ended at the network's present weights.</summary>
    /// <param name="objective">The objective there, on the training rows.</param>
    /// <param name="state">What the method carries to the next iteration beside the weights.</param>
    /// <returns>Whether to go on.</returns>
    public bool Record(double objective, IReadOnlyList<double> state)
    {
        TrainingStep step = new(_trace.Count, Elapsed, objective / Rows.Count, ValidationLoss())
        {
            Ridge = Objective.Ridge,
            Rows = Rows.Count,
            Round = _round,
        };
        _trace.Add(step);
        if (!_bestCounts || Merit(step) < Merit(_trace[_bestIteration]))
        {
            _bestCounts = true;
            _bestIteration = _lastGain = step.Iteration;
            _network.Parameters.CopyTo(_best);
            _state = state;
        }

        _progress?.Report(step);
        return !ShouldStop(step);
    }

    /// <summary>Goes on with another ridge; what was best under the old one no longer counts.</summary>
    public void UseRidge(double ridge)
    {
        _bestCounts &= ridge == Objective.Ridge;
        (Objective, _since) = (new Objective(_network, ridge, _options.Threads), Last);
    }

    /// <summary>Goes on with other rows; what was best on the old ones no longer counts.</summary>
    public void UseRows(TrainingRows rows)
    {
        _bestCounts &= rows == Rows;
        (Rows, _lastGain, _since) = (rows, Last, Last);
    }

    /// <summary>Goes on with other weights of the rows; what was best under the old ones no longer counts.</summary>
    public void UseWeights(TrainingRows rows, TrainingRows? validation)
    {
        (_rows, _validation) = (rows, validation);
        UseRows(rows);
        BeginRound();
    }

    /// <summary>Goes on from other weights of the network; what was best before no longer counts.</summary>
    public void BeginRound()
    {
        _round++;
        _bestCounts = false;
    }

    /// <summary>Counts iterations anew: of several fits in a row each may have as many.</summary>
    public void BeginFit() => _first = _trace[^1].Iteration;

    /// <summary>Whether time and iterations are left.</summary>
    public bool CanGoOn => !StopToken.IsCancellationRequested && _trace[^1].Iteration - _first < _options.MaximumIterations;

    /// <summary>Keeps the best weights under the present ridge, to <see cref="GoBack"/> to.</summary>
    public Checkpoint Save() => new(Objective, _bestIteration, [.. _best], _state);

    /// <summary>Takes the ridge and the weights of a checkpoint again; where they are not the latest, in a new round.</summary>
    public void GoBack(Checkpoint checkpoint)
    {
        (Objective, _bestIteration, _state) = (checkpoint.Objective, checkpoint.Iteration, checkpoint.State);
        checkpoint.Weights.CopyTo(_best, 0);
        checkpoint.Weights.CopyTo(_network.Parameters);
        if (checkpoint.Iteration != Last)
            _round++;
        (_lastGain, _since, _bestCounts) = (Last, Last, true);
    }

    /// <summary>Ends the fit because no further step lowers the loss.</summary>
    public void Stall() => _reason = StopReason.Converged;

    /// <summary>Ends the fit in the middle of an iteration, which is forgotten.</summary>
    public void Stop() => _reason = _interruption.IsCancellationRequested ? StopReason.Interrupted : StopReason.Time;

    /// <summary>Gives the network its best weights and writes the report.</summary>
    /// <param name="method">Name of the method.</param>
    public TrainingReport Finish(string method)
    {
        _best.CopyTo(_network.Parameters);
        double seconds = Elapsed;
        (LinearAlgebra.FactorRank Rank, double[] Factor)? final =
            _options.KeepsFactor && _network.Parameters.Length <= Linearisation.LargestKept ? FinalFactor() : null;
        return new TrainingReport
        {
            Method = method,
            StopReason = _reason,
            Trace = _trace,
            BestIteration = _bestIteration,
            Seconds = seconds,
            Ridge = KeptRidge,
            Rank = final?.Rank,
            Factor = final?.Factor,
            State = _state,
        };
    }

    public void Dispose()
    {
        _stop.Dispose();
        _timeLimit.Dispose();
    }

    /// <summary>The latest iteration; 0 before there is one.</summary>
    private int Last => Math.Max(_trace.Count - 1, 0);

    private double Elapsed => _options.Clock.GetElapsedTime(_start).TotalSeconds;

    /// <summary>The ridge of the kept weights: the present one, unless the fit ended before an iteration under that.</summary>
    private double KeptRidge => _trace[_bestIteration].Ridge;

    private static double Merit(TrainingStep step) => step.ValidationLoss ?? step.Loss;

    private double? ValidationLoss() =>
        _validation is null ? null : Objective.SumOfSquares(_validation) / _validation.Count;

    private bool ShouldStop(TrainingStep step)
    {
        if (StopToken.IsCancellationRequested)
            Stop();
        else if (_validation is not null && step.Iteration - _lastGain >= _options.Patience)
            _reason = StopReason.NoImprovement;
        else if (step.Iteration - _window >= _since
            && _trace[^(_window + 1)].IsComparable(step)
            && _trace[^(_window + 1)].Loss - step.Loss < _options.Tolerance * Math.Abs(step.Loss))
            _reason = StopReason.Converged;
        else if (step.Iteration - _first >= _options.MaximumIterations)
            _reason = StopReason.Iterations;
        else
            return false;
        return true;
    }

    /// <summary>Rank of the Jacobian, then the packed factor with the ridge, at the kept weights.</summary>
    private (LinearAlgebra.FactorRank Rank, double[] Factor) FinalFactor()
    {
        Linearisation linearisation = new(_network, threads: _options.Threads);
        linearisation.Absorb(_rows, CancellationToken.None);
        LinearAlgebra.FactorRank rank = linearisation.Rank();
        linearisation.AbsorbRidge(linearisation.Factor, KeptRidge, damping: 0);
        return (rank, linearisation.Packed());
    }

    /// <summary>A ridge and the best weights under it.</summary>
    /// <param name="Objective">With the ridge.</param>
    /// <param name="Iteration">Whose weights they are.</param>
    /// <param name="Weights">All parameters.</param>
    /// <param name="State">What the method carried beside them.</param>
    internal sealed record Checkpoint(Objective Objective, int Iteration, double[] Weights, IReadOnlyList<double> State);
}
