using IllsEdge.Device.Retraining;
using IllsEdge.ModelFiles;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Recording;

/// <summary>What training made of a challenge.</summary>
/// <param name="Seed">The challenge's, which counts them.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Ending">How it ended.</param>
/// <param name="Text">The verdict for people, or what went wrong.</param>
/// <param name="ChallengerError">As the verdict has it.</param>
/// <param name="ChampionError">As the verdict has it.</param>
/// <param name="IsCutShort">As the verdict has it.</param>
/// <param name="Model">The challenger's file; empty where the champion stays.</param>
internal sealed record RecordedVerdict(
    ulong Seed, int Rows, VerdictEnding Ending, string Text, double? ChallengerError, double? ChampionError, bool IsCutShort,
    byte[] Model)
{
    // Of the options only the time limit differs, which a repetition does without.
    private static readonly Provenance Nowhere = new("", 0, 0, "", "", new Dictionary<string, string>(), []);

    public static RecordedVerdict Of(Challenge challenge, Verdict verdict) => new(
        challenge.Request.Seed, challenge.Rows.RowCount, VerdictEnding.Judged, verdict.Text, verdict.ChallengerError,
        verdict.ChampionError, verdict.IsCutShort, verdict.Model is { } model ? ModelFile.ToBytes(model) : []);

    public static RecordedVerdict Of(Challenge challenge, Exception trouble) => new(
        challenge.Request.Seed, challenge.Rows.RowCount,
        trouble is OperationCanceledException ? VerdictEnding.BrokenOff : VerdictEnding.Failed, trouble.Message, null, null,
        false, []);

    /// <summary>Whether it is of this challenge.</summary>
    public bool IsOf(Challenge challenge) => Seed == challenge.Request.Seed && Rows == challenge.Rows.RowCount;

    /// <summary>Whether a repetition came to the same, to the last bit.</summary>
    public bool Equals(Verdict verdict) =>
        Text == verdict.Text && Nullable.Equals(ChallengerError, verdict.ChallengerError)
        && Nullable.Equals(ChampionError, verdict.ChampionError) && Model.Length > 0 == verdict.Model is not null
        && (verdict.Model is null || Essence(ReadModel()).AsSpan().SequenceEqual(Essence(verdict.Model)));

    /// <summary>The verdict as it was.</summary>
    public Verdict ToVerdict(Challenge challenge)
    {
        Model? model = Model.Length == 0 ? null : ReadModel();
        return new Verdict(
            model, model is null || !challenge.IsStreaming ? null : Challenger.PanelOf(model, challenge), ChallengerError,
            ChampionError, Text)
        {
            IsCutShort = IsCutShort,
        };
    }

    public void Write(ByteBuffer buffer)
    {
        buffer.Count(Seed);
        buffer.Count((ulong)Rows);
        buffer.Byte((byte)Ending);
        buffer.Text(Text);
        buffer.Optional(ChallengerError);
        buffer.Optional(ChampionError);
        buffer.Flag(IsCutShort);
        buffer.Bytes(Model);
    }

    public static RecordedVerdict Read(ByteCursor cursor) => new(
        cursor.Count(), cursor.Small(), (VerdictEnding)cursor.Byte(), cursor.Text(), cursor.Optional(), cursor.Optional(),
        cursor.Flag(), cursor.Bytes().ToArray());

    private Model ReadModel() => ModelFile.FromBytes(Model, "a model of the recording");

    private static byte[] Essence(Model model) => ModelFile.ToBytes(model with { Provenance = Nowhere });
}

/// <summary>How training ended; the numbers are those in the file.</summary>
internal enum VerdictEnding : byte
{
    /// <summary>With a verdict.</summary>
    Judged = 0,

    /// <summary>It took too long.</summary>
    BrokenOff = 1,

    /// <summary>With an error.</summary>
    Failed = 2,
}
