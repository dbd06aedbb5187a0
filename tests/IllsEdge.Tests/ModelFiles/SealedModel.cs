using System.Text;
using System.Text.Json.Nodes;
using IllsEdge.Data;
using IllsEdge.ModelFiles;
using IllsEdge.Prediction;
using IllsEdge.Tests.Support;

namespace IllsEdge.Tests.ModelFiles;

/// <summary>Model files with any content and a right checksum.</summary>
internal static class SealedModel
{
    /// <summary>A model of 2 inputs and 2 hidden neurons: its file has some 1500 bytes.</summary>
    public static Model Small { get; } = Models.Fit(Models.Request with { Hidden = [2] }).Model;

    /// <summary>The JSON of <see cref="Small"/>, to be changed.</summary>
    public static JsonObject Json()
    {
        string text = Encoding.UTF8.GetString(ModelFile.ToBytes(Small));
        return JsonNode.Parse(text[..text.IndexOf('\n', StringComparison.Ordinal)])!.AsObject();
    }

    /// <summary>A file of this JSON.</summary>
    public static byte[] Of(JsonNode json) => Of(Encoding.UTF8.GetBytes(json.ToJsonString()));

    /// <summary>A file of these bytes before the line with the checksum.</summary>
    public static byte[] Of(ReadOnlySpan<byte> json)
    {
        byte[] content = [.. json, (byte)'\n'];
        Crc32C crc = new();
        crc.Add(content);
        return [.. content, .. Encoding.ASCII.GetBytes($"{crc}\n")];
    }
}
