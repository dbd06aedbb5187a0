using IllsEdge.Device.Outputs;

namespace IllsEdge.Device.Tests.Support;

/// <summary>Keeps what was published, in a list made beforehand, so that keeping it allocates nothing.</summary>
internal sealed class RecordingOutput : IOutput
{
    public List<Published> Values { get; } = new(20_000);

    public int SafeCalls { get; private set; }

    public string Name => "record";

    public long Faults => 0;

    public void Publish(in Published value) => Values.Add(value);

    public void GoSafe() => SafeCalls++;

    public void Dispose() => GoSafe();
}
