using System.Globalization;
using System.Text.Json;

namespace IllsEdge.Device.Configuration.Reading;

// Sizes on a disk.
internal sealed partial class Section
{
    /// <summary>A size in bytes, which null switches off.</summary>
    /// <param name="key">The key.</param>
    /// <param name="otherwise">The default; null for none.</param>
    /// <param name="lowest">Smallest.</param>
    /// <param name="highest">Largest.</param>
    public long? Size(string key, long? otherwise, long lowest, long highest)
    {
        (string low, string high) = (SizeText.Of(lowest), SizeText.Of(highest));
        string wanted = $"a size from {low} to {high}, such as \"200MB\"{OrNull}";
        KeyFact fact = new(key, "string", wanted)
        {
            MayBeNull = true,
            Default = otherwise is { } given ? $"\"{SizeText.Of(given)}\"" : null,
            Lowest = low,
            Highest = high,
        };
        if (Take(fact) is not { } value)
            return Has(key) ? null : otherwise;
        if (value.Kind == JsonValueKind.String && SizeText.TryRead(value.Text, out long size) && size >= lowest && size <= highest)
            return size;
        if (double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            _findings.Error(value.Offset, PathOf(key), $"{value.Shown} has no unit ({SizeText.UnitNames}); give {wanted}");
        else if (value.Kind == JsonValueKind.String && !SizeText.TryRead(value.Text, out _))
            HasNoSuchUnit(value, key, wanted, SizeText.Meant(value.Text), SizeText.UnitNames);
        else
            IsNot(value, PathOf(key), wanted);
        return null;
    }

    /// <summary>A size in whole megabytes, rounded down: a text with its unit, or a number of megabytes.</summary>
    /// <param name="key">The key.</param>
    /// <param name="otherwise">The default.</param>
    /// <param name="lowest">Smallest.</param>
    /// <param name="highest">Largest.</param>
    public int? Megabytes(string key, int otherwise, int lowest, int highest)
    {
        const long Megabyte = 1_000_000;
        (string low, string high) = (SizeText.Of(lowest * Megabyte), SizeText.Of(highest * Megabyte));
        KeyFact fact = new(key, "string", $"a size from {low} to {high}, such as \"200MB\", or a whole number of MB")
        {
            OtherType = "integer",
            Default = $"\"{SizeText.Of(otherwise * Megabyte)}\"",
            Lowest = low,
            Highest = high,
        };
        if (Take(fact) is not { } value)
            return Has(key) ? null : otherwise;
        if (WholeNumber(value, lowest, highest) is { } number)
            return number;
        if (value.Kind == JsonValueKind.String && SizeText.TryRead(value.Text, out long size)
            && size >= lowest * Megabyte && size <= highest * Megabyte)
            return (int)(size / Megabyte);
        if (value.Kind == JsonValueKind.String && !SizeText.TryRead(value.Text, out _))
            HasNoSuchUnit(value, key, fact.Wanted, SizeText.Meant(value.Text), SizeText.UnitNames);
        else
            IsNot(value, PathOf(key), fact.Wanted);
        return null;
    }
}
