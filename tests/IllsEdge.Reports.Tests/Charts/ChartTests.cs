using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using IllsEdge.Reports.Charts;
using IllsEdge.Reports.Tests.Support;

namespace IllsEdge.Reports.Tests.Charts;

public partial class ChartTests
{
    [Fact]
    public void A_known_value_is_at_its_pixel()
    {
        // Labels of one digit take 0.636 x 12 pixels and 8 of room at the left; 12 are free at the right.
        XElement svg = Draw(Axis.Between(0, 4), Axis.Between(0, 2), new LineMark([1, 3], [0, 2]));
        double[] axis = Numbers((string)svg.Elements("path").Last().Attribute("d")!);
        (double left, double bottom, double right) = (axis[0], axis[1], axis[2]);
        Assert.InRange(right, 360, 368.1);

        double[] line = Numbers((string)svg.Descendants("path").Single(HasClass("line")).Attribute("d")!);
        Assert.Equal(left + (right - left) / 4, line[0], 0.11);
        Assert.Equal(bottom, line[1]);
        Assert.Equal(left + (right - left) * 3 / 4, line[2], 0.11);
        Assert.Equal(bottom - (260 - 67), line[3], 0.11);
    }

    [Theory]
    [InlineData(new double[0], new double[0])]
    [InlineData(new[] { 1, double.NaN }, new[] { double.NaN, 1 })]
    [InlineData(new[] { double.PositiveInfinity }, new[] { 1.0 })]
    public void A_chart_without_data_says_so(double[] xs, double[] ys)
    {
        foreach (Mark mark in new Mark[] { new LineMark(xs, ys), new PointMark(xs, ys), new BandMark(xs, ys, ys) })
        {
            XElement svg = Draw(mark);
            Assert.True(svg.Descendants("text").Any(text => text.Value == "no data") || xs.Length == 2);
            Assert.DoesNotContain("NaN", svg.ToString());
        }
    }

    [Fact]
    public void One_point_and_constant_data_are_drawn()
    {
        foreach (Mark mark in new Mark[] { new LineMark([1], [5]), new LineMark([1, 2, 3], [7, 7, 7]), new PointMark([0], [0]), HistogramMark.Of([3]) })
        {
            XElement svg = Draw(mark);
            Assert.NotEmpty(svg.Descendants("g").Single(HasClass("mark")).Elements());
            Assert.DoesNotContain("NaN", svg.ToString());
        }
    }

    [Fact]
    public void A_line_is_interrupted_where_a_value_is_missing()
    {
        XElement svg = Draw(new LineMark([1, 2, 3, 4, 5], [1, 2, double.NaN, 2, 1]));
        Assert.Equal(2, ((string)svg.Descendants("path").Single(HasClass("line")).Attribute("d")!).Count(letter => letter == 'M'));
    }

    [Fact]
    public void Thinning_keeps_the_extremes_and_is_reported()
    {
        double[] xs = [.. Enumerable.Range(0, 20_000).Select(index => (double)index)];
        double[] ys = [.. xs.Select(x => x == 12_345 ? 100 : x == 54 ? -100 : Math.Sin(x))];
        foreach (Mark mark in new Mark[] { new LineMark(xs, ys), new PointMark(xs, ys) })
        {
            XElement svg = Draw(Axis.Between(0, 20_000), Axis.Between(-100, 100), mark);
            string path = string.Concat(svg.Descendants("g").Single(HasClass("mark")).Descendants("path").Select(piece => (string)piece.Attribute("d")!));
            double[] numbers = Numbers(path.Replace("h0", "", StringComparison.Ordinal));
            double[] heights = [.. numbers.Where((_, index) => index % 2 == 1)];
            Assert.Equal(260 - 67, heights.Max() - heights.Min(), 0.11);
            Assert.InRange(heights.Length, 300, PointMark.MostPoints + 4);
            Assert.True(new Chart { Title = "", Marks = [mark] }.IsThinned);
            Assert.InRange(svg.ToString().Length, 1, 60_000);
        }

        Assert.False(new Chart { Title = "", Marks = [new LineMark([1, 2], [1, 2])] }.IsThinned);
    }

    [Fact]
    public void Few_points_have_tooltips_and_many_have_none()
    {
        double[] few = [1, 2, 3];
        Assert.Equal(["a", "<b>", "c"], Draw(new PointMark(few, few) { Tooltips = ["a", "<b>", "c"] }).Descendants("path").Elements("title").Select(title => title.Value));
        double[] many = new double[301];
        Assert.Empty(Draw(new PointMark(many, many)).Descendants("path").Elements("title"));
    }

    [Fact]
    public void Names_stand_at_the_ends_of_lines_or_in_a_legend_with_dashes()
    {
        LineMark[] apart = [.. Enumerable.Range(0, 3).Select(index => new LineMark([1, 2], [0, index]) { Name = $"line {index}" })];
        XElement direct = Draw(apart);
        Assert.Equal(3, direct.Descendants("text").Count(HasClass("series-label")));
        Assert.DoesNotContain(direct.Descendants("path"), path => HasClass("dashed")(path));

        LineMark[] together = [.. Enumerable.Range(0, 12).Select(index => new LineMark([1, 2], [0, 1]) { Name = $"line {index}" })];
        XElement legend = Draw(together);
        Assert.Equal(12, legend.Descendants("text").Count(HasClass("legend")));
        Assert.Contains(legend.Descendants("path"), path => HasClass("dashed")(path));
    }

    [Fact]
    public void A_limit_nearby_is_reached_and_one_far_away_is_not()
    {
        LineMark line = new([1, 2], [1, 2]);
        Assert.Contains(Draw(line, RuleMark.Horizontal(2.3, "near")).Descendants("text"), text => text.Value == "near");
        Assert.DoesNotContain(Draw(line, RuleMark.Horizontal(50, "far")).Descendants("text"), text => text.Value == "far");
    }

    [Fact]
    public void A_chart_of_rows_grows_with_them()
    {
        Assert.Equal(24 * 7, Height(9) - Height(2));

        static double Height(int rows) => Numbers((string)Xml(new Chart
        {
            Title = "rows",
            Rows = [.. Enumerable.Range(0, rows).Select(row => $"{row}")],
            Marks = [new BarMark([.. Enumerable.Range(0, rows).Select(row => (Bar)row)])],
        }).Attribute("viewBox")!)[3];
    }

    [Fact]
    public void Names_that_differ_at_their_end_stay_apart()
    {
        string[] names = [.. Enumerable.Range(1, 3).Select(number => $"sensor_with_a_long_name_{number}")];
        XElement svg = Xml(new Chart { Title = "t", Rows = names, Marks = [new BarMark([1, 2, 3])] });
        string[] shown = [.. svg.Descendants("text").Where(HasClass("row-name")).Select(row => row.FirstNode!.ToString())];
        Assert.Equal(3, shown.Distinct().Count());
        Assert.All(shown, name => Assert.StartsWith("sensor_", name, StringComparison.Ordinal));
    }

    [Fact]
    public void Long_names_are_shortened_and_said_in_full_in_a_tooltip()
    {
        XElement svg = Xml(new Chart { Title = SamplePage.Ugly, XLabel = SamplePage.Ugly, Rows = [SamplePage.Ugly], Marks = [new BarMark([1])] });
        XElement row = svg.Descendants("text").Single(HasClass("row-name"));
        Assert.Contains("…", row.FirstNode!.ToString(), StringComparison.Ordinal);
        Assert.Equal(SamplePage.Ugly, row.Element("title")!.Value);
        Assert.Equal(SamplePage.Ugly, (string?)svg.Attribute("aria-label"));
    }

    [Fact]
    public void Values_of_a_histogram_are_all_counted()
    {
        double[] values = [.. Enumerable.Range(0, 1000).Select(index => index / 100.0), double.NaN];
        Assert.Equal(1000, HistogramMark.Of(values).YValues.Sum());
        double[] limits = [.. HistogramMark.Of(values).XValues];
        Assert.Equal((0, 10, 1), (limits[0], limits[^1], limits[1] - limits[0])); // 2 x 5 / 10 by the rule
    }

    [Fact]
    public void Lengths_that_do_not_match_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new LineMark([1, 2], [1]));
        Assert.Throws<ArgumentException>(() => new BandMark([1], [1], [1, 2]));
        Assert.Throws<ArgumentException>(() => new HistogramMark([1, 2], [1, 2]));
    }

    private static XElement Draw(params Mark[] marks) => Xml(new Chart { Title = "t", XLabel = "x", YLabel = "y", Marks = marks });

    private static XElement Draw(Axis x, Axis y, Mark mark) =>
        Xml(new Chart { Title = "t", XLabel = "x", YLabel = "y", XAxis = x, YAxis = y, Marks = [mark] });

    private static XElement Xml(Chart chart) => XElement.Parse(chart.Draw().ToString());

    private static Func<XElement, bool> HasClass(string name) =>
        element => ((string?)element.Attribute("class") ?? "").Split(' ').Contains(name);

    private static double[] Numbers(string path) =>
        [.. Number().Matches(path).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"-?\d+(\.\d+)?")]
    private static partial Regex Number();
}
