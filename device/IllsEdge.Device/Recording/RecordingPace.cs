using IllsEdge.Device.Retraining;

namespace IllsEdge.Device.Recording;

/// <summary>Notes every verdict, and in which step it was heard.</summary>
internal sealed class RecordingPace(ITrainingPace pace, RecordingWriter writer, StepEncoder steps) : ITrainingPace
{
    public bool IsRepeatable => pace.IsRepeatable;

    public Verdict Hold(Challenge challenge, CancellationToken cancellation)
    {
        try
        {
            Verdict verdict = pace.Hold(challenge, cancellation);
            Note(RecordedVerdict.Of(challenge, verdict));
            return verdict;
        }
        catch (Exception exception)
        {
            Note(RecordedVerdict.Of(challenge, exception));
            throw;
        }
    }

    public bool IsDue(TimeSpan now, TimeSpan started, bool isThere)
    {
        bool isDue = pace.IsDue(now, started, isThere);
        if (isDue)
            steps.Heard();
        return isDue;
    }

    private void Note(RecordedVerdict verdict)
    {
        ByteBuffer buffer = writer.Take();
        verdict.Write(buffer);
        writer.Add(BlockKind.Verdict, buffer);
    }
}
