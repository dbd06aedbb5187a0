using System.Globalization;
using System.Text.Json;
using IllsEdge.EndToEnd.Tests.Support;

namespace IllsEdge.EndToEnd.Tests;

/// <summary>The accuracy that is promised, on the published splits, where the data are there.</summary>
public class PublishedSplitTests
{
    [Theory]
    [InlineData("concrete", "strength_mpa", null, 5.5)]
    [InlineData("energy", "Y1_heating_load", "Y2_cooling_load", 0.55)]
    public void Defaults_reach_the_promised_error(string name, string target, string? exclude, double promised)
    {
        string? data = Repository.SharedData;
        Assert.SkipUnless(data is not null, "The public data sets are not beside this checkout.");
        using Folder folder = new();
        string[] lines = File.ReadAllLines(Path.Combine(data, $"{name}.csv"));
        double sum = 0;
        for (int split = 0; split < 10; split++)
        {
            HashSet<int> test =
            [
                .. File.ReadLines(Path.Combine(data, "splits", name, $"index_test_{split}.txt"))
                    .Select(line => int.Parse(line, CultureInfo.InvariantCulture)),
            ];
            string training = Select("train.csv", row => !test.Contains(row));
            string testing = Select("test.csv", test.Contains);
            string[] excluded = exclude is null ? [] : ["--exclude", exclude];
            Illsedge.Run(["train", training, "--target", target, "-o", folder["m.ills"], "--hidden", "16", .. excluded]);
            Answer answer = Illsedge.Run("evaluate", folder["m.ills"], testing, "--json");
            sum += JsonDocument.Parse(answer.Output).RootElement.GetProperty("targets")[0].GetProperty("rmse").GetDouble();
        }

        Assert.InRange(sum / 10, 0, promised);

        string Select(string file, Predicate<int> wanted) => folder.Write(
            file, lines[0] + "\n" + string.Concat(lines.Skip(1).Where((_, row) => wanted(row)).Select(line => line + "\n")));
    }
}
