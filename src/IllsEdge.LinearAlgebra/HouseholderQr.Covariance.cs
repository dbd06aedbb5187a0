namespace IllsEdge.LinearAlgebra;

/// <content>How certain unknowns and predictions are.</content>
public abstract partial class HouseholderQr<T>
{
    /// <summary>
    /// Leverages h_i = a_i'(R'R)^-1 a_i = ||R^-T a_i||^2: between 0 and 1 for rows that were absorbed, 1 where a row alone
    /// determines a direction; their sum over all rows is p. p^2 flops a row.
    /// </summary>
    /// <param name="factor">Factor of p columns; its right-hand sides are not looked at.</param>
    /// <param name="rows">N x p: the columns without right-hand sides, of rows absorbed or of new ones.</param>
    /// <param name="leverages">N elements, overwritten; NaN or infinite for a row that is not finite.</param>
    /// <param name="workspace">At least p elements; overwritten.</param>
    /// <returns>
    /// False where a diagonal element of R is 0 or not finite; <paramref name="leverages"/> is then undefined.
    /// </returns>
    /// <remarks>
    /// The variance of a prediction a'x is the noise's variance times the leverage of a, and that of a new measurement there
    /// the noise's variance times 1 + leverage.
    /// </remarks>
    /// <exception cref="ArgumentException">A shape does not fit or a span is too short.</exception>
    public bool Leverages(
        TriangularFactor<T> factor, ReadOnlyMatrixView<T> rows, Span<T> leverages, Span<T> workspace)
    {
        Throw.IfShapesDiffer(rows.Rows, rows.Columns, leverages.Length, factor.Columns, "matrix of rows");
        Throw.IfShorter(workspace.Length, factor.Columns, "workspace");
        if (!IsRegular(factor))
            return false;

        Span<T> row = workspace[..factor.Columns];
        for (int index = 0; index < rows.Rows; index++)
        {
            for (int column = 0; column < row.Length; column++)
                row[column] = rows[index, column];
            SolveTransposed(factor, row);
            leverages[index] = Dot(row, row);
        }

        return true;
    }

    /// <summary>
    /// The unknowns' covariance, variance (R'R)^-1 = variance (A'A)^-1, by R^-1 times its transpose. About 2/3 p^3 flops.
    /// </summary>
    /// <param name="factor">Factor of p columns; its right-hand sides are not looked at.</param>
    /// <param name="variance">
    /// Variance of the noise in b, 0 or more and finite: known, or the residual sum of squares over N - p.
    /// </param>
    /// <param name="covariance">p x p, overwritten; exactly symmetric.</param>
    /// <returns>
    /// False where a diagonal element of R is 0 or not finite; <paramref name="covariance"/> is then undefined.
    /// </returns>
    /// <exception cref="ArgumentException">The covariance has another shape, or the variance is impossible.</exception>
    public bool Covariance(TriangularFactor<T> factor, T variance, MatrixView<T> covariance)
    {
        int columns = factor.Columns;
        Throw.IfShapesDiffer(covariance.Rows, covariance.Columns, columns, columns, "covariance");
        Throw.IfNotAVariance(double.CreateChecked(variance));
        if (!IsRegular(factor))
            return false;

        T deviation = T.Sqrt(variance);
        for (int column = 0; column < columns; column++)
        {
            Span<T> inverse = covariance.Column(column)[..(column + 1)];
            inverse.Clear();
            inverse[column] = deviation;
            SolveUpper(factor, inverse);
        }

        // Column j of the product needs the columns of the inverse from j on, so it can take their place.
        for (int column = 0; column < columns; column++)
        {
            Span<T> product = covariance.Column(column)[..(column + 1)];
            T diagonal = product[column];
            foreach (ref T element in product)
                element *= diagonal;
            for (int k = column + 1; k < columns; k++)
                AddScaled(covariance.Column(k)[..product.Length], covariance[column, k], product);
        }

        for (int column = 0; column < columns; column++)
            for (int row = 0; row < column; row++)
                covariance[column, row] = covariance[row, column];
        return true;
    }

    /// <summary>
    /// The unknowns' variances alone, the diagonal of <see cref="Covariance"/>, without p^2 of memory. About 1/3 p^3 flops.
    /// </summary>
    /// <param name="factor">Factor of p columns; its right-hand sides are not looked at.</param>
    /// <param name="variance">Variance of the noise in b, 0 or more and finite.</param>
    /// <param name="variances">p elements, overwritten.</param>
    /// <param name="workspace">At least p elements; overwritten.</param>
    /// <returns>
    /// False where a diagonal element of R is 0 or not finite; <paramref name="variances"/> is then undefined.
    /// </returns>
    /// <exception cref="ArgumentException">A span is too short, or the variance is impossible.</exception>
    public bool Variances(TriangularFactor<T> factor, T variance, Span<T> variances, Span<T> workspace)
    {
        if (!StandardErrors(factor, variance, variances, workspace))
            return false;
        foreach (ref T element in variances[..factor.Columns])
            element *= element;
        return true;
    }

    /// <summary>
    /// The unknowns' standard errors, the roots of <see cref="Variances"/>, which do not overflow or underflow where these
    /// would. About 1/3 p^3 flops.
    /// </summary>
    /// <inheritdoc cref="Variances"/>
    /// <param name="factor"/>
    /// <param name="variance"/>
    /// <param name="errors">p elements, overwritten.</param>
    /// <param name="workspace"/>
    /// <returns>
    /// False where a diagonal element of R is 0 or not finite; <paramref name="errors"/> is then undefined.
    /// </returns>
    public bool StandardErrors(TriangularFactor<T> factor, T variance, Span<T> errors, Span<T> workspace)
    {
        int columns = factor.Columns;
        Throw.IfNotAVariance(double.CreateChecked(variance));
        Throw.IfShorter(errors.Length, columns, "list of results");
        Throw.IfShorter(workspace.Length, columns, "workspace");
        if (!IsRegular(factor))
            return false;

        // Row k of R^-1 is the solution w of R'w = e_k.
        for (int k = 0; k < columns; k++)
        {
            Span<T> row = workspace[..columns];
            row.Clear();
            row[k] = T.Sqrt(variance);
            SolveTransposed(factor, row, zeros: k);
            errors[k] = ScaleToLengthOne(row);
        }

        return true;
    }
}
