using IllsEdge.Reports.Charts;
using IllsEdge.Reports.Pages;

namespace IllsEdge.Reports.Tests.Support;

/// <summary>A page with every mark and every element, and the ugliest data that we could think of.</summary>
internal static partial class SamplePage
{
    public const string Ugly = "<script>alert(\"x\")</script> & 'quotes' 🌡️ "
        + "a very long column name that no plant would ever use, or would it";

    public static HtmlPage Create()
    {
        HtmlPage page = new("Outlet moisture: which method learns it best?")
        {
            Subtitle = "dryer-train.csv, 400 rows, 5 inputs; compared on 28 November 2026",
            Footer = "Made by illsedge 0.1.0. This file needs nothing else and can be passed on.",
        };
        page.Tile("0.13", "%", "typical error on rows held back")
            .Tile("14×", "", "faster than the next best method to the same error")
            .Tile("20 000", "rows/s", "predicted on one core")
            .Tile("12", "seeds", "each method was started so often");
        page.Question("Which method is best?", "Coupled: it has the smallest error on 11 of 12 seeds.", "methods")
            .Question("Can the predictions be trusted?", "Within 0.3 % in nine rows of ten; less so above 12 %.", "errors")
            .Question("What does it depend on?", "On air temperature most, on belt speed hardly.", "inputs");
        AddMethods(page);
        AddErrors(page);
        AddInputs(page);
        AddUgly(page);
        return page;
    }

    private static void AddMethods(HtmlPage page)
    {
        string[] methods = ["coupled", "accelerated", "classic", "adam"];
        Table table = new(
            Column.Text("Method"), Column.Number("rmse, %"), Column.Number("standard error"), Column.Number("seconds"),
            Column.Text("Remark"));
        table.EmphasisedRow("coupled", "0.130", "0.004", "0.4", "the default")
            .Row("accelerated", "0.142", "0.006", "0.6", "")
            .Row("classic", "0.171", "0.010", "0.5", "stops early on 2 of 12 seeds, which no other method did here")
            .Row("adam", "0.224", "0.021", "5.7", "10 000 iterations, learning rate 0.001");

        page.Section("methods", "Which method is best?", "Coupled reaches the smallest error, and reaches it first.")
            .Figure(Convergence(), "Median of 12 seeds; the seeds of coupled behind it.")
            .Figure(
                new Chart
                {
                    Title = "Error on rows held back",
                    XLabel = "rmse, %",
                    Rows = methods,
                    Marks =
                    [
                        new DotRangeMark(
                        [
                            new(0.130, 0.126, 0.134), new(0.142, 0.136, 0.148) { Ink = Ink.Muted },
                            new(0.171, 0.161, 0.181) { Ink = Ink.Muted }, new(0.224, 0.203, 0.245) { Ink = Ink.Muted },
                        ]),
                    ],
                },
                "Mean and standard error of 12 seeds.")
            .Figure(
                new Chart
                {
                    Title = "Time to an error of 0.25 %",
                    XLabel = "seconds",
                    Rows = methods,
                    Marks =
                    [
                        new BarMark(
                        [
                            new(0.21) { Error = 0.03 }, new(0.33) { Error = 0.05 }, 0.4,
                            new(4.9) { Error = 0.8, Text = "4.9 s" },
                        ]),
                    ],
                },
                "Shorter is better.")
            .Table(table)
            .Note(NoteKind.Good, "No method left a row unused, and every run ended by itself.")
            .Note(NoteKind.Warning, "Two seeds of classic stopped at a poor optimum. Start it more than once.")
            .Note(NoteKind.Plain, "Times are those of one core.")
            .Heading("To repeat it")
            .Preformatted(
                "illsedge compare dryer-train.csv --target outlet_moisture --methods coupled,accelerated,classic,adam "
                + "--seeds 12 -o compare.html");
    }

    private static Chart Convergence()
    {
        Random random = new(3);
        double[] times = [.. Enumerable.Range(1, 60).Select(index => index * 0.1)];
        List<Mark> marks = [];
        for (int seed = 0; seed < 12; seed++)
        {
            double rate = 1.5 + random.NextDouble();
            marks.Add(Decay(0.12, rate, null, Ink.Series(0), 1, 0.3));
        }

        marks.Add(Decay(0.13, 2, "coupled", Ink.Series(0), 2.2));
        marks.Add(Decay(0.142, 1.7, "accelerated", Ink.Series(1), 2.2));
        marks.Add(Decay(0.171, 1.2, "classic", Ink.Series(2), 2.2));
        marks.Add(Decay(0.224, 0.7, "adam", Ink.Series(3), 2.2));
        return new Chart
        {
            Title = "Error against time",
            XLabel = "seconds",
            YLabel = "rmse, %",
            YAxis = Axis.Covering(marks.SelectMany(mark => mark.YValues), AxisScale.Logarithmic),
            Marks = marks,
        };

        LineMark Decay(double end, double rate, string? name, Ink ink, double width, double opacity = 1) =>
            new(times, [.. times.Select(time => end + 8 * Math.Exp(-time * rate))])
            {
                Name = name,
                Ink = ink,
                Width = width,
                Opacity = opacity,
            };
    }

    private static void AddErrors(HtmlPage page)
    {
        Random random = new(1);
        double[] measured = [.. Enumerable.Range(0, 250).Select(_ => 4 + 9 * random.NextDouble())];
        double[] predicted = [.. measured.Select(value => value + 0.25 * Normal(random))];
        double[] errors = [.. measured.Zip(predicted, (one, other) => other - one)];
        double[] rows = [.. Enumerable.Range(1, 40).Select(index => (double)index)];
        double[] drying = [.. rows.Select(row => 6 + 2 * Math.Sin(row / 6))];
        page.Section("errors", "Can the predictions be trusted?", "Errors are small, even and without a trend.")
            .Figure(
                new Chart
                {
                    Title = "Predicted and measured",
                    XLabel = "measured, %",
                    YLabel = "predicted, %",
                    Marks = [RuleMark.Diagonal("equal"), new PointMark(measured, predicted)],
                },
                "Rows held back. On the line the prediction is exact.")
            .Figure(
                new Chart
                {
                    Title = "Errors",
                    XLabel = "predicted − measured, %",
                    YLabel = "rows",
                    Marks = [HistogramMark.Of(errors), RuleMark.Vertical(0, "no error")],
                })
            .Figure(
                new Chart
                {
                    Title = "Bounds that hold 90 %",
                    XLabel = "row",
                    YLabel = "moisture, %",
                    Marks =
                    [
                        new IntervalMark(rows, [.. drying.Select(value => value - 0.6)], drying, [.. drying.Select(value => value + 0.6)])
                        {
                            Name = "predicted",
                        },
                        new PointMark(rows, [.. drying.Select(value => value + 0.3 * Normal(random))])
                        {
                            Name = "measured",
                            Ink = Ink.Series(1),
                            Shape = PointShape.Ring,
                            Opacity = 1,
                        },
                        RuleMark.Horizontal(8.2, "specification 8.2 %"),
                    ],
                },
                "The first 40 rows.")
            .Figure(
                new Chart
                {
                    Title = "The middle half of many seeds",
                    XLabel = "iteration",
                    YLabel = "rmse, %",
                    XAxis = Axis.Between(1, 200, AxisScale.Logarithmic),
                    Marks =
                    [
                        new BandMark(rows, [.. rows.Select(row => 2 / row)], [.. rows.Select(row => 4 / row)]),
                        new LineMark(rows, [.. rows.Select(row => 3 / row)]) { Name = "coupled" },
                    ],
                });
    }

    private static void AddInputs(HtmlPage page) => page.Section("inputs", "What does it depend on?")
        .Paragraph("How much larger the error becomes when an input is shuffled.")
        .Paragraph(new Markup().Add($"Shuffling is done <strong>after</strong> training, by <code>{"illsedge inspect"}</code>."))
        .Figure(new Chart
        {
            Title = "Error with an input shuffled",
            XLabel = "times the error without",
            Rows = ["air_temperature", "air_humidity", "belt_speed", "bed_depth", "inlet_moisture", Ugly],
            Marks = [new BarMark([12.4, 3.1, 1.02, 2.2, 6.5, double.NaN]), RuleMark.Vertical(1, "no effect")],
        })
        .Figure(new Chart
        {
            Title = "Profits and losses",
            XLabel = "change of the mean error, %",
            Rows = ["a", "b", "c"],
            Marks = [new BarMark([-12.5, 4, 0])],
        })
        .List(
        [
            "Temperature decides: 1 °C more takes 0.12 % off.",
            "Belt speed was hardly changed in these rows, so nothing can be said about it.",
        ])
        .Details("All 60 rows", inner =>
        {
            Table table = new(Column.Number("Row"), Column.Number("measured, %"), Column.Number("predicted, %")) { Caption = "Rows held back" };
            for (int row = 1; row <= 60; row++)
                table.Row($"{row}", "6.1", "6.2");
            inner.Table(table);
        });

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
