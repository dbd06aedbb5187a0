namespace IllsEdge.Reports.Charts;

/// <summary>Finds room for everything in a chart, and draws what is around the marks.</summary>
internal sealed class ChartDrawing
{
    private const double LabelHeight = 20;
    private const double LabelGap = 7;
    private const double WidestRowName = 140;
    private const double LeastMargin = 12;

    // Dots at the very edge of the axes are shown whole.
    private const double Overlap = 5;

    private readonly Chart _chart;
    private readonly SeriesLabels _labels;
    private readonly Plot _plot;
    private readonly Legend _legend;
    private readonly double _roomAboveRows;
    private readonly bool _hasData;
    private readonly IReadOnlyList<Tick> _xTicks;
    private readonly IReadOnlyList<Tick> _yTicks;

    public ChartDrawing(Chart chart)
    {
        _chart = chart;
        (Axis x, Axis y) = (chart.HorizontalAxis(), chart.VerticalAxis());
        _hasData = chart.HasData(x, y);
        _yTicks = chart.Rows.Count > 0 ? [] : y.VerticalTicks(chart.PlotHeight);
        double left = 8 + (chart.Rows.Count > 0
            ? Math.Min(WidestRowName, chart.Rows.Max(TextWidth.Of))
            : _yTicks.Select(tick => TextWidth.Of(tick.Text)).DefaultIfEmpty().Max());
        double rest = Chart.Width - left;
        _labels = SeriesLabels.Of(chart, x, y, rest);
        double right = chart.Marks.Select(mark => mark.RoomAtRight)
            .Append(_labels.RoomAtRight(rest)).Append(LeastMargin).Max();

        // Half of the last label may stand out at the right.
        _xTicks = x.HorizontalTicks(rest - right);
        if (_xTicks.Count > 0)
        {
            double end = x.Fraction(_xTicks[^1].Value) * (rest - right) + TextWidth.Of(_xTicks[^1].Text) / 2;
            right = Math.Max(right, right + end - rest);
            _xTicks = x.HorizontalTicks(rest - right);
        }

        _roomAboveRows = chart.Rows.Count > 0 ? chart.Marks.Select(mark => mark.RoomAboveRows).Append(0).Max() : 0;
        _legend = new Legend(_labels.IsLegend && _hasData ? _labels.Marks : []);
        _plot = new Plot
        {
            Svg = new Markup(),
            XAxis = x,
            YAxis = y,
            RowNames = chart.Rows,
            Left = left,
            Top = _legend.Height + _roomAboveRows + (chart.YLabel.Length > 0 ? LabelHeight + LabelGap : 8),
            Width = rest - right,
            Height = chart.PlotHeight,
            HasLegend = _labels.IsLegend,
            NamedMarks = _labels.Marks,
        };
    }

    public Markup Draw()
    {
        Markup svg = _plot.Svg;
        double height = Math.Ceiling(_plot.Bottom + LabelHeight + (_chart.XLabel.Length > 0 ? LabelHeight : 0));
        svg.Add($"""<svg class="chart" viewBox="0 0 {Chart.Width} {height}" role="img" aria-label="{_chart.Title}">""");
        svg.Add($"<title>{_chart.Title}</title><desc>{_chart.Description ?? _chart.Title}</desc>");
        AddAxisLabels();
        if (_hasData)
        {
            AddVerticalTicks();
            AddHorizontalTicks();
            AddMarks();
            _labels.Draw(_plot);
            _legend.Draw(_plot);
        }
        else
        {
            _plot.AddText(_plot.Left + _plot.Width / 2, _plot.Top + _plot.Height / 2, "no data", "no-data", "middle");
        }

        svg.Add($"""<path class="axis" d="M{_plot.Left} {_plot.Bottom}H{_plot.Right}"/></svg>""");
        return svg;
    }

    private void AddAxisLabels()
    {
        string y = TextWidth.Shorten(_chart.YLabel, Chart.Width);
        if (y.Length > 0)
        {
            double above = _plot.Top - _roomAboveRows - LabelGap - LabelHeight / 2;
            _plot.AddText(0, above, y, "axis-label", whole: _chart.YLabel);
        }

        string x = TextWidth.Shorten(_chart.XLabel, Chart.Width);
        if (x.Length == 0)
            return;
        double middle = Within(_plot.Left + _plot.Width / 2, x);
        _plot.AddText(middle, _plot.Bottom + LabelHeight * 1.5, x, "axis-label", "middle", _chart.XLabel);
    }

    private void AddVerticalTicks()
    {
        foreach (Tick tick in _yTicks)
        {
            double y = _plot.Y(tick.Value);
            _plot.Svg.Add($"""<path class="grid" d="M{_plot.Left} {y}H{_plot.Right}"/>""");
            _plot.AddText(_plot.Left - 6, y, tick.Text, "tick y-tick", "end");
        }

        for (int row = 0; row < _chart.Rows.Count; row++)
        {
            string name = TextWidth.Shorten(_chart.Rows[row], WidestRowName);
            _plot.AddText(_plot.Left - 6, _plot.RowMiddle(row), name, "row-name y-tick", "end", _chart.Rows[row]);
        }
    }

    private void AddHorizontalTicks()
    {
        foreach (Tick tick in _xTicks)
        {
            double x = _plot.X(tick.Value);
            if (_chart.Rows.Count > 0)
                _plot.Svg.Add($"""<path class="grid" d="M{x} {_plot.Top}V{_plot.Bottom}"/>""");
            _plot.Svg.Add($"""<path class="axis" d="M{x} {_plot.Bottom}v4"/>""");
            _plot.AddText(Within(x, tick.Text), _plot.Bottom + 12, tick.Text, "tick x-tick", "middle");
        }
    }

    /// <summary>The middle of a text that does not stick out at either side.</summary>
    private static double Within(double middle, string text)
    {
        double half = TextWidth.Of(text) / 2;
        return Math.Clamp(middle, half, Math.Max(half, Chart.Width - half));
    }

    /// <summary>An inner picture cuts off what is beyond the axes; a clip path would need an id of its own.</summary>
    private void AddMarks()
    {
        double left = _plot.Left - Overlap;
        double top = _plot.Top - Overlap - _roomAboveRows;
        double width = (_chart.Rows.Count > 0 ? Chart.Width : _plot.Right + Overlap) - left;
        double height = _plot.Bottom + Overlap - top;
        _plot.Svg.Add($"<svg class=\"marks\" x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\"");
        _plot.Svg.Add($" viewBox=\"{left} {top} {width} {height}\">");
        foreach (Mark mark in _chart.Marks)
        {
            _plot.Svg.Add($"<g class=\"mark {mark.Ink.CssClass}\">");
            mark.Draw(_plot);
            _plot.Svg.Add($"</g>");
        }

        _plot.Svg.Add($"</svg>");
    }
}
