namespace IllsEdge.Reports.Pages;

/// <summary>Rows under headings; the first cell of a row names it.</summary>
public sealed class Table
{
    private readonly Column[] _columns;
    private readonly List<(string[] Cells, bool IsEmphasised)> _rows = [];

    /// <summary>A table without rows.</summary>
    /// <exception cref="ArgumentException">There is no column.</exception>
    public Table(params Column[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Length == 0)
            throw new ArgumentException("A table has a column at least.", nameof(columns));
        _columns = [.. columns];
    }

    /// <summary>Stands above the table; empty for nothing.</summary>
    public string Caption { get; init; } = "";

    /// <summary>Adds a row.</summary>
    /// <exception cref="ArgumentException">There are not as many cells as columns.</exception>
    public Table Row(params string[] cells) => Add(cells, isEmphasised: false);

    /// <summary>Adds a row that stands out: the best, the chosen one.</summary>
    /// <exception cref="ArgumentException">There are not as many cells as columns.</exception>
    public Table EmphasisedRow(params string[] cells) => Add(cells, isEmphasised: true);

    internal Markup Draw()
    {
        Markup html = new Markup().Add($"<div class=\"table\" role=\"group\" tabindex=\"0\"><table>\n");
        if (Caption.Length > 0)
            html.Add($"<caption>{Caption}</caption>\n");
        html.Add($"<thead><tr>");
        foreach (Column column in _columns)
            html.Add($"<th scope=\"col\"{Alignment(column)}>{column.Heading}</th>");
        html.Add($"</tr></thead>\n<tbody>\n");
        foreach ((string[] cells, bool isEmphasised) in _rows)
        {
            html.Add($"<tr{(isEmphasised ? Markup.Trusted(" class=\"emphasised\"") : null)}>");
            for (int index = 0; index < cells.Length; index++)
            {
                if (index == 0)
                    html.Add($"<th scope=\"row\"{Alignment(_columns[index])}>{cells[index]}</th>");
                else
                    html.Add($"<td{Alignment(_columns[index])}>{cells[index]}</td>");
            }

            html.Add($"</tr>\n");
        }

        return html.Add($"</tbody>\n</table></div>\n");
    }

    private static Markup? Alignment(Column column) => column.IsNumber ? Markup.Trusted(" class=\"number\"") : null;

    private Table Add(string[] cells, bool isEmphasised)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (cells.Length != _columns.Length)
            throw new ArgumentException($"{_columns.Length} columns take no row of {cells.Length} cells.", nameof(cells));
        _rows.Add(([.. cells], isEmphasised));
        return this;
    }
}
