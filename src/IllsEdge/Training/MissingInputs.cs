namespace IllsEdge.Training;

/// <summary>What becomes of a row to train on that misses an input.</summary>
public enum MissingInputs
{
    /// <summary>It is an error: somebody should look at the data.</summary>
    Error,

    /// <summary>It is left out.</summary>
    Drop,

    /// <summary>
    /// The mean of the training rows stands in, and an input that misses values in them gets an indicator beside it.
    /// </summary>
    Mean,
}
