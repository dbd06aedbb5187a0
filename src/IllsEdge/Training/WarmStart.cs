namespace IllsEdge.Training;

/// <summary>Where an earlier fit of a network ended, for a fit that goes on from the network's weights.</summary>
/// <param name="Ridge">Its ridge, from which a search goes on; null where nobody knows it.</param>
/// <param name="State">
/// What its method carried from iteration to iteration beside the weights, the damping first; empty where nothing. A method
/// that carries something else takes the damping alone.
/// </param>
public sealed record WarmStart(double? Ridge, IReadOnlyList<double> State);
