using IllsEdge.Data;
using IllsEdge.Diagnostics;
using IllsEdge.Prediction;
using IllsEdge.Tests.Support;

namespace IllsEdge.Tests.Diagnostics;

public class PermutationImportanceTests
{
    [Fact]
    public void A_column_is_as_important_as_its_weight_and_one_without_is_not()
    {
        // y = 3a + b, exactly predicted: exchanged values of variance s^2 leave the squared error 2 w^2 s^2.
        (Model model, DataTable table) = Case(4000);
        IReadOnlyList<InputImportance> importance = PermutationImportance.Of(model, table, HandMadeModels.Rows(4000), seed: 1);
        Assert.Equal(["a", "b", "c"], importance.Select(column => column.Name));
        Assert.All(importance, column => Assert.Equal("y", column.Target));
        double deviation = Math.Sqrt(2.0 / 3);
        Assert.Equal(3 * deviation, importance[0].Increase, 0.05 * 3 * deviation);
        Assert.Equal(deviation, importance[1].Increase, 0.05 * deviation);
        Assert.InRange(importance[1].Deviation, 1e-6, 0.05);
        Assert.Equal((0, 0, 0), (importance[2].Increase, importance[2].Deviation, importance[2].Share));
        Assert.Equal(1, importance[0].Share, 1e-12);
    }

    [Fact]
    public void Models_of_a_cross_validation_are_added_up()
    {
        (Model model, DataTable table) = Case(300);
        PermutationImportance importance = new(seed: 1);
        importance.Add(model, table, HandMadeModels.Rows(100));
        importance.Add(model with { Members = [model.Members[0], model.Members[0]] }, table, [.. Enumerable.Range(100, 200)]);
        double whole = PermutationImportance.Of(model, table, HandMadeModels.Rows(300), seed: 2)[0].Increase;
        Assert.Equal(whole, importance.Result[0].Increase, 0.1 * whole);
        Assert.Throws<ArgumentException>(() => importance.Add(
            HandMadeModels.Of(HandMadeModels.Linear(3, 1, 0), ["a", "b"], "y"), table, HandMadeModels.Rows(10)));
    }

    [Fact]
    public void Inputs_of_one_column_are_exchanged_together()
    {
        // a and the row before it cancel in a ramp but for 1; only together they can be exchanged without a difference.
        double[] ramp = [.. Enumerable.Range(0, 200).Select(row => (double)row)];
        Model model = HandMadeModels.Of(HandMadeModels.Linear(1, -1, 0), ["a", "a@1"], "y");
        model = model with { Inputs = [model.Inputs[0], model.Inputs[1] with { Tap = new Tap("a", 1) }] };
        DataTable table = model.Derive(DataTable.FromColumns(["a", "y"], [ramp, [.. ramp.Select(_ => 1.0)]]));
        InputImportance importance = Assert.Single(PermutationImportance.Of(model, table, [.. Enumerable.Range(1, 199)], seed: 1));
        Assert.Equal(("a", 0), (importance.Name, importance.Increase));
    }

    [Fact]
    public void Rows_without_the_target_do_not_count()
    {
        (Model model, _) = Case(1);
        double[][] columns = [.. HandMadeModels.Uniform(3, 50), new double[50]];
        for (int row = 0; row < 50; row++)
            columns[3][row] = row % 2 == 0 ? 3 * columns[0][row] + columns[1][row] : 1e6;
        DataTable table = DataTable.FromColumns(["a", "b", "c", "y"], columns, (row, column) => column == 3 && row % 2 == 1);
        Assert.InRange(PermutationImportance.Of(model, table, HandMadeModels.Rows(50), seed: 1)[0].Increase, 1, 5);
    }

    private static (Model Model, DataTable Table) Case(int rows)
    {
        double[][] inputs = HandMadeModels.Uniform(3, rows);
        double[] target = [.. inputs[0].Zip(inputs[1], (a, b) => 3 * a + b)];
        return (
            HandMadeModels.Of(HandMadeModels.Linear(3, 1, 0, 0), ["a", "b", "c"], "y"),
            DataTable.FromColumns(["a", "b", "c", "y"], [.. inputs, target]));
    }
}
