using IllsEdge.Data;

namespace IllsEdge.Tests.Data;

public class NearestNameTests
{
    [Theory]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("ca", "abc", 3)]
    [InlineData("teh", "the", 1)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "", 3)]
    [InlineData("same", "same", 0)]
    public void Distance_counts_the_edits_of_known_examples(string first, string second, int distance) =>
        Assert.Equal(distance, NearestName.Distance(first, second));

    [Theory]
    [InlineData("Water", "water")]
    [InlineData("wtaer", "water")]
    [InlineData("agee", "age")]
    [InlineData("wat", "water")]
    [InlineData("x", null)]
    [InlineData("", null)]
    [InlineData("temperature", null)]
    public void Find_guesses_near_names_only(string wanted, string? expected) =>
        Assert.Equal(expected, NearestName.Find(wanted, ["cement", "water", "age"]));

    [Fact]
    public void Find_prefers_a_name_that_differs_in_case_only() =>
        Assert.Equal("AB", NearestName.Find("ab", ["ac", "AB"]));
}
