namespace IllsEdge.Cli.Terminal;

/// <summary>The command line asks for something that makes no sense; the message is one line, ready to print.</summary>
internal sealed class UsageException(string message) : Exception(message);
