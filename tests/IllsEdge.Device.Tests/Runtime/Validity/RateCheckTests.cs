using IllsEdge.Device.Runtime.Validity;

namespace IllsEdge.Device.Tests.Runtime.Validity;

/// <summary>At most 2 units a second, the loop's period 100 ms.</summary>
public class RateCheckTests
{
    private const InputState Good = InputState.Good;
    private const InputState Fast = InputState.TooFast;

    private static readonly DateTimeOffset Start = new(2026, 1, 31, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_reading_may_be_as_far_as_the_rate_comes_in_the_time_of_the_stamps_and_no_further() =>
        Assert.Equal(
            [Good, Good, Fast, Good, Good],
            // 2 in 1 s; 2.01 in 1 s; then from 12 at 1 s to 16 at 3 s, and back again.
            Judge(Stamped(0, 10), Stamped(1, 12), Stamped(2, 14.01), Stamped(3, 16), Stamped(4, 14)));

    [Fact]
    public void Without_stamps_the_time_is_known_to_a_period_only() =>
        // 2 a second in 1.1 s are 2.2.
        Assert.Equal([Good, Good, Fast], Judge(Counted(0, 10), Counted(1, 12.2), Counted(2, 14.41)));

    [Fact]
    public void Two_readings_that_came_in_one_period_are_a_period_apart_at_most() =>
        Assert.Equal([Good, Good, Fast], Judge(Counted(5, 10), Counted(5, 10.2), Counted(5, 10.5)));

    [Fact]
    public void Stamps_that_go_back_or_stand_still_give_way_to_the_loops_count()
    {
        SensorReading[] readings =
        [
            new(0, 10, Seconds(0), Start),
            new(0, 12, Seconds(1), Start - TimeSpan.FromHours(1)),
            new(0, 15, Seconds(2), Start - TimeSpan.FromHours(1)),
            new(0, 12, Seconds(3), Start - TimeSpan.FromHours(2)),
        ];
        Assert.Equal([Good, Good, Fast, Good], Judge(readings));
    }

    [Fact]
    public void A_single_jump_and_one_of_four_readings_are_refused_and_forgotten() => Assert.Equal(
        [Good, Fast, Good, Fast, Fast, Fast, Fast, Good, Fast],
        Judge(
            Stamped(0, 10), Stamped(0.1, 90), Stamped(0.2, 10),
            Stamped(0.3, 50), Stamped(0.4, 50), Stamped(0.5, 50), Stamped(0.6, 50), Stamped(0.7, 10), Stamped(0.8, 50)));

    [Fact]
    public void A_step_that_stays_is_believed_with_its_fifth_reading() => Assert.Equal(
        [Good, Fast, Fast, Fast, Fast, Good, Good, Fast],
        Judge(
            Stamped(0, 10), Stamped(0.1, 50), Stamped(0.2, 50.1), Stamped(0.3, 50), Stamped(0.4, 49.9), Stamped(0.5, 50),
            Stamped(0.6, 50), Stamped(0.7, 10)));

    [Fact]
    public void Readings_that_jump_about_do_not_confirm_one_another()
    {
        SensorReading[] wild = [Stamped(0, 10), .. Enumerable.Range(1, 20).Select(i => Stamped(i / 10.0, i % 2 == 0 ? 80 : 50))];
        Assert.All(Judge(wild).Skip(1), state => Assert.Equal(Fast, state));
    }

    [Fact]
    public void After_as_long_as_the_way_takes_a_reading_is_believed_at_once() =>
        Assert.Equal([Good, Fast, Good], Judge(Stamped(0, 10), Stamped(1, 50), Stamped(20, 50)));

    private static InputState[] Judge(params SensorReading[] readings)
    {
        RateCheck check = new(2, TimeSpan.FromMilliseconds(100));
        return [.. readings.Select(reading => check.Judge(reading))];
    }

    private static SensorReading Stamped(double seconds, double value) =>
        new(value, value, Seconds(seconds), Start + Seconds(seconds));

    private static SensorReading Counted(double seconds, double value) => new(value, value, Seconds(seconds));

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
