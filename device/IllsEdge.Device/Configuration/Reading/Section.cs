using System.Text.Json;
using IllsEdge.Data;
using IllsEdge.Device.Configuration.Json;

namespace IllsEdge.Device.Configuration.Reading;

/// <summary>
/// One object of the document while it is read. A key is declared by asking for it, once, with its type, default and
/// bounds; what was never asked for is unknown. Trouble is noted and reading goes on, so that all of it is found at once.
/// </summary>
internal sealed partial class Section
{
    private readonly JsonTree _tree;
    private readonly Findings _findings;
    private readonly List<string> _asked = [];
    private string _shape;

    /// <summary>Begins to read an object.</summary>
    /// <param name="tree">The object.</param>
    /// <param name="path">Its place, such as <c>inputs[2].source</c>; empty for the document.</param>
    /// <param name="shape">What it is, as the schema's <c>$defs</c> call it.</param>
    /// <param name="findings">Where trouble goes.</param>
    public Section(JsonTree tree, string path, string shape, Findings findings)
    {
        (_tree, Path, _shape, _findings) = (tree, path, shape, findings);
        NoteRepeatedKeys();
    }

    public string Path { get; }

    /// <summary>Whether the file has this key.</summary>
    public bool Has(string key) => Find(key) is not null;

    /// <summary>Notes that a key's value, or the object where the key is not there, is wrong.</summary>
    public void Error(string key, string text) => _findings.Error((Find(key) ?? _tree).Offset, PathOf(key), text);

    /// <summary>Notes that the object as a whole is wrong.</summary>
    public void ErrorHere(string text) => _findings.Error(_tree.Offset, Path, text);

    /// <summary>Notes that a key's value, or the object where the key is not there, is probably not meant.</summary>
    public void Warning(string key, string text) => _findings.Warning((Find(key) ?? _tree).Offset, PathOf(key), text);

    /// <summary>Ends reading: keys nobody asked for are errors.</summary>
    public void Close()
    {
        foreach (JsonMember member in _tree.Members.Where(member => !_asked.Contains(member.Name)).DistinctBy(m => m.Name))
        {
            string meant = NearestName.Find(member.Name, _asked) is { } name
                ? $"; did you mean {name}? "
                : ". ";
            _findings.Error(
                member.Offset, PathOf(member.Name), $"unknown key{meant}Known here: {string.Join(", ", _asked)}");
        }
    }

    /// <summary>The value of a key, after noting what is known about it; a missing one is an error if required.</summary>
    private JsonTree? Take(KeyFact fact)
    {
        _asked.Add(fact.Key);
        _findings.Known?.Invoke(fact with { Shape = _shape });
        JsonTree? value = Find(fact.Key);
        if (value is null && fact.IsRequired)
            Error(fact.Key, $"missing; give {fact.Wanted}");
        return value is { Kind: JsonValueKind.Null } && fact.MayBeNull ? null : value;
    }

    private void IsNot(JsonTree value, string path, string wanted) =>
        _findings.Error(value.Offset, path, $"{value.Shown} is not {wanted}");

    private JsonTree? Find(string key)
    {
        foreach (JsonMember member in _tree.Members)
            if (member.Name == key)
                return member.Value;
        return null;
    }

    private string PathOf(string key)
    {
        if (key.Length == 0 || !key.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '$'))
            return $"{Path}[\"{JsonTree.Printable(key)}\"]";
        key = JsonTree.Printable(key);
        return Path.Length == 0 ? key : $"{Path}.{key}";
    }

    private void NoteRepeatedKeys()
    {
        foreach (IGrouping<string, JsonMember> same in _tree.Members.GroupBy(member => member.Name))
            foreach (JsonMember again in same.Skip(1))
                _findings.Error(again.Offset, PathOf(again.Name), "this key stands here twice; keep one of the two");
    }
}
