using IllsEdge.Device.Runtime;
using IllsEdge.Device.Store;

namespace IllsEdge.Device.Recording;

/// <summary>Notes what a loop learns of its surroundings.</summary>
internal sealed class RecordingSurroundings(ISurroundings surroundings, RecordingClock clock, StepEncoder steps) : ISurroundings
{
    public StoreState StoreState
    {
        get
        {
            StoreState state = surroundings.StoreState;
            steps.State(state);
            return state;
        }
    }

    public bool IsRoomLittle
    {
        get
        {
            bool isLittle = surroundings.IsRoomLittle;
            steps.LittleRoom(isLittle);
            return isLittle;
        }
    }

    public void BeginStep()
    {
        surroundings.BeginStep();
        clock.BeginStep();
        steps.Begin(clock.Elapsed, clock.GetUtcNow());
    }

    public OperatorRequests Obey(OperatorRequests asked)
    {
        OperatorRequests obeyed = surroundings.Obey(asked);
        steps.Requests(obeyed);
        return obeyed;
    }

    public StoredSample? FindSample(long time, long tolerance)
    {
        StoredSample? sample = surroundings.FindSample(time, tolerance);
        steps.Found(sample);
        return sample;
    }
}
