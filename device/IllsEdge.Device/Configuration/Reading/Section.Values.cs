using System.Globalization;
using System.Text.Json;
using IllsEdge.Data;
using IllsEdge.Device.Configuration.Json;

namespace IllsEdge.Device.Configuration.Reading;

// Each of these asks for a key. It returns the default where the key is missing, and null where there is no default or
// the value is wrong, which then has been noted.
internal sealed partial class Section
{
    private const string OrNull = ", or null to switch it off";

    /// <summary>A text that is not empty.</summary>
    /// <param name="key">The key.</param>
    /// <param name="wanted">What is wanted, for messages.</param>
    /// <param name="isRequired">Whether it must be there.</param>
    /// <param name="fits">Further conditions.</param>
    public string? Text(string key, string wanted, bool isRequired = true, Func<string, bool>? fits = null)
    {
        if (Take(new KeyFact(key, "string", wanted) { IsRequired = isRequired }) is not { } value)
            return null;
        if (value.Kind == JsonValueKind.String && value.Text.Trim().Length > 0 && fits?.Invoke(value.Text) != false)
            return value.Text;
        IsNot(value, PathOf(key), wanted);
        return null;
    }

    /// <summary>One of several words.</summary>
    /// <param name="key">The key.</param>
    /// <param name="noun">What the words are, with an article.</param>
    /// <param name="allowed">The words.</param>
    /// <param name="otherwise">The default; null where the key is required.</param>
    /// <param name="depends">Whether the default is another for other values of other keys.</param>
    /// <param name="listed">The words that the schema lists; null for those allowed. More where they depend on other
    /// keys.</param>
    public string? Choice(
        string key, string noun, IReadOnlyList<string> allowed, string? otherwise = null, bool depends = false,
        IReadOnlyList<string>? listed = null)
    {
        KeyFact fact = new(key, "string", $"{noun}: {string.Join(", ", allowed)}")
        {
            IsRequired = otherwise is null,
            Default = otherwise is null || depends ? null : $"\"{otherwise}\"",
            Allowed = listed ?? allowed,
        };
        return Take(fact) is { } value ? OneOf(value, key, noun, allowed) : otherwise;
    }

    /// <summary>The key <c>kind</c>, which says what shape the rest of the object has.</summary>
    /// <param name="noun">What the kinds are kinds of.</param>
    /// <param name="allowed">The kinds.</param>
    /// <param name="suffix">What to put behind the kind to name the shape.</param>
    public string? Kind(string noun, IReadOnlyList<string> allowed, string suffix)
    {
        string? kind = Find("kind") is { } value
            ? OneOf(value, "kind", $"a kind of {noun}", allowed)
            : null;
        if (kind is null)
        {
            if (!Has("kind"))
                Error("kind", $"missing; give a kind of {noun}: {string.Join(", ", allowed)}");
            return null;
        }

        _shape = kind + suffix;
        Take(new KeyFact("kind", "string", "") { IsRequired = true, Allowed = [kind] });
        return kind;
    }

    /// <summary>True or false.</summary>
    public bool Switch(string key, bool otherwise)
    {
        if (Take(new KeyFact(key, "boolean", "") { Default = otherwise ? "true" : "false" }) is not { } value)
            return otherwise;
        if (value.Kind is not (JsonValueKind.True or JsonValueKind.False))
            IsNot(value, PathOf(key), "true or false");
        return value.Kind == JsonValueKind.True;
    }

    /// <summary>A finite number.</summary>
    /// <param name="key">The key.</param>
    /// <param name="otherwise">The default; null for none.</param>
    /// <param name="lowest">Lowest value.</param>
    /// <param name="highest">Highest value.</param>
    /// <param name="isOptional">Whether it may be missing; it may if there is a default.</param>
    /// <param name="mayBeOff">Whether null says that there is to be none.</param>
    public double? Number(
        string key,
        double? otherwise = null,
        double? lowest = null,
        double? highest = null,
        bool isOptional = false,
        bool mayBeOff = false)
    {
        KeyFact fact = new(key, "number", $"a number{Bounds(Show(lowest), Show(highest))}{(mayBeOff ? OrNull : "")}")
        {
            IsRequired = otherwise is null && !isOptional && !mayBeOff,
            MayBeNull = mayBeOff,
            Default = Show(otherwise),
            Lowest = Show(lowest),
            Highest = Show(highest),
        };
        if (Take(fact) is not { } value)
            return Has(key) ? null : otherwise;
        if (value.Kind == JsonValueKind.Number
            && double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && double.IsFinite(number) && !(number < lowest) && !(number > highest))
            return number;
        if (value.Kind == JsonValueKind.Number && lowest is null && highest is null)
            _findings.Error(value.Offset, PathOf(key), $"{value.Shown} is beyond the largest number there is, 1.8e308");
        else
            IsNot(value, PathOf(key), fact.Wanted);
        return null;
    }

    /// <summary>A whole number.</summary>
    /// <param name="key">The key.</param>
    /// <param name="otherwise">The default; null for none.</param>
    /// <param name="lowest">Lowest value.</param>
    /// <param name="highest">Highest value.</param>
    /// <param name="mayBeOff">Whether null says that there is to be none.</param>
    public int? Whole(string key, int? otherwise, int lowest, int highest, bool mayBeOff = false)
    {
        string wanted = $"a whole number{Bounds(Show(lowest), Show(highest))}{(mayBeOff ? OrNull : "")}";
        KeyFact fact = new(key, "integer", wanted)
        {
            IsRequired = otherwise is null && !mayBeOff,
            MayBeNull = mayBeOff,
            Default = Show(otherwise),
            Lowest = Show(lowest),
            Highest = Show(highest),
        };
        if (Take(fact) is not { } value)
            return Has(key) ? null : otherwise;
        if (WholeNumber(value, lowest, highest) is { } number)
            return number;
        IsNot(value, PathOf(key), wanted);
        return null;
    }

    private static int? WholeNumber(JsonTree value, int lowest, int highest) =>
        value.Kind == JsonValueKind.Number
        && double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
        && number == Math.Floor(number) && number >= lowest && number <= highest
            ? (int)number
            : null;

    private string? OneOf(JsonTree value, string key, string noun, IReadOnlyList<string> allowed)
    {
        if (value.Kind == JsonValueKind.String && allowed.Contains(value.Text))
            return value.Text;
        string meant = value.Kind == JsonValueKind.String && NearestName.Find(value.Text, allowed) is { } name
            ? $"; did you mean {name}? " : ". ";
        _findings.Error(
            value.Offset, PathOf(key), $"{value.Shown} is not {noun}{meant}Allowed: {string.Join(", ", allowed)}");
        return null;
    }

    private static string Bounds(string? lowest, string? highest) => (lowest, highest) switch
    {
        (null, null) => "",
        (_, null) => $" of {lowest} or more",
        (null, _) => $" of {highest} or less",
        _ => $" from {lowest} to {highest}",
    };

    private static string? Show(double? number) => number?.ToString(CultureInfo.InvariantCulture);
}
