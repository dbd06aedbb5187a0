using System.Text.Json;
using IllsEdge.Device.Retraining;

namespace IllsEdge.Device.Runtime;

/// <summary>Of the figures of a stored decision those that a loop goes on with when it is started again.</summary>
/// <param name="Goal">The error that the process was known to allow; null where none was.</param>
/// <param name="Reason">Why a retraining was begun; null for other decisions.</param>
internal readonly record struct DecisionFigures(double? Goal, RetrainReason? Reason)
{
    /// <summary>Reads them; what is not there, or was written otherwise by another version, is null.</summary>
    /// <param name="json">A JSON object.</param>
    public static DecisionFigures Of(string json)
    {
        try
        {
            using JsonDocument figures = JsonDocument.Parse(json);
            return figures.RootElement.ValueKind != JsonValueKind.Object
                ? default
                : new DecisionFigures(
                    figures.RootElement.TryGetProperty("goal", out JsonElement goal) && goal.ValueKind == JsonValueKind.Number
                        ? goal.GetDouble()
                        : null,
                    figures.RootElement.TryGetProperty("reason", out JsonElement reason)
                        && Enum.TryParse(reason.ToString(), out RetrainReason known)
                        ? known
                        : null);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
