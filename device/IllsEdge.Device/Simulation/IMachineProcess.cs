namespace IllsEdge.Device.Simulation;

/// <summary>The physics of a simulated machine, without any measuring.</summary>
internal interface IMachineProcess
{
    /// <summary>Advances to a plant time; a time that has passed changes nothing. Allocates nothing.</summary>
    void AdvanceTo(TimeSpan time);

    /// <summary>Pieces that were finished, or occasions to measure by hand; at most one more in a period.</summary>
    long Pieces { get; }

    /// <summary>Plant time of the last one.</summary>
    TimeSpan PieceTime { get; }

    /// <summary>What is predicted, of the last one: what measuring by hand would say without any noise.</summary>
    double Truth { get; }

    /// <summary>What a sensor would say without any noise.</summary>
    /// <param name="sensor">Its index in the machine's list.</param>
    double Sense(int sensor);
}
