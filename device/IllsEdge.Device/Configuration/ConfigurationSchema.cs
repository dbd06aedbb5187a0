using System.Text;

namespace IllsEdge.Device.Configuration;

/// <summary>The published schema of the configuration, JSON Schema 2020-12, for editors and other programs.</summary>
/// <remarks>The reader does not use it; a test holds the two against each other.</remarks>
public static class ConfigurationSchema
{
    private const string Resource = "IllsEdge.Device.Configuration.schema.json";

    /// <summary>The schema as it stands in this folder.</summary>
    /// <exception cref="InvalidOperationException">The library was built without it.</exception>
    public static string Text
    {
        get
        {
            using Stream stream = typeof(ConfigurationSchema).Assembly.GetManifestResourceStream(Resource)
                ?? throw new InvalidOperationException($"The library was built without its resource {Resource}.");
            using StreamReader reader = new(stream, Encoding.UTF8);
            return reader.ReadToEnd();
        }
    }
}
