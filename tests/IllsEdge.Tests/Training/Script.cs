using IllsEdge.Networks;
using IllsEdge.Training;

namespace IllsEdge.Tests.Training;

/// <summary>A method whose losses are dictated; the first parameter becomes the number of the iteration.</summary>
internal sealed class Script(double[] losses, Func<Network, CancellationToken, double>? last = null)
    : IterativeTrainer("script")
{
    protected override bool TakesStarts => false;

    protected override IIteration Begin(Network network, TrainingOptions options) => new Lines(network, losses, last);

    private sealed class Lines(Network network, double[] losses, Func<Network, CancellationToken, double>? last) : IIteration
    {
        private int _line;

        public IReadOnlyList<double> State { get; set; } = [];

        public double? Advance(TrainingRows rows, Objective objective, double present, CancellationToken cancellationToken)
        {
            network.Parameters[0] = ++_line;
            if (_line <= losses.Length)
                return losses[_line - 1] * rows.Count;
            return _line == losses.Length + 1 ? last?.Invoke(network, cancellationToken) : null;
        }
    }
}

/// <summary>Hears of progress on the thread that makes it.</summary>
internal sealed class Listener(Action<TrainingStep> hear) : IProgress<TrainingStep>
{
    public void Report(TrainingStep value) => hear(value);
}
