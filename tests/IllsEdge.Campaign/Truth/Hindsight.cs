using IllsEdge.Device.Retraining;
using IllsEdge.Device.Runtime;

namespace IllsEdge.Campaign.Truth;

/// <summary>
/// Whether each swap was right: the model that left and the one that came, compared on the true thickness of the plates of the
/// next hour, which no label tells the device. Each predicts with what it has learned by then, as it does or would do in use.
/// </summary>
internal sealed class Hindsight
{
    private static readonly TimeSpan Horizon = TimeSpan.FromHours(1);

    // An hour has some 330 plates.
    private const int MostPlates = 500;

    private readonly List<Watched> _watched = [];
    private readonly List<JudgedSwap> _judged = [];

    /// <summary>Swaps whose hour is over.</summary>
    public IReadOnlyList<JudgedSwap> Judged => _judged;

    /// <summary>A swap has been made.</summary>
    public void Add(Decision decision, TimeSpan now, SeatedModel left, SeatedModel came) =>
        _watched.Add(new Watched(decision, now, left, came));

    /// <summary>A plate, as the device sees it and as it is.</summary>
    public void Add(TimeSpan now, ReadOnlySpan<double> inputs, double truth)
    {
        for (int index = _watched.Count - 1; index >= 0; index--)
        {
            Watched swap = _watched[index];
            if (now - swap.At > Horizon)
            {
                Judge(swap);
                _watched.RemoveAt(index);
                continue;
            }

            swap.LeftErrors.Add(swap.Left.Predict(inputs) - truth);
            swap.CameErrors.Add(swap.Came.Predict(inputs) - truth);
        }
    }

    /// <summary>Judges what is left by what there is.</summary>
    public void Finish()
    {
        foreach (Watched swap in _watched)
            Judge(swap);
        _watched.Clear();
        _judged.Sort((one, other) => one.At.CompareTo(other.At));
    }

    private void Judge(Watched swap)
    {
        if (swap.LeftErrors.Typical is { } left && swap.CameErrors.Typical is { } came)
            _judged.Add(new JudgedSwap(swap.At, swap.Decision.Word, swap.Decision.Text, left, came, swap.LeftErrors.Count));
    }

    private sealed record Watched(Decision Decision, TimeSpan At, SeatedModel Left, SeatedModel Came)
    {
        public ErrorBook LeftErrors { get; } = new(MostPlates);

        public ErrorBook CameErrors { get; } = new(MostPlates);
    }
}

/// <summary>A swap in hindsight.</summary>
/// <param name="At">Plant time.</param>
/// <param name="Kind">Adopt or rollback.</param>
/// <param name="Text">The device's reason.</param>
/// <param name="Left">Typical error of the model that left, in the next hour, mm.</param>
/// <param name="Came">That of the one that came.</param>
/// <param name="Plates">Plates that they were judged by.</param>
internal sealed record JudgedSwap(TimeSpan At, string Kind, string Text, double Left, double Came, int Plates)
{
    /// <summary>Whether the device was right.</summary>
    public bool WasRight => Came <= Left;
}
