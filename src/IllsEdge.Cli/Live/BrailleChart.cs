namespace IllsEdge.Cli.Live;

/// <summary>What a character of a chart stands for, and so its colour.</summary>
internal enum Ink
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The curve.</summary>
    Curve,

    /// <summary>A single measured value.</summary>
    Measured,

    /// <summary>An alarm limit.</summary>
    Limit,
}

/// <summary>Characters with two by four dots in each (Unicode's braille patterns); row 0 is the top.</summary>
internal sealed class BrailleChart(int columns, int rows)
{
    private const char NoDots = '\u2800';
    private static readonly byte[] Left = [0x01, 0x02, 0x04, 0x40];
    private static readonly byte[] Right = [0x08, 0x10, 0x20, 0x80];

    private readonly byte[] _dots = new byte[columns * rows];
    private readonly char[] _marks = new char[columns * rows];
    private readonly bool[] _isDashed = new bool[rows];

    public int DotColumns => columns * 2;

    public int DotRows => rows * 4;

    /// <summary>A straight line of dots, both ends included; dots outside are left out.</summary>
    public void Line(int fromX, int fromY, int toX, int toY)
    {
        int steps = Math.Max(Math.Abs(toX - fromX), Math.Abs(toY - fromY));
        for (int step = 0; step <= steps; step++)
        {
            double part = steps == 0 ? 0 : (double)step / steps;
            Dot((int)Math.Round(fromX + (part * (toX - fromX))), (int)Math.Round(fromY + (part * (toY - fromY))));
        }
    }

    /// <summary>A character instead of the dots around it.</summary>
    public void Mark(int dotX, int dotY, char mark)
    {
        if (IsInside(dotX, dotY))
            _marks[Cell(dotX, dotY)] = mark;
    }

    /// <summary>A dashed line across, behind everything else.</summary>
    public void Dashes(int dotY)
    {
        if (IsInside(0, dotY))
            _isDashed[dotY / 4] = true;
    }

    /// <summary>What is at a place.</summary>
    public (char Character, Ink Ink) At(int column, int row)
    {
        int cell = (row * columns) + column;
        if (_marks[cell] != 0)
            return (_marks[cell], Ink.Measured);
        if (_dots[cell] != 0)
            return ((char)(NoDots + _dots[cell]), Ink.Curve);
        return _isDashed[row] ? ('╌', Ink.Limit) : (' ', Ink.None);
    }

    private void Dot(int x, int y)
    {
        if (IsInside(x, y))
            _dots[Cell(x, y)] |= (x % 2 == 0 ? Left : Right)[y % 4];
    }

    private bool IsInside(int x, int y) => x >= 0 && x < DotColumns && y >= 0 && y < DotRows;

    private int Cell(int x, int y) => (y / 4 * columns) + (x / 2);
}
