namespace IllsEdge.Device.Store;

// What is written, against what may be.
public sealed partial class DeviceStore
{
    /// <summary>Counts what was written, and tells once a day where it is more than may be.</summary>
    private void Spend(long bytes)
    {
        _budget.Spend(Count(bytes));
        if (_budget.TakeOverrun() is not { } today)
            return;
        _log.Tell(
            LogLevel.Warning,
            Source,
            FormattableString.Invariant(
                $"{_path}: {today / 1e6:0.0} MB were written today and store.maxBytesPerDay is {_options.MaxBytesPerDay / 1e6:0.0} MB: ")
            + "labels, decisions and models are always written, and these alone are more; samples without a label are not kept "
            + "meanwhile. Raise store.maxBytesPerDay, or let labels come, or the device retrain (retrain.triggers), less often.");
    }
}
