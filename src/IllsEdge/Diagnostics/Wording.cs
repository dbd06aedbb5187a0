using System.Globalization;

namespace IllsEdge.Diagnostics;

/// <summary>How findings name things.</summary>
internal static class Wording
{
    /// <summary>As many as a sentence can name.</summary>
    private const int Named = 5;

    /// <summary>"a", "a and b", "a, b and c", or the first five "and 4 more".</summary>
    public static string List(IReadOnlyList<string> names)
    {
        string[] shown = names.Count > Named + 1
            ? [.. names.Take(Named), Invariant($"{names.Count - Named} more")]
            : [.. names];
        return shown.Length < 2 ? string.Concat(shown) : $"{string.Join(", ", shown.SkipLast(1))} and {shown[^1]}";
    }

    /// <summary>"4 %", with a decimal below 10.</summary>
    public static string Share(double share) =>
        Math.Abs(share) < 0.0995 ? Invariant($"{100 * share:0.#} %") : Invariant($"{100 * share:0} %");

    /// <summary>Four significant digits.</summary>
    public static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    /// <summary>Three decimals.</summary>
    public static string Correlation(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>"1 row", "2 rows".</summary>
    public static string Count(int count, string noun) => Invariant($"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>"1.3": the third neuron of the first layer; of several networks "2:1.3".</summary>
    public static string Neuron(int layer, int neuron, int member, int members) =>
        Invariant($"{(members > 1 ? $"{member + 1}:" : "")}{layer + 1}.{neuron + 1}");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
