using System.Text;
using System.Text.RegularExpressions;
using IllsEdge.Data;

namespace IllsEdge.Reports.Pages;

/// <summary>
/// A report as one HTML file that needs nothing else: no script, no other file, no network. It is read on a screen of any
/// width, light or dark, or printed.
/// </summary>
public sealed partial class HtmlPage
{
    private readonly string _title;
    private readonly List<(string Value, string Unit, string Caption)> _tiles = [];
    private readonly List<(string Text, string Answer, string Section)> _questions = [];
    private readonly List<Section> _sections = [];

    /// <summary>An empty page.</summary>
    /// <param name="title">Its heading, and its name in the browser.</param>
    public HtmlPage(string title)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(title);
        _title = title;
    }

    /// <summary>Stands below the title: of what, from when.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>Stands at the end: what made the page.</summary>
    public string Footer { get; init; } = "";

    /// <summary>The language that it is written in, as in <c>en</c> or <c>de-AT</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Adds a figure that is seen first; four or five of them stand in a row below the title.</summary>
    /// <param name="value">The figure.</param>
    /// <param name="unit">Its unit; empty for none.</param>
    /// <param name="caption">What it is.</param>
    public HtmlPage Tile(string value, string unit, string caption)
    {
        _tiles.Add((value, unit, caption));
        return this;
    }

    /// <summary>Adds a question that the page answers, before the sections.</summary>
    /// <param name="question">The question.</param>
    /// <param name="answer">Its answer in a line.</param>
    /// <param name="section">The section that says more.</param>
    public HtmlPage Question(string question, string answer, string section)
    {
        _questions.Add((question, answer, section));
        return this;
    }

    /// <summary>Adds a section.</summary>
    /// <param name="id">What links call it: small letters, digits and hyphens.</param>
    /// <param name="heading">Its heading.</param>
    /// <param name="lead">What it says, in a sentence; empty for none.</param>
    /// <returns>The section, to be filled.</returns>
    /// <exception cref="ArgumentException">The id is not one, or there is such a section already.</exception>
    public Section Section(string id, string heading, string lead = "")
    {
        ArgumentNullException.ThrowIfNull(id);
        if (!Identifier().IsMatch(id))
            throw new ArgumentException($"\"{id}\" is no id: a-z comes first, then a-z, 0-9 and hyphens.", nameof(id));
        if (_sections.Exists(section => section.Id == id))
            throw new ArgumentException($"There is a section \"{id}\" already.", nameof(id));
        Section added = new(id, heading, lead);
        _sections.Add(added);
        return added;
    }

    /// <summary>Writes the page; the file appears whole or not at all.</summary>
    /// <param name="path">Where.</param>
    /// <exception cref="InvalidOperationException">A question names a section that the page does not have.</exception>
    /// <exception cref="DataFileException">It could not be written; what stood there before is as it was.</exception>
    public void Write(string path)
    {
        byte[] content = Encoding.UTF8.GetBytes(ToString());
        AtomicFile.Write(path, stream => stream.Write(content));
    }

    /// <summary>The page as text.</summary>
    /// <exception cref="InvalidOperationException">A question names a section that the page does not have.</exception>
    public override string ToString()
    {
        foreach ((string text, _, string id) in _questions)
        {
            if (!_sections.Exists(section => section.Id == id))
                throw new InvalidOperationException($"The question \"{text}\" leads to \"{id}\"; there is no such section.");
        }

        Markup html = new();
        html.Add($"""
            <!doctype html>
            <html lang="{Language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <link rel="icon" href="data:,">
            <title>{_title}</title>
            <style>
            {StyleSheet.Text}
            </style>
            </head>
            <body>
            <header>
            <h1>{_title}</h1>

            """);
        if (Subtitle.Length > 0)
            html.Add($"<p class=\"subtitle\">{Subtitle}</p>\n");
        html.Add($"</header>\n<main>\n{Tiles()}{Questions()}");
        foreach (Section section in _sections)
            html.Add($"{section.Draw()}");
        html.Add($"</main>\n");
        if (Footer.Length > 0)
            html.Add($"<footer>{Footer}</footer>\n");
        return html.Add($"</body>\n</html>\n").ToString();
    }

    private Markup? Tiles()
    {
        if (_tiles.Count == 0)
            return null;
        Markup html = new Markup().Add($"<ul class=\"tiles\">\n");
        foreach ((string value, string unit, string caption) in _tiles)
        {
            html.Add($"<li><b>{value}</b> <span class=\"unit\">{unit}</span>");
            html.Add($"<span class=\"caption\">{caption}</span></li>\n");
        }

        return html.Add($"</ul>\n");
    }

    private Markup? Questions()
    {
        if (_questions.Count == 0)
            return null;
        Markup html = new Markup().Add($"<ul class=\"questions\">\n");
        foreach ((string text, string answer, string section) in _questions)
            html.Add($"<li><a href=\"#{section}\">{text}</a><span>{answer}</span></li>\n");
        return html.Add($"</ul>\n");
    }

    [GeneratedRegex("^[a-z][a-z0-9-]*$")]
    private static partial Regex Identifier();
}
