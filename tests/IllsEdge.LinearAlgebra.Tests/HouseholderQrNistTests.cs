using IllsEdge.LinearAlgebra.Tests.Nist;

namespace IllsEdge.LinearAlgebra.Tests;

/// <summary>
/// NIST's Statistical Reference Datasets for linear regression, as NIST states them: nothing is scaled first.
/// </summary>
public sealed class HouseholderQrNistTests
{
    /// <summary>
    /// Digits demanded. Beside them the worst measured over the four kernels, both solvers, with and without fused
    /// multiply-add (x64, .NET 10.0): the order of sums moves them by up to a digit, and another processor may move
    /// them a little further, so the demand is 0.4 digits or more below.
    /// </summary>
    public static MatrixTheoryData<string, (string Problem, double Digits)> Demands => new(
        Kernel.All.Select(kernel => kernel.Name),
        [
            ("Norris", 11.4), // 11.9
            ("NoInt1", 14), // 14.7
            ("Filip", 6.4), // 6.9
            ("Longley", 10.8), // 11.3
            ("Wampler1", 8.6), // 9.1
            ("Wampler2", 12.2), // 12.7
            ("Wampler3", 8.6), // 9.1
        ]);

    [Theory, MemberData(nameof(Demands))]
    public void Double_precision_finds_the_certified_digits(string kernel, (string Problem, double Digits) demand)
    {
        StrdProblem problem = StrdProblem.Load(demand.Problem);
        HouseholderQr<double> qr = HouseholderQrCalls.Qr<double>(kernel);
        Factor<double> factor = qr.Factor(problem.Rows<double>(), 1);

        double digits = problem.CorrectDigits(qr.Solve(factor));
        FactorRank rank = qr.SolveBasic(factor, out Matrix<double> basic, out _);
        double basicDigits = problem.CorrectDigits(basic);

        Figures.Report($"{kernel} {demand.Problem} digits", digits);
        Figures.Report($"{kernel} {demand.Problem} digits of SolveBasic", basicDigits);
        Figures.Report($"{kernel} {demand.Problem} condition", rank.Condition);
        Assert.True(digits >= demand.Digits, $"{digits} digits.");
        Assert.True(basicDigits >= demand.Digits, $"{basicDigits} digits of the basic solution.");
        Assert.Equal(problem.Unknowns, rank.Value);
    }

    [Theory, MemberData(nameof(Catalogue.Kernels), MemberType = typeof(Catalogue))]
    public void Single_precision_calls_Filip_deficient_and_does_not_solve_it(string kernel)
    {
        StrdProblem problem = StrdProblem.Load("Filip");
        HouseholderQr<float> qr = HouseholderQrCalls.Qr<float>(kernel);

        FactorRank rank = qr.SolveBasic(qr.Factor(problem.Rows<float>(), 1), out Matrix<float> solution, out _);

        Figures.Report($"{kernel} Filip in float, rank", rank.Value);
        Assert.False(rank.IsFull);
        Assert.Equal(double.PositiveInfinity, rank.Condition);
        Assert.True(problem.CorrectDigits(solution) < 1);
    }
}
