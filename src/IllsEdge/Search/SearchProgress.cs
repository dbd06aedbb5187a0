namespace IllsEdge.Search;

/// <summary>What a search does at present.</summary>
/// <param name="Doing">In a few words.</param>
/// <param name="Seconds">Since its start.</param>
/// <param name="Best">The best so far; null before anything was judged.</param>
public sealed record SearchProgress(string Doing, double Seconds, Trial? Best);
