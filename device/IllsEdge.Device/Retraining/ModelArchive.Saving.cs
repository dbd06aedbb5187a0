using System.Collections.Concurrent;
using IllsEdge.Data;
using IllsEdge.Device.Store;
using IllsEdge.ModelFiles;

namespace IllsEdge.Device.Retraining;

// What the thread does, or the caller where there is none.
public sealed partial class ModelArchive
{
    // Older ones are no longer in use, neither as champion nor as the model before it.
    private const int MostUnsaved = 2;

    private readonly BlockingCollection<Action> _work = [];

    // Only for jobs: the newest champions, the oldest first, from the first that is not saved.
    private readonly List<Unsaved> _unsaved = [];
    private volatile bool _hasUnsaved;

    /// <summary>Saves a model that has become the champion.</summary>
    public void Save(SeatedModel champion) => Save(champion, isSwap: false);

    /// <summary>Saves that a model has become the champion again; the whole model where the store does not have it.</summary>
    public void SaveSwap(SeatedModel champion) => Save(champion, isSwap: true);

    /// <summary>Saves what could not be saved, or was lost with the store, if there is room for it now. Waits for nobody.</summary>
    public void SaveAgain()
    {
        // One is enough, where the card takes longer than until the next call.
        if ((_hasUnsaved || IsStoreReplaced) && _work.Count == 0)
            Do(() =>
            {
                if (IsStoreReplaced)
                    QueueWhatStoreLost();
                // Without room every try would cost the store some of its samples.
                if (_unsaved.TrueForAll(model => model.IsInStore) || _store.HasRoom)
                    TrySave();
            });
    }

    /// <summary>Returns when all that was asked for has been done, or tried. Not for the loop's thread.</summary>
    public void Flush()
    {
        using ManualResetEventSlim isDone = new();
        Do(isDone.Set);
        isDone.Wait();
    }

    /// <summary>Saves what waits.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        Do(() =>
        {
            // That it was deleted shows when it is written next.
            if (!File.Exists(_store.Path))
                _store.Flush();
            if (IsStoreReplaced)
                QueueWhatStoreLost();
            TrySave();
        });
        _work.CompleteAdding();
        _thread?.Join();
        _work.Dispose();
    }

    private void Save(SeatedModel champion, bool isSwap)
    {
        // Of the loop's step: it tells at the next start what the model had learned, however long the card takes.
        Unsaved model = new(champion, isSwap, _store.Now);
        Do(() => Take(model));
    }

    private void Do(Action job)
    {
        if (_thread is null)
            job();
        else
            _work.Add(job);
    }

    private void Work()
    {
        foreach (Action job in _work.GetConsumingEnumerable())
            job();
    }

    private void Take(Unsaved champion)
    {
        Remember(champion);
        if (_unsaved.Count == MostUnsaved)
            _unsaved.RemoveAt(0);
        _unsaved.Add(champion);
        if (TrySave() is not { } trouble)
            return;
        if (champion.IsInStore)
            _log.Tell(
                LogLevel.Warning,
                Source,
                $"model {champion.Champion.Version}, the model in use, is in {_store.Path}, so a restart does not lose it, but it cannot "
                + $"be written to model.path: {trouble} It is tried again every minute.");
        else
            _log.Tell(
                LogLevel.Error,
                Source,
                $"the model in use cannot be saved and would be lost at a restart: model {champion.Champion.Version} cannot be "
                + $"written to {_store.Path} ({trouble}). {WhenAgain}");
    }

    private string WhenAgain => _store.State switch
    {
        StoreState.Full => "It is tried again when there is room.",
        StoreState.ReadOnly when _store.IsReadOnly => "With store.readOnly no model is kept.",
        _ => "It is tried again when the store can be written.",
    };

    // Null where all is saved.
    private string? TrySave()
    {
        try
        {
            while (_unsaved.Count > 0)
            {
                Unsaved oldest = _unsaved[0];
                if (!oldest.IsInStore && !Store(oldest))
                    return _store.Trouble?.TrimEnd('.') ?? "the store is only read";
                oldest.IsInStore = true;
                // The file is of the newest.
                if (_unsaved.Count == 1 && _path is not null)
                    ModelFile.Write(_path, oldest.Champion.Model);
                _unsaved.RemoveAt(0);
            }
        }
        catch (Exception exception) when (exception is DataFileException or IOException or UnauthorizedAccessException)
        {
            return exception.Message;
        }
        finally
        {
            bool hadUnsaved = _hasUnsaved;
            _hasUnsaved = _unsaved.Count > 0;
            if (hadUnsaved && !_hasUnsaved)
                _log.Tell(LogLevel.Information, Source, "the model in use is saved now");
        }

        return null;
    }

    private bool Store(Unsaved model) =>
        (model.IsSwap && _store.SwapChampion(model.Champion.Version))
        || _store.SaveModel(
            model.Champion.Version, ModelFile.ToBytes(model.Champion.Model), ModelState.Champion, model.Champion.Reference,
            model.Time);

    private sealed record Unsaved(SeatedModel Champion, bool IsSwap, long Time)
    {
        public bool IsInStore { get; set; }
    }
}
