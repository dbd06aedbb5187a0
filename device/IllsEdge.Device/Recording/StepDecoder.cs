using IllsEdge.Device.Runtime;
using IllsEdge.Device.Sensors;
using IllsEdge.Device.Store;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Recording;

/// <summary>Reads the steps of a block.</summary>
internal static class StepDecoder
{
    /// <summary>All steps of a block.</summary>
    /// <exception cref="InvalidDataException">It holds something else, which its checksum did not show.</exception>
    public static List<RecordedStep> Read(byte[] content)
    {
        ByteCursor cursor = new(content);
        List<RecordedStep> steps = [];
        (TimeSpan elapsed, long wall) = (TimeSpan.Zero, 0);
        while (!cursor.IsAtEnd)
        {
            StepEvent what = (StepEvent)cursor.Byte();
            if (what == StepEvent.Step)
            {
                TimeSpan passed = TimeSpan.FromTicks(cursor.Number());
                elapsed += passed;
                wall += passed.Ticks + cursor.Number();
                if (wall < 0 || wall > DateTimeOffset.MaxValue.UtcTicks)
                    throw new InvalidDataException($"{wall} ticks are no time.");
                steps.Add(new RecordedStep(elapsed, new DateTimeOffset(wall, TimeSpan.Zero)));
            }
            else if (steps.Count > 0)
                Take(what, cursor, steps[^1]);
            else
                throw new InvalidDataException("Something happened before the first step.");
        }

        return steps;
    }

    private static void Take(StepEvent what, ByteCursor cursor, RecordedStep step)
    {
        switch (what)
        {
            case StepEvent.Reading:
                step.Readings.Add((cursor.Small(), new Reading(cursor.Small(), cursor.Double())));
                break;
            case StepEvent.TimedReading:
                step.Readings.Add((cursor.Small(), new Reading(cursor.Small(), cursor.Double(), Time(cursor), Age(cursor))));
                break;
            case StepEvent.Requests:
                step.Requests = (OperatorRequests)cursor.Byte();
                break;
            case StepEvent.Heard:
                step.IsHeard = true;
                break;
            case StepEvent.StoreState:
                step.StoreState = (StoreState)cursor.Byte();
                break;
            case StepEvent.LittleRoom:
                step.IsRoomLittle = cursor.Flag();
                break;
            case StepEvent.Found:
                step.Found.Add(cursor.Flag() ? Found(cursor) : null);
                break;
            case StepEvent.Sample:
                step.Samples.Add(new RecordedSample(
                    (ValueStatus)cursor.Byte(), cursor.Double(), cursor.Optional(), cursor.Optional()));
                break;
            case StepEvent.Decision:
                step.Decisions.Add(new RecordedDecision(
                    TimeSpan.FromTicks(cursor.Number()), cursor.Text(), cursor.Text(), cursor.Text()));
                break;
            default:
                throw new InvalidDataException($"{(byte)what} is no event.");
        }
    }

    private static DateTimeOffset? Time(ByteCursor cursor)
    {
        if (!cursor.Flag())
            return null;
        DateTimeOffset time = new(cursor.Number(), TimeSpan.Zero);
        return time.ToOffset(TimeSpan.FromMinutes(cursor.Number()));
    }

    private static TimeSpan? Age(ByteCursor cursor) => cursor.Flag() ? TimeSpan.FromTicks(cursor.Number()) : null;

    private static StoredSample Found(ByteCursor cursor)
    {
        (long id, long time, long monotonic) = (cursor.Number(), cursor.Number(), cursor.Number());
        List<double> values = [];
        List<bool> present = [];
        for (int left = cursor.Small(); left > 0; left--)
        {
            values.Add(cursor.Double());
            present.Add(cursor.Flag());
        }

        StoredPrediction? prediction = cursor.Flag()
            ? new StoredPrediction(
                cursor.Optional(), (ValueStatus)cursor.Byte(), (int)cursor.Number(), cursor.Optional(), cursor.Optional())
            : null;
        return new StoredSample(id, time, monotonic, [.. values], [.. present], prediction);
    }
}
