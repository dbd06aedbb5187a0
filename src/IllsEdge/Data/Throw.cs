using System.Diagnostics.CodeAnalysis;

namespace IllsEdge.Data;

/// <summary>Mistakes of the calling program, with the numbers that show them.</summary>
internal static class Throw
{
    [DoesNotReturn]
    public static void CountsDiffer(int names, int columns) =>
        throw new ArgumentException($"There are {names} names for {columns} columns; give each column one name.");

    [DoesNotReturn]
    public static void NameRepeats(string name) =>
        throw new ArgumentException($"The column \"{name}\" appears twice; names must differ.");

    [DoesNotReturn]
    public static void LengthsDiffer(string name, int length, string firstName, int firstLength) =>
        throw new ArgumentException(
            $"Column \"{name}\" has {length} rows, \"{firstName}\" has {firstLength}; make them equally long.");

    [DoesNotReturn]
    public static void NotFinite(double value, int row, string name) =>
        throw new ArgumentException(
            FormattableString.Invariant($"Row {row} of column \"{name}\" is {value}; mark it as missing instead."));

    [DoesNotReturn]
    public static void NotFinite() =>
        throw new ArgumentException("The values contain NaN or infinity; leave those rows out first.");

    [DoesNotReturn]
    public static void NoValues() =>
        throw new ArgumentException("There are 0 values; mean and standard deviation need at least 1.");

    [DoesNotReturn]
    public static void TooManyRows(int rows) =>
        throw new InvalidOperationException($"A column cannot have more than {rows} rows; split the file.");

    [DoesNotReturn]
    public static void TooFewRowsToSplit(int rows) =>
        throw new ArgumentException($"{rows} rows cannot be split in two; at least 2 are needed.");

    [DoesNotReturn]
    public static void FractionOutOfRange(double fraction) =>
        throw new ArgumentOutOfRangeException(
            nameof(fraction),
            FormattableString.Invariant($"The fraction {fraction} must lie between 0 and 1, both excluded."));
}
