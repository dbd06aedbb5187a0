using IllsEdge.Device.Retraining;
using IllsEdge.Device.Tests.Support;
using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Tests.Retraining;

public class ExpertPanelTests
{
    private const double Noise = 0.1;

    [Fact]
    public void Before_a_label_it_predicts_to_the_last_bit_what_the_model_does()
    {
        Model model = Network();
        ExpertPanel panel = new(model);
        for (double a = -3; a < 3; a += 0.37)
            Assert.Equal(TestModels.Predict(model, a, -a), panel.Predict([a, -a]));
        panel.Recall([1, 1], 50);
        // It has learned, and nobody has judged it yet.
        Assert.Equal(TestModels.Predict(model, 1, 1), panel.Predict([1, 1]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void On_a_process_that_does_not_change_learning_costs_next_to_nothing(ulong seed)
    {
        Model model = TestModels.Plane(2, -1, 1);
        (double panel, double alone) = Compete(model, seed, 2000, row => 0, _ => 0);
        Assert.InRange(panel / alone, 0.9, 1.05);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_shift_is_followed_within_some_labels(ulong seed)
    {
        (double panel, double alone) = Compete(TestModels.Plane(2, -1, 1), seed, 200, row => row < 20 ? 0 : 3, _ => 0);
        Assert.True(panel < 0.5 * alone, $"{panel} against {alone}");
        // From the twentieth label after it on it is nearly forgotten.
        (panel, alone) = Compete(TestModels.Plane(2, -1, 1), seed, 200, row => row < 20 ? 0 : 3, _ => 0, judgeFrom: 40);
        Assert.True(panel < 2.5 * Noise, $"{panel}");
        Assert.InRange(alone, 2.9, 3.1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_slow_drift_costs_little(ulong seed)
    {
        (double panel, double alone) = Compete(TestModels.Plane(2, -1, 1), seed, 1000, row => row * 0.005, _ => 0);
        Assert.True(panel < 1.5 * Noise, $"{panel}");
        Assert.True(alone > 2.5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void One_gross_label_in_ten_bends_it_little(ulong seed)
    {
        RandomSource random = new(seed + 100);
        (double panel, _) = Compete(
            TestModels.Plane(2, -1, 1), seed, 1000, _ => 0,
            _ => random.NextUniform() < 0.1 ? 20 * (random.NextUniform() - 0.5) : 0);
        // Counted in full they would make it several times the noise.
        Assert.True(panel < 1.3 * Noise, $"{panel}");
    }

    [Fact]
    public void Where_all_are_far_off_the_nearest_is_found_with_two_labels()
    {
        ExpertPanel panel = new(TestModels.Plane(2, -1, 1));
        // The experts that learn find that the process is elsewhere by 4 deviations; nobody judges meanwhile.
        for (int row = 0; row < 200; row++)
            panel.Recall([row % 7 - 3, row % 5 - 2], 2 * (row % 7 - 3) - (row % 5 - 2) + 5);
        double[] inputs = [1, 1];
        double alone = TestModels.Predict(TestModels.Plane(2, -1, 1), inputs);
        // What comes then is another 5 away: less far from them than from the model.
        for (int label = 0; label < 2; label++)
            panel.Learn(inputs, alone + 9);
        Assert.True(panel.Trust[0] < 0.01, $"{panel.Trust[0]}");
    }

    [Fact]
    public void Labels_that_were_all_the_same_for_long_do_not_blind_it()
    {
        ExpertPanel panel = new(TestModels.Plane(2, -1, 1));
        for (int row = 0; row < 2000; row++)
            panel.Learn([0, 0], 1);
        RandomSource random = new(6);
        double[] inputs = new double[2];
        double last = 0;
        for (int row = 0; row < 40; row++)
        {
            (inputs[0], inputs[1]) = (random.NextNormal(), random.NextNormal());
            double truth = 2 * inputs[0] - inputs[1] + 4;
            last = panel.Predict(inputs) - truth;
            panel.Learn(inputs, truth);
        }

        Assert.Equal(0, last, 0.3);
    }

    [Fact]
    public void One_slip_does_not_decide_who_is_trusted()
    {
        ExpertPanel panel = new(TestModels.Plane(2, -1, 1));
        RandomSource random = new(4);
        for (int row = 0; row < 100; row++)
        {
            double[] inputs = [random.NextNormal(), random.NextNormal()];
            panel.Learn(inputs, 2 * inputs[0] - inputs[1] + 1 + Noise * random.NextNormal());
        }

        double[] before = panel.Trust.ToArray();
        panel.Learn([1, 1], 1000);
        Assert.All(before.Zip(panel.Trust.ToArray()), trust => Assert.Equal(trust.First, trust.Second, 0.03));
    }

    [Fact]
    public void Labels_and_inputs_of_astronomical_size_leave_it_working()
    {
        ExpertPanel panel = new(Network());
        RandomSource random = new(5);
        double[] absurd = [1e300, -1e300, 1e9, 9999, double.NaN, double.PositiveInfinity];
        for (int row = 0; row < 300; row++)
        {
            double[] inputs = row % 10 == 4 ? [1e300, 1] : [random.NextNormal(), random.NextNormal()];
            panel.Learn(inputs, row % 10 == 7 ? absurd[row / 10 % absurd.Length] : 0.5);
            Assert.True(double.IsFinite(panel.Predict([1, 1])), $"row {row}");
            Assert.Equal(1, panel.Trust.ToArray().Sum(), 9);
        }

        Assert.Equal(0.5, panel.Predict([0.1, 0.2]), 0.3);
    }

    [Fact]
    public void A_successor_trusts_whom_its_predecessor_did()
    {
        ExpertPanel before = new(TestModels.Plane(2, -1, 1));
        for (int row = 0; row < 50; row++)
            before.Learn([row % 7, row % 5], 2 * (row % 7) - row % 5 + 11);
        Assert.True(before.Trust[0] < 0.1);
        ExpertPanel after = new(TestModels.Plane(2, -1, 1));
        after.Inherit(before);
        for (int expert = 1; expert < before.Trust.Length; expert++)
            Assert.Equal(0.9 * before.Trust[expert], after.Trust[expert], 9);
        // Of other experts, as where one model is linear and the other is not, it knows nothing.
        ExpertPanel other = new(Network());
        other.Inherit(before);
        Assert.Equal(1, other.Trust[0]);
    }

    [Fact]
    public void Predicting_and_learning_allocate_nothing()
    {
        ExpertPanel panel = new(Network());
        double[] inputs = [1, 2];
        double sum = 0;
        for (int round = 0; round < 3; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int row = 0; row < 100; row++)
            {
                sum += panel.Predict(inputs);
                panel.Learn(inputs, row);
            }

            if (GC.GetAllocatedBytesForCurrentThread() == before)
                return;
        }

        Assert.Fail($"every round allocated; the sum is {sum}");
    }

    // Root mean square errors on labels without their slips, each predicted before it is learned from.
    private static (double Panel, double Alone) Compete(
        Model model, ulong seed, int labels, Func<int, double> shift, Func<int, double> slip, int judgeFrom = 0)
    {
        ExpertPanel panel = new(model);
        RandomSource random = new(seed);
        (double panelSquares, double aloneSquares, int judged) = (0, 0, 0);
        for (int row = 0; row < labels; row++)
        {
            double[] inputs = [random.NextUniform(-2, 2), random.NextUniform(-2, 2)];
            double truth = 2 * inputs[0] - inputs[1] + 1 + shift(row);
            double noise = Noise * random.NextNormal();
            if (row >= judgeFrom)
            {
                panelSquares += Math.Pow(panel.Predict(inputs) - truth - noise, 2);
                aloneSquares += Math.Pow(TestModels.Predict(model, inputs) - truth - noise, 2);
                judged++;
            }

            panel.Learn(inputs, truth + noise + slip(row));
        }

        return (Math.Sqrt(panelSquares / judged), Math.Sqrt(aloneSquares / judged));
    }

    private static Model Network()
    {
        Network network = new(2, [4], 1, Activation.Tanh);
        RandomSource random = new(3);
        foreach (ref double parameter in network.Parameters)
            parameter = random.NextNormal();
        return TestModels.Plane(0, 0, 0) with { Members = [new Member(network, Factor: null, Damping: 0)] };
    }
}
