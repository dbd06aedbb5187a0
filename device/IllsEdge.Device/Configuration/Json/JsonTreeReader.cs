using System.Text.Json;

namespace IllsEdge.Device.Configuration.Json;

/// <summary>
/// Builds a tree with places from JSON with comments and trailing commas. (JsonDocument forgets where values stood.)
/// </summary>
internal static class JsonTreeReader
{
    private const int DeepestNesting = 32;

    /// <summary>Reads a document.</summary>
    /// <param name="content">Valid UTF-8 without a byte order mark.</param>
    /// <param name="trouble">What is wrong; null where the tree is whole.</param>
    /// <param name="offset">Bytes before the trouble.</param>
    /// <returns>The tree; null where there is trouble.</returns>
    public static JsonTree? Read(ReadOnlySpan<byte> content, out string? trouble, out int offset)
    {
        Utf8JsonReader reader = new(content, new JsonReaderOptions
        {
            AllowTrailingCommas = true,
            CommentHandling = JsonCommentHandling.Skip,
            MaxDepth = DeepestNesting,
        });
        (trouble, offset) = (null, 0);
        try
        {
            reader.Read();
            JsonTree tree = Value(ref reader);
            reader.Read();   // nothing but comments may follow
            return tree;
        }
        catch (JsonException exception)
        {
            int line = LineStart(content, exception.LineNumber ?? 0);
            offset = (int)Math.Min(content.Length, line + (exception.BytePositionInLine ?? 0));
            trouble = WithoutPlace(exception.Message);
        }
        catch (InvalidOperationException)
        {
            // The only text of valid UTF-8 that has no characters.
            offset = (int)reader.TokenStartIndex;
            trouble = "the text holds half of a character: a \\u escape from D800 to DFFF without its partner.";
        }

        return null;
    }

    private static JsonTree Value(ref Utf8JsonReader reader)
    {
        int offset = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                JsonTree container = new(JsonValueKind.Object, offset);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    (string name, int at) = (reader.GetString()!, (int)reader.TokenStartIndex);
                    reader.Read();
                    container.Members.Add(new JsonMember(name, at, Value(ref reader)));
                }

                return container;
            case JsonTokenType.StartArray:
                JsonTree list = new(JsonValueKind.Array, offset);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    list.Items.Add(Value(ref reader));
                return list;
            case JsonTokenType.String:
                return new JsonTree(JsonValueKind.String, offset, reader.GetString()!);
            case JsonTokenType.Number:
                return new JsonTree(JsonValueKind.Number, offset, System.Text.Encoding.ASCII.GetString(reader.ValueSpan));
            case JsonTokenType.True:
                return new JsonTree(JsonValueKind.True, offset, "true");
            case JsonTokenType.False:
                return new JsonTree(JsonValueKind.False, offset, "false");
            default:
                return new JsonTree(JsonValueKind.Null, offset, "null");
        }
    }

    private static int LineStart(ReadOnlySpan<byte> content, long line)
    {
        int start = 0;
        for (; line > 0 && content[start..].IndexOf((byte)'\n') is >= 0 and int length; line--)
            start += length + 1;
        return start;
    }

    // The runtime ends its messages with the place in its own way of counting.
    private static string WithoutPlace(string message)
    {
        int end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return JsonTree.OneLine(end < 0 ? message : message[..end]);
    }
}
