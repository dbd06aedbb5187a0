using IllsEdge.Device.Configuration.Json;
using IllsEdge.Training;

namespace IllsEdge.Device.Configuration.Reading;

/// <summary>
/// Makes a configuration of a document, key by key. Where a value is wrong a stand-in takes its place until the end of
/// reading, and the configuration is thrown away.
/// </summary>
/// <param name="findings">Where trouble goes.</param>
/// <param name="folder">The folder of the file; relative paths begin there.</param>
/// <param name="file">The file itself, in that folder.</param>
internal sealed partial class Interpreter(Findings findings, string folder, string file)
{
    private static readonly TimeSpan ShortestPeriod = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestMemory = TimeSpan.FromDays(3650);

    // A step of training costs 2 N p^2 operations and holds several p x p triangles.
    private const int ManyParameters = 2000;

    private readonly Conflicts _conflicts = new();
    private readonly FileRoles _roles = new(Path.GetFullPath(file, folder));

    /// <summary>Null where the period is wrong: what depends on it is then not checked.</summary>
    private TimeSpan? _period;

    /// <summary>Reads the document.</summary>
    /// <param name="tree">An object.</param>
    /// <returns>Null where there are errors.</returns>
    public DeviceConfiguration? Read(JsonTree tree)
    {
        Section root = new(tree, "", "configuration", findings);
        root.Text("$schema", "the address of the schema, for editors", isRequired: false);
        string? name = root.Text("name", "a text of 1 to 64 characters on one line", fits: text =>
            text.Length <= 64 && !text.Any(char.IsControl));
        _period = root.Duration("period", null, ShortestPeriod, LongestPeriod);
        ReadingsKept readings =
            root.Choice("readings", "what is kept", ["last", "every"], "last") == "every" ? ReadingsKept.Every : ReadingsKept.Last;
        Section? storePart = root.Part("store", "store", "{\"path\": \"press.db\"}", isRequired: true);
        StoreConfiguration? store = storePart is null ? null : Store(storePart);
        InputConfiguration[] inputs =
        [
            .. root.Parts("inputs", "input", "{\"name\": ..., \"source\": ...}").Select(Input).ToArray(),
        ];
        Section? targetPart = root.Part("target", "target", "{\"name\": ..., \"source\": ...}", isRequired: true);
        TargetConfiguration? target = targetPart is null ? null : Target(targetPart, inputs, store);
        Section? modelPart = root.Part("model", "model", "{\"hidden\": [16]}");
        ModelConfiguration model = modelPart is null ? new() : Model(modelPart);
        RetrainConfiguration retrain =
            root.Part("retrain", "retrain", "{\"margin\": 0.02}") is { } part ? Retrain(part, modelPart, model) : new();
        OutputConfiguration[] outputs =
        [
            .. root.Parts("outputs", "output", "{\"kind\": \"json\"}").Select(Output).OfType<OutputConfiguration>().ToArray(),
        ];
        int parameters = Parameters(inputs.Length, model.Hidden);
        bool isHiddenGiven = modelPart?.Has("hidden") == true;
        if (parameters > ManyParameters)
            (isHiddenGiven ? modelPart! : root).Warning(
                isHiddenGiven ? "hidden" : "inputs",
                $"with {inputs.Length} inputs this is a network of {parameters} weights; above {ManyParameters} training takes " +
                "minutes and hundreds of megabytes on a small board. Give fewer neurons or inputs");
        root.Close();
        return findings.HasErrors ? null : new DeviceConfiguration
        {
            Name = name!,
            Period = _period!.Value,
            Readings = readings,
            Store = store!,
            Inputs = inputs,
            Target = target!,
            Model = model,
            Retrain = retrain,
            Outputs = outputs,
        };
    }

    private static int Parameters(int inputs, IReadOnlyList<int> hidden)
    {
        int parameters = 0;
        foreach (int neurons in hidden.Append(1))
        {
            parameters += (inputs + 1) * neurons;
            inputs = neurons;
        }

        return parameters;
    }

    private StoreConfiguration Store(Section part)
    {
        StoreConfiguration defaults = new() { Path = "" };
        StoreConfiguration store = new()
        {
            Path = FilePath(part, "path", "a file for the database, such as \"press.db\"") ?? "",
            MaxRows = part.Whole("maxRows", (int)defaults.MaxRows, 1000, 1_000_000_000) ?? defaults.MaxRows,
            MaxAge = part.Duration("maxAge", defaults.MaxAge, TimeSpan.FromMinutes(1), LongestMemory) ?? defaults.MaxAge,
            MaxBytesPerDay = part.Size("maxBytesPerDay", defaults.MaxBytesPerDay, 10_000_000, 1_000_000_000_000_000),
            Models = part.Whole("models", defaults.Models, 2, 1000) ?? defaults.Models,
            ReadOnly = part.Switch("readOnly", defaults.ReadOnly),
        };
        if (store.Path.Length > 0)
            _roles.Keep(part, store.Path);
        part.Close();
        return store;
    }

    private ModelConfiguration Model(Section part)
    {
        ModelConfiguration defaults = new();
        ModelConfiguration model = new()
        {
            Path = FilePath(part, "path", "a model file, such as \"press.ills\"", isRequired: false),
            Hidden = part.WholeNumbers("hidden", defaults.Hidden, 1, 10_000, most: 8),
            Method = part.Choice("method", "a training method", [.. Trainers.All.Select(trainer => trainer.Name)],
                defaults.Method) ?? defaults.Method,
            MinimumLabels =
                part.Whole("minimumLabels", defaults.MinimumLabels, 10, 1_000_000) ?? defaults.MinimumLabels,
            Ridge = part.Number("ridge", defaults.Ridge, 0, 1e6) ?? defaults.Ridge,
            Robust = Enum.Parse<RobustLoss>(
                part.Choice("robust", "a loss", ["none", "huber", "tukey", "auto"], "none") ?? "none", ignoreCase: true),
        };
        if (model.Robust != RobustLoss.None && model.Method == new ClassicTrainer().Name)
            part.Error("robust", $"method {model.Method} has no robust loss; take method auto, or robust none");
        _roles.Give(part, "path", model.Path, "the model", "the file of the model too (model.path)");
        part.Close();
        return model;
    }

    private RetrainConfiguration Retrain(Section part, Section? modelPart, ModelConfiguration model)
    {
        RetrainConfiguration defaults = new();
        RetrainTriggers triggers =
            part.Part("triggers", "triggers", "{\"labels\": 100}") is { } when ? Triggers(when) : defaults.Triggers;
        Section? cost = part.Part("budgets", "budgets", "{\"time\": \"1min\"}");
        RetrainBudgets budgets = cost is null ? defaults.Budgets : Budgets(cost);
        if (budgets.Rows < model.MinimumLabels)
        {
            bool isModels = modelPart?.Has("minimumLabels") == true;
            (isModels ? modelPart : cost)?.Error(
                isModels ? "minimumLabels" : "rows",
                $"with {budgets.Rows} rows (retrain.budgets.rows) there are never {model.MinimumLabels} labels " +
                "(model.minimumLabels), and no model would be trained; give fewer labels or more rows");
        }

        RetrainConfiguration retrain = new()
        {
            Triggers = triggers,
            Budgets = budgets,
            Margin = part.Number("margin", defaults.Margin, 0, 0.9) ?? defaults.Margin,
            HeldOut = part.Number("heldOut", defaults.HeldOut, 0.05, 0.5) ?? defaults.HeldOut,
            IsStreaming = part.Switch("streaming", defaults.IsStreaming),
            Adopt = part.Choice("adopt", "when a winner is put into use", ["judged", "shadowed", "asked"], "judged") switch
            {
                "shadowed" => Adoption.Shadowed,
                "asked" => Adoption.Asked,
                _ => defaults.Adopt,
            },
            Shadow = part.Whole("shadow", defaults.Shadow, 5, 10_000) ?? defaults.Shadow,
            LargestJump = part.Number("largestJump", lowest: 1e-9, isOptional: true),
        };
        if (retrain.Adopt == Adoption.Asked && retrain.IsStreaming)
            part.Warning(
                "adopt", "the model in use still learns from every label; set streaming to false if nothing may change unasked");
        if (triggers is { Schedule: null, Labels: null, ErrorRise: null, ErrorDrift: null, InputDrift: null, Commands: null, Button: null })
            part.Warning("triggers", "nothing starts a retraining: all triggers are off");
        part.Close();
        return retrain;
    }

    private RetrainTriggers Triggers(Section part)
    {
        RetrainTriggers defaults = new();
        Section? button = part.Part("button", "button", "{\"driver\": \"libgpiod\", \"pin\": 27, \"pull\": \"up\"}");
        RetrainTriggers triggers = new()
        {
            Schedule = part.Duration(
                "schedule", defaults.Schedule, TimeSpan.FromSeconds(1), TimeSpan.FromDays(365), mayBeOff: true),
            Labels = part.Whole("labels", defaults.Labels, 10, 1_000_000, mayBeOff: true),
            ErrorRise = part.Number("errorRise", defaults.ErrorRise, 1.05, 100, mayBeOff: true),
            ErrorDrift = part.Number("errorDrift", defaults.ErrorDrift, 1, 1000, mayBeOff: true),
            InputDrift = part.Duration(
                "inputDrift", defaults.InputDrift, TimeSpan.FromSeconds(10), TimeSpan.FromDays(365), mayBeOff: true),
            Commands = FilePath(part, "commands", "a file, such as \"press.command\"", isRequired: false),
            Button = button is not null && part.Has("button") ? Button(button) : null,
        };
        _roles.Give(part, "commands", triggers.Commands, "the commands", "the file of the commands too (retrain.triggers.commands)");
        part.Close();
        return triggers;
    }

    private static RetrainBudgets Budgets(Section part)
    {
        RetrainBudgets defaults = new();
        RetrainBudgets budgets = new()
        {
            Time = part.Duration("time", defaults.Time, TimeSpan.FromSeconds(1), TimeSpan.FromHours(24)) ?? defaults.Time,
            Rows = part.Whole("rows", defaults.Rows, 20, 10_000_000) ?? defaults.Rows,
            Processor = part.Number("processor", defaults.Processor, 0.01, 1) ?? defaults.Processor,
            Memory = part.Megabytes("memory", defaults.Memory, 1, 1_000_000) ?? defaults.Memory,
        };
        part.Close();
        return budgets;
    }

    private string? FilePath(Section part, string key, string wanted, bool isRequired = true)
    {
        if (part.Text(key, wanted, isRequired, text => !text.Contains('\0') && !text.EndsWith('/')) is not { } path)
            return null;
        path = Path.GetFullPath(path, folder);
        if (!Directory.Exists(path))
            return path;
        part.Error(key, $"{path} is a folder; give {wanted}");
        return null;
    }
}
