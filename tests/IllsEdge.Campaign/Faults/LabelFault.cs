using IllsEdge.Networks;

namespace IllsEdge.Campaign.Faults;

/// <summary>Something is wrong with the labels; values go on.</summary>
internal abstract class LabelFault(RandomSource? random = null) : Fault
{
    public sealed override bool DisturbsValues => false;

    protected RandomSource Random { get; } = new(random?.Next() ?? 0);
}
