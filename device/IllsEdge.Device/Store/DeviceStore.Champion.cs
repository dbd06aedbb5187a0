using IllsEdge.Data;
using Microsoft.Data.Sqlite;

namespace IllsEdge.Device.Store;

// The champion's copy: written after the store has it, and read only where the store has lost it to damage.
public sealed partial class DeviceStore
{
    private volatile bool _isCopyDue;

    /// <summary>After opening: a champion without a copy gets one, and one that is not as its copy says is taken from there.</summary>
    private void CompareCopy()
    {
        if (ReadModel(ModelState.Champion) is not { } champion)
            return;
        StoredModel? copy = ChampionCopy.Read(_path, _names.Inputs, out string? trouble);
        if (trouble is not null)
            _log.Tell(LogLevel.Warning, Source, $"{trouble}; it is written anew");
        if (copy?.Version != champion.Version)
            KeepCopy();
        else if (!copy.Bytes.AsSpan().SequenceEqual(champion.Bytes) && Change(writer => Save(writer, copy)))
            _log.Tell(
                LogLevel.Error,
                Source,
                $"model {champion.Version} of {_path} is damaged; it was taken from {ChampionCopy.PathOf(_path)}");
    }

    /// <summary>Writes the copy; where there is no room for it, with a batch when there is.</summary>
    private void KeepCopy()
    {
        _isCopyDue = !HasRoom;
        if (_isCopyDue || ReadModel(ModelState.Champion) is not { } champion)
            return;
        try
        {
            long bytes = ChampionCopy.Write(_path, _names.Inputs, champion);
            lock (_writing)
                Spend(bytes);
        }
        catch (Exception exception) when (exception is DataFileException or IOException or UnauthorizedAccessException)
        {
            _log.Tell(
                LogLevel.Warning,
                Source,
                $"model {champion.Version} is in {_path} alone, for its copy beside it cannot be written: {exception.Message}");
        }
    }

    // Into a store that takes a damaged one's place, before it does.
    private static string RestoreChampion(string path, string[] names, SqliteConnection target)
    {
        StoredModel? copy = ChampionCopy.Read(path, names, out string? trouble);
        if (copy is null)
            return trouble is null ? "" : $"; {trouble}";
        using (var held = new Statement(target, "SELECT version, bytes FROM models WHERE state = 'C'"))
            // Another one is newer: its copy could not be written.
            if (held.Step() && (held.Long(0) != copy.Version || held.Bytes(1).SequenceEqual(copy.Bytes)))
                return "";
        using var insert = new Statement(target, "INSERT OR REPLACE INTO models VALUES (?1, ?2, 'C', ?3, ?4)");
        insert.Bind(1, copy.Version);
        insert.Bind(2, copy.Time);
        insert.Bind(3, copy.Reference ?? double.NaN);
        insert.Bind(4, copy.Bytes);
        insert.Step();
        return $"; and with model {copy.Version}, the champion, from {ChampionCopy.PathOf(path)}";
    }
}
