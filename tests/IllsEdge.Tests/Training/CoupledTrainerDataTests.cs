using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Training;

/// <summary>The loss never rises, whatever the rows are like, and every loss that is told is the one that is defined.</summary>
public class CoupledTrainerDataTests
{
    private const int CasesEach = 25;

    /// <summary>The library sums up to some hundred squares in another order than the definition.</summary>
    private const double Tolerance = 1e-13;

    /// <summary>Roundings of an output, relative to the targets and to the terms of size 1 to 10 that it is made of.</summary>
    private const double OutputTolerance = 1e-14;

    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => [.. Transformations.Keys];

    private static Dictionary<string, Action<double[], double[], int>> Transformations { get; } = new()
    {
        ["plain"] = (_, _, _) => { },
        ["repeated inputs"] = (inputs, _, rows) => Repeat(inputs, rows),
        ["constant inputs"] = (inputs, _, _) => inputs.AsSpan().Clear(),
        ["one constant input"] = (inputs, _, rows) => inputs.AsSpan(0, rows).Fill(1.5),
        ["constant targets"] = (_, targets, _) => targets.AsSpan().Fill(-0.7),
        ["repeated rows"] = (inputs, targets, rows) => { RepeatRows(inputs, rows); RepeatRows(targets, rows); },
        ["contradicting rows"] = (inputs, _, rows) => RepeatRows(inputs, rows),
        ["an outlier"] = (inputs, targets, _) => (inputs[0], targets[0]) = (40, -60),
        ["large"] = (inputs, targets, _) => { Scale(inputs, 1e6); Scale(targets, 1e8); },
        ["tiny"] = (inputs, targets, _) => { Scale(inputs, 1e-150); Scale(targets, 1e-150); },
    };

    [Theory, MemberData(nameof(Kinds))]
    public void The_loss_never_rises(string kind)
    {
        RandomSource random = new((ulong)kind.Length);
        for (int index = 0; index < CasesEach; index++)
        {
            int inputs = 1 + random.NextBelow(3), outputs = 1 + random.NextBelow(3);
            int[] hidden = [.. Enumerable.Range(0, random.NextBelow(4)).Select(_ => 1 + random.NextBelow(5))];
            int count = 1 + random.NextBelow(60);
            TrainingRows plain = Cases.Rows(random, count, inputs, outputs);
            double[] given = Flat(plain, inputs, input: true), wanted = Flat(plain, outputs, input: false);
            Transformations[kind](given, wanted, count);
            TrainingRows rows = new(count, given, wanted);
            Network network = Cases.Network(
                random.Next(), inputs, hidden, outputs, Any(random), random.NextBelow(3) == 0 ? Any(random) : "identity");
            TrainingOptions options = new()
            {
                Ridge = new[] { 0, 1e-6, 0.3, 10 }[random.NextBelow(4)],
                Block = random.NextBelow(2) == 0 ? StepBlock.Network : StepBlock.Layer,
                MaximumIterations = 12,
                Tolerance = 0,
            };
            string what = $"{kind} {index}: {inputs}-{string.Join('-', hidden)}-{outputs} {network.Layers[0].Activation}/" +
                $"{network.Layers[^1].Activation} N {count} ridge {options.Ridge} {options.Block}";

            double before = double.PositiveInfinity;
            Listener listener = new(step =>
            {
                double defined = Cases.Loss(network, rows, step.Ridge);
                Assert.True(Math.Abs(defined - step.Loss) <= Allowed(rows, defined), $"{what}: {step} {defined}");
                Assert.True(step.Loss <= before, $"{what}: rises from {before} to {step.Loss}");
                before = step.Loss;
            });
            TrainingReport report = new CoupledTrainer().Fit(network, rows, null, options, listener, Token);
            Assert.Equal(report.Trace[^1].Loss, report.Loss);
            Assert.All(network.Parameters.ToArray(), weight => Assert.True(double.IsFinite(weight), what));
            Assert.True(double.IsFinite(report.Damping), what);
        }
    }

    /// <summary>Residuals that are off by e each change their mean square by at most 2 sqrt(loss) e + e^2.</summary>
    private static double Allowed(TrainingRows rows, double loss)
    {
        double rounding = OutputTolerance * (10 + Math.Sqrt(MeanSquare(rows)));
        return Tolerance * loss + 2 * Math.Sqrt(loss) * rounding + rounding * rounding;
    }

    private static double MeanSquare(TrainingRows rows)
    {
        double sum = 0;
        for (int output = 0; output < rows.Targets.Columns; output++)
            foreach (double value in rows.Targets.Column(output))
                sum += value * value;
        return sum / rows.Count;
    }

    private static string Any(RandomSource random) => Activation.All[random.NextBelow(Activation.All.Count)].Name;

    private static double[] Flat(TrainingRows rows, int columns, bool input) =>
    [
        .. Enumerable.Range(0, columns)
            .SelectMany(column => (input ? rows.Inputs : rows.Targets).Column(column).ToArray()),
    ];

    private static void Repeat(double[] inputs, int rows)
    {
        for (int start = rows; start < inputs.Length; start += rows)
            inputs.AsSpan(0, rows).CopyTo(inputs.AsSpan(start));
    }

    private static void RepeatRows(double[] values, int rows)
    {
        for (int index = 0; index < values.Length; index++)
            values[index] = values[index / rows * rows + index % rows / 2];
    }

    private static void Scale(double[] values, double factor)
    {
        foreach (ref double value in values.AsSpan())
            value *= factor;
    }
}
