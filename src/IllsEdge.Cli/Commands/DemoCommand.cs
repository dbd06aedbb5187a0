using System.CommandLine;
using IllsEdge.Cli.Demonstration;
using IllsEdge.Cli.Terminal;
using IllsEdge.Data;
using IllsEdge.ModelFiles;
using IllsEdge.Prediction;
using IllsEdge.Training;

namespace IllsEdge.Cli.Commands;

/// <summary>`illsedge demo`: trains, evaluates and predicts on a small simulated process.</summary>
internal static class DemoCommand
{
    public static Command Make()
    {
        Option<string> folder = new("--folder")
        {
            Description = "Where the data and the model are written.",
            HelpName = "FOLDER",
            DefaultValueFactory = _ => "illsedge-demo",
        };
        Option<ulong> seed = Options.Read("--seed", "1", "Seed of the simulation and of the weights.", 1ul, Options.Seed);
        ExampleCommand command = new(
            "demo",
            "Trains, evaluates and predicts on a simulated belt dryer.",
            "illsedge demo")
        {
            folder, seed,
        };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(folder), parsed.GetValue(seed)));
        return command;
    }

    private static int Run(string folder, ulong seed)
    {
        using Interruption interruption = new();
        string training = Path.Combine(folder, "dryer-train.csv");
        string test = Path.Combine(folder, "dryer-test.csv");
        string modelPath = Path.Combine(folder, "dryer.ills");
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataFileException($"cannot be made: {exception.Message}", folder, cause: exception);
        }

        DryerSimulation dryer = new(seed);
        AtomicFile.Write(training, stream => dryer.WriteCsv(stream, 600));
        AtomicFile.Write(test, stream => dryer.WriteCsv(stream, 200));

        Say("A simulated belt dryer: outlet moisture in % from five measurements on the belt.");
        Say($"The laboratory's own noise is {DryerSimulation.LaboratoryNoise} %, so no model can do much better than that.");
        Say("");
        Say($"> illsedge train {training} --target {DryerSimulation.Target} -o {modelPath}" +
            (seed == 1 ? "" : $" --seed {seed}"));
        FitResult result = TrainCommand.Fit(
            training, new FitRequest { Inputs = [], Targets = [DryerSimulation.Target], Seed = seed }, [], interruption.Token);
        ModelFile.Write(modelPath, result.Model);
        foreach (string line in TrainingSummary.Lines(result, training, modelPath))
            Say(line);

        Say("");
        Say($"> illsedge evaluate {modelPath} {test}");
        Model model = ModelFile.Read(modelPath);
        EvaluateOutput errors = EvaluateCommand.Evaluate(
            model, test, Calibration.UsualLevel, interruption.Token, out DataTable table, out _);
        foreach (string line in MetricsTable.Lines(Format.Count(errors.Rows, "row"), errors.Targets))
            Say(line);

        Say("");
        Say($"> illsedge predict {modelPath} {test} | head -6");
        Predictor predictor = new(model);
        double[] inputs = new double[model.Inputs.Count];
        double[] prediction = new double[1], spread = new double[1];
        Say($"{DryerSimulation.Target},status");
        for (int row = 0; row < 5; row++)
        {
            for (int input = 0; input < inputs.Length; input++)
                inputs[input] = table.Column(input)[row];
            predictor.Predict(inputs, prediction, spread);
            Say($"{Format.Exact(prediction[0])},{(char)predictor.StatusOf(inputs, spread)}");
        }

        return ExitCode.Done;
    }

    private static void Say(string line) => Console.Out.WriteLine(line);
}
