using IllsEdge.Data;
using Microsoft.Data.Sqlite;

namespace IllsEdge.Device.Store;

// Damage that shows while the store is open.
public sealed partial class DeviceStore
{
    // Damage that comes again so soon is a dying disk, and copying the store again and again would only hasten it.
    private static readonly TimeSpan BetweenMendings = TimeSpan.FromHours(1);

    private long? _mended;
    private volatile bool _isDamageSeen;

    /// <summary>
    /// Copies all that can be read into a new file, on the thread that writes. Reading goes on in the damaged file
    /// meanwhile, and rows wait in the queue.
    /// </summary>
    /// <returns>False where it could not be done, or was done a short while ago.</returns>
    private bool Mend(string damage)
    {
        _isDamageSeen = false;
        if (_mended is { } last && _clock.GetElapsedTime(last) < BetweenMendings)
        {
            Enter(StoreState.Failed, damage);
            return false;
        }

        _mended = _clock.GetTimestamp();
        try
        {
            CloseWriter();
            string salvaged = CopyOut(_path, _names, out string found);
            lock (_reading)
            {
                CloseReader();
                PutInPlace(_path, salvaged, damage, found, _clock, _log);
                _replacements++;
            }

            return true;
        }
        catch (SqliteException exception)
        {
            return Fail(exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DataFileException)
        {
            Enter(StoreState.Failed, exception.Message);
            return false;
        }
    }
}
