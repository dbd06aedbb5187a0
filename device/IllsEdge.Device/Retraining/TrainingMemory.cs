using IllsEdge.Training;

namespace IllsEdge.Device.Retraining;

/// <summary>What a fit takes of memory, estimated so that it is not exceeded.</summary>
public static class TrainingMemory
{
    // Copies of the table: the rows that are kept, the challenge's, a window's, standardised ones, those without the judges.
    private const int CopiesOfTable = 6;

    // Total inputs, activations, slopes and what is carried back, a neuron and row.
    private const int ValuesOfNeuron = 6;

    // Factor, its trial copy, the packed one and the curvature of intervals, of p x p each.
    private const int Squares = 5;

    // Pairs of the curvature memory, of two vectors each, and some vectors beside.
    private const int Vectors = 40;

    private const int BlockOfRows = 256;

    /// <summary>Bytes that a fit of one target takes.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="inputs">Inputs.</param>
    /// <param name="hidden">Neurons of each hidden layer.</param>
    /// <param name="isCoupled">Whether the method is coupled.</param>
    public static long Bytes(int rows, int inputs, IReadOnlyList<int> hidden, bool isCoupled)
    {
        ArgumentNullException.ThrowIfNull(hidden);
        (long neurons, long parameters, long below) = (1, 0, inputs);
        foreach (int layer in hidden.Append(1))
        {
            parameters += (below + 1) * layer;
            neurons += layer;
            below = layer;
        }

        long kept = isCoupled || parameters <= Linearisation.LargestKept
            ? Squares * parameters * parameters + 2 * BlockOfRows * (parameters + 1)
            : Vectors * parameters;
        return sizeof(double) * (rows * (CopiesOfTable * (inputs + 2L) + ValuesOfNeuron * neurons) + kept);
    }

    /// <summary>The most rows with which a fit keeps to a budget; 0 where no number does.</summary>
    /// <param name="bytes">The budget.</param>
    /// <param name="inputs">Inputs.</param>
    /// <param name="hidden">Neurons of each hidden layer.</param>
    /// <param name="isCoupled">Whether the method is coupled.</param>
    public static int Rows(long bytes, int inputs, IReadOnlyList<int> hidden, bool isCoupled)
    {
        long none = Bytes(0, inputs, hidden, isCoupled);
        long one = Bytes(1, inputs, hidden, isCoupled) - none;
        return (int)Math.Clamp((bytes - none) / one, 0, int.MaxValue);
    }
}
