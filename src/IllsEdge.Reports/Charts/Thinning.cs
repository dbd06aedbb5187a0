namespace IllsEdge.Reports.Charts;

/// <summary>Leaving out what would not be seen.</summary>
internal static class Thinning
{
    /// <summary>The lowest and the highest point of every column, in their order; the first and the last too.</summary>
    /// <param name="points">Points in pixels.</param>
    /// <param name="column">Width of a column in pixels.</param>
    public static IReadOnlyList<(double X, double Y)> Extremes(IReadOnlyList<(double X, double Y)> points, double column)
    {
        if (points.Count <= LineMark.MostPoints)
            return points;
        List<(double X, double Y)> kept = [points[0]];
        for (int start = 0; start < points.Count;)
        {
            int end = start + 1;
            (int lowest, int highest) = (start, start);
            while (end < points.Count && Math.Floor(points[end].X / column) == Math.Floor(points[start].X / column))
            {
                if (points[end].Y > points[lowest].Y)
                    lowest = end;
                if (points[end].Y < points[highest].Y)
                    highest = end;
                end++;
            }

            kept.Add(points[Math.Min(lowest, highest)]);
            if (lowest != highest)
                kept.Add(points[Math.Max(lowest, highest)]);
            start = end;
        }

        kept.Add(points[^1]);
        return kept;
    }

    /// <summary>Evenly chosen indices, the first and the last among them.</summary>
    public static IEnumerable<int> Evenly(int count, int most) => count <= most
        ? Enumerable.Range(0, count)
        : Enumerable.Range(0, most).Select(index => (int)((long)index * (count - 1) / (most - 1)));
}
