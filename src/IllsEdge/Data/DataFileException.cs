namespace IllsEdge.Data;

/// <summary>A data file that cannot be used as it is. The message is one line, ready to print.</summary>
public sealed class DataFileException : Exception
{
    /// <summary>Makes the exception; the place is put before <paramref name="message"/>.</summary>
    /// <param name="message">What is wrong and what to do about it, without the place.</param>
    /// <param name="file">The file as the user named it.</param>
    /// <param name="line">The line, from 1, or null when the trouble is the file's as a whole.</param>
    /// <param name="column">The character in the line, from 1, or null when it is the line's as a whole.</param>
    /// <param name="cause">What the system said, or null.</param>
    public DataFileException(
        string message, string file, long? line = null, int? column = null, Exception? cause = null)
        : this(new DataFault(file, line, column, message), cause)
    {
    }

    internal DataFileException(DataFault fault, Exception? cause = null) : base(fault.ToString(), cause) =>
        (File, Line, Column) = (fault.File, fault.Line, fault.Column);

    /// <summary>The file as the user named it.</summary>
    public string File { get; }

    /// <summary>The line, from 1; null when the trouble is the file's as a whole.</summary>
    public long? Line { get; }

    /// <summary>The character in the line, from 1; null when it is the line's as a whole.</summary>
    public int? Column { get; }
}
