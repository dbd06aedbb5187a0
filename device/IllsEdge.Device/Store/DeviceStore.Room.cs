using Microsoft.Data.Sqlite;

namespace IllsEdge.Device.Store;

// A full disk: the store lives on the room that it has.
public sealed partial class DeviceStore
{
    // Below this there is nothing worth giving up; rows then wait in the queue.
    private const int FewestSamples = 1000;

    /// <summary>Whether the disk has room for some batches, or a model, without anything being given up for them.</summary>
    public bool HasRoom => IsRoomy(_path);

    // The loop asks for people long before, and until long after.
    private static bool IsRoomy(string path) => StoreTrouble.FreeBytes(path) >= StoreTrouble.SomeRoom;

    /// <summary>
    /// Gives up the oldest samples, those without a label first, so that their pages can be used for new rows and for
    /// models; labels stay. From then on the store keeps as many samples as it has, until the disk has room again.
    /// </summary>
    /// <returns>False where there is nothing to give up, or no room even for that.</returns>
    private bool MakeRoom()
    {
        if (_writer is not { } writer || _hold is null)
            return false;
        long spare = writer.Committed.Samples - FewestSamples;
        if (spare <= 0)
            return false;
        // The transaction that deletes needs room in the log itself.
        StoreHold.GiveUpRoom(_hold);
        for (long rows = Math.Min(spare, Math.Max(FewestSamples, writer.Committed.Samples / 50)); rows > 0; rows /= 4)
            try
            {
                Spend(writer.GiveUp((int)rows));
                if (writer.Bound >= _options.MaxRows)
                    _log.Tell(
                        LogLevel.Error,
                        Source,
                        $"the disk of {_path} is full; the oldest samples are given up for new ones, those without a label "
                        + "first. Make room on the disk.");
                writer.Bound = writer.Committed.Samples;
                return true;
            }
            catch (SqliteException)
            {
                writer.RollBack();
            }

        return false;
    }

    // Within a batch: what it needs is freed before it is written.
    private void LiftBound(StoreWriter writer, int incoming)
    {
        if (writer.Bound >= _options.MaxRows)
            return;
        if (IsRoomy(_path))
        {
            writer.Grow(_options.MaxRows);
            StoreHold.KeepRoom(_hold!);
            _log.Tell(LogLevel.Information, Source, $"the disk of {_path} has room again");
            return;
        }

        long excess = Math.Min(incoming, writer.Committed.Samples + incoming - writer.Bound);
        if (excess > 0)
            writer.MakeRoomFor((int)excess);
    }
}
