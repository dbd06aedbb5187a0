using IllsEdge.Data;
using IllsEdge.Diagnostics;
using IllsEdge.Prediction;
using IllsEdge.Tests.Support;
using IllsEdge.Training;

namespace IllsEdge.Tests.Diagnostics;

public class InputRelationsTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(-0.9)]
    [InlineData(0.99)]
    public void Two_inputs_inflate_each_other_by_their_correlation(double correlation)
    {
        // a and c of length 1 and at right angles: b = r a + sqrt(1 - r^2) c has the correlation r with a.
        (double[] a, double[] c) = (Wave(Math.Cos), Wave(Math.Sin));
        double[] b = [.. a.Zip(c, (first, second) => 7 + correlation * first + Math.Sqrt(1 - correlation * correlation) * second)];
        IReadOnlyList<InputRelation> relations = Of([a, b]);
        Assert.All(relations, relation => Assert.Equal(
            1 / (1 - correlation * correlation), relation.Inflation, 1e-5 * relation.Inflation));
        if (Math.Abs(correlation) > 0.95)
            Assert.Equal(("b", correlation), (relations[0].Partners[0].Name, Math.Round(relations[0].Partners[0].Correlation, 9)));
        else
            Assert.Empty(relations[0].Partners);
    }

    [Fact]
    public void An_input_that_repeats_another_is_named_with_it()
    {
        double[] a = Wave(Math.Cos);
        IReadOnlyList<InputRelation> relations = Of([a, Wave(Math.Sin), [.. a.Select(value => 32 - 1.8 * value)]]);
        Assert.Equal("a: c; b: ; c: a", Text(relations));
        Assert.Equal(-1, relations[2].Partners[0].Correlation, 1e-9);
        Assert.InRange(relations[0].Inflation, 1e7, 1e9);
        Assert.Equal(1, relations[1].Inflation, 1e-6);
    }

    [Fact]
    public void An_input_that_follows_from_several_is_named_with_all_of_them()
    {
        double[][] inputs = HandMadeModels.Uniform(4, 200);
        inputs[3] = [.. inputs[0].Select((a, row) => a - inputs[1][row])];
        IReadOnlyList<InputRelation> relations = Of(inputs);
        Assert.Equal(["a", "b"], relations[3].Partners.Select(partner => partner.Name).Order().Take(2));
        Assert.Empty(relations[2].Partners);
    }

    [Fact]
    public void An_input_that_does_not_vary_is_left_out()
    {
        double[] a = Wave(Math.Cos);
        IReadOnlyList<InputRelation> relations = Of([a, [.. a.Select(_ => 1234.5)], Wave(Math.Sin)]);
        Assert.Equal("a: ; c: ", Text(relations));
    }

    [Fact]
    public void Without_data_the_model_knows_it_of_its_training_rows()
    {
        DataTable table = Models.Table(80);
        double[] twin = [.. table.Column(0).ToArray().Select((value, row) => value + 0.2 * Math.Sin(row))];
        DataTable more = DataTable.FromColumns(
            ["a", "b", "twin", "y"], [table.Column(0).ToArray(), table.Column(1).ToArray(), twin, table.Column(2).ToArray()]);
        Model model = Models.Fit(Models.Request with { Inputs = ["a", "b", "twin"], Hidden = [] }, more).Model;
        IReadOnlyList<InputRelation> kept = InputRelations.Of(model), seen = InputRelations.Of(model, model.Derive(more), HandMadeModels.Rows(80));
        Assert.Equal("a: twin; b: ; twin: a", Text(kept));
        Assert.Equal(Text(seen), Text(kept));

        // The ridge of Novelty, 1e-4 of the rows' variance, shortens the inflation by itself times 1e-4.
        foreach ((InputRelation one, InputRelation other) in kept.Zip(seen))
            Assert.Equal(other.Inflation, one.Inflation, 3e-4 * other.Inflation * other.Inflation);
        Assert.Empty(InputRelations.Of(model with { Novelty = null }));
    }

    private static string Text(IEnumerable<InputRelation> relations) => string.Join(
        "; ", relations.Select(relation => $"{relation.Name}: {string.Join(' ', relation.Partners.Select(partner => partner.Name))}"));

    private static double[] Wave(Func<double, double> wave) =>
        [.. Enumerable.Range(0, 64).Select(row => wave(2 * Math.PI * row / 64))];

    private static IReadOnlyList<InputRelation> Of(double[][] inputs)
    {
        string[] names = [.. new[] { "a", "b", "c", "d" }.Take(inputs.Length)];
        Model model = HandMadeModels.Of(HandMadeModels.Linear(new double[inputs.Length + 1]), names, "y");
        DataTable table = DataTable.FromColumns([.. names, "y"], [.. inputs, new double[inputs[0].Length]]);
        return InputRelations.Of(model, table, HandMadeModels.Rows(table.RowCount));
    }
}
