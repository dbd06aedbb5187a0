using IllsEdge.Reports.Charts;

namespace IllsEdge.Reports.Pages;

/// <summary>What a section is filled with, from top to bottom. Text is escaped; markup is taken as it is.</summary>
public class Content
{
    private readonly Markup _html = new();
    private bool _isInFigures;

    private protected Content()
    {
    }

    /// <summary>Adds a smaller heading.</summary>
    public Content Heading(string text) => Add(new Markup().Add($"<h3>{text}</h3>\n"));

    /// <summary>Adds a paragraph.</summary>
    public Content Paragraph(string text) => Add(new Markup().Add($"<p>{text}</p>\n"));

    /// <summary>Adds a paragraph with markup in it, such as <c>code</c> or <c>strong</c>.</summary>
    public Content Paragraph(Markup content) => Add(new Markup().Add($"<p>{content}</p>\n"));

    /// <summary>Adds a chart; those that follow each other stand side by side where there is room.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="caption">What there is to be seen; empty for nothing.</param>
    public Content Figure(Chart chart, string caption = "")
    {
        ArgumentNullException.ThrowIfNull(chart);
        if (!_isInFigures)
            _html.Add($"<div class=\"figures\">\n");
        _isInFigures = true;
        _html.Add($"<figure>\n<p class=\"figure-title\">{chart.Title}</p>\n{chart.Draw()}\n");
        string whole = chart.IsThinned ? $"{caption} Not every point is drawn.".TrimStart() : caption;
        if (whole.Length > 0)
            _html.Add($"<figcaption>{whole}</figcaption>\n");
        _html.Add($"</figure>\n");
        return this;
    }

    /// <summary>Adds a table, which scrolls by itself where it is wider than the page.</summary>
    public Content Table(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Add(table.Draw());
    }

    /// <summary>Adds a sentence that stands out, with a symbol that says how it is meant.</summary>
    public Content Note(NoteKind kind, string text)
    {
        (string name, string symbol, string label) = kind switch
        {
            NoteKind.Good => ("good", "✓", "Good"),
            NoteKind.Warning => ("warning", "!", "Warning"),
            _ => ("plain", "i", "Note"),
        };
        return Add(new Markup()
            .Add($"<p class=\"note {name}\"><span class=\"symbol\" role=\"img\" aria-label=\"{label}\">{symbol}</span>")
            .Add($"<span>{text}</span></p>\n"));
    }

    /// <summary>Adds a list.</summary>
    public Content List(IEnumerable<string> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        Markup html = new Markup().Add($"<ul>\n");
        foreach (string item in items)
            html.Add($"<li>{item}</li>\n");
        return Add(html.Add($"</ul>\n"));
    }

    /// <summary>Adds lines as they are typed: commands to repeat.</summary>
    public Content Preformatted(string text) => Add(new Markup().Add($"<pre>{text}</pre>\n"));

    /// <summary>Adds what is only shown when it is asked for.</summary>
    /// <param name="summary">The line that is always shown.</param>
    /// <param name="fill">Fills the rest.</param>
    public Content Details(string summary, Action<Content> fill)
    {
        ArgumentNullException.ThrowIfNull(fill);
        Content inner = new();
        fill(inner);
        return Add(new Markup().Add($"<details>\n<summary>{summary}</summary>\n{inner.Body()}</details>\n"));
    }

    internal Markup Body()
    {
        EndFigures();
        return _html;
    }

    private Content Add(Markup element)
    {
        EndFigures();
        _html.Add($"{element}");
        return this;
    }

    private void EndFigures()
    {
        if (_isInFigures)
            _html.Add($"</div>\n");
        _isInFigures = false;
    }
}
