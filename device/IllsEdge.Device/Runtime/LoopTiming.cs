namespace IllsEdge.Device.Runtime;

/// <summary>How punctual a loop in real time is: how much later than they were due its steps began.</summary>
/// <param name="Median">Half of them were not later.</param>
/// <param name="NearlyAll">99.9 % of them were not later.</param>
/// <param name="Longest">None was later.</param>
/// <param name="Missed">Periods in which no step began at all.</param>
public sealed record LoopTiming(TimeSpan Median, TimeSpan NearlyAll, TimeSpan Longest, long Missed);
