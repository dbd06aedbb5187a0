using System.Globalization;
using System.Text.Json;
using IllsEdge.EndToEnd.Tests.Support;

namespace IllsEdge.EndToEnd.Tests;

public class InspectTests
{
    [Fact]
    public void Data_with_a_slip_and_a_copied_input_are_told_of()
    {
        using Folder folder = new();
        (string model, string data) = Trained(folder);
        Answer answer = Illsedge.Run("inspect", model, data);
        Assert.Equal(0, answer.ExitCode);
        foreach (string heading in new[]
        {
            "network:", "options:", "intervals:", "neuron ", "weights:", "importance ", "inputs that say the same", "rows to look at",
            "far from the prediction", "findings",
        })
            Assert.Contains(answer.Lines, line => line.StartsWith(heading, StringComparison.Ordinal));
        Assert.Contains("contribution", answer.Output, StringComparison.Ordinal);
        Assert.Contains(answer.Lines, line => line.StartsWith("line 8 ", StringComparison.Ordinal) && line.Contains(" 77 ", StringComparison.Ordinal));
        Assert.All(answer.Lines.SkipWhile(line => line != "findings"), line => Assert.InRange(line.Length, 1, 100));
    }

    [Fact]
    public void Json_has_the_same_for_programs()
    {
        using Folder folder = new();
        (string model, string data) = Trained(folder);
        JsonElement root = Illsedge.Json("inspect", model, data);
        Assert.Equal(3, root.GetProperty("importance").GetArrayLength());
        Assert.Equal("b", root.GetProperty("importance")[0].GetProperty("name").GetString());
        Assert.Equal("b2", root.GetProperty("relations")[1].GetProperty("partners")[0].GetProperty("name").GetString());
        Assert.Equal(8, root.GetProperty("rows").GetProperty("odd")[0].GetProperty("line").GetInt32());
        string?[] kinds = [.. root.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("kind").GetString())];
        Assert.Equal("oddRows", kinds[0]);
        Assert.Contains("relatedInputs", kinds);
        JsonElement member = root.GetProperty("members")[0];
        Assert.InRange(member.GetProperty("rank").GetInt32(), 1, member.GetProperty("parameters").GetInt32());
        Assert.NotEqual(JsonValueKind.Undefined, member.GetProperty("condition").ValueKind);
        Assert.True(member.GetProperty("neurons")[0].GetProperty("contribution").GetDouble() >= 0);
    }

    [Fact]
    public void Without_data_the_findings_are_about_the_model()
    {
        using Folder folder = new();
        (string model, _) = Trained(folder);
        Answer answer = Illsedge.Run("inspect", model);
        Assert.Equal(0, answer.ExitCode);
        Assert.Contains("inputs that say the same", answer.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("importance", answer.Output, StringComparison.Ordinal);
        JsonElement root = Illsedge.Json("inspect", model);
        Assert.Equal(JsonValueKind.Null, root.GetProperty("rows").ValueKind);
        Assert.Equal(JsonValueKind.Null, root.GetProperty("members")[0].GetProperty("rank").ValueKind);
        Assert.Equal(0, root.GetProperty("importance").GetArrayLength());
        JsonElement finding = Assert.Single(root.GetProperty("findings").EnumerateArray());
        Assert.Equal("relatedInputs", finding.GetProperty("kind").GetString());
        Assert.Equal("note", finding.GetProperty("severity").GetString());
    }

    /// <summary>A model of y = a^2 - b with b twice, and its data with a slip in line 8.</summary>
    private static (string Model, string Data) Trained(Folder folder)
    {
        string[] lines = File.ReadAllLines(folder.Data("plain.csv", 200));
        string Twin(string line, int row)
        {
            string[] cells = line.Split(',');
            string twin = row == 0 ? "b2" : (double.Parse(cells[1], CultureInfo.InvariantCulture) + 0.1 * Math.Sin(row))
                .ToString("F4", CultureInfo.InvariantCulture);
            return $"{cells[0]},{cells[1]},{twin},{cells[2]}\n";
        }

        string text = string.Concat(lines.Select(Twin));
        string data = folder.Write("train.csv", text);
        Answer answer = Illsedge.Run("train", data, "--target", "y", "-o", folder["m.ills"], "--hidden", "6");
        Assert.Equal(0, answer.ExitCode);
        string[] rows = text.Split('\n');
        rows[7] = string.Join(',', rows[7].Split(',')[..3].Append("77"));
        return (folder["m.ills"], folder.Write("slip.csv", string.Join('\n', rows)));
    }
}
