using IllsEdge.Data;
using IllsEdge.LinearAlgebra;
using IllsEdge.Prediction;
using IllsEdge.Tests.Support;

namespace IllsEdge.Tests.Prediction;

public class PredictorTests
{
    [Fact]
    public void A_prediction_is_the_network_between_the_scalings()
    {
        Model model = Models.Fit().Model;
        double[] prediction = new double[1];
        new Predictor(model).Predict([0.7, 21], prediction);
        double[] scaled = [model.Inputs[0].Scaling.Apply(0.7), model.Inputs[1].Scaling.Apply(21)];
        double expected = model.Targets[0].Scaling.Restore(Cases.Evaluate(model.Members[0].Network, scaled)[0]);
        Assert.Equal(expected, prediction[0], 1e-12 * Math.Abs(expected));
    }

    [Fact]
    public void Many_rows_at_once_are_the_same_as_one_by_one()
    {
        Model model = Models.Fit().Model;
        DataTable table = Models.Table(100, seed: 5);
        double[] inputs = [.. table.Column(0), .. table.Column(1)];
        double[] many = new double[100], one = new double[1];
        new Predictor(model, 100).Predict(new ReadOnlyMatrixView<double>(inputs, 100, 2), new MatrixView<double>(many, 100, 1));
        Predictor single = new(model);
        for (int row = 0; row < 100; row++)
        {
            single.Predict([inputs[row], inputs[100 + row]], one);
            // The vector functions round their tails in another way than their bodies.
            Assert.Equal(one[0], many[row], 1e-12 * Math.Abs(one[0]));
        }
    }

    [Fact]
    public void Members_are_averaged()
    {
        Model first = Models.Fit().Model;
        Model second = Models.Fit(Models.Request with { Seed = 2 }).Model;
        double[] a = new double[1], b = new double[1], both = new double[1];
        new Predictor(first).Predict([1, 20], a);
        new Predictor(second).Predict([1, 20], b);
        new Predictor(first with { Members = [first.Members[0], second.Members[0]] }).Predict([1, 20], both);
        Assert.Equal((a[0] + b[0]) / 2, both[0], 1e-12 * Math.Abs(a[0]));
    }

    [Fact]
    public void Predicting_allocates_nothing()
    {
        Predictor predictor = new(Models.Fit().Model);
        double[] inputs = [1, 20], prediction = new double[1], spread = new double[1];
        Assert.Equal(0, Allocations.Of(() =>
        {
            predictor.Predict(inputs, prediction, spread);
            predictor.StatusOf(inputs, spread);
            predictor.Absorb(inputs);
        }));
    }

    [Fact]
    public void Status_tells_inputs_outside_of_what_was_trained()
    {
        Predictor predictor = new(Models.Fit().Model);
        Assert.Equal(ValueStatus.Good, predictor.StatusOf([0, 20], []));
        Assert.Equal(ValueStatus.OutOfSpecification, predictor.StatusOf([0, 50], []));
        Assert.Equal(ValueStatus.OutOfSpecification, predictor.StatusOf([double.NaN, 20], []));
    }

    [Fact]
    public void A_wrong_number_of_values_is_refused_with_the_numbers()
    {
        Predictor predictor = new(Models.Fit().Model);
        ArgumentException exception = Assert.Throws<ArgumentException>(() => predictor.Predict([1.0], new double[1]));
        Assert.Contains("2 inputs", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Metrics_are_the_definitions()
    {
        MetricsAccumulator accumulator = new();
        foreach ((double measured, double predicted) in new[] { (1.0, 2.0), (3.0, 3.0), (5.0, 2.0) })
            accumulator.Add(measured, predicted);
        TargetMetrics metrics = accumulator.ToMetrics("y");
        Assert.Equal(Math.Sqrt(10.0 / 3), metrics.Rmse, 1e-15);
        Assert.Equal(4.0 / 3, metrics.Mae, 1e-15);
        Assert.Equal(1 - 10.0 / 8, metrics.R2!.Value, 1e-15);
        Assert.Equal(3, metrics.MaxError);
    }

    [Fact]
    public void R2_is_null_where_the_target_does_not_vary()
    {
        MetricsAccumulator accumulator = new();
        accumulator.Add(2, 1);
        accumulator.Add(2, 3);
        Assert.Null(accumulator.ToMetrics("y").R2);
    }
}
