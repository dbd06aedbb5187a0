using IllsEdge.Device.Store;

namespace IllsEdge.Device.Runtime;

/// <summary>
/// What a loop learns of its surroundings beside time and readings. Everything that depends on disks, threads and people
/// comes through here, so that a run can be recorded and repeated. All calls come on the loop's thread.
/// </summary>
public interface ISurroundings
{
    /// <summary>Whether the store is written.</summary>
    StoreState StoreState { get; }

    /// <summary>Whether the disk of the store is nearly full.</summary>
    bool IsRoomLittle { get; }

    /// <summary>A step begins: what is asked from now on belongs to it.</summary>
    void BeginStep();

    /// <summary>What people have asked for and is obeyed in this step.</summary>
    /// <param name="asked">What they have asked for since the last step, here and now.</param>
    OperatorRequests Obey(OperatorRequests asked);

    /// <summary>The committed sample that was taken nearest to a time; see <see cref="DeviceStore.FindSample"/>.</summary>
    StoredSample? FindSample(long time, long tolerance);
}

/// <summary>Several requests of operators at once.</summary>
[Flags]
public enum OperatorRequests
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Learn anew.</summary>
    Retrain = 1,

    /// <summary>Put the previous model back.</summary>
    RollBack = 2,

    /// <summary>Put the model that is in waiting into use.</summary>
    Adopt = 4,
}
