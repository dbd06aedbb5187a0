namespace IllsEdge.EndToEnd.Tests.Support;

/// <summary>Where the checkout is that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>Folder of IllsEdge.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Public data sets beside the checkout, or null where there are none.</summary>
    public static string? SharedData
    {
        get
        {
            string folder = Path.GetFullPath(Path.Combine(Root, "..", "shared", "data"));
            return Directory.Exists(folder) ? folder : null;
        }
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "IllsEdge.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("IllsEdge.sln is in no folder above the tests.");
    }
}
