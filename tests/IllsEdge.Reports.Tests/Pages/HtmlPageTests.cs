using System.Text.RegularExpressions;
using System.Xml.Linq;
using IllsEdge.Reports.Pages;
using IllsEdge.Reports.Tests.Support;

namespace IllsEdge.Reports.Tests.Pages;

public partial class HtmlPageTests
{
    private static readonly string Sample = SamplePage.Create().ToString();

    [Fact]
    public void The_body_is_well_formed_with_all_its_charts()
    {
        XElement body = XElement.Parse(Body().Match(Sample).Value);
        Assert.Equal(27, body.Descendants("figure").Count());
        Assert.All(body.Descendants("figure"), figure => Assert.Equal("img", (string?)figure.Element("svg")!.Attribute("role")));
    }

    [Fact]
    public void No_name_becomes_markup()
    {
        Assert.DoesNotContain("<script", Sample, StringComparison.OrdinalIgnoreCase);
        HtmlPage page = new(SamplePage.Ugly) { Subtitle = SamplePage.Ugly, Footer = SamplePage.Ugly, Language = "\"><script>" };
        page.Tile(SamplePage.Ugly, SamplePage.Ugly, SamplePage.Ugly).Question(SamplePage.Ugly, SamplePage.Ugly, "a");
        page.Section("a", SamplePage.Ugly).Heading(SamplePage.Ugly).Paragraph(SamplePage.Ugly).Preformatted(SamplePage.Ugly)
            .Details(SamplePage.Ugly, inner => inner.Table(new Table(Column.Text(SamplePage.Ugly)) { Caption = SamplePage.Ugly }.Row(SamplePage.Ugly)));
        Assert.DoesNotContain("<script", page.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_page_needs_nothing_else()
    {
        Assert.DoesNotContain("http", Sample, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", Sample, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", Sample, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("<!doctype html>", Sample);
        Assert.InRange(Sample.Length, 1, 250_000);
    }

    [Fact]
    public void Figures_that_follow_each_other_share_a_grid_and_text_ends_it()
    {
        HtmlPage page = new("t");
        IllsEdge.Reports.Charts.Chart chart = new() { Title = "c", Marks = [] };
        page.Section("a", "a").Figure(chart).Figure(chart).Paragraph("p").Figure(chart);
        XElement body = XElement.Parse(Body().Match(page.ToString()).Value);
        Assert.Equal([2, 1], body.Descendants("div").Select(grid => grid.Elements("figure").Count()));
    }

    [Fact]
    public void Mistakes_are_refused_with_what_is_wrong()
    {
        HtmlPage page = new("t");
        page.Section("a", "a");
        Assert.Contains("\"a\"", Assert.Throws<ArgumentException>(() => page.Section("a", "again")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => page.Section("Not an id", "b"));
        Assert.Contains("2 columns", Assert.Throws<ArgumentException>(() => new Table(Column.Text("a"), Column.Text("b")).Row("1")).Message, StringComparison.Ordinal);
        page.Question("q", "a", "nowhere");
        Assert.Contains("nowhere", Assert.Throws<InvalidOperationException>(page.ToString).Message, StringComparison.Ordinal);
    }

    [GeneratedRegex("<body>.*</body>", RegexOptions.Singleline)]
    private static partial Regex Body();
}
