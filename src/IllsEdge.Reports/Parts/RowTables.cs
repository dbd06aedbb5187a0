using IllsEdge.Diagnostics;
using IllsEdge.Reports.Charts;
using IllsEdge.Reports.Pages;

namespace IllsEdge.Reports.Parts;

/// <summary>Rows that somebody should look at.</summary>
internal static class RowTables
{
    /// <summary>Rows unlike the others.</summary>
    public static Table Unfamiliar(IEnumerable<UnfamiliarRow> rows)
    {
        Table table = new(
            Column.Number("line"),
            Column.Text("status"),
            Column.Number("times the mean leverage"),
            Column.Text("most unusual input"),
            Column.Number("its value"),
            Column.Number("others let expect"))
        {
            Caption = "Rows unlike the others, of which the model of all rows knows least (leverage: how far a row is from " +
                "the others)",
        };
        foreach (UnfamiliarRow row in rows)
            table.Row(
                $"{row.Line}",
                row.IsOutOfSpecification ? "out of specification" : "unsure",
                NumberText.Of(row.Leverage, 2),
                row.Input,
                NumberText.Of(row.Value, 4),
                Wording.Number(row.Expected, 4));
        return table;
    }

    /// <summary>Measured values that were not expected, whatever they were expected by.</summary>
    public static Table Odd(IEnumerable<OddTarget> rows, string caption)
    {
        Table table = new(
            Column.Number("line"),
            Column.Text("target"),
            Column.Number("measured"),
            Column.Number("predicted"),
            Column.Number("interval ±"),
            Column.Number("times as far off"))
        {
            Caption = caption,
        };
        foreach (OddTarget row in rows)
            table.Row(
                $"{row.Line}",
                row.Target,
                NumberText.Of(row.Measured, 4),
                NumberText.Of(row.Predicted, 4),
                NumberText.Of(row.Margin),
                NumberText.Of(row.Ratio, 2));
        return table;
    }
}
