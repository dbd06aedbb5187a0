using System.Text.Json;

namespace IllsEdge.Device.Configuration.Json;

/// <summary>A value of a JSON document that knows where it stands.</summary>
/// <param name="kind">Object, array, string, number, true, false or null.</param>
/// <param name="offset">Bytes before it.</param>
/// <param name="text">The content of a string, the digits of a number, the word itself; empty for the others.</param>
internal sealed class JsonTree(JsonValueKind kind, int offset, string text = "")
{
    private const int ShownLength = 40;

    public JsonValueKind Kind => kind;

    public int Offset => offset;

    public string Text => text;

    /// <summary>Members of an object in the order of the file; names may repeat.</summary>
    public List<JsonMember> Members { get; } = [];

    /// <summary>Elements of an array.</summary>
    public List<JsonTree> Items { get; } = [];

    /// <summary>The value in a message: short, on one line, without control characters.</summary>
    public string Shown => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => $"'{Printable(text)}'",
        _ => Printable(text),
    };

    /// <summary>A text in a message: at most 40 characters, those that do not print replaced.</summary>
    public static string Printable(string text) =>
        text.Length <= ShownLength ? OneLine(text) : OneLine(text[..ShownLength]) + "...";

    /// <summary>A text with every character replaced that a terminal might act on.</summary>
    public static string OneLine(string text) => string.Concat(text.Select(letter =>
        char.IsControl(letter) || char.IsSurrogate(letter) || letter is '\u2028' or '\u2029' ? '?' : letter));
}

/// <summary>A member of an object.</summary>
/// <param name="Name">Its key.</param>
/// <param name="Offset">Bytes before the key.</param>
/// <param name="Value">Its value.</param>
internal readonly record struct JsonMember(string Name, int Offset, JsonTree Value);
