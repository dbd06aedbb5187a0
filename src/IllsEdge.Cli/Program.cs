using System.CommandLine;
using IllsEdge.Cli.Commands;
using IllsEdge.Cli.Terminal;

Command root = new ExampleCommand(
    "illsedge",
    "Trains and runs small neural networks next to the machine, by iterated linear least squares.",
    "illsedge run --simulate press",
    "illsedge train press.csv --target wear -o press.ills",
    "illsedge predict press.ills new.csv")
{
    ExampleCommand.Help(),
    new VersionOption(),
    RunCommand.Make(),
    TrainCommand.Make(),
    TuneCommand.Make(),
    CompareCommand.Make(),
    PredictCommand.Make(),
    EvaluateCommand.Make(),
    InspectCommand.Make(),
    DoctorCommand.Make(),
    DemoCommand.Make(),
};
return CommandLine.Run(root, args);
