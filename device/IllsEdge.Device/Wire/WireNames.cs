using System.Text;

namespace IllsEdge.Device.Wire;

/// <summary>Names that may stand on a line, known beforehand, so that finding one allocates nothing.</summary>
public sealed class WireNames
{
    private readonly string[] _names;
    private readonly byte[][] _bytes;

    /// <summary>Makes the list.</summary>
    /// <param name="names">The names, all different.</param>
    /// <exception cref="ArgumentException">A name cannot stand on a line, is reserved, or comes twice.</exception>
    public WireNames(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        _names = [.. names];
        _bytes = [.. _names.Select(Encoding.UTF8.GetBytes)];
        for (int index = 0; index < _names.Length; index++)
            Check(index);
    }

    /// <summary>The names.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>How many there are.</summary>
    public int Count => _names.Length;

    /// <summary>Finds a name. Cost: the number of names. Allocates nothing.</summary>
    /// <param name="name">Its bytes.</param>
    /// <returns>Its index, or -1.</returns>
    public int Find(ReadOnlySpan<byte> name)
    {
        for (int index = 0; index < _bytes.Length; index++)
            if (name.SequenceEqual(_bytes[index]))
                return index;
        return -1;
    }

    /// <summary>Whether bytes are a name: a letter or underscore, then letters, digits, underscores.</summary>
    /// <param name="name">The bytes.</param>
    public static bool IsName(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty || char.IsAsciiDigit((char)name[0]))
            return false;
        foreach (byte letter in name)
            if (!IsNameByte((char)letter))
                return false;
        return true;
    }

    /// <summary>Whether a character may stand in a name.</summary>
    internal static bool IsNameByte(char letter) => char.IsAsciiLetterOrDigit(letter) || letter == '_';

    private void Check(int index)
    {
        string name = _names[index];
        if (!IsName(_bytes[index]))
            throw new ArgumentException(
                $"The name \"{name}\" cannot stand on a serial line. Use letters, digits and _, not starting with a digit.");
        if (name is "t" or "age")
            throw new ArgumentException(
                $"The name \"{name}\" is reserved on a serial line for the time of its values. Use another one.");
        if (Array.IndexOf(_names, name) < index)
            throw new ArgumentException($"The name \"{name}\" comes twice. Name every value once.");
    }
}
