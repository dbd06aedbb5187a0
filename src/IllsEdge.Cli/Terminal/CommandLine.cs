using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using IllsEdge.Data;
using IllsEdge.Device;
using IllsEdge.Device.Configuration;
using IllsEdge.Device.Wire;
using IllsEdge.LinearAlgebra;

namespace IllsEdge.Cli.Terminal;

/// <summary>Runs a command and turns every kind of trouble into one clear line and an exit code.</summary>
internal static class CommandLine
{
    public static int Run(Command root, string[] arguments)
    {
        // Without response files: a column may be called @1.
        ParseResult parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (MisspeltOption(parsed) is { } misspelt)
            return Fail($"there is no option '{misspelt}'.{Nearest(misspelt, parsed)}", ExitCode.WrongUsage);
        if (parsed.Action is ParseErrorAction)
            return Refuse(parsed);
        if (parsed.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
            return Fail("an argument is empty. Is a variable of the script not set?", ExitCode.WrongUsage);

        try
        {
            _ = Kernel.Selected;
            return parsed.Invoke(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (UsageException exception)
        {
            return Fail(exception.Message, ExitCode.WrongUsage);
        }
        catch (ArgumentException exception) when (exception.Message.Contains(Kernel.Variable, StringComparison.Ordinal))
        {
            return Fail(exception.Message, ExitCode.WrongUsage);
        }
        catch (NotSupportedException exception)
        {
            return Fail(exception.Message, ExitCode.WrongUsage);
        }
        catch (DataFileException exception)
        {
            return Fail(exception.Message, ExitCode.BadData);
        }
        catch (ConfigurationException exception)
        {
            foreach (ConfigurationFault fault in exception.Errors)
                Fail(fault.ToString(), ExitCode.BadData);
            return ExitCode.BadData;
        }
        catch (HardwareException exception)
        {
            return Fail(exception.Message, ExitCode.NoHardware);
        }
        catch (OperationCanceledException)
        {
            return Fail("interrupted before there was anything to write.", ExitCode.Interrupted);
        }
        catch (OutOfMemoryException)
        {
            return Fail("not enough memory for data and network of this size.", ExitCode.Failed);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Standard output was closed or is full; the reader at its other end may have seen enough.
            return Fail($"standard output: {exception.Message}", ExitCode.Failed);
        }
    }

    private static int Refuse(ParseResult parsed)
    {
        foreach (string line in parsed.Errors.Select(error => error.Message + Suggestion(error, parsed)).Distinct())
            Console.Error.WriteLine($"illsedge: {line}");
        Command command = parsed.CommandResult.Command;
        Console.Error.WriteLine($"See: illsedge {(command.Parents.Any() ? command.Name + " " : "")}--help");
        return ExitCode.WrongUsage;
    }

    /// <summary>What looks like an option but was taken for the name of a file, because one was still to come.</summary>
    private static string? MisspeltOption(ParseResult parsed) => parsed.CommandResult.Children.OfType<ArgumentResult>()
        .SelectMany(argument => argument.Tokens)
        .FirstOrDefault(token => token.Value.StartsWith("--", StringComparison.Ordinal))?.Value;

    private static string Suggestion(ParseError error, ParseResult parsed) =>
        parsed.UnmatchedTokens.FirstOrDefault(token => error.Message.Contains($"'{token}'", StringComparison.Ordinal))
            is { } unknown
            ? Nearest(unknown, parsed)
            : "";

    /// <summary>The nearest option or command to a word that is neither.</summary>
    private static string Nearest(string unknown, ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        IEnumerable<string> names = command.Options.Select(option => option.Name)
            .Concat(command.Subcommands.Select(subcommand => subcommand.Name));
        return NearestName.Find(unknown, names) is { } nearest ? $" Did you mean {nearest}?" : "";
    }

    private static int Fail(string message, int exitCode)
    {
        StandardError.Write(LogLevel.Error, $"illsedge: {message}");
        return exitCode;
    }
}
