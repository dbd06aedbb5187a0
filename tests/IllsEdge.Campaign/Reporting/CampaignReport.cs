using System.Text.Json;
using IllsEdge.Campaign.Invariants;
using IllsEdge.Campaign.Truth;

namespace IllsEdge.Campaign.Reporting;

/// <summary>How a campaign went.</summary>
internal sealed record CampaignReport
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public required ulong Seed { get; init; }

    public required double Days { get; init; }

    public required double PeriodSeconds { get; init; }

    public required long Steps { get; init; }

    public required double Seconds { get; init; }

    public required double StepsPerSecond { get; init; }

    public required int Starts { get; init; }

    public required int RefusedStarts { get; init; }

    public required bool CanFillDisk { get; init; }

    public required IReadOnlyDictionary<string, int> Faults { get; init; }

    public required double ShareWithValue { get; init; }

    public required StatusFigures Status { get; init; }

    public required long Adopted { get; init; }

    public required long Kept { get; init; }

    public required long RolledBack { get; init; }

    public required IReadOnlyList<SwapCounts> Swaps { get; init; }

    public required IReadOnlyList<JudgedSwap> Judged { get; init; }

    public required ErrorFigures WithLearning { get; init; }

    public required ErrorFigures WithFirstModel { get; init; }

    public required IReadOnlyList<MemoryLook> Memory { get; init; }

    public required long StoreBytes { get; init; }

    public required long LoggedErrors { get; init; }

    public required long LoggedWarnings { get; init; }

    public required IReadOnlyList<ViolationCount> Violations { get; init; }

    public static CampaignReport Of(FaultCampaign campaign, CampaignOptions options)
    {
        PlateJudge judge = campaign.Judge;
        (long samples, long values) = campaign.Invariants.OfType<PublishesAgain>().Single().Counts;
        return new CampaignReport
        {
            Seed = options.Seed,
            Days = campaign.Plant.Now.TotalDays,
            PeriodSeconds = options.Period.TotalSeconds,
            Steps = campaign.Steps,
            Seconds = campaign.Took.TotalSeconds,
            StepsPerSecond = campaign.Steps / campaign.Took.TotalSeconds,
            Starts = campaign.Starts,
            RefusedStarts = campaign.Plant.Refusals,
            CanFillDisk = campaign.Plant.Disk.CanBeFull,
            Faults = campaign.Faults.ToDictionary(fault => fault.Kind, fault => fault.Count),
            ShareWithValue = samples == 0 ? 0 : (double)values / samples,
            Status = StatusFigures.Of(campaign.Status),
            Adopted = judge.Adopted,
            Kept = judge.Kept,
            RolledBack = judge.RolledBack,
            Swaps = [.. judge.Hindsight.Judged.GroupBy(swap => swap.Kind).Select(SwapCounts.Of)],
            Judged = judge.Hindsight.Judged,
            WithLearning = ErrorFigures.Of(judge.Learning),
            WithFirstModel = ErrorFigures.Of(judge.Frozen),
            Memory = [.. campaign.Invariants.OfType<MemoryIsFlat>().Single().Looks.Select(look => new MemoryLook(look.At.TotalDays, look.Bytes))],
            StoreBytes = campaign.Plant.Disk.Bytes,
            LoggedErrors = campaign.Plant.Log.Errors,
            LoggedWarnings = campaign.Plant.Log.Warnings,
            Violations =
            [
                .. campaign.Invariants.Where(rule => rule.First is not null)
                    .Select(rule => new ViolationCount(rule.Name, rule.Violations, rule.First!.At, rule.First.Figures)),
            ],
        };
    }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public string ToText() => CampaignText.Of(this);
}

/// <summary>Errors against the true thickness, mm; null where there was no plate to judge by.</summary>
internal sealed record ErrorFigures(int Plates, double? Rmse, double? Typical, double? Worst)
{
    public static ErrorFigures Of(ErrorBook book) => new(book.Count, book.Rmse, book.Typical, book.Worst);
}

/// <summary>Shares of the samples by status (G, C, S, M, F), and plant times.</summary>
internal sealed record StatusFigures(
    IReadOnlyDictionary<char, double> Shares, TimeSpan? LastGood, long Retrained, TimeSpan? LastRetraining, TimeSpan? LastAdoption)
{
    public static StatusFigures Of(StatusBook book)
    {
        double all = book.Counts.Values.Sum();
        return new StatusFigures(
            book.Counts.OrderBy(status => status.Key).ToDictionary(status => (char)status.Key, status => status.Value / all),
            book.LastGood, book.Retrained, book.LastRetraining, book.LastAdoption);
    }
}

/// <summary>Swaps of a kind, judged by the plates of the hour after.</summary>
internal sealed record SwapCounts(string Kind, int Count, int Right, double MeanLeft, double MeanCame)
{
    public static SwapCounts Of(IGrouping<string, JudgedSwap> swaps) => new(
        swaps.Key, swaps.Count(), swaps.Count(swap => swap.WasRight), swaps.Average(swap => swap.Left), swaps.Average(swap => swap.Came));
}

/// <summary>The managed heap after a collection.</summary>
internal sealed record MemoryLook(double Day, long Bytes);

/// <summary>An invariant that did not hold, the first time and how often.</summary>
internal sealed record ViolationCount(string Invariant, long Count, TimeSpan FirstAt, string Figures);
