namespace IllsEdge.Tests.Support;

/// <summary>Elimination with partial pivoting: slow, plain, and apart from the library.</summary>
internal static class Gauss
{
    /// <summary>Solves n equations; the right-hand side is the last column.</summary>
    public static double[] Solve(double[,] system)
    {
        int count = system.GetLength(0);
        for (int k = 0; k < count; k++)
        {
            int pivot = Enumerable.Range(k, count - k).MaxBy(row => Math.Abs(system[row, k]));
            for (int column = 0; column <= count; column++)
                (system[k, column], system[pivot, column]) = (system[pivot, column], system[k, column]);
            for (int row = k + 1; row < count; row++)
            {
                double factor = system[row, k] / system[k, k];
                for (int column = k; column <= count; column++)
                    system[row, column] -= factor * system[k, column];
            }
        }

        double[] solution = new double[count];
        for (int row = count - 1; row >= 0; row--)
        {
            double sum = system[row, count];
            for (int column = row + 1; column < count; column++)
                sum -= system[row, column] * solution[column];
            solution[row] = sum / system[row, row];
        }

        return solution;
    }
}
