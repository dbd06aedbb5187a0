using IllsEdge.Device.Configuration;
using IllsEdge.Device.Tests.Support;

namespace IllsEdge.Device.Tests.Configuration;

/// <summary>A file with two roles is found under whatever names it has.</summary>
public sealed class LinkedFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_model_that_is_a_link_to_the_store_is_refused_whether_or_not_the_store_is_there()
    {
        Link("model.ills", "press.db");
        Assert.Equal("this is the file of the store too (store.path); give the model a file of its own", ErrorWithModel("model.ills"));
        File.WriteAllText(_folder.File("press.db"), "");
        Assert.Equal("this is the file of the store too (store.path); give the model a file of its own", ErrorWithModel("model.ills"));
    }

    [Fact]
    public void A_link_in_the_path_of_a_folder_is_followed()
    {
        Directory.CreateDirectory(_folder.File("real/sub"));
        Link("by", "real/sub");
        Link("way", "by/../");
        Assert.StartsWith("this is the file of the store", ErrorWithModel("way/press.db", store: "real/press.db"));
        Assert.StartsWith("this is the file of the store", ErrorWithModel("real/sub/press.db", store: "by/press.db"));
    }

    [Fact]
    public void What_the_store_makes_beside_the_file_that_a_link_leads_to_is_known()
    {
        Directory.CreateDirectory(_folder.File("disk"));
        Link("press.db", "disk/real.db");
        Assert.StartsWith("this is a file that the store makes for itself (store.path with -wal)", ErrorWithModel("disk/real.db-wal"));
        Assert.StartsWith("this is a file that the store makes for itself (store.path with .lock)", ErrorWithModel("press.db.lock"));
    }

    [Fact]
    public void A_hard_link_to_a_recording_is_a_name_of_it()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Inodes are looked at on Linux.");
        File.WriteAllText(_folder.File("a.csv"), "pressure\n1\n");
        using System.Diagnostics.Process link = System.Diagnostics.Process.Start("ln", [_folder.File("a.csv"), _folder.File("m.ills")]);
        link.WaitForExit();
        Assert.StartsWith("this is the recording that inputs[1].source reads", ErrorWithModel("m.ills"));
    }

    [Fact]
    public void The_configuration_is_known_under_the_name_that_its_link_leads_to()
    {
        File.WriteAllText(_folder.File("real.json"), Document("real.json", "press.db"));
        Link("press.json", "real.json");
        Assert.Contains(
            "model.path: this is the configuration itself",
            Assert.Single(ConfigurationReader.TryRead(_folder.File("press.json")).Errors).ToString());
    }

    [Fact]
    public void Two_sources_may_read_one_recording_by_two_names_and_a_ring_of_links_is_no_crash()
    {
        Link("b.csv", "a.csv");
        Link("ring", "ring");
        string document = Document("ring", "press.db").Replace(
            "{ \"kind\": \"serial\", \"port\": \"A\" }", "{ \"kind\": \"csv\", \"path\": \"b.csv\" }", StringComparison.Ordinal);
        File.WriteAllText(_folder.File("c.json"), document);
        Assert.Empty(ConfigurationReader.TryRead(_folder.File("c.json")).Errors);
    }

    private void Link(string name, string target) => File.CreateSymbolicLink(_folder.File(name), target);

    private string ErrorWithModel(string model, string store = "press.db")
    {
        File.WriteAllText(_folder.File("c.json"), Document(model, store));
        return Assert.Single(ConfigurationReader.TryRead(_folder.File("c.json")).Errors).Text;
    }

    private static string Document(string model, string store) => Documents
        .With("\"press.db\"", $"\"{store}\"")
        .Replace("\"outputs\"", $"\"model\": {{ \"path\": \"{model}\" }}, \"outputs\"", StringComparison.Ordinal);
}
