using System.Globalization;
using System.Text;
using IllsEdge.Device.Sensors;
using IllsEdge.Device.Simulation;
using IllsEdge.Device.Wire;
using IllsEdge.Networks;

namespace IllsEdge.Campaign.Plant;

/// <summary>
/// The press's wire: its readings as lines with checksums, through everything that disturbs them, into the device's own
/// splitter, parser and source. Only the port itself is left out.
/// </summary>
internal sealed class PressWire(PressSource press, IReadOnlyList<IWireDisturbance> disturbances, RandomSource random)
{
    private static readonly byte[][] Names = [.. PressSource.ChannelNames.Select(Encoding.ASCII.GetBytes)];

    private readonly LineSplitter _splitter = new();
    private readonly PriorityQueue<HeldLabel, TimeSpan> _held = new();
    private readonly byte[] _line = new byte[2 * WireLine.Limit];
    private int _length;

    /// <summary>A label on its way to the device.</summary>
    /// <param name="Measured">Plant time at which it was measured.</param>
    /// <param name="Value">mm.</param>
    /// <param name="Time">The time that is sent; null where the age is.</param>
    internal readonly record struct HeldLabel(TimeSpan Measured, double Value, DateTimeOffset? Time = null);

    /// <summary>Sends what has come by now.</summary>
    /// <param name="now">Plant time.</param>
    /// <param name="receiver">The device's end; null where it is not running, and what is sent is lost.</param>
    public void Pump(TimeSpan now, ILineReceiver? receiver)
    {
        while (press.TryRead(out Reading reading))
        {
            bool isLabel = reading.Channel == PressSource.Thickness;
            if (isLabel)
                Take(new HeldLabel(now - reading.Age!.Value, reading.Value), now);
            else if (disturbances.All(disturbance => disturbance.Pass(ref reading)))
                Append(reading.Channel, reading.Value);
            if (_length > 0 && press.IsTickRead)
                Send(receiver);
        }

        while (_held.TryPeek(out HeldLabel label, out TimeSpan due) && due <= now)
        {
            _held.Dequeue();
            if (_length > 0)
                Send(receiver);
            Append(PressSource.Thickness, label.Value);
            AppendText(label.Time is { } time
                ? $";t={time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)}"
                : string.Create(CultureInfo.InvariantCulture, $";age={(now - label.Measured).TotalSeconds:0.###}"));
            Send(receiver);
        }
    }

    /// <summary>Sends a label, now or later.</summary>
    public void Hold(HeldLabel label, TimeSpan due) => _held.Enqueue(label, due);

    private void Take(HeldLabel label, TimeSpan now)
    {
        foreach (IWireDisturbance disturbance in disturbances)
            if (!disturbance.PassLabel(this, ref label, now))
                return;
        Hold(label, now);
    }

    private void Append(int channel, double value)
    {
        if (_length > 0)
            _line[_length++] = (byte)';';
        Names[channel].CopyTo(_line, _length);
        _length += Names[channel].Length;
        _line[_length++] = (byte)'=';
        value.TryFormat(_line.AsSpan(_length), out int digits, default, CultureInfo.InvariantCulture);
        _length += digits;
    }

    private void AppendText(string text) => _length += Encoding.ASCII.GetBytes(text, _line.AsSpan(_length));

    private void Send(ILineReceiver? receiver)
    {
        AppendText($"*{WireLine.Checksum(_line.AsSpan(0, _length)):X2}\n");
        foreach (IWireDisturbance disturbance in disturbances)
            _length = disturbance.Spoil(_line, _length, random);
        ReadOnlySpan<byte> chunk = _line.AsSpan(0, _length);
        _length = 0;
        while (_splitter.TryTake(ref chunk, out ReadOnlySpan<byte> line, out bool isTooLong))
            if (isTooLong)
                receiver?.Refuse(line, WireFault.TooLong);
            else
                receiver?.Receive(line);
    }
}

/// <summary>What happens to values and lines on their way.</summary>
internal interface IWireDisturbance
{
    /// <summary>Passes a sensor's reading, perhaps another one.</summary>
    /// <returns>False where it is lost.</returns>
    bool Pass(ref Reading reading) => true;

    /// <summary>Passes a label, perhaps another one.</summary>
    /// <returns>False where it is lost, or comes later.</returns>
    bool PassLabel(PressWire wire, ref PressWire.HeldLabel label, TimeSpan now) => true;

    /// <summary>Spoils a line.</summary>
    /// <returns>Its new length.</returns>
    int Spoil(Span<byte> line, int length, RandomSource random) => length;
}
