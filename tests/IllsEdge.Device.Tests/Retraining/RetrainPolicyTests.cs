using IllsEdge.Device.Configuration;
using IllsEdge.Device.Retraining;

namespace IllsEdge.Device.Tests.Retraining;

public class RetrainPolicyTests
{
    private const int Minimum = 50;

    private static readonly RetrainTriggers None = new() { Labels = null, ErrorRise = null, ErrorDrift = null, InputDrift = null };
    private static readonly RetrainTriggers All = new()
    {
        Schedule = TimeSpan.FromHours(1),
        Labels = 100,
        ErrorRise = 1.5,
    };

    [Fact]
    public void A_first_model_is_due_with_the_labels_that_it_needs()
    {
        RetrainPolicy policy = Of(None, labels: 1);
        Assert.Null(policy.Due(default, Minimum - 1, false, null));
        Assert.Equal(RetrainReason.FirstModel, policy.Due(default, Minimum, false, null));
    }

    [Fact]
    public void After_a_failed_first_model_the_next_label_is_waited_for()
    {
        RetrainPolicy policy = Of(None, labels: 60);
        policy.CountAttempt(default, RetrainReason.FirstModel);
        Assert.Null(policy.Due(TimeSpan.FromDays(1), 60, false, null));
        policy.CountLabel();
        Assert.Equal(RetrainReason.FirstModel, policy.Due(default, 61, false, null));
    }

    [Fact]
    public void So_many_new_labels_start_a_retraining()
    {
        RetrainPolicy policy = Of(All, labels: 99);
        Assert.Null(policy.Due(default, 200, true, null));
        policy.CountLabel();
        Assert.Equal(RetrainReason.Labels, policy.Due(default, 200, true, null));
        policy.CountAttempt(default, RetrainReason.Labels);
        Assert.Equal(0, policy.NewLabels);
        Assert.Null(policy.Due(default, 200, true, null));
    }

    [Fact]
    public void An_answer_to_a_rise_does_not_put_off_the_review_by_many_labels()
    {
        RetrainPolicy policy = Of(All, labels: 96);
        policy.CountModel(1);
        Assert.Equal(RetrainReason.ErrorRise, policy.Due(default, 200, true, 2));
        policy.CountAttempt(default, RetrainReason.ErrorRise);
        Count(policy, RetrainPolicy.FewestNewLabels);
        Assert.Equal(RetrainReason.Labels, policy.Due(default, 200, true, null));
    }

    [Fact]
    public void The_schedule_counts_from_the_last_attempt()
    {
        RetrainPolicy policy = Of(All, labels: 0);
        policy.CountAttempt(TimeSpan.FromHours(3), RetrainReason.Schedule);
        Count(policy, RetrainPolicy.FewestNewLabels);
        Assert.Null(policy.Due(TimeSpan.FromHours(4) - TimeSpan.FromTicks(1), 200, true, null));
        Assert.Equal(RetrainReason.Schedule, policy.Due(TimeSpan.FromHours(4), 200, true, null));
    }

    [Fact]
    public void A_rise_above_the_goal_starts_a_retraining_before_anything_else()
    {
        RetrainPolicy policy = Of(All, labels: 100);
        policy.CountModel(2);
        Assert.Equal(RetrainReason.Labels, policy.Due(default, 200, true, 3));
        Assert.Equal(RetrainReason.ErrorRise, policy.Due(default, 200, true, 3.001));
        Assert.Equal(RetrainReason.Labels, policy.Due(default, 200, true, null));
    }

    [Fact]
    public void With_fewer_than_five_new_labels_nothing_but_a_request_starts_one()
    {
        RetrainPolicy policy = Of(All with { Labels = 1 }, labels: 4);
        policy.CountModel(1);
        Assert.Null(policy.Due(TimeSpan.FromDays(1), 200, true, 100));
        policy.Ask();
        Assert.Equal(RetrainReason.Command, policy.Due(TimeSpan.FromDays(1), 200, true, 100));
        policy.CountAttempt(default, RetrainReason.Command);
        Assert.Null(policy.Due(TimeSpan.FromDays(1), 200, true, 100));
        Count(policy, 5);
        Assert.NotNull(policy.Due(TimeSpan.FromDays(1), 200, true, 100));
    }

    [Fact]
    public void A_request_waits_until_there_are_rows()
    {
        RetrainPolicy policy = Of(None, labels: 0);
        policy.Ask();
        Assert.Null(policy.Due(default, Minimum - 1, true, null));
        Assert.Equal(RetrainReason.Command, policy.Due(default, Minimum, true, null));
        Assert.Equal(RetrainReason.Command, policy.Due(default, Minimum, false, null));
    }

    [Fact]
    public void Triggers_that_are_switched_off_start_nothing()
    {
        RetrainPolicy policy = Of(None, labels: 100_000);
        policy.CountModel(1);
        Assert.Null(policy.Due(TimeSpan.FromDays(1_000), 100_000, true, 1e9));
        // Which makes it a matter for people all the same.
        Assert.True(policy.HasRisen(1.51));
        Assert.False(policy.HasRisen(1.5));
    }

    [Fact]
    public void The_goal_is_the_smallest_error_of_the_models_that_were_in_use()
    {
        RetrainPolicy policy = Of(All, labels: 0);
        Assert.Null(policy.Goal);
        Assert.False(policy.HasRisen(1e9));
        policy.CountModel(null);
        Assert.Null(policy.Goal);
        policy.CountModel(2);
        policy.CountModel(3);
        Assert.Equal(2, policy.Goal);
        policy.CountModel(1);
        policy.CountModel(null);
        Assert.Equal(1, policy.Goal);
        Assert.False(policy.HasRisen(null));
    }

    [Fact]
    public void Only_the_refusal_of_a_rise_raises_the_goal_and_four_double_it()
    {
        RetrainPolicy policy = Of(All, labels: 0);
        policy.CountModel(1);
        foreach (RetrainReason reason in Enum.GetValues<RetrainReason>().Except([RetrainReason.ErrorRise]))
            policy.CountRefusal(reason, null);
        Assert.Equal(1, policy.Goal);
        for (int refusal = 0; refusal < 4; refusal++)
            policy.CountRefusal(RetrainReason.ErrorRise, null);
        Assert.InRange(policy.Goal!.Value, 2, 2.1);
    }

    [Fact]
    public void A_goal_of_labels_that_were_all_the_same_is_given_up()
    {
        RetrainPolicy policy = Of(All, labels: 0);
        policy.CountModel(1e-15);
        int refusals = 0;
        for (; policy.HasRisen(1) && refusals < 100; refusals++)
            policy.CountRefusal(RetrainReason.ErrorRise, 1);
        Assert.InRange(refusals, 5, 15);
    }

    [Fact]
    public void It_goes_on_counting_where_a_device_was_ended()
    {
        RetrainPolicy policy = new(new RetrainTriggers { Labels = 100, Schedule = TimeSpan.FromDays(7) }, Minimum);
        policy.Restore(sinceAttempt: 10, sinceReview: 99, lastReview: TimeSpan.FromDays(-6));
        Assert.Null(policy.Due(default, 200, true, null));
        Assert.Equal(RetrainReason.Schedule, policy.Due(TimeSpan.FromDays(1), 200, true, null));
        policy.CountLabel();
        Assert.Equal(RetrainReason.Labels, policy.Due(default, 200, true, null));
    }

    [Fact]
    public void A_refusal_before_any_goal_makes_none()
    {
        RetrainPolicy policy = Of(All, labels: 0);
        policy.CountRefusal(RetrainReason.ErrorRise, null);
        Assert.Null(policy.Goal);
    }

    private static RetrainPolicy Of(RetrainTriggers triggers, int labels)
    {
        RetrainPolicy policy = new(triggers, Minimum);
        Count(policy, labels);
        return policy;
    }

    private static void Count(RetrainPolicy policy, int labels)
    {
        for (int label = 0; label < labels; label++)
            policy.CountLabel();
    }
}
