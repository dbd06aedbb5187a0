using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace IllsEdge.Cli.Terminal;

/// <summary>A command whose help ends with an example.</summary>
internal sealed class ExampleCommand(string name, string description, params string[] examples)
    : Command(name, description)
{
    /// <summary>`--help` for a command and all below it.</summary>
    public static HelpOption Help()
    {
        HelpOption option = new() { Recursive = true };
        option.Action = new HelpThenExample((HelpAction)option.Action!);
        return option;
    }

    private sealed class HelpThenExample(HelpAction help) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            int result = help.Invoke(parseResult);
            if (parseResult.CommandResult.Command is ExampleCommand command)
                parseResult.InvocationConfiguration.Output.WriteLine("Example:\n" + command.Text);
            return result;
        }
    }

    private string Text => string.Concat(examples.Select(example => $"  {example}\n"));
}
