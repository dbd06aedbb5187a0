namespace IllsEdge.Diagnostics;

/// <summary>How far one input repeats the others.</summary>
/// <param name="Name">Name of the input.</param>
/// <param name="Inflation">
/// Variance inflation factor 1 / (1 - R^2), R^2 of a linear regression of the input on all others: 1 where they say nothing of
/// it; 1e8 at most.
/// </param>
/// <param name="Partners">
/// Whom it repeats: inputs whose correlation with it is above 0.95 in magnitude; or else, where the inflation is above
/// <see cref="InputRelations.LargeInflation"/>, the three that count most in the regression. The strongest first.
/// </param>
public sealed record InputRelation(string Name, double Inflation, IReadOnlyList<RelatedInput> Partners);

/// <summary>An input that another one repeats.</summary>
/// <param name="Name">Name of the input.</param>
/// <param name="Correlation">Their correlation, -1 to 1.</param>
public sealed record RelatedInput(string Name, double Correlation);
