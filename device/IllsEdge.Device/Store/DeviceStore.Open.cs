using System.Globalization;
using IllsEdge.Data;
using Microsoft.Data.Sqlite;

namespace IllsEdge.Device.Store;

public sealed partial class DeviceStore
{
    private const string Salvaging = ".salvaging";
    private const string Salvaged = ".salvaged";

    /// <summary>Opens a store, or begins one. The file is checked as a whole, which reads it once.</summary>
    /// <remarks>
    /// A damaged file is kept as <c>path.damaged-TIME</c>; all that can be read out of it goes into a new store, and
    /// both are logged as an error.
    /// </remarks>
    /// <param name="path">The file; beside it SQLite keeps <c>-wal</c> and <c>-shm</c>, the store <c>.lock</c>.</param>
    /// <param name="inputNames">Names of the inputs in the order of a sample's values.</param>
    /// <param name="options">How it is kept.</param>
    /// <param name="clock">Wall clock for ages and names, monotonic count and timer for batches.</param>
    /// <param name="log">Where trouble is told.</param>
    /// <exception cref="DataFileException">
    /// The directory does not exist, the file may not be written, there is no room, another process has it open, it is
    /// another program's, or it holds other inputs or another target and <see cref="OtherInputs.Refuse"/> is set.
    /// </exception>
    public static DeviceStore Open(
        string path, IReadOnlyList<string> inputNames, StoreOptions options, TimeProvider clock, IDeviceLog log)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(inputNames);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(log);
        options.Check();
        StoreNames names = new([.. inputNames], options.Target);
        if (names.Inputs.Length == 0)
            throw new ArgumentException("There are 0 inputs; a store needs at least 1.", nameof(inputNames));

        if ((long)options.QueueRows * new SampleBlob(names.Inputs).Length > Array.MaxLength)
            throw new ArgumentException(
                $"{options.QueueRows} rows of {names.Inputs.Length} inputs are more than 2 GiB; make QueueRows smaller.",
                nameof(options));

        path = System.IO.Path.GetFullPath(path);
        if (!Directory.Exists(System.IO.Path.GetDirectoryName(path)))
            throw StoreTrouble.NoDirectory(path);
        if (Directory.Exists(path))
            throw new DataFileException("is a directory; name a file in it.", path);
        if (StoreHead.Look(path) is { Kind: HeadKind.Foreign } head)
            throw StoreTrouble.Foreign(path, head.Detail);
        if (options.IsReadOnly)
            return OpenToRead(path, names, options, clock, log);
        FileStream hold;
        try
        {
            hold = StoreHold.Take(path);
        }
        catch (DataFileException exception)
            when (exception.InnerException is { } cause && StoreHold.IsReadOnly(cause) && File.Exists(path))
        {
            return OpenToRead(path, names, options, clock, log);
        }

        try
        {
            DeviceStore store;
            try
            {
                store = Begin(path, names, options, clock, log, hold);
            }
            catch (DataFileException) when (StoreTrouble.IsLittleRoom(path) && StoreHold.GiveUpRoom(hold))
            {
                // The champion is in the file, so a device on a full disk must get at it.
                log.Tell(LogLevel.Error, Source, $"the disk of {path} is full; it is opened in room kept for that");
                return Begin(path, names, options, clock, log, hold);
            }

            StoreHold.KeepRoom(hold);
            store.CompareCopy();
            return store;
        }
        catch
        {
            hold.Dispose();
            throw;
        }
    }

    private static DeviceStore OpenToRead(
        string path, StoreNames names, StoreOptions options, TimeProvider clock, IDeviceLog log)
    {
        if (!File.Exists(path))
            throw StoreTrouble.NothingToRead(path);
        if (StoreHead.Look(path) is { Kind: HeadKind.Damaged } head)
            throw StoreTrouble.CannotRead(path, new SqliteException(head.Detail, SQLitePCL.raw.SQLITE_CORRUPT));
        try
        {
            StoreNames held;
            using (SqliteConnection connection = StoreFile.ConnectToRead(path))
                held = StoreNames.Read(connection);
            if (StoreTrouble.OtherNames(path, held, names) is { } trouble)
                throw trouble;
            DeviceStore store = new(path, names, options, clock, log, hold: null, connection: null);
            store._trouble = options.IsReadOnly ? "store.readOnly is set" : "the disk is read-only";
            log.Tell(
                options.IsReadOnly ? LogLevel.Warning : LogLevel.Error,
                Source,
                options.IsReadOnly
                    ? $"{path} is only read, as store.readOnly says: nothing of this run is kept"
                    : $"{path} can only be read, for its disk is read-only, as a worn card becomes: the device goes on with "
                        + "what it could read, and what it learns from now on ends with it. Replace the card, or check "
                        + "it (fsck) and mount it for writing (mount -o remount,rw); it is tried again every five minutes.");
            return store;
        }
        catch (SqliteException exception)
        {
            throw StoreTrouble.CannotRead(path, exception);
        }
    }

    private static DeviceStore Begin(
        string path, StoreNames names, StoreOptions options, TimeProvider clock, IDeviceLog log, FileStream hold)
    {
        try
        {
            Prepare(path, names, options, clock, log);
            SqliteConnection connection = StoreFile.ConnectToWrite(path, names);
            return new DeviceStore(path, names, options, clock, log, hold, connection);
        }
        catch (SqliteException exception)
        {
            throw StoreTrouble.CannotOpen(path, exception);
        }
    }

    private static void Prepare(
        string path, StoreNames names, StoreOptions options, TimeProvider clock, IDeviceLog log)
    {
        // Half a copy, of a process that ended over it.
        Discard(path + Salvaging);
        Discard(path + MendedCopy.Ending);
        if (!File.Exists(path))
            TakeSalvaged(path, clock, log);
        StoreFinding finding = StoreFile.Examine(path);
        if (finding.Fitness == StoreFitness.Damaged)
        {
            // Where the names of the inputs can still be read, so can the target's.
            if (StoreNames.TryRead(path) is { } held && held.HasInputsOf(names) && held.ContradictsTargetOf(names))
                throw StoreTrouble.OtherTarget(path, held, names);
            Salvage(path, names, finding.Detail, clock, log);
        }
        else if (finding.Fitness == StoreFitness.New)
        {
            ChampionCopy.SetAside(path);
        }
        else if (StoreTrouble.OtherNames(path, finding.Held, names) is { } trouble)
        {
            if (options.OtherInputs == OtherInputs.Refuse)
                throw trouble;
            string aside = SetAside(path, "other-inputs", clock);
            ChampionCopy.SetAside(path);
            log.Tell(
                LogLevel.Warning,
                Source,
                $"{path} holds {finding.Held} instead of {names}; it was moved to "
                + $"{aside} and a new store begun");
        }
    }

    private static void Salvage(string path, StoreNames names, string damage, TimeProvider clock, IDeviceLog log)
    {
        string salvaged = CopyOut(path, names, out string found);
        PutInPlace(path, salvaged, damage, found, clock, log);
    }

    private static string CopyOut(string path, StoreNames names, out string found)
    {
        string salvaging = path + Salvaging, salvaged = path + Salvaged;
        Discard(salvaging);
        try
        {
            byte[] head = StoreFile.Begin(salvaging, names);
            using SqliteConnection connection = StoreFile.ConnectToWrite(salvaging, names);
            found = StoreSalvage.Run(path, connection, new SampleBlob(names.Inputs), head);
            found += RestoreChampion(path, names.Inputs, connection);
        }
        catch (SqliteException)
        {
            Discard(salvaging);
            throw;
        }

        Discard(salvaged);
        File.Move(salvaging, salvaged);
        return salvaged;
    }

    // A power cut, or a disk that failed, after the damaged store had given up its name and before the copy had it.
    private static void TakeSalvaged(string path, TimeProvider clock, IDeviceLog log)
    {
        if (!File.Exists(path + Salvaged))
            return;
        // A log that was left is the damaged store's, and must not be played into this one.
        SetLogAside(path, Aside(path, "damaged", clock));
        File.Move(path + Salvaged, path);
        log.Tell(
            LogLevel.Warning,
            Source,
            $"{path} was missing and {path + Salvaged} there, with what an earlier start could read of a damaged store: it is "
            + "taken as the store");
    }

    // The new store is whole, and bears a name that says so, before the damaged one gives up its own: wherever a power cut
    // comes, one of the two is found.
    private static void PutInPlace(
        string path, string salvaged, string damage, string found, TimeProvider clock, IDeviceLog log)
    {
        string aside = SetAside(path, "damaged", clock);
        File.Move(salvaged, path);
        log.Tell(
            LogLevel.Error,
            Source,
            $"{path} is damaged ({damage}). It was kept as {aside} and a new store begun with what "
            + $"could be read: {found}");
    }

    private static void Discard(string path)
    {
        foreach (string companion in (string[])["", "-wal", "-shm"])
            File.Delete(path + companion);
    }

    private static string SetAside(string path, string why, TimeProvider clock)
    {
        string aside = Aside(path, why, clock);
        File.Move(path, aside);
        SetLogAside(path, aside);
        return aside;
    }

    private static string Aside(string path, string why, TimeProvider clock)
    {
        string stamp = clock.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        string aside = $"{path}.{why}-{stamp}";
        for (int copy = 2; File.Exists(aside); copy++)
            aside = string.Create(CultureInfo.InvariantCulture, $"{path}.{why}-{stamp}-{copy}");
        return aside;
    }

    private static void SetLogAside(string path, string aside)
    {
        // An index is made anew from its log, and an empty log is none.
        File.Delete(path + "-shm");
        if (new FileInfo(path + "-wal") is { Exists: true, Length: > 0 })
            File.Move(path + "-wal", aside + "-wal");
        else
            File.Delete(path + "-wal");
    }
}
