using System.Globalization;
using IllsEdge.Campaign.Faults;

namespace IllsEdge.Campaign.Reporting;

/// <summary>The command line.</summary>
internal static class CampaignArguments
{
    private const string Usage =
        "usage: IllsEdge.Campaign [--days 30] [--seed 1] [--period 1] [--faults 30] [--only \"KIND,KIND\"] [--scenario NAME] [--daily-restarts] [--shadow] [--largest-jump] [--stop] [--json]";

    /// <exception cref="FormatException">It cannot be understood.</exception>
    public static CampaignOptions Read(string[] arguments)
    {
        CampaignOptions options = new();
        for (int place = 0; place < arguments.Length; place++)
            options = arguments[place] switch
            {
                "--json" => options,
                "--stop" => options with { EndsAtViolation = true },
                "--daily-restarts" => options with { Variant = options.Variant | Variant.DailyRestarts },
                "--shadow" => options with { Variant = options.Variant | Variant.Shadow },
                "--largest-jump" => options with { Variant = options.Variant | Variant.LargestJump },
                "--days" => options with { Days = Number(arguments, ref place) },
                "--seed" => options with { Seed = (ulong)Number(arguments, ref place) },
                "--period" => options with { Period = TimeSpan.FromSeconds(Number(arguments, ref place)) },
                "--faults" => options with { FaultsPerDay = Number(arguments, ref place) },
                "--only" => options with { OnlyKinds = Kinds(arguments, ref place) },
                "--scenario" => options with { Scenario = Named(arguments, ref place) },
                _ => throw new FormatException($"'{arguments[place]}' is no option. {Usage}"),
            };
        return options;
    }

    private static double Number(string[] arguments, ref int place) =>
        ++place < arguments.Length
            && double.TryParse(arguments[place], NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number > 0
            ? number
            : throw new FormatException($"{arguments[place - 1]} needs a number above 0. {Usage}");

    private static Scenario Named(string[] arguments, ref int place) =>
        Scenario.Named(++place < arguments.Length ? arguments[place] : null)
        ?? throw new FormatException(
            $"--scenario needs one of: {string.Join(", ", Scenario.All.Select(scenario => scenario.Name))}. {Usage}");

    private static string[] Kinds(string[] arguments, ref int place)
    {
        string? wanted = ++place < arguments.Length ? arguments[place] : null;
        string[] kinds = wanted?.Split(',') ?? [];
        return kinds.Length > 0 && kinds.All(name => FaultCatalogue.All.Any(kind => kind.Name == name)) ? kinds
            : throw new FormatException(
                $"--only needs some of, with commas: {string.Join(", ", FaultCatalogue.All.Select(kind => kind.Name))}. {Usage}");
    }
}
