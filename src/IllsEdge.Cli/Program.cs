using System.CommandLine;
using System.CommandLine.Help;
using IllsEdge.Cli.Commands;
using IllsEdge.Cli.Terminal;

Command root = new(
    "illsedge",
    "Trains and runs small neural networks next to the machine, by iterated linear least squares.\n\n" +
    "Example:\n  illsedge train press.csv --target wear -o press.ills\n  illsedge predict press.ills new.csv")
{
    new HelpOption { Recursive = true },
    new VersionOption(),
    TrainCommand.Make(),
    PredictCommand.Make(),
    EvaluateCommand.Make(),
    InspectCommand.Make(),
    DemoCommand.Make(),
};
return CommandLine.Run(root, args);
