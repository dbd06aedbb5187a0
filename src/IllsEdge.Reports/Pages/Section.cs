namespace IllsEdge.Reports.Pages;

/// <summary>A part of a page under its own heading.</summary>
public sealed class Section : Content
{
    private readonly string _heading;
    private readonly string _lead;

    internal Section(string id, string heading, string lead) => (Id, _heading, _lead) = (id, heading, lead);

    /// <summary>What links call it.</summary>
    public string Id { get; }

    internal Markup Draw()
    {
        Markup html = new Markup().Add($"<section id=\"{Id}\">\n<h2>{_heading}</h2>\n");
        if (_lead.Length > 0)
            html.Add($"<p class=\"lead\">{_lead}</p>\n");
        return html.Add($"{Body()}</section>\n");
    }
}
