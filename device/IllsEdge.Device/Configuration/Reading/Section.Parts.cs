using System.Globalization;
using System.Text.Json;
using IllsEdge.Device.Configuration.Json;

namespace IllsEdge.Device.Configuration.Reading;

// Durations, and values that have parts.
internal sealed partial class Section
{
    /// <summary>A duration.</summary>
    /// <param name="key">The key.</param>
    /// <param name="otherwise">The default; null for none.</param>
    /// <param name="shortest">Shortest.</param>
    /// <param name="longest">Longest.</param>
    /// <param name="isOptional">Whether it may be missing; it may if there is a default.</param>
    /// <param name="mayBeOff">Whether null says that there is to be none.</param>
    /// <param name="depends">Whether the default is another for other values of other keys.</param>
    public TimeSpan? Duration(
        string key,
        TimeSpan? otherwise,
        TimeSpan shortest,
        TimeSpan longest,
        bool isOptional = false,
        bool mayBeOff = false,
        bool depends = false)
    {
        (string low, string high) = (DurationText.Of(shortest), DurationText.Of(longest));
        string wanted =
            $"a duration from {low} to {high}, such as \"{Example(shortest)}\"{(mayBeOff ? OrNull : "")}";
        KeyFact fact = new(key, "string", wanted)
        {
            IsRequired = otherwise is null && !isOptional && !mayBeOff && !depends,
            MayBeNull = mayBeOff,
            Default = depends || otherwise is null ? null : $"\"{DurationText.Of(otherwise.Value)}\"",
            Lowest = low,
            Highest = high,
        };
        if (Take(fact) is not { } value)
            return Has(key) ? null : otherwise;
        if (value.Kind == JsonValueKind.String && DurationText.TryRead(value.Text, out TimeSpan duration)
            && duration >= shortest && duration <= longest)
            return duration;
        if (double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            _findings.Error(value.Offset, PathOf(key), $"{value.Shown} has no unit ({DurationText.UnitNames}); give {wanted}");
        else if (value.Kind == JsonValueKind.String && !DurationText.TryRead(value.Text, out _))
            HasNoSuchUnit(value, key, wanted, DurationText.Meant(value.Text), DurationText.UnitNames);
        else
            IsNot(value, PathOf(key), wanted);
        return null;
    }

    // What is written has no unit that is read; it may be near to one.
    private void HasNoSuchUnit(JsonTree value, string key, string wanted, string? meant, string units) =>
        _findings.Error(
            value.Offset, PathOf(key),
            $"{value.Shown} is not {wanted}{(meant is null ? "." : $"; did you mean {meant}?")} Allowed: a number and one of {units}");

    /// <summary>An object. A missing one is read as an empty one if it is not required, so that its defaults hold.</summary>
    /// <param name="key">The key.</param>
    /// <param name="shape">What it is, as the schema's <c>$defs</c> call it.</param>
    /// <param name="wanted">What is wanted, for messages.</param>
    /// <param name="isRequired">Whether it must be there.</param>
    /// <returns>Null where it is required and missing, or no object; that has been noted.</returns>
    public Section? Part(string key, string shape, string wanted, bool isRequired = false)
    {
        JsonTree? value = Take(new KeyFact(key, "object", wanted) { IsRequired = isRequired });
        if (value is null)
            return isRequired
                ? null
                : new Section(new JsonTree(JsonValueKind.Object, _tree.Offset), PathOf(key), shape, _findings);
        return Object(value, PathOf(key), shape, wanted);
    }

    /// <summary>Objects in a list, at least one.</summary>
    /// <param name="key">The key.</param>
    /// <param name="shape">What each is, as the schema's <c>$defs</c> call it.</param>
    /// <param name="wanted">What an element is, for messages.</param>
    public IEnumerable<Section> Parts(string key, string shape, string wanted)
    {
        string list = $"a list of objects, at least one, such as [{wanted}]";
        if (Take(new KeyFact(key, "array", list) { IsRequired = true, Lowest = "1" }) is not { } value)
            return [];
        if (value.Kind != JsonValueKind.Array || value.Items.Count == 0)
        {
            _findings.Error(
                value.Offset, PathOf(key), $"{(value.Kind == JsonValueKind.Array ? "an empty list" : value.Shown)} is not {list}");
            return [];
        }

        return
        [
            .. value.Items.Select((item, index) => Object(item, $"{PathOf(key)}[{index}]", shape, wanted))
                .OfType<Section>(),
        ];
    }

    /// <summary>Whole numbers in a list.</summary>
    /// <param name="key">The key.</param>
    /// <param name="otherwise">The default.</param>
    /// <param name="lowest">Lowest number.</param>
    /// <param name="highest">Highest number.</param>
    /// <param name="most">Elements at most.</param>
    public IReadOnlyList<int> WholeNumbers(string key, IReadOnlyList<int> otherwise, int lowest, int highest, int most)
    {
        string wanted = $"a list of at most {most} whole numbers from {lowest} to {highest}";
        KeyFact fact = new(key, "array", wanted)
        {
            Default = $"[{string.Join(",", otherwise)}]",
            Highest = Show(most),
        };
        if (Take(fact) is not { } value)
            return otherwise;
        if (value.Kind != JsonValueKind.Array)
        {
            IsNot(value, PathOf(key), wanted);
            return otherwise;
        }

        if (value.Items.Count > most)
            _findings.Error(value.Offset, PathOf(key), $"{value.Items.Count} elements are not {wanted}");
        int?[] numbers = [.. value.Items.Select(item => WholeNumber(item, lowest, highest))];
        for (int i = 0; i < numbers.Length; i++)
            if (numbers[i] is null)
                IsNot(value.Items[i], $"{PathOf(key)}[{i}]", $"a whole number{Bounds(Show(lowest), Show(highest))}");
        return [.. numbers.OfType<int>()];
    }

    private Section? Object(JsonTree value, string path, string shape, string wanted)
    {
        if (value.Kind == JsonValueKind.Object)
            return new Section(value, path, shape, _findings);
        IsNot(value, path, $"an object such as {wanted}");
        return null;
    }

    // A length near the lower end that reads naturally.
    private static string Example(TimeSpan shortest) =>
        shortest >= TimeSpan.FromHours(1) ? "30d" : shortest >= TimeSpan.FromSeconds(1) ? "5min" : "100ms";
}
