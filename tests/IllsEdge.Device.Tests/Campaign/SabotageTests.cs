using IllsEdge.Campaign;
using IllsEdge.Campaign.Invariants;

namespace IllsEdge.Device.Tests.Campaign;

/// <summary>An invariant that cannot fail is worthless: each notices what is broken on purpose, and no other one does.</summary>
public sealed class SabotageTests(ITestOutputHelper output)
{
    public static TheoryData<string> All => [.. Sabotages.All.Select(sabotage => sabotage.What)];

    [Theory]
    [MemberData(nameof(All))]
    public void What_is_broken_on_purpose_is_noticed(string what)
    {
        Sabotage sabotage = Sabotages.All.Single(one => one.What == what);
        IReadOnlyList<Violation> noticed = sabotage.Noticed();
        foreach (Violation violation in noticed)
            output.WriteLine($"{violation.At} {violation.Invariant}: {violation.Figures}");
        Assert.Equal(sabotage.Breaks, Assert.Single(noticed).Invariant);
        Assert.Contains(sabotage.Says, noticed[0].Figures, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_invariant_has_been_tried()
    {
        CampaignOptions all = new() { Variant = (Variant)(-1) };
        Assert.Equal(
            InvariantCatalogue.Make(all).Select(invariant => invariant.Name).Order(),
            Sabotages.All.Select(sabotage => sabotage.Breaks).Distinct().Order());
    }

    [Fact]
    public void A_device_that_keeps_its_promises_is_not_accused()
    {
        Sabotage sabotage = Sabotages.All.Single(one => one.What == Sabotages.NoTrial);
        CampaignOptions promised = sabotage.Promised with { Variant = Variant.Shadow | Variant.LargestJump, MaxRows = 1000 };
        Assert.Empty((sabotage with { Kept = kept => kept, Promised = promised, Until = TimeSpan.FromHours(2.1) }).Noticed());
    }
}
