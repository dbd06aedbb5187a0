using System.Numerics;
using IllsEdge.Device.Sensors;
using IllsEdge.Device.Simulation;

namespace IllsEdge.Device.Tests.Simulation;

/// <summary>A plate with what the sensors said of it, as a device that joins labels to samples sees it.</summary>
internal sealed record PressRow(TimeSpan Time, double[] Inputs, double Label, bool IsMeasured);

/// <summary>Runs a press in 100 ms steps and keeps its readings.</summary>
internal static class PressRun
{
    public static List<(TimeSpan Time, Reading Reading)> Readings(PressScenario scenario, ulong seed, int ticksAtOnce = 1)
    {
        AcceleratedClock clock = new(DateTimeOffset.UnixEpoch);
        using PressSource source = new(scenario, seed, clock);
        List<(TimeSpan, Reading)> readings = [];
        while (source.State == SourceState.Connected)
        {
            while (source.TryRead(out Reading reading))
                readings.Add((source.PlantTime, reading));
            clock.Advance(PressSource.Period * ticksAtOnce);
        }

        return readings;
    }

    public static ulong Fingerprint(PressScenario scenario, ulong seed)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach ((TimeSpan time, Reading reading) in Readings(scenario, seed))
            foreach (ulong part in (ReadOnlySpan<ulong>)
                [(ulong)time.Ticks, (ulong)reading.Channel, BitConverter.DoubleToUInt64Bits(reading.Value), (ulong)reading.Age!.Value.Ticks])
                hash = BitOperations.RotateLeft((hash ^ part) * 0x100000001B3, 31);
        return hash;
    }

    /// <summary>One row a plate: measured ones as the scenario says, the others with a label that nobody told the
    /// device.</summary>
    public static List<PressRow> Rows(PressScenario scenario, ulong seed)
    {
        HashSet<TimeSpan> measured = [.. Labels(Readings(scenario, seed)).Select(label => label.Time)];
        List<(TimeSpan Time, Reading Reading)> readings = Readings(scenario with { PlatesPerLabel = 1 }, seed);
        List<PressRow> rows = [];
        double[] board = new double[PressSource.Thickness];
        int next = 0;
        foreach ((TimeSpan time, double label) in Labels(readings))
        {
            for (; next < readings.Count && readings[next].Time <= time; next++)
                if (readings[next].Reading.Channel < PressSource.Thickness)
                    board[readings[next].Reading.Channel] = readings[next].Reading.Value;
            rows.Add(new PressRow(time, [.. board], label, measured.Contains(time)));
        }

        return rows;
    }

    private static IEnumerable<(TimeSpan Time, double Value)> Labels(List<(TimeSpan Time, Reading Reading)> readings) => readings
        .Where(entry => entry.Reading.Channel == PressSource.Thickness)
        .Select(entry => (entry.Time - entry.Reading.Age!.Value, entry.Reading.Value));
}
