using IllsEdge.Device.Recording;
using IllsEdge.Device.Sensors;
using IllsEdge.Device.Tests.Support;

namespace IllsEdge.Device.Tests.Recording;

/// <summary>A source that is recorded keeps to what every source has to do.</summary>
public class RecordedSourceTests : InputSourceContract
{
    protected override SourceBench Open() => new Bench();

    private sealed class Bench : SourceBench
    {
        private readonly TemporaryFolder _folder = new();
        private readonly ScriptedSource _script = new();
        private readonly RecordingWriter _writer;

        public Bench()
        {
            _writer = new RecordingWriter(_folder.File("a.rec"), long.MaxValue, new MemoryLog());
            StepEncoder steps = new(_writer);
            steps.Begin(TimeSpan.Zero, DateTimeOffset.UnixEpoch);
            Source = new RecordedSource(_script, 0, steps);
        }

        public override IInputSource Source { get; }

        public override IReadOnlyList<(int Channel, double Value)> Feed(int rounds)
        {
            (int, double)[] readings = [.. Enumerable.Range(0, rounds).Select(round => (round % 3, 0.5 * round))];
            foreach ((int channel, double value) in readings)
                _script.Push(channel, value);
            return readings;
        }

        public override void Dispose()
        {
            base.Dispose();
            _writer.Dispose();
            _folder.Dispose();
        }
    }
}
