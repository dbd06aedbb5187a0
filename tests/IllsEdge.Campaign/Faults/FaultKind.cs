using IllsEdge.Networks;

namespace IllsEdge.Campaign.Faults;

/// <summary>A kind of fault.</summary>
/// <param name="Name">For people, and for <c>--only</c>.</param>
/// <param name="Weight">How often, against the others.</param>
/// <param name="Mean">How long on average; the shortest is a fifth of it. Zero: it is over at once.</param>
/// <param name="Make">Makes one.</param>
internal sealed record FaultKind(string Name, double Weight, TimeSpan Mean, Func<RandomSource, Fault> Make);
