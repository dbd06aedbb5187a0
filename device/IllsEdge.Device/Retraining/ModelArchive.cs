using IllsEdge.Data;
using IllsEdge.Device.Store;
using IllsEdge.ModelFiles;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Retraining;

/// <summary>
/// Models on the disk: in the store, and the champion in a file of its own where the configuration names one. Saving is done
/// by a thread, in the order in which it was asked for, so that the loop never waits for the card; with a synchronous store by
/// the caller, so that the same calls leave the same files. What could not be saved is saved with the next model, when
/// <see cref="SaveAgain"/> is called and there is room, or at the end; so are the models in use where the store was replaced and
/// does not have them.
/// </summary>
public sealed partial class ModelArchive : IDisposable
{
    private const string Source = "models";

    private readonly DeviceStore _store;
    private readonly string? _path;
    private readonly IDeviceLog _log;
    private readonly Thread? _thread;
    private bool _isDisposed;

    /// <summary>Opens the archive; nothing is read yet.</summary>
    /// <param name="store">The store; not disposed here.</param>
    /// <param name="path">The champion's file; null for none.</param>
    /// <param name="log">Is told what cannot be read or saved.</param>
    public ModelArchive(DeviceStore store, string? path, IDeviceLog log)
    {
        (_store, _path, _log) = (store, path, log);
        LastVersion = store.LastModelVersion;
        if (store.IsSynchronous)
            return;
        _thread = new Thread(Work) { IsBackground = true, Name = "models" };
        _thread.Start();
    }

    /// <summary>The largest version that was ever given.</summary>
    public int LastVersion { get; private set; }

    /// <summary>
    /// Reads the models that were in use. A file that the store has never held is somebody's new model and becomes the
    /// champion. A damaged file or model is told and passed over; a damaged file is kept under another name.
    /// </summary>
    /// <param name="check">Says what is wrong with a model for this device; null where nothing is.</param>
    /// <param name="isNew">Whether the champion comes from the file.</param>
    /// <exception cref="DataFileException">
    /// The file's model is sound but not one for this device, may not be read, or the file is something else that the device
    /// did not write.
    /// </exception>
    public (SeatedModel? Champion, SeatedModel? Previous) Restore(Func<Model, string?> check, out bool isNew)
    {
        SeatedModel? previous = FromStore(ModelState.Previous, check);
        SeatedModel? champion = FromStore(ModelState.Champion, check);
        isNew = false;
        Model? file = FromFile(check);
        CheckFile();
        if (file is not { } given)
        {
            if (champion is not null || previous is null)
                return (champion, previous);
            // Without a sound champion the one before it is the best there is.
            SaveSwap(previous);
            return (previous, null);
        }

        isNew = true;
        SeatedModel seated = new(NextVersion(), given, null, _store.NewestSampleLabelledBy(long.MaxValue));
        Save(seated);
        return (seated, champion ?? previous);
    }

    /// <summary>A number for the next model.</summary>
    public int NextVersion() => ++LastVersion;

    private SeatedModel? FromStore(ModelState state, Func<Model, string?> check)
    {
        if (_store.ReadModel(state) is not { } stored)
            return null;
        try
        {
            Model model = ModelFile.FromBytes(stored.Bytes, $"model {stored.Version} of the store");
            if (check(model) is { } trouble)
                throw new DataFileException(trouble, $"model {stored.Version} of the store");
            // What had come by the time it was saved it may have learned from.
            SeatedModel seated = new(stored.Version, model, stored.Reference, _store.NewestSampleLabelledBy(stored.Time));
            Do(() => Remember(new Unsaved(seated, IsSwap: false, stored.Time)));
            return seated;
        }
        catch (DataFileException exception)
        {
            _log.Tell(LogLevel.Error, Source, $"{exception.Message} It is not used.");
            return null;
        }
    }

    private Model? FromFile(Func<Model, string?> check)
    {
        if (_path is null || ReadFile(_path) is not { } bytes
            || _store.ReadModels().Any(stored => stored.Bytes.AsSpan().SequenceEqual(bytes)))
            return null;
        if (LastVersion == 0 && IsSomethingElse(bytes))
            throw new DataFileException(
                "this is no model but a file of yours or another program's. It was left alone; set model.path to another file.",
                _path);
        Model model;
        try
        {
            model = ModelFile.FromBytes(bytes, _path);
        }
        catch (DataFileException exception)
        {
            _log.Tell(LogLevel.Error, Source, $"{exception.Message} {KeepAside(_path)}");
            return null;
        }

        return check(model) is { } trouble ? throw new DataFileException(trouble, _path) : model;
    }

    // Null where there is none.
    private byte[]? ReadFile(string path)
    {
        if (Directory.Exists(path))
            throw new DataFileException("is a directory; set model.path to a file.", path);
        try
        {
            return File.Exists(path) ? File.ReadAllBytes(path) : null;
        }
        catch (UnauthorizedAccessException exception)
        {
            // It may be as sound as can be, and must not make way for another.
            throw new DataFileException(
                $"the model may not be read. Give \"{Environment.UserName}\" the right to read and write it, or set model.path to "
                + "another file.",
                path,
                cause: exception);
        }
        catch (IOException exception)
        {
            _log.Tell(LogLevel.Error, Source, $"{exception.Message} {KeepAside(path)}");
            return null;
        }
    }

    // A device that has had no model yet has written none. Damage may have spoiled any byte of a model but hardly just these,
    // unless it cut the file to nothing or blanked its beginning.
    private static bool IsSomethingElse(ReadOnlySpan<byte> bytes) =>
        bytes is [not 0, ..] && bytes[..Math.Min(bytes.Length, 4096)].IndexOf("illsedge-model"u8) < 0;

    // The next champion is written to its place, and what stands there may still be of use to somebody.
    private static string KeepAside(string path)
    {
        try
        {
            string aside = $"{path}.damaged";
            for (int copy = 2; File.Exists(aside); copy++)
                aside = FormattableString.Invariant($"{path}.damaged-{copy}");
            File.Move(path, aside);
            return $"It was kept as {aside}, and the device goes on without it.";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"The device goes on without it. It could not be kept under another name: {exception.Message}";
        }
    }
}
