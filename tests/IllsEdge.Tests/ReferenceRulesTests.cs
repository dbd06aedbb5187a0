using System.Xml.Linq;

namespace IllsEdge.Tests;

/// <summary>No arrow of the house runs back: what each project may refer to.</summary>
public class ReferenceRulesTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["IllsEdge.LinearAlgebra"] = [],
        ["IllsEdge"] = ["IllsEdge.LinearAlgebra", "System.Numerics.Tensors", "CsvHelper"],
        ["IllsEdge.Baselines"] = ["IllsEdge"],
        ["IllsEdge.Interchange"] = ["IllsEdge"],
        ["IllsEdge.Reports"] = ["IllsEdge", "IllsEdge.Baselines"],
        ["IllsEdge.Device"] =
            ["IllsEdge", "System.Device.Gpio", "System.IO.Ports", "Microsoft.Data.Sqlite"],
        ["IllsEdge.Protocols"] = ["IllsEdge.Device"],
        ["IllsEdge.Cli"] =
        [
            "IllsEdge", "IllsEdge.Baselines", "IllsEdge.Interchange", "IllsEdge.Reports", "IllsEdge.Device",
            "IllsEdge.Protocols", "System.CommandLine", "Spectre.Console",
        ],
    };

    private static string Root { get; } = FindRoot();

    public static TheoryData<string> Projects =>
    [
        .. new[] { "src", "device" }.Select(room => Path.Combine(Root, room)).Where(Directory.Exists)
            .SelectMany(room => Directory.GetFiles(room, "*.csproj", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Root, file)),
    ];

    [Theory, MemberData(nameof(Projects))]
    public void A_project_refers_to_nothing_but_what_it_may(string project)
    {
        XDocument document = XDocument.Load(Path.Combine(Root, project));
        string[] references =
        [
            .. document.Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!)),
            .. document.Descendants("PackageReference").Select(reference => (string)reference.Attribute("Include")!),
        ];
        Assert.Empty(references.Except(Allowed[Path.GetFileNameWithoutExtension(project)]));
    }

    [Fact]
    public void Versions_are_pinned_in_one_place_only()
    {
        string[] files =
        [
            .. new[] { "*.*proj", "*.props", "*.targets" }
                .SelectMany(pattern => Directory.GetFiles(Root, pattern, SearchOption.AllDirectories))
                .Where(file => !Path.GetRelativePath(Root, file).Split('/', '\\').Any(part => part is "bin" or "obj")),
        ];
        foreach (string file in files)
        {
            XDocument document = XDocument.Load(file);
            foreach (XElement reference in document.Descendants("PackageReference"))
                foreach (string pin in new[] { "Version", "VersionOverride" })
                    Assert.True(reference.Attribute(pin) is null && reference.Element(pin) is null, $"{file}: {reference}");
            if (file != Path.Combine(Root, "Directory.Packages.props"))
                Assert.Empty(document.Descendants("PackageVersion"));
        }
    }

    [Fact]
    public void The_built_library_refers_to_no_assembly_above_it()
    {
        string[] names =
        [
            .. typeof(IllsEdge.Training.Trainers).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!)
                .Where(name => name.StartsWith("IllsEdge", StringComparison.Ordinal)),
        ];
        Assert.Equal(["IllsEdge.LinearAlgebra"], names);
    }

    [Fact]
    public void A_namespace_is_a_folder()
    {
        foreach (string project in Projects.Select(row => row.Data))
        {
            string folder = Path.GetDirectoryName(Path.Combine(Root, project))!;
            string name = Path.GetFileNameWithoutExtension(project);
            foreach (string file in Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories))
            {
                string relative = Path.GetRelativePath(folder, Path.GetDirectoryName(file)!);
                if (relative.Split('/', '\\')[0] is "bin" or "obj")
                    continue;
                string expected = relative == "." ? name : $"{name}.{relative.Replace('/', '.').Replace('\\', '.')}";
                string? line = File.ReadLines(file).FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal));
                Assert.True(line is null || line == $"namespace {expected};", $"{file}: {line} and not {expected}");
            }
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
