using System.CommandLine;
using IllsEdge.Training;

namespace IllsEdge.Cli.Terminal;

/// <summary>The options that every command has which learns from a file.</summary>
internal static class LearningOptions
{
    public static Argument<string> Data() => new("DATA.csv") { Description = "Rows to learn from, with a header." };

    public static Option<string[]> Target()
    {
        Option<string[]> target = Options.Names("--target", "COL", "Column to predict; may be repeated.");
        target.Required = true;
        return target;
    }

    public static Option<string> Output() => new("--output", "-o")
    {
        Description = "Model file to write.",
        HelpName = "MODEL",
        Required = true,
    };

    public static Option<string[]> Inputs() =>
        Options.Names("--inputs", "a,b", "Input columns. Default: all but the targets.");

    public static Option<string[]> Exclude() => Options.Names("--exclude", "c", "Columns that are not inputs.");

    public static Option<MissingInputs> Missing() =>
        Options.Choice<MissingInputs>("--missing", "Rows that miss an input: error, drop, or mean with an indicator.");

    public static Option<string?> Weights() => new("--weights")
    {
        Description = "Column with the weights of the rows; it is no input.",
        HelpName = "COL",
    };

    public static Option<RobustLoss> Robust() => Options.Choice<RobustLoss>(
        "--robust", "How much large residuals count: none for all alike, huber, tukey, or auto by their tails.");
}
