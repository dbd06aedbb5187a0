namespace IllsEdge.Reports.Charts;

/// <summary>Where the names of marks stand: at the ends of the lines, or in a legend where they would not fit.</summary>
internal sealed class SeriesLabels
{
    private const double Distance = 14;
    private const double Gap = 8;
    private const double WidestLabel = 110;

    /// <summary>A label further from its line's end than this has lost it.</summary>
    private const double Furthest = 2 * Distance;

    private readonly IReadOnlyList<Label> _labels;

    private SeriesLabels(IReadOnlyList<Mark> marks, IReadOnlyList<Label> labels) => (Marks, _labels) = (marks, labels);

    /// <summary>The marks that have names.</summary>
    public IReadOnlyList<Mark> Marks { get; }

    public bool IsLegend => Marks.Count > 0 && _labels.Count == 0;

    public static SeriesLabels Of(Chart chart, Axis x, Axis y, double lengthAcross)
    {
        Mark[] marks = [.. chart.Marks.Where(mark => !string.IsNullOrWhiteSpace(mark.Name))];
        List<Label> labels = [];
        foreach (Mark mark in marks)
        {
            if (mark.End(x, y) is not { } end || TextWidth.Of(mark.Name!) > WidestLabel)
                return new(marks, []);
            double height = Math.Clamp(y.Fraction(end.Y), 0, 1) * chart.PlotHeight;
            labels.Add(new(mark, Math.Clamp(x.Fraction(end.X), 0, 1), chart.PlotHeight - height));
        }

        labels.Sort((one, other) => one.End.CompareTo(other.End));
        PushApart(labels, lengthAcross, chart.PlotHeight);
        return new(marks, labels.TrueForAll(label => Math.Abs(label.Middle - label.End) <= Furthest) ? labels : []);
    }

    /// <summary>Pixels that a chart has to keep free at its right.</summary>
    /// <param name="rest">Its width without the left margin.</param>
    public double RoomAtRight(double rest)
    {
        // A line that ends at a fraction f of the plot ends at f (rest - room), and its label has to end before rest.
        return _labels.Where(label => label.Fraction > 0)
            .Select(label => rest - (rest - Gap - label.Width) / label.Fraction).DefaultIfEmpty(0).Max();
    }

    public void Draw(Plot plot)
    {
        foreach (Label label in _labels)
        {
            double x = plot.Left + label.Fraction * plot.Width;
            if (Math.Abs(label.Middle - label.End) > 3)
            {
                plot.Svg.Add($"<path class=\"leader {label.Mark.Ink.CssClass}\"");
                plot.Svg.Add($" d=\"M{x + 1} {plot.Top + label.End}L{x + Gap - 1} {plot.Top + label.Middle}\"/>");
            }

            plot.AddText(x + Gap, plot.Top + label.Middle, label.Mark.Name!, "series-label");
        }
    }

    private static void PushApart(List<Label> labels, double lengthAcross, double height)
    {
        for (int index = 0; index < labels.Count; index++)
        {
            foreach (Label above in labels.Take(index).Where(above => above.IsBeside(labels[index], lengthAcross)))
                labels[index].Middle = Math.Max(labels[index].Middle, above.Middle + Distance);
        }

        // Half of what a heap was pushed down it goes up again, all of it where it went over the edge.
        for (int index = labels.Count - 1; index >= 0; index--)
        {
            Label label = labels[index];
            label.Middle = Math.Min(label.End + (label.Middle - label.End) / 2, height - Distance / 2);
            foreach (Label below in labels.Skip(index + 1).Where(below => below.IsBeside(label, lengthAcross)))
                label.Middle = Math.Min(label.Middle, below.Middle - Distance);
        }
    }

    /// <summary>A name at the end of a line.</summary>
    /// <param name="Mark">The line.</param>
    /// <param name="Fraction">Where it ends, 0 at the left of the plot, 1 at its right.</param>
    /// <param name="End">Where it ends, in pixels below the plot's top.</param>
    private sealed record Label(Mark Mark, double Fraction, double End)
    {
        public double Width { get; } = TextWidth.Of(Mark.Name!) + 2;

        /// <summary>Where the label is, in pixels below the plot's top.</summary>
        public double Middle { get; set; } = End;

        public bool IsBeside(Label other, double lengthAcross) =>
            Fraction * lengthAcross < other.Fraction * lengthAcross + other.Width
            && other.Fraction * lengthAcross < Fraction * lengthAcross + Width;
    }
}
