namespace IllsEdge.Device.Store;

// What happened before a time, and since.
public sealed partial class DeviceStore
{
    /// <summary>The newest sample that had a label at a time; 0 where none had.</summary>
    /// <param name="time">UTC, milliseconds since 1970.</param>
    public long NewestSampleLabelledBy(long time) =>
        Number("SELECT coalesce(max(sample_id), 0) FROM labels WHERE arrival <= ?1", time);

    /// <summary>Samples whose label came after a time.</summary>
    /// <param name="time">UTC, milliseconds since 1970.</param>
    public int CountLabelsSince(long time) => (int)Math.Min(
        int.MaxValue,
        Number("SELECT count(*) FROM labels WHERE arrival > ?1 AND superseded = 0 AND sample_id IS NOT NULL", time));

    private long Number(string sql, long time) =>
        Read<object>(sql, statement => statement.Bind(1, time), row => row.Long(0)) is [long number] ? number : 0;
}
