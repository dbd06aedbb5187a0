using IllsEdge.Device.Service;

namespace IllsEdge.Device.Configuration.Reading;

/// <summary>
/// What each file that is named is for. One with two roles would be overwritten by the one and spoilt for the other: an obeyed
/// file of commands is deleted, a model is replaced. A file is the same under all its names: symbolic links are followed, and
/// one that is there is known by its inode too, as hard links are.
/// </summary>
internal sealed class FileRoles
{
    private readonly Dictionary<string, string> _roles = [];
    private readonly HashSet<string> _recordings = [];

    /// <param name="configuration">Full path of the configuration itself.</param>
    public FileRoles(string configuration)
    {
        foreach (string name in NamesOf(configuration))
            _roles[name] = "the configuration itself";
    }

    /// <summary>A file is the store, with those that it makes beside it.</summary>
    public void Keep(Section part, string path)
    {
        Give(part, "path", path, "the store", "the file of the store too (store.path)");
        foreach (string companion in (string[])["-wal", "-shm", ".lock"])
            // SQLite makes its own beside the file that a link leads to.
            foreach (string beside in new[] { RealPath.Of(path + companion), RealPath.Of(path) + companion }.Distinct())
                Give(part, "path", beside, "the store", $"a file that the store makes for itself (store.path with {companion})");
    }

    /// <summary>A file is a recording. Several sources may read it.</summary>
    public void Replay(Section part, string path)
    {
        if (!_recordings.Overlaps(NamesOf(path))
            && Give(part, "path", path, "the recording", $"the recording that {part.Path} reads"))
            _recordings.UnionWith(NamesOf(path));
    }

    /// <summary>A file is for one thing only.</summary>
    /// <param name="part">Where it is named.</param>
    /// <param name="key">By this key.</param>
    /// <param name="path">Full path; where it is null or empty there is none.</param>
    /// <param name="owner">Who uses it, with an article.</param>
    /// <param name="role">What it is, to who names it again.</param>
    /// <returns>Whether it had no role yet; otherwise that has been noted.</returns>
    public bool Give(Section part, string key, string? path, string owner, string role)
    {
        if (string.IsNullOrEmpty(path))
            return true;
        string[] names = NamesOf(path);
        if (names.Select(name => _roles.GetValueOrDefault(name)).FirstOrDefault(taken => taken is not null) is { } other)
        {
            part.Error(key, $"this is {other}; give {owner} a file of its own");
            return false;
        }

        foreach (string name in names)
            _roles[name] = role;
        return true;
    }

    private static string[] NamesOf(string path) => FileIdentity.Of(path) is var (device, inode)
        ? [RealPath.Of(path), FormattableString.Invariant($"{device}:{inode}")]
        : [RealPath.Of(path)];
}
