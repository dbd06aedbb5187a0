using IllsEdge.Reports.Charts;
using IllsEdge.Reports.Pages;

namespace IllsEdge.Reports.Tests.Support;

internal static partial class SamplePage
{
    private static readonly double[] Few = [.. Enumerable.Range(0, 30).Select(index => (double)index)];
    private static readonly double[] Many = [.. Enumerable.Range(0, 10_000).Select(index => (double)index)];

    private static void AddUgly(HtmlPage page)
    {
        Content section = page.Section("ugly", Ugly, Ugly);
        AddCrowds(section);
        AddNumbers(section);
        AddGaps(section);
        section
            .Table(new Table([Column.Text(Ugly), .. Enumerable.Range(1, 17).Select(index => Column.Number($"column {index}"))])
                .Row([Ugly, .. Enumerable.Repeat("123 456.789", 17)]))
            .Preformatted(new string('x', 400))
            .Note(NoteKind.Warning, Ugly)
            .List([Ugly, new string('W', 200)]);
    }

    private static void AddCrowds(Content section)
    {
        Random random = new(2);
        double[] noise = [.. Many.Select(x => Math.Sin(x / 900) + (x == 5000 ? 6 : 0) + 0.2 * Normal(random))];
        section
            .Figure(Lines("20 series", 20, (x, series) => Math.Sin(x / 5 + series)))
            .Figure(Lines("Six that end close together", 6, (x, series) => 20 - 0.6 * x + series * 0.3 * (1 - x / 60)))
            .Figure(Lines("Ends in different places", 2, (x, series) => series == 0 ? x : x < 15 ? 30 - x : double.NaN))
            .Figure(Lines(Ugly, Few, (Ugly, Few), ("ordinary", [.. Few.Select(x => 30 - x)])))
            .Figure(
                new Chart
                {
                    Title = "10 000 points of a line",
                    XLabel = Ugly,
                    YLabel = Ugly,
                    Marks = [new LineMark(Many, noise) { Width = 1 }],
                },
                "A single outlier is kept.")
            .Figure(new Chart
            {
                Title = "10 000 points",
                XLabel = "x",
                YLabel = "y",
                Marks = [new PointMark(Many, noise) { Radius = 1.5, Opacity = 0.5 }],
            })
            .Figure(new Chart
            {
                Title = "Groups of points",
                XLabel = "x",
                YLabel = "y",
                Marks =
                [
                    .. Enumerable.Range(0, 4).Select(group => new PointMark(
                        [.. Enumerable.Range(0, 12).Select(_ => group + Normal(random))],
                        [.. Enumerable.Range(0, 12).Select(_ => Normal(random))])
                    {
                        Name = $"group {group}",
                        Ink = Ink.Series(group),
                        Radius = 3.5,
                        Opacity = 0.9,
                    }),
                ],
            });
    }

    private static void AddNumbers(Content section) => section
        .Figure(Lines("Tiny", Few, ("tiny", [.. Few.Select(x => 1e-12 * (1 + x / 10))])))
        .Figure(Lines("Huge and negative", [.. Few.Select(x => x * 1e7)], ("huge", [.. Few.Select(x => -1e15 * (1 + x / 10))])))
        .Figure(Lines(
            "A large number that hardly changes",
            [.. Few.Select(x => 1e6 + x / 100)],
            ("counter", [.. Few.Select(x => 123456789 + x / 1000)])))
        .Figure(new Chart
        {
            Title = "Many decades",
            XLabel = "ridge",
            YLabel = "error",
            XAxis = Axis.Between(1e-12, 1e3, AxisScale.Logarithmic),
            YAxis = Axis.Between(0.13, 0.19, AxisScale.Logarithmic),
            Marks =
            [
                new BandMark([1e-11, 1e-4, 1e2], [0.17, -1, 0.16], [0.19, 0.15, 0.18]),
                new LineMark([1e-11, 1e-4, 1e2], [0.18, 0.14, 0.17]),
                RuleMark.Vertical(1e-4, "chosen"),
            ],
        })
        .Figure(new Chart
        {
            Title = "Bars of all sizes",
            Rows = ["tiny", "huge", "negative"],
            XLabel = "value",
            Marks = [new BarMark([1e-12, 123456, -54321])],
        });

    private static void AddGaps(Content section) => section
        .Figure(Lines("Constant", Few, ("constant", [.. Few.Select(_ => 3.0)])))
        .Figure(Lines(
            "With gaps and infinities",
            Few,
            ("gaps", [.. Few.Select(x => x % 7 == 0 ? double.NaN : x % 11 == 0 ? double.PositiveInfinity : x)])))
        .Figure(Lines("One point", [1], ("one", [5.0])))
        .Figure(Lines("Nothing at all", [], ("none", [])))
        .Figure(Lines("NaN only", [1, 2], ("NaN", [double.NaN, double.NaN])))
        .Figure(new Chart
        {
            Title = "Histogram of one value",
            XLabel = "x",
            YLabel = "rows",
            Marks = [HistogramMark.Of([5, 5, 5])],
        });

    private static Chart Lines(string title, int count, Func<double, int, double> value) => Lines(title, Few,
    [
        .. Enumerable.Range(0, count).Select(series => ($"series {series}", Few.Select(x => value(x, series)).ToArray())),
    ]);

    private static Chart Lines(string title, double[] xs, params (string Name, double[] Ys)[] series) => new()
    {
        Title = title,
        XLabel = "x",
        YLabel = "value",
        Marks =
        [
            .. series.Select((line, index) => new LineMark(xs, line.Ys) { Name = line.Name, Ink = Ink.Series(index) }),
        ],
    };
}
