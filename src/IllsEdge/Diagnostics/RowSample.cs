using IllsEdge.Data;
using IllsEdge.LinearAlgebra;
using IllsEdge.Prediction;

namespace IllsEdge.Diagnostics;

/// <summary>Rows for looks that need not see every one, and their values column by column.</summary>
public static class RowSample
{
    /// <summary>The given rows or, where they are more, so many that are spread evenly among them.</summary>
    /// <param name="rows">Places of rows.</param>
    /// <param name="most">As many at most.</param>
    public static int[] Evenly(int[] rows, int most)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return rows.Length <= most
            ? rows
            : [.. Enumerable.Range(0, most).Select(place => rows[(int)((long)place * rows.Length / most)])];
    }

    /// <summary>Values of some variables in their own units, rows x variables column by column.</summary>
    /// <param name="table">Has a column for each, by name.</param>
    /// <param name="variables">The variables.</param>
    /// <param name="rows">Places of rows in the table.</param>
    /// <exception cref="DataFileException">A column is not there.</exception>
    public static double[] Values(DataTable table, IReadOnlyList<Variable> variables, int[] rows)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(variables);
        ArgumentNullException.ThrowIfNull(rows);
        double[] values = new double[checked(rows.Length * variables.Count)];
        for (int index = 0; index < variables.Count; index++)
        {
            ReadOnlySpan<double> column = table.Column(table.Find(variables[index].Name));
            for (int row = 0; row < rows.Length; row++)
                values[index * rows.Length + row] = column[rows[row]];
        }

        return values;
    }

    /// <summary>Predicts any number of rows, as many at a time as the predictor takes.</summary>
    /// <param name="predictor">Predicts.</param>
    /// <param name="inputs">Rows x inputs, column by column.</param>
    /// <param name="predicted">Rows x targets, column by column, overwritten.</param>
    /// <param name="spreads">Likewise; null where they are not wanted.</param>
    public static void Predict(Predictor predictor, double[] inputs, double[] predicted, double[]? spreads = null)
    {
        ArgumentNullException.ThrowIfNull(predictor);
        ArgumentNullException.ThrowIfNull(inputs);
        int count = inputs.Length / predictor.Model.Inputs.Count;
        ReadOnlyMatrixView<double> given = new(inputs, count, predictor.Model.Inputs.Count);
        MatrixView<double> answer = new(predicted, count, predictor.Model.Targets.Count);
        for (int start = 0; start < count; start += predictor.Capacity)
        {
            int length = Math.Min(predictor.Capacity, count - start);
            if (spreads is null)
                predictor.Predict(given.RowRange(start, length), answer.RowRange(start, length));
            else
                predictor.Predict(
                    given.RowRange(start, length),
                    answer.RowRange(start, length),
                    new MatrixView<double>(spreads, count, answer.Columns).RowRange(start, length));
        }
    }
}
