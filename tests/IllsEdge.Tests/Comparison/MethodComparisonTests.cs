using System.Diagnostics;
using IllsEdge.Comparison;
using IllsEdge.Data;
using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Training;

namespace IllsEdge.Tests.Comparison;

public class MethodComparisonTests
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Fact]
    public void Every_method_has_the_same_rows_start_and_ridge()
    {
        Watched watched = new();
        ComparisonResult result = Run(
            Table(90),
            Request(new ComparedMethod("watched", _ => watched)) with { Runs = 2, Folds = 3, LooksInside = false });
        // The first fit only warmed up.
        Assert.Equal(7, watched.Fits.Count);
        var timed = watched.Fits.Skip(1).ToArray();
        Assert.Equal(result.Subject.Fits.Select(fit => fit.Ridge), timed.Select(fit => fit.Options.Ridge!.Value));
        Assert.Equal(2, timed.Select(fit => fit.Start[0]).Distinct().Count());
        Assert.All(timed, fit => Assert.Equal(60, fit.Rows.Count));
        // Scaled by the rows that are trained on and no others.
        Assert.All(timed, fit => Assert.Equal(0, Mean(fit.Rows.Targets.Column(0)), 1e-12));

        Network start = new(2, [4], 1, Activation.Tanh);
        Initialisation.Randomise(start, seed: 1);
        Assert.Equal(start.Parameters.ToArray(), timed[0].Start);
        Assert.All(result.Methods, method => Assert.Equal(
            [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)], method.Fits.Select(fit => (fit.Run, fit.Fold))));
    }

    [Fact]
    public void Every_row_is_predicted_once_by_a_fit_without_it()
    {
        DataTable table = Table(90);
        ComparisonResult result = Run(table, Request() with { Folds = 4 });
        Assert.Equal(Enumerable.Range(0, 90), result.HeldOut.Select(row => row.Row));
        Assert.Equal(table.Column(2).ToArray(), result.HeldOut.Select(row => row.Measured));
        Assert.All(result.HeldOut, row => Assert.True(row.Reach > 0));
        Assert.InRange(result.HeldOut.Average(row => row.IsHeld!.Value ? 1.0 : 0), 0.75, 1);
        Assert.Equal(4, result.HeldOut.Select(row => row.Fold).Distinct().Count());
        Assert.True(result.IsComplete);
    }

    [Fact]
    public void Errors_are_those_of_the_rows_held_out()
    {
        ComparisonResult result = Run(Table(90), Request() with { Folds = 3, Runs = 1 });
        foreach (FitOutcome fit in result.Subject.Fits)
        {
            HeldOutPrediction[] rows = [.. result.HeldOut.Where(row => row.Fold == fit.Fold)];
            Assert.Equal(Math.Sqrt(rows.Average(row => row.Residual * row.Residual)), fit.Rmse, 1e-9);
            Assert.Equal(fit.Rmse, fit.Curve[^1].HeldOutRmse, 1e-12);
            Assert.True(fit.Curve[^1].Loss < fit.Curve[0].Loss);
        }
    }

    [Fact]
    public void In_order_of_time_a_fold_is_a_block()
    {
        ComparisonResult result = Run(Table(60), Request() with { Folds = 3, Runs = 1, TimeOrdered = true });
        Assert.Equal([.. Enumerable.Repeat(0, 20), .. Enumerable.Repeat(1, 20), .. Enumerable.Repeat(2, 20)], result.HeldOut.Select(row => row.Fold));
    }

    [Fact]
    public void A_method_that_cannot_begin_is_reported_and_stops_nobody()
    {
        ComparisonResult result = Run(
            Table(60), Request(ComparedMethod.Ours(new ClassicTrainer())) with { Activation = Activation.Named("relu")! });
        MethodResult classic = result.Methods.Single(method => method.Name == "classic");
        Assert.Contains("inverse", classic.Refusal, StringComparison.Ordinal);
        Assert.Equal((1.0, null), (classic.Failed, classic.Rmse));
        Assert.NotNull(result.Subject.Rmse);
        Assert.Equal(0, result.Subject.Failed);
    }

    [Fact]
    public void A_subject_that_cannot_begin_leaves_the_others_figures()
    {
        ComparisonResult result = MethodComparison.Run(
            Table(60),
            Request() with { Methods = [ComparedMethod.Ours(new ClassicTrainer())], Activation = Activation.Named("relu")! },
            null,
            Token)!;
        Assert.NotNull(result.Subject.Refusal);
        Assert.NotNull(result.Linear.Rmse);
        Assert.Contains("could not be fitted", Verdict.Of(result).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Runs_with_the_same_blocks_count_once()
    {
        ComparisonRequest request = Request() with { Folds = 4, TimeOrdered = true, LooksInside = false };
        ComparisonResult once = Run(Table(80), request with { Runs = 1 }), thrice = Run(Table(80), request with { Runs = 3 });
        Assert.Equal(12, thrice.Linear.Fits.Count);
        Assert.Equal(once.Linear.StandardError!.Value, thrice.Linear.StandardError!.Value, 1e-12);
        Assert.Equal(4, ErrorRatio.Of(thrice.Subject, thrice.Linear, 4)!.Count);
    }

    [Fact]
    public void What_is_no_comparison_is_refused()
    {
        Assert.Contains("ours", Assert.Throws<ArgumentException>(() => Run(Table(60), Request() with { Methods = [ComparedMethod.Linear] })).Message, StringComparison.Ordinal);
        Assert.Contains("twice", Assert.Throws<ArgumentException>(() => Run(Table(60), Request(ComparedMethod.Ours(new AutoTrainer())))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(Table(60), Request() with { Folds = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(Table(60), Request() with { Runs = 0 }));
    }

    [Fact]
    public void A_paused_clock_stands_still_and_goes_on_whatever_came_of_the_pause()
    {
        PausableClock clock = new();
        clock.Pause(() =>
        {
            (long stopped, long real) = (clock.GetTimestamp(), Stopwatch.GetTimestamp());
            SpinWait.SpinUntil(() => Stopwatch.GetTimestamp() > real + 1);
            Assert.Equal(stopped, clock.GetTimestamp());
        });
        Assert.Throws<InvalidOperationException>(() => clock.Pause(() => throw new InvalidOperationException()));
        double paused = clock.Seconds;
        Assert.True(SpinWait.SpinUntil(() => clock.Seconds > paused, 10_000), "the clock goes on");
    }

    [Fact]
    public void Looks_do_not_count_as_memory()
    {
        // A look makes buffers of 256 rows, and a fit to 20000 rows none of their size.
        ComparisonResult result = Run(Table(20_000), Request() with { Folds = 2, Runs = 1, LooksInside = false });
        Assert.InRange(result.Linear.Bytes!.Value, 1, 300_000);
    }

    [Fact]
    public void A_network_that_errs_more_than_a_linear_model_has_failed()
    {
        // Two iterations from random weights on a linear target.
        DataTable table = Table(60, (a, b) => a - 2 * b + 0.2 * Math.Sin(40 * a));
        ComparisonResult result = Run(
            table, Request(new ComparedMethod("hasty", _ => new CoupledTrainer()) { MaximumIterations = 1 }) with { Ridge = 1e-6 });
        Assert.Equal(1, result.Methods.Single(method => method.Name == "hasty").Failed);
        Assert.Equal(0, result.Linear.Failed);
    }

    [Fact]
    public void Fewer_rows_than_folds_are_refused() => Refuses(Table(8), Request() with { Folds = 9 }, "8 rows", "--folds");

    [Fact]
    public void A_target_of_two_values_is_refused() => Refuses(Table(50, (a, _) => a > 1 ? 4 : -2), Request(), "-2 and 4", "regression");

    [Fact]
    public void What_was_done_before_an_interruption_is_reported()
    {
        using CancellationTokenSource source = new();
        ComparisonResult? result = MethodComparison.Run(
            Table(60), Request() with { Folds = 3 }, new Stop(source, after: 3), source.Token);
        Assert.Single(result!.Subject.Fits);
        Assert.False(result.IsComplete);
        Assert.Empty(result.HeldOut);
        Assert.Null(MethodComparison.Run(Table(60), Request(), null, new CancellationToken(true)));
    }

    [Fact]
    public void Side_questions_are_answered_for_the_subject()
    {
        ComparisonResult result = Run(Table(120), Request(new ComparedMethod("watched", _ => new Watched())) with { Folds = 3 });
        Assert.Equal(["auto", "auto, robust", "watched", "linear"], result.Noise!.Methods.Select(method => method.Method));
        Assert.All(result.Noise.Methods.Concat(result.Outliers!.Methods), method => Assert.DoesNotContain(null, method.Rmse));
        Assert.True(result.Noise.Methods[0].Rmse[^1] > result.Noise.Methods[0].Rmse[0]);
        Assert.Equal(["activation", "ridge", "max-iterations", "hidden"], result.Variations.Select(variation => variation.Option));
        Assert.All(result.Variations, variation =>
        {
            VariationPoint used = variation.Points.Single(point => point.IsUsed);
            Assert.Equal((0.0, 0.0), (used.Difference, used.StandardError));
        });
        Assert.NotNull(result.Whole);
    }

    private static ComparisonResult Run(DataTable table, ComparisonRequest request) =>
        MethodComparison.Run(table, request, null, Token)!;

    private static void Refuses(DataTable table, ComparisonRequest request, params string[] parts)
    {
        DataFileException exception = Assert.Throws<DataFileException>(() => MethodComparison.Run(table, request, null, Token));
        Assert.All(parts, part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));
    }

    private static ComparisonRequest Request(params ComparedMethod[] others) => new()
    {
        Inputs = ["a", "b"],
        Target = "y",
        Methods = [ComparedMethod.Ours(new AutoTrainer()), .. others],
        Hidden = [4],
    };

    private static DataTable Table(int rows, Func<double, double, double>? target = null)
    {
        RandomSource random = new(7);
        target ??= (a, b) => a * a - b + 0.1 * random.NextNormal();
        double[] a = [.. Enumerable.Range(0, rows).Select(_ => random.NextUniform(-2, 2))];
        double[] b = [.. Enumerable.Range(0, rows).Select(_ => random.NextUniform(-1, 1))];
        return DataTable.FromColumns(["a", "b", "y"], [a, b, [.. a.Zip(b, target)]]);
    }

    private static double Mean(ReadOnlySpan<double> values) => values.ToArray().Average();

    private sealed class Stop(CancellationTokenSource source, int after) : IProgress<ComparisonProgress>
    {
        public void Report(ComparisonProgress value)
        {
            if (value.Done == after)
                source.Cancel();
        }
    }
}
