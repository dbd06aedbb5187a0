using IllsEdge.Device.Retraining;
using IllsEdge.Device.Tests.Support;

namespace IllsEdge.Device.Tests.Retraining;

public class ChampionSeatTests
{
    private const int Probation = 10;

    [Fact]
    public void The_first_model_has_no_predecessor_and_no_probation()
    {
        ChampionSeat seat = new(Probation);
        Assert.Null(seat.Champion);
        Assert.False(seat.RollBack());
        seat.Adopt(Constant(1, 0));
        Assert.Equal((1, null), (seat.Champion!.Version, seat.Previous));
        Assert.False(seat.RollBack());
        Assert.All(Judge(seat, 100, 2 * Probation), Assert.Null);
    }

    [Fact]
    public void A_champion_that_does_better_than_its_predecessor_keeps_the_seat()
    {
        ChampionSeat seat = Swapped(before: 5, after: 1);
        Assert.All(Judge(seat, 0, 3 * Probation), Assert.Null);
        Assert.Equal((2, 1), (seat.Champion!.Version, seat.Previous!.Version));
    }

    [Fact]
    public void A_champion_that_does_worse_is_reported_once_with_both_errors()
    {
        ChampionSeat seat = Swapped(before: 1, after: 5);
        var verdicts = Judge(seat, 0, 3 * Probation);
        Assert.All(verdicts[..(Probation - 1)], Assert.Null);
        Assert.Equal((5.0, 1.0), verdicts[Probation - 1]);
        Assert.All(verdicts[Probation..], Assert.Null);
    }

    [Fact]
    public void A_champion_that_does_as_well_stays() =>
        Assert.All(Judge(Swapped(before: 3, after: -3), 0, 2 * Probation), Assert.Null);

    [Fact]
    public void One_absurd_label_in_ten_does_not_decide()
    {
        // Without it the champion is right and the predecessor wrong by 2; for it alone the predecessor is better.
        ChampionSeat seat = Swapped(before: 2, after: 0);
        Assert.Null(seat.Judge([0, 0], 1_000));
        Assert.All(Judge(seat, 0, Probation), Assert.Null);
    }

    [Fact]
    public void Rolling_back_twice_leads_to_where_it_began()
    {
        ChampionSeat seat = Swapped(before: 1, after: 5);
        Assert.True(seat.RollBack());
        Assert.Equal((1, 2), (seat.Champion!.Version, seat.Previous!.Version));
        Assert.True(seat.RollBack());
        Assert.Equal((2, 1), (seat.Champion!.Version, seat.Previous!.Version));
    }

    [Fact]
    public void Rolling_back_ends_the_probation()
    {
        ChampionSeat seat = Swapped(before: 1, after: 5);
        Judge(seat, 0, 5);
        seat.RollBack();
        Assert.All(Judge(seat, 5, 2 * Probation), Assert.Null);
    }

    [Fact]
    public void Every_adoption_begins_a_probation_of_its_own()
    {
        ChampionSeat seat = Swapped(before: 1, after: 5);
        Judge(seat, 0, Probation - 1);
        seat.Adopt(Constant(3, 7));
        Assert.Equal((3, 2), (seat.Champion!.Version, seat.Previous!.Version));
        var verdicts = Judge(seat, 0, Probation);
        Assert.All(verdicts[..^1], Assert.Null);
        Assert.Equal((7.0, 5.0), verdicts[^1]);
    }

    [Fact]
    public void A_model_that_proved_itself_before_the_end_is_seated_without_probation()
    {
        ChampionSeat seat = new(Probation);
        seat.Restore(Constant(9, 5), Constant(8, 1), isUnproved: false);
        Assert.Equal((9, 8), (seat.Champion!.Version, seat.Previous!.Version));
        Assert.All(Judge(seat, 0, 2 * Probation), Assert.Null);
        Assert.True(seat.RollBack());
        Assert.Equal(8, seat.Champion!.Version);
    }

    [Fact]
    public void A_model_that_had_no_time_to_prove_itself_is_judged_after_the_start()
    {
        ChampionSeat seat = new(Probation);
        seat.Restore(Constant(9, 5), Constant(8, 1), isUnproved: true);
        (double, double)?[] verdicts = Judge(seat, 0, Probation);
        Assert.All(verdicts[..^1], Assert.Null);
        Assert.Equal((5.0, 1.0), verdicts[^1]);
        seat.Restore(Constant(9, 5), null, isUnproved: true);
        Assert.All(Judge(seat, 0, 2 * Probation), Assert.Null);
    }

    private static SeatedModel Constant(int version, double value) =>
        new(version, TestModels.Plane(0, 0, value), reference: null, learnedUpTo: 0);

    private static ChampionSeat Swapped(double before, double after)
    {
        ChampionSeat seat = new(Probation);
        seat.Adopt(Constant(1, before));
        seat.Adopt(Constant(2, after));
        return seat;
    }

    private static (double Champion, double Previous)?[] Judge(ChampionSeat seat, double measured, int labels) =>
        [.. Enumerable.Range(0, labels).Select(_ => seat.Judge([0, 0], measured))];
}
