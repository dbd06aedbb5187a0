using IllsEdge.Device.Configuration;
using IllsEdge.Device.Runtime.Validity;

namespace IllsEdge.Device.Tests.Runtime.Validity;

public class CurrentLoopTests
{
    private static readonly CurrentLoop Pressure = new(new InputCurrent { Low = 0, High = 160 });

    // NAMUR NE 43: 3.8 to 20.5 mA measurement, 3.6 or less and 21 or more failure.
    [Theory]
    [InlineData(0, InputState.FailureSignal)]
    [InlineData(-0.1, InputState.FailureSignal)]
    [InlineData(3.6, InputState.FailureSignal)]
    [InlineData(3.601, InputState.BetweenSignals)]
    [InlineData(3.799, InputState.BetweenSignals)]
    [InlineData(3.8, InputState.Good)]
    [InlineData(4, InputState.Good)]
    [InlineData(20, InputState.Good)]
    [InlineData(20.5, InputState.Good)]
    [InlineData(20.501, InputState.BetweenSignals)]
    [InlineData(20.999, InputState.BetweenSignals)]
    [InlineData(21, InputState.FailureSignal)]
    [InlineData(24, InputState.FailureSignal)]
    public void A_current_is_a_measurement_a_failure_signal_or_neither(double milliamperes, InputState expected) =>
        Assert.Equal(expected, Pressure.Judge(new SensorReading(milliamperes, 0, default)));

    [Theory]
    [InlineData(4, 0)]
    [InlineData(12, 80)]
    [InlineData(20, 160)]
    [InlineData(3.8, -2)]
    [InlineData(20.5, 165)]
    public void Four_to_twenty_milliamperes_are_the_span(double milliamperes, double expected) =>
        Assert.Equal(expected, Pressure.ValueOf(milliamperes), 12);

    [Fact]
    public void A_span_may_fall_with_the_current()
    {
        CurrentLoop distance = new(new InputCurrent { Low = 300, High = 290 });
        Assert.Equal([300, 295, 290], new double[] { 4, 12, 20 }.Select(distance.ValueOf));
    }
}
