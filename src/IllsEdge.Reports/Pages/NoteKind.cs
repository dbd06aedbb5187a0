namespace IllsEdge.Reports.Pages;

/// <summary>How a note is meant.</summary>
public enum NoteKind
{
    /// <summary>Worth knowing.</summary>
    Plain,

    /// <summary>As it should be.</summary>
    Good,

    /// <summary>To be seen to.</summary>
    Warning,
}
