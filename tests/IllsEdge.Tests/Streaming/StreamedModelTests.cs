using IllsEdge.Data;
using IllsEdge.LinearAlgebra;
using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Prediction;
using IllsEdge.Streaming;
using IllsEdge.Tests.Support;

namespace IllsEdge.Tests.Streaming;

public class StreamedModelTests
{
    [Fact]
    public void At_first_it_predicts_what_the_model_does()
    {
        Model model = TwoMembers();
        StreamedModel streamed = new(model, 0.99, 0.1);
        double[] prediction = new double[1], expected = new double[1];
        new Predictor(model).Predict([0.5, -2], expected);
        streamed.Predict([0.5, -2], prediction);
        Assert.Equal(expected[0], prediction[0], 12);
    }

    [Fact]
    public void Rows_change_the_output_layer_alone_and_the_model_that_was_given_not_at_all()
    {
        Model model = TwoMembers();
        double[][] before = [.. model.Members.Select(member => member.Network.Parameters.ToArray())];
        StreamedModel streamed = new(model, 0.99, 0.1);
        for (int row = 0; row < 50; row++)
            streamed.Absorb([row % 7 - 3, row % 5 - 2], [row % 3]);
        for (int member = 0; member < 2; member++)
        {
            Network then = model.Members[member].Network, now = streamed.Model.Members[member].Network;
            Assert.Equal(before[member], then.Parameters.ToArray());
            Assert.Equal(then.Parameters[..now.Layers[^1].Offset].ToArray(), now.Parameters[..now.Layers[^1].Offset].ToArray());
            Assert.NotEqual(then.Parameters[now.Layers[^1].Offset..].ToArray(), now.Parameters[now.Layers[^1].Offset..].ToArray());
        }

        // What it predicts is what its model does, which can therefore be saved.
        double[] prediction = new double[1], expected = new double[1];
        new Predictor(streamed.Model).Predict([1, 1], expected);
        streamed.Predict([1, 1], prediction);
        Assert.Equal(expected[0], prediction[0], 12);
    }

    [Fact]
    public void A_linear_model_is_recursive_least_squares_in_standardised_units()
    {
        Model model = HandMadeModels.Of(HandMadeModels.Linear(1, 2, 3), ["a", "b"], "y");
        model = model with { Targets = [model.Targets[0] with { Scaling = new Scaling(10, 4) }] };
        StreamedModel streamed = new(model, 0.9, 0.5);
        RecursiveLeastSquares fit = new(0.9, [0.5, 0.5, 0.5], new ReadOnlyMatrixView<double>([1.0, 2, 3], 3, 1));
        double[][] table = HandMadeModels.Uniform(3, 40);
        for (int row = 0; row < 40; row++)
        {
            streamed.Absorb([table[0][row], table[1][row]], [10 + 4 * table[2][row]], 0.5);
            fit.Absorb([table[0][row], table[1][row], 1], [table[2][row]], 0.5);
        }

        for (int weight = 0; weight < 3; weight++)
            Assert.Equal(fit.Coefficients[weight, 0], streamed.Model.Members[0].Network.Parameters[weight], 12);
    }

    [Fact]
    public void A_process_that_changed_is_followed_within_its_memory()
    {
        Model model = HandMadeModels.Of(HandMadeModels.Linear(1, 1, 0), ["a", "b"], "y");
        StreamedModel streamed = new(model, 1 - 1.0 / 50, 0.3);
        double[][] table = HandMadeModels.Uniform(2, 300);
        for (int row = 0; row < 300; row++)
            streamed.Absorb([table[0][row], table[1][row]], [-2 * table[0][row] + 5]);
        double[] prediction = new double[1];
        streamed.Predict([1, 1], prediction);
        Assert.Equal(3, prediction[0], 0.1);
    }

    [Fact]
    public void An_output_with_an_activation_cannot_be_followed()
    {
        Model model = HandMadeModels.Of(new Network(2, [3], 1, Activation.Tanh, Activation.Tanh), ["a", "b"], "y");
        Assert.False(StreamedModel.CanFollow(model));
        Assert.Throws<ArgumentException>(() => new StreamedModel(model, 0.9, 0.1));
    }

    [Fact]
    public void Predicting_and_absorbing_allocate_nothing()
    {
        StreamedModel streamed = new(TwoMembers(), 0.99, 0.1);
        double[] inputs = [1, 2], target = [3];
        Assert.Equal(0, Allocations.Of(() => streamed.Predict(inputs, target)));
        Assert.Equal(0, Allocations.Of(() => streamed.Absorb(inputs, target)));
    }

    private static Model TwoMembers()
    {
        Network[] networks = [new(2, [4], 1, Activation.Tanh), new(2, [3, 2], 1, Activation.Tanh)];
        RandomSource random = new(7);
        foreach (Network network in networks)
            foreach (ref double parameter in network.Parameters)
                parameter = random.NextNormal();
        Model model = HandMadeModels.Of(networks[0], ["a", "b"], "y");
        return model with { Members = [.. networks.Select(network => new Member(network, Factor: null, Damping: 0))] };
    }
}
