namespace IllsEdge.Device.Doctor.Checks;

/// <summary>The instruction sets with which training computes.</summary>
public sealed class ProcessorCheck : ICheck
{
    private const string Area = "processor";

    /// <inheritdoc/>
    public IEnumerable<MachineFinding> Examine(IMachine machine, Needs? needs)
    {
        ArgumentNullException.ThrowIfNull(machine);
        MachineFacts facts = machine.Facts;
        string others = string.Join(", ", facts.Kernels.Where(kernel => kernel != facts.Kernel));
        yield return facts.Kernel == "scalar"
            ? new MachineFinding(
                Area, FindingState.Note, $"computes without vectors{(others.Length > 0 ? $", although there are {others}" : "")}",
                others.Length > 0 ? "unset ILLSEDGE_KERNEL and the DOTNET_Enable... variables" : null)
            : new MachineFinding(Area, FindingState.Ok, $"computes with {facts.Kernel}; there are also {others}");
    }
}
