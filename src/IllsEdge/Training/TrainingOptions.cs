namespace IllsEdge.Training;

/// <summary>Which parameters a step of <see cref="CoupledTrainer"/> changes.</summary>
public enum StepBlock
{
    /// <summary>All layers at once.</summary>
    Network,

    /// <summary>One hidden layer and the output layer, one hidden layer after the other.</summary>
    Layer,
}

/// <summary>How a network is fitted. Every default stands beside its reason.</summary>
public sealed record TrainingOptions
{
    /// <summary>
    /// Ridge against the sum of squared standardised residuals; biases are not penalised. Null, the default, finds it by
    /// the evidence of the training rows: data differ by a factor of a thousand in what they want, and finding it takes
    /// about as long as a fit. README.md in this folder has the comparison with other ways.
    /// </summary>
    public double? Ridge { get; init; }

    /// <summary>
    /// The ridge where none is given and none is looked for: for `classic` and above 2000 parameters. The value of 0.001,
    /// 0.01, 0.1, 0.3, 1 and 3 with the lowest geometric mean error in 3-fold cross-validation inside the training rows of
    /// concrete, energy, boston and wine_red (1 x 16 tanh).
    /// </summary>
    public const double DefaultRidge = 0.3;

    /// <summary>
    /// Threads that share a pass over the rows, where each gets some thousands of them. The same number gives the same result bit
    /// for bit; another rounds differently. 1, because a device has other work to do.
    /// </summary>
    public int Threads { get; init; } = 1;

    /// <summary>
    /// Where an earlier fit of the network ended. Then all rows are used from the first iteration on, and a ridge that is not
    /// given is the earlier one or found from it on. Null, the default, for weights that no fit has seen.
    /// </summary>
    public WarmStart? Start { get; init; }

    /// <summary>
    /// How much large residuals count. None, because <see cref="RobustLoss.Auto"/> needs a second fit where tails are heavy,
    /// and heavy tails may be the process.
    /// </summary>
    public RobustLoss Robust { get; init; } = RobustLoss.None;

    /// <summary>Parameters of a step; with one hidden layer both blocks are the same.</summary>
    public StepBlock Block { get; init; } = StepBlock.Network;

    /// <summary>
    /// Iterations at most, of a robust fit at most in each of the fits that it consists of. Typical fits converge in 30 to
    /// 100; 200 bounds the time on a small device.
    /// </summary>
    public int MaximumIterations { get; init; } = 200;

    /// <summary>Time at most; null for no limit. The runtime's timers hold up to 49 days.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>
    /// A fit has converged when ten iterations together lower the loss by less than this share. In the cross-validation
    /// that chose <see cref="DefaultRidge"/>, a tenth or a hundredth of it doubled or tripled the iterations and changed
    /// the error by less than its scatter.
    /// </summary>
    public double Tolerance { get; init; } = 0.01;

    /// <summary>Iterations without a better validation error after which a fit with validation rows stops.</summary>
    public int Patience { get; init; } = 20;

    /// <summary>Share of the way to the ideal activation that `classic` goes, in (0, 1]; 1 is the published method.</summary>
    public double Blend { get; init; } = 1;

    /// <summary>
    /// Whether the report holds rank and factor at the kept weights, one more pass over the Jacobian. On, because models need them
    /// for their intervals.
    /// </summary>
    public bool KeepsFactor { get; init; } = true;

    /// <summary>Clock for time limit and report.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
