using IllsEdge.Device.Sensors;

namespace IllsEdge.Device.Recording;

/// <summary>A source whose readings are noted as they are taken.</summary>
internal sealed class RecordedSource(IInputSource source, int index, StepEncoder steps) : IInputSource
{
    public string Name => source.Name;

    public IReadOnlyList<string> Channels => source.Channels;

    public SourceState State => source.State;

    public SourceCounts Counts => source.Counts;

    public bool TryRead(out Reading reading)
    {
        if (!source.TryRead(out reading))
            return false;
        steps.Reading(index, reading);
        return true;
    }

    public void Dispose() => source.Dispose();
}
