using System.Globalization;

namespace IllsEdge.Cli.Live;

/// <summary>A chart's vertical axis: which values it spans and where its labels are.</summary>
internal sealed class ValueAxis
{
    private static readonly double[] Steps = [5, 2, 1];

    private readonly bool _isLogarithmic;
    private readonly double _low;
    private readonly double _high;

    private ValueAxis(bool isLogarithmic, double low, double high, IReadOnlyList<(double Value, string Text)> labels)
    {
        _isLogarithmic = isLogarithmic;
        _low = low;
        _high = high;
        Labels = labels;
    }

    public IReadOnlyList<(double Value, string Text)> Labels { get; }

    /// <summary>An even axis with a little room around the values.</summary>
    public static ValueAxis Linear(double low, double high)
    {
        double room = high > low ? (high - low) * 0.06 : Math.Max(Math.Abs(low) * 0.02, 1e-6);
        (low, high) = (low - room, high + room);

        int power = (int)Math.Ceiling(Math.Log10(high - low));
        for (; ; power--)
        {
            foreach (double factor in Steps)
            {
                double step = factor * Math.Pow(10, power);
                double first = Math.Ceiling(low / step);
                double last = Math.Floor(high / step);
                if (last - first < 2)
                    continue;

                string format = power is < -6 or > 6 ? "G4" : $"F{Math.Max(0, -power)}";
                var labels = Enumerable.Range(0, (int)(last - first) + 1).Select(index => (first + index) * step);
                return new ValueAxis(false, low, high, [.. labels.Select(value => (value, Text(value, format)))]);
            }
        }
    }

    /// <summary>An axis of equal ratios between the 1, 2 and 5 of every decade.</summary>
    public static ValueAxis Logarithmic(double low, double high)
    {
        // An error of nought has no logarithm, and what is below a ten-thousandth of the worst is nought to the eye.
        high = Math.Max(high, 1e-9);
        low = Math.Max(low, high * 1e-4);
        List<double> values = [];
        for (int power = (int)Math.Floor(Math.Log10(low)) - 1; power <= Math.Ceiling(Math.Log10(high)) + 1; power++)
            values.AddRange(Steps.Reverse().Select(factor => factor * Math.Pow(10, power)));

        int first = values.FindLastIndex(value => value <= low);
        int last = Math.Max(values.FindIndex(value => value >= high), first + 1);
        int stride = Math.Max(1, (last - first + 2) / 4);
        var labels = Enumerable.Range(first, last - first + 1).Where(index => (index - first) % stride == 0);
        return new ValueAxis(
            true, values[first], values[last], [.. labels.Select(index => (values[index], Text(values[index], "G3")))]);
    }

    public bool Contains(double value) => value >= _low && value <= _high;

    /// <summary>The row of dots of a value, from the top; a value beyond the axis stays at its edge.</summary>
    public int DotRow(double value, int rows)
    {
        double part = _isLogarithmic
            ? Math.Log(Math.Max(value, _low) / _low) / Math.Log(_high / _low)
            : (value - _low) / (_high - _low);
        return (int)Math.Round((1 - Math.Clamp(part, 0, 1)) * (rows - 1));
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
