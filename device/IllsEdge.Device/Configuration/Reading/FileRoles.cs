namespace IllsEdge.Device.Configuration.Reading;

/// <summary>
/// What each file that is named is for. One with two roles would be overwritten by the one and spoilt for the other: an obeyed
/// file of commands is deleted, a model is replaced.
/// </summary>
internal sealed class FileRoles
{
    private readonly Dictionary<string, string> _roles = [];
    private readonly HashSet<string> _recordings = [];

    /// <param name="configuration">Full path of the configuration itself.</param>
    public FileRoles(string configuration) => _roles[configuration] = "the configuration itself";

    /// <summary>A file is the store, with those that it makes beside it.</summary>
    public void Keep(Section part, string path)
    {
        Give(part, "path", path, "the store", "the file of the store too (store.path)");
        foreach (string companion in (string[])["-wal", "-shm", ".lock"])
            Give(part, "path", path + companion, "the store", $"a file that the store makes for itself (store.path with {companion})");
    }

    /// <summary>A file is a recording. Several sources may read it.</summary>
    public void Replay(Section part, string path)
    {
        if (!_recordings.Contains(path) && Give(part, "path", path, "the recording", $"the recording that {part.Path} reads"))
            _recordings.Add(path);
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
        if (string.IsNullOrEmpty(path) || _roles.TryAdd(path, role))
            return true;
        part.Error(key, $"this is {_roles[path]}; give {owner} a file of its own");
        return false;
    }
}
