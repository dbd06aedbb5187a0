using IllsEdge.Device.Sensors;

namespace IllsEdge.Device.Runtime;

/// <summary>A source and where its channels lead.</summary>
/// <param name="Source">The source.</param>
/// <param name="Routes">For every channel the inputs that take its readings, <see cref="Target"/> for labels.</param>
public sealed record LoopSource(IInputSource Source, IReadOnlyList<int[]> Routes)
{
    /// <summary>Whether it leads to the operator's button and nowhere else: such a source does not keep a run going.</summary>
    public bool IsOnlyButton { get; } =
        Routes.Any(inputs => inputs.Length > 0) && Routes.All(inputs => inputs.All(input => input == Button));

    /// <summary>Leads to the target: readings are labels.</summary>
    public const int Target = -1;

    /// <summary>Whether one of its channels leads to this input.</summary>
    /// <param name="input">From 0.</param>
    public bool LeadsTo(int input)
    {
        foreach (int[] inputs in Routes)
            if (Array.IndexOf(inputs, input) >= 0)
                return true;
        return false;
    }

    /// <summary>Leads to the operator's button: readings are 1 while it is pressed.</summary>
    public const int Button = -2;
}
