using IllsEdge.Networks;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Training;

/// <summary>Passes over the rows on several threads.</summary>
public class ThreadsTests
{
    /// <summary>Four pieces, of which the last chunk is one row.</summary>
    private const int Many = 4 * RowPieces.FewestRows + 1;

    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(4096, 3)]
    [InlineData(Many, 4)]
    [InlineData(100_000, 7)]
    public void Pieces_hold_every_row_once_in_their_order(int rows, int pieces)
    {
        int next = 0;
        for (int piece = 0; piece < pieces; piece++)
        {
            (int start, int end) = RowPieces.Of(piece, pieces, rows);
            Assert.Equal(next, start);
            Assert.Equal(0, start % Linearisation.ChunkRows);
            next = end;
        }

        Assert.Equal(rows, next);
    }

    [Fact]
    public void Few_rows_and_rows_that_are_few_for_the_parameters_are_left_to_one_thread()
    {
        Assert.Equal((1, 2, 8), (RowPieces.Count(8191, 8), RowPieces.Count(8192, 8), RowPieces.Count(100_000, 8)));
        Assert.Equal(8, new Linearisation(Cases.Network(1, 10, [20], 1), threads: 8).PieceCount(100_000));
        Assert.Equal(2, new Linearisation(Cases.Network(1, 10, [200], 1), threads: 8).PieceCount(20_000));
        Assert.Equal(1, new Linearisation(Cases.Network(1, 10, [200], 1), threads: 8).PieceCount(10_000));
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(9, false)]
    public void Several_threads_find_what_one_finds_up_to_rounding_and_the_same_every_time(int threads, bool isWeighted)
    {
        Network network = Cases.Network(2, 3, [5], 2);
        TrainingRows rows = Cases.Rows(new RandomSource(3), Many, 3, 2);
        if (isWeighted)
            rows = rows.Weighted([.. Enumerable.Range(0, 2 * Many).Select(target => 0.5 + target % 3)]);
        double[] one = Everything(network, rows, 1);
        double[] several = Everything(network, rows, threads);
        double scale = one.Max(Math.Abs);
        Assert.Equal(one.Length, several.Length);
        for (int i = 0; i < one.Length; i++)
            Assert.Equal(one[i], several[i], 1e-11 * scale);
        Parallel.For(0, 20, _ => Assert.Equal(several, Everything(network.Clone(), rows, threads)));
    }

    [Theory]
    [InlineData("coupled")]
    [InlineData("accelerated")]
    public void A_fit_on_several_threads_is_the_same_every_time_and_on_few_rows_that_of_one(string method)
    {
        double[] many = Fit(method, Many, 3);
        Assert.Equal(many, Fit(method, Many, 3));
        double[] one = Fit(method, Many, 1);
        for (int i = 0; i < many.Length; i++)
            Assert.Equal(one[i], many[i], 1e-6 * one.Max(Math.Abs));
        Assert.Equal(Fit(method, 500, 1), Fit(method, 500, 8));
    }

    [Fact]
    public void Layer_after_layer_is_done_on_several_threads_too()
    {
        TrainingRows rows = Cases.Rows(new RandomSource(3), Many, 3, 1);
        double[] losses = [.. new[] { 1, 4 }.Select(threads => new CoupledTrainer().Fit(
            Cases.Network(2, 3, [4, 3], 1),
            rows,
            null,
            new TrainingOptions { Ridge = 0.1, Block = StepBlock.Layer, MaximumIterations = 4, Threads = threads },
            null,
            Token).Loss)];
        Assert.Equal(losses[0], losses[1], 1e-9 * losses[0]);
    }

    [Theory]
    [InlineData("coupled")]
    [InlineData("accelerated")]
    public void A_cancellation_in_the_middle_of_a_pass_keeps_the_best_weights_so_far(string method)
    {
        TrainingRows rows = Cases.Rows(new RandomSource(3), Many, 2, 1);
        foreach (int end in new[] { 100, 300, 1000 })
        {
            using CancellationTokenSource source = new();
            int evaluations = 0;
            Network network = new(2, [3], 1, new WatchedActivation(() =>
            {
                if (Interlocked.Increment(ref evaluations) == end)
                    source.Cancel();
            }));
            Initialisation.Randomise(network, 4);
            TrainingReport report = Trainers.Named(method)!.Fit(
                network, rows, null, new TrainingOptions { Ridge = 0.1, Tolerance = 0, Threads = 4 }, null, source.Token);
            Assert.Equal(StopReason.Interrupted, report.StopReason);
            int kept = report.Trace[report.BestIteration].Rows;
            Assert.Equal(report.Trace.Where(step => step.Rows == kept).Min(step => step.Loss), report.Loss);
            Assert.All(network.Parameters.ToArray(), parameter => Assert.True(double.IsFinite(parameter)));
            Assert.NotNull(report.Factor);
        }
    }

    [Fact]
    public void An_exception_of_any_piece_comes_out_as_it_is_when_all_pieces_have_ended()
    {
        for (int thrower = 0; thrower < 4; thrower++)
        {
            int ended = 0;
            ArithmeticException exception = Assert.Throws<ArithmeticException>(() => RowPieces.Run(4, piece =>
            {
                Interlocked.Increment(ref ended);
                if (piece >= thrower)
                    throw new ArithmeticException($"{piece}");
            }));
            Assert.Equal(($"{thrower}", 4), (exception.Message, ended));
        }
    }

    [Fact]
    public void Many_passes_at_once_on_the_threads_of_the_pool_come_to_their_end()
    {
        int done = 0;
        Parallel.For(0, 200, _ => RowPieces.Run(8, _ => Interlocked.Increment(ref done)));
        Assert.Equal(1600, done);
    }

    private static double[] Fit(string method, int count, int threads)
    {
        Network network = Cases.Network(2, 3, [5], 1);
        Trainers.Named(method)!.Fit(
            network,
            Cases.Rows(new RandomSource(3), count, 3, 1),
            null,
            new TrainingOptions { Ridge = 0.1, MaximumIterations = 5, Threads = threads },
            null,
            Token);
        return network.Parameters.ToArray();
    }

    /// <summary>Objective, gradient, and the triangle with the signs of its rows made equal.</summary>
    private static double[] Everything(Network network, TrainingRows rows, int threads)
    {
        Objective objective = new(network, 0.3, threads);
        double[] gradient = new double[network.Parameters.Length];
        double value = objective.WithGradient(rows, gradient, Token);
        Assert.Equal(value, objective.Of(rows, Token));
        Linearisation linearisation = new(network, threads: threads);
        linearisation.Absorb(rows, Token);
        List<double> all = [value, .. gradient];
        for (int row = 0; row < linearisation.Columns; row++)
            foreach (double element in linearisation.Factor.Row(row))
                all.Add(element * Math.Sign(linearisation.Factor.Row(row)[0]));
        return [.. all];
    }
}
