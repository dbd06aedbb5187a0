namespace IllsEdge.LinearAlgebra;

/// <summary>Writes some rows of [A B], so that nobody has to hold all of them.</summary>
/// <param name="firstRow">Number of the first row that is asked for, from 0.</param>
/// <param name="block">
/// As many rows as are asked for, and all columns with the right-hand sides behind them. What it holds is left over from
/// other rows: every element must be written. It is borrowed until the call returns.
/// </param>
/// <typeparam name="T">Element.</typeparam>
public delegate void RowFiller<T>(int firstRow, MatrixView<T> block);
