namespace IllsEdge.Campaign.Invariants;

/// <summary>Whatever the world does, nothing is thrown; the campaign itself reports what is.</summary>
internal sealed class NoUnhandledException : Invariant
{
    public override string Name => "no unhandled exception";
}
