using IllsEdge.Device.Configuration;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Runtime.Validity;

namespace IllsEdge.Device.Tests.Runtime;

public class InputBoardTests
{
    private static readonly InputConfiguration Plain = new()
    {
        Name = "a",
        Source = new SimulatedSourceConfiguration { Machine = "press", Channel = "a" },
        MaxAge = TimeSpan.FromSeconds(1),
    };

    [Fact]
    public void An_input_is_silent_until_its_first_reading()
    {
        InputBoard board = Board(Plain, Plain);
        board.Take(1, 5, Seconds(0));
        Assert.Equal(InputState.Silent, board.StateOf(0, Seconds(0)));
        Assert.Equal(InputState.Good, board.StateOf(1, Seconds(0)));
        (double[] values, bool[] present, int count) = Compose(board, 0);
        Assert.Equal([0, 5], values);
        Assert.Equal([false, true], present);
        Assert.Equal(1, count);
        Assert.Equal(InputState.Silent, board.StateOf(0, TimeSpan.FromDays(1)));
    }

    [Theory]
    [InlineData(4, 1)]
    [InlineData(20, 101)]
    [InlineData(12, 51)]
    public void A_current_loop_is_scaled_to_its_unit(double milliamperes, double expected)
    {
        // 4 to 20 mA are 1 to 101 bar: 6.25 bar a milliampere, less 24.
        InputBoard board = Board(Plain with { Scale = new InputScale { Gain = 6.25, Offset = -24 } });
        board.Take(0, milliamperes, default);
        Assert.Equal(expected, Compose(board, 0).Values[0], 12);
    }

    [Fact]
    public void The_range_counts_after_scaling_and_both_ends_belong_to_it()
    {
        InputBoard board = Board(Plain with
        {
            Scale = new InputScale { Gain = 10 },
            Range = new InputRange { Low = -20, High = 30 },
        });
        foreach (double good in new[] { -2.0, 3 })
        {
            board.Take(0, good, default);
            Assert.Equal(InputState.Good, board.StateOf(0, default));
        }

        foreach (double bad in new[] { -2.001, 3.001, 1e300, -1e300 })
        {
            board.Take(0, bad, default);
            Assert.Equal(InputState.OutOfRange, board.StateOf(0, default));
        }

        Assert.Equal(4, board.Counts[0].OutOfRange);
        Assert.Equal(4, board.Unused);
    }

    [Fact]
    public void A_reading_out_of_range_takes_the_input_away_until_a_good_one_comes()
    {
        InputBoard board = Board(Plain with { Range = new InputRange { High = 10 } });
        board.Take(0, 5, Seconds(0));
        board.Take(0, 11, Seconds(0.1));
        (double[] values, bool[] present, int count) = Compose(board, 0.1);
        Assert.Equal((0.0, false, 0), (values[0], present[0], count));
        board.Take(0, 6, Seconds(0.2));
        Assert.Equal(6, Compose(board, 0.2).Values[0]);
    }

    [Fact]
    public void A_reading_that_is_infinite_or_no_number_also_after_scaling_is_not_used_with_or_without_a_range()
    {
        InputRange[] ranges = [new(), new() { High = 1e9 }];
        double[] readings = [1e300, -1e300, double.NaN, double.PositiveInfinity, double.NegativeInfinity];
        foreach (InputRange range in ranges)
        {
            InputBoard board = Board(Plain with { Scale = new InputScale { Gain = 1e300 }, Range = range });
            foreach (double reading in readings)
            {
                board.Take(0, reading, default);
                Assert.Equal(InputState.NotFinite, board.StateOf(0, default));
                Assert.Equal((0, 0), (Compose(board, 0).Values[0], Compose(board, 0).Count));
            }

            Assert.Equal(readings.Length, board.Counts[0].NotFinite);
        }
    }

    [Fact]
    public void A_reading_holds_as_long_as_it_may_and_no_longer()
    {
        InputBoard board = Board(Plain);
        board.Take(0, 5, Seconds(3));
        Assert.Equal(InputState.Good, board.StateOf(0, Seconds(4)));
        Assert.Equal(InputState.TooOld, board.StateOf(0, Seconds(4) + TimeSpan.FromTicks(1)));
        Assert.Equal(0, Compose(board, 4.5).Count);
    }

    [Fact]
    public void A_reading_that_came_late_is_as_old_as_it_says()
    {
        InputBoard board = Board(Plain);
        TimeSpan now = Seconds(10), age = Seconds(0.9);
        board.Take(0, 5, now - age);
        Assert.Equal(InputState.Good, board.StateOf(0, Seconds(10.1)));
        Assert.Equal(InputState.TooOld, board.StateOf(0, Seconds(10.2)));
    }

    [Fact]
    public void A_reading_out_of_range_grows_too_old_as_well()
    {
        InputBoard board = Board(Plain with { Range = new InputRange { High = 10 } });
        board.Take(0, 11, Seconds(0));
        Assert.Equal(InputState.TooOld, board.StateOf(0, Seconds(2)));
    }

    [Fact]
    public void The_same_reading_for_too_long_is_stuck_and_another_frees_it()
    {
        InputBoard board = Board(Plain with { StuckAfter = Seconds(2) });
        for (int tick = 0; tick <= 20; tick++)
        {
            board.Take(0, 5, Seconds(tick / 10.0));
            Assert.Equal(InputState.Good, board.StateOf(0, Seconds(tick / 10.0)));
        }

        board.Take(0, 5, Seconds(2.1));
        Assert.Equal(InputState.Stuck, board.StateOf(0, Seconds(2.1)));
        Assert.Equal(0, Compose(board, 2.1).Count);
        board.Take(0, 5.000001, Seconds(2.2));
        Assert.Equal(InputState.Good, board.StateOf(0, Seconds(2.2)));
    }

    [Fact]
    public void Zero_from_the_first_reading_on_is_stuck_no_sooner_than_any_other()
    {
        InputBoard board = Board(Plain with { StuckAfter = Seconds(2) });
        board.Take(0, 0, Seconds(100));
        Assert.Equal(InputState.Good, board.StateOf(0, Seconds(100.5)));
        board.Take(0, 0, Seconds(101));
        board.Take(0, 0, Seconds(102));
        Assert.Equal(InputState.Good, board.StateOf(0, Seconds(102)));
        Assert.Equal(InputState.Stuck, board.StateOf(0, Seconds(102.1)));
    }

    [Fact]
    public void A_sensor_that_comes_back_with_the_same_reading_after_a_gap_is_not_stuck()
    {
        InputBoard board = Board(Plain with { StuckAfter = Seconds(2) });
        board.Take(0, 7, Seconds(100));
        board.Take(0, 7, Seconds(110));
        Assert.Equal(InputState.Good, board.StateOf(0, Seconds(110)));
    }

    [Fact]
    public void Without_a_limit_the_same_reading_may_come_for_ever()
    {
        InputBoard board = Board(Plain);
        board.Take(0, 1, Seconds(0));
        board.Take(0, 1, TimeSpan.FromDays(300));
        Assert.Equal(InputState.Good, board.StateOf(0, TimeSpan.FromDays(300)));
    }

    [Fact]
    public void A_reading_is_fresh_until_a_sample_takes_it()
    {
        InputBoard board = Board(Plain, Plain);
        Assert.False(board.IsFresh(0));
        board.Take(0, 1, default);
        Assert.Equal((true, false), (board.IsFresh(0), board.IsFresh(1)));
        Compose(board, 0);
        Assert.False(board.IsFresh(0));
        Assert.Equal(1, Compose(board, 0).Values[0]);
    }

    private static InputBoard Board(params InputConfiguration[] inputs) => new(inputs, Seconds(0.1));

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static (double[] Values, bool[] Present, int Count) Compose(InputBoard board, double seconds)
    {
        double[] values = [double.NaN, double.NaN];
        bool[] present = [true, true];
        int count = board.Compose(Seconds(seconds), values, present, new bool[2]);
        return (values, present, count);
    }
}
