using IllsEdge.EndToEnd.Tests.Support;

namespace IllsEdge.EndToEnd.Tests;

/// <summary>How a run goes on where its reader has gone.</summary>
public class RunEndTests
{
    [Fact]
    public void A_reader_that_has_gone_is_told_once_and_what_it_did_not_take_is_counted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "This needs a shell.");
        Answer run = Illsedge.Shell("{ \"$@\"; echo exit $? >&2; } | head -1", "run", "--simulate", "press", "--json");
        Assert.Single(run.Lines);
        string told = Assert.Single(run.Error.Split('\n'), line => line.Contains("The reader has gone", StringComparison.Ordinal));
        Assert.Contains("nothing more is written", told, StringComparison.Ordinal);
        string end = Assert.Single(run.Error.Split('\n'), line => line.Contains("ended after 36001 samples", StringComparison.Ordinal));
        Assert.Matches(@", [1-9][0-9]{4} values not taken by an output's reader", end);
        Assert.Contains("exit 0", run.Error, StringComparison.Ordinal);
    }
}
