using IllsEdge.Data;
using IllsEdge.Device.Store;

namespace IllsEdge.Device.Retraining;

// What is in use, for a store that has lost it: one that was deleted while the device runs, or damaged.
public sealed partial class ModelArchive
{
    // Only for jobs: the model in use is the last; before it the one that may be put back.
    private readonly List<Unsaved> _inUse = [];
    private volatile int _replacementsSeen;

    private bool IsStoreReplaced => _store.Replacements != _replacementsSeen;

    private void Remember(Unsaved champion)
    {
        _inUse.RemoveAll(model => model.Champion.Version == champion.Champion.Version);
        if (_inUse.Count == MostUnsaved)
            _inUse.RemoveAt(0);
        _inUse.Add(champion);
    }

    // Both are queued like models that could not be saved; in this order each takes the place it had.
    private void QueueWhatStoreLost()
    {
        _replacementsSeen = _store.Replacements;
        if (_inUse.Count == 0 || (Holds(ModelState.Champion, 1) && (_inUse.Count < 2 || Holds(ModelState.Previous, 2))))
            return;
        _unsaved.Clear();
        _unsaved.AddRange(_inUse.Select(model => model with { IsSwap = false, IsInStore = false }));
        _hasUnsaved = true;
    }

    private bool Holds(ModelState state, int fromEnd) =>
        _store.ReadModel(state)?.Version == _inUse[^fromEnd].Champion.Version;

    // At the start there is somebody who can do something about it.
    private void CheckFile()
    {
        if (_path is null || _store.State == StoreState.ReadOnly)
            return;
        try
        {
            AtomicFile.Check(_path);
        }
        catch (DataFileException exception)
        {
            _log.Tell(
                LogLevel.Warning,
                Source,
                $"{exception.Message} Until then the model in use is in the store alone, and not in model.path.");
        }
    }
}
