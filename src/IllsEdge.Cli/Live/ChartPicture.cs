using System.Globalization;
using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace IllsEdge.Cli.Live;

/// <summary>A chart against time with its axes, as large as the place that it is put in.</summary>
internal sealed class ChartPicture : Renderable
{
    public static readonly Style Grey = new(Color.Grey);
    public static readonly Style Curve = new(Color.Aqua);
    public static readonly Style Measured = new(Color.Yellow);
    public static readonly Style Limit = new(Color.Red);
    public static readonly Style Adoption = new(Color.Green);

    private static readonly int[] SecondSteps =
        [1, 2, 5, 10, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200];

    /// <summary>What the curve shows.</summary>
    public required History Values { get; init; }

    /// <summary>What single marks show.</summary>
    public History? Marks { get; init; }

    /// <summary>Values with a dashed line across.</summary>
    public IReadOnlyList<double> Limits { get; init; } = [];

    public required Recent<(TimeSpan Elapsed, char Mark)> Adoptions { get; init; }

    public required TimeSpan From { get; init; }

    public required TimeSpan Window { get; init; }

    /// <summary>Follows the values of the vertical axis; empty where there is none.</summary>
    public required string Unit { get; init; }

    public bool IsLogarithmic { get; init; }

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        int rows = Math.Max(1, (options.Height ?? 10) - 2);
        ValueAxis axis = Axis();
        string suffix = Unit.Length is > 0 and <= 6 ? $" {Unit}" : "";
        int margin = axis.Labels.Max(label => label.Text.Length) + suffix.Length;
        int columns = maxWidth - margin - 2;
        if (columns < 4)
            yield break;

        Dictionary<int, string> labels = [];
        foreach ((double value, string text) in axis.Labels)
            labels[axis.DotRow(value, rows * 4) / 4] = text + suffix;

        BrailleChart chart = Plot(columns, rows, axis);
        for (int row = 0; row < rows; row++)
        {
            bool isLabelled = labels.TryGetValue(row, out string? label);
            yield return new Segment((label ?? "").PadLeft(margin) + (isLabelled ? " ┤" : " │"), Grey);
            int line = row;
            foreach (Segment segment in Runs(columns, column => Of(chart.At(column, line))))
                yield return segment;
        }

        foreach (Segment segment in TimeAxis(margin + 1, columns))
            yield return segment;
    }

    private ValueAxis Axis()
    {
        double[] curve = [.. Finite(Values)];
        double[] marks = [.. Marks is null ? [] : Finite(Marks)];
        double[] all = [.. curve, .. marks];
        if (all.Length == 0)
            all = Limits.Count > 0 ? [.. Limits] : [0.1, 1];
        (double low, double high) = (all.Min(), all.Max());
        if (IsLogarithmic)
            return ValueAxis.Logarithmic(low, high);

        // A first model may say anything: where labels tell what is sensible, it may not flatten all the rest.
        if (marks.Length >= 5)
        {
            double span = Math.Max(marks.Max() - marks.Min(), Math.Abs(marks.Max()) * 1e-3);
            low = Math.Max(low, marks.Min() - span);
            high = Math.Min(high, marks.Max() + span);
        }

        // A limit far away would do the same.
        double reach = high - low;
        double[] near = [.. Limits.Where(limit => limit >= low - reach && limit <= high + reach)];
        return ValueAxis.Linear(near.Append(low).Min(), near.Append(high).Max());
    }

    /// <summary>Least and greatest of all slots that the chart shows.</summary>
    private IEnumerable<double> Finite(History history) => history.InOrder()
        .Where(point => double.IsFinite(point.Slot.Last) && point.Elapsed >= From)
        .SelectMany(point => new[] { point.Slot.Least, point.Slot.Greatest });

    private BrailleChart Plot(int columns, int rows, ValueAxis axis)
    {
        BrailleChart chart = new(columns, rows);
        foreach (double limit in Limits.Where(axis.Contains))
            chart.Dashes(axis.DotRow(limit, chart.DotRows));

        (int X, int Y)? last = null;
        foreach ((TimeSpan elapsed, History.Slot slot) in Values.InOrder())
        {
            if (!double.IsFinite(slot.Last))
            {
                last = null;
                continue;
            }

            int x = DotColumn(elapsed, chart.DotColumns);
            int y = axis.DotRow(slot.Last, chart.DotRows);
            chart.Line(x, axis.DotRow(slot.Least, chart.DotRows), x, axis.DotRow(slot.Greatest, chart.DotRows));
            if (last is { } before)
                chart.Line(before.X, before.Y, x, y);
            last = (x, y);
        }

        foreach ((TimeSpan elapsed, History.Slot slot) in Marks?.InOrder() ?? [])
        {
            int x = DotColumn(elapsed, chart.DotColumns);
            chart.Mark(x, axis.DotRow(slot.Least, chart.DotRows), 'o');
            chart.Mark(x, axis.DotRow(slot.Greatest, chart.DotRows), 'o');
        }

        return chart;
    }

    /// <summary>A line with a tick for every label and a mark for every new model, and the labels below it.</summary>
    private IEnumerable<Segment> TimeAxis(int margin, int columns)
    {
        char[] line = [.. Enumerable.Repeat('─', columns)];
        char[] labels = [.. Enumerable.Repeat(' ', columns)];
        int seconds = SecondSteps.FirstOrDefault(
            step => Window.TotalSeconds / step * 9 <= columns, (int)(Window.TotalSeconds / 4) + 1);
        string unit = seconds < 60 ? " s" : " min";
        long first = (long)Math.Ceiling(From.TotalSeconds / seconds);
        for (long index = first; index * seconds <= (From + Window).TotalSeconds; index++)
        {
            int column = Column(TimeSpan.FromSeconds(index * seconds));
            double shown = index * seconds / (seconds < 60 ? 1.0 : 60.0);
            string text = shown.ToString("0.#", CultureInfo.InvariantCulture) + (index == first ? unit : "");
            line[column] = '┴';
            text.CopyTo(labels.AsSpan(Math.Min(column, columns - text.Length)));
        }

        for (int age = Adoptions.Count - 1; age >= 0; age--)
        {
            if (Adoptions[age].Elapsed >= From)
                line[Column(Adoptions[age].Elapsed)] = Adoptions[age].Mark;
        }

        yield return new Segment(new string(' ', margin) + "└", Grey);
        foreach (Segment segment in Runs(columns, at => (line[at], line[at] is '─' or '┴' ? Grey : Adoption)))
            yield return segment;
        yield return new Segment(new string(' ', margin + 1) + new string(labels), Grey);
        yield return Segment.LineBreak;

        int Column(TimeSpan elapsed) => Math.Clamp(DotColumn(elapsed, columns * 2) / 2, 0, columns - 1);
    }

    private int DotColumn(TimeSpan elapsed, int dotColumns) =>
        (int)Math.Floor((elapsed - From) / Window * (dotColumns - 1));

    /// <summary>A line in as few pieces as its colours allow, which is what drawing takes its time for.</summary>
    private static IEnumerable<Segment> Runs(int columns, Func<int, (char Character, Style Style)> at)
    {
        StringBuilder run = new();
        Style style = Style.Plain;
        for (int column = 0; column < columns; column++)
        {
            (char character, Style own) = at(column);
            if (run.Length > 0 && own != style)
            {
                yield return new Segment(run.ToString(), style);
                run.Clear();
            }

            style = own;
            run.Append(character);
        }

        yield return new Segment(run.ToString(), style);
        yield return Segment.LineBreak;
    }

    private static (char Character, Style Style) Of((char Character, Ink Ink) cell) => (cell.Character, cell.Ink switch
    {
        Ink.Curve => Curve,
        Ink.Measured => Measured,
        Ink.Limit => Limit,
        _ => Style.Plain,
    });
}
