namespace IllsEdge.Device.Simulation.Pump;

/// <summary>
/// Head, power, leakage and suction limit of a centrifugal pump, by its curves at the nominal speed and the affinity laws:
/// flow in proportion to speed, head to its square, power to its cube.
/// </summary>
/// <remarks>
/// With r the speed over the nominal one and Q the flow through the impeller, which is the pump's and what leaks back
/// through the wear ring: H = H0 r^2 - a Q^2; efficiency eta_b (2 x - x^2) with x = Q / (r Q_b), so the shaft's power is
/// rho g H r Q_b / (eta_b (2 - x)), which does not vanish at closed valve; NPSH required r^2 (n0 + n1 x^2); leakage
/// C_d pi D s sqrt(2 g H_ring), s the gap (Guelich, Centrifugal Pumps, chapters 3, 4 and 6).
/// </remarks>
internal static class Impeller
{
    /// <summary>Revolutions a minute.</summary>
    public const double NominalSpeed = 2900;

    /// <summary>Head at closed valve and nominal speed, m.</summary>
    public const double ClosedHead = 60;

    /// <summary>a of the head curve, m per (m3/h)^2: 45 m are left at the best flow.</summary>
    public const double HeadFall = 15.0 / (BestFlow * BestFlow);

    /// <summary>Flow through the impeller at which it is most efficient, at nominal speed, m3/h.</summary>
    public const double BestFlow = 60;

    /// <summary>Efficiency there.</summary>
    public const double BestEfficiency = 0.72;

    private const double RingDiameter = 0.12;             // m
    private const double RingDischarge = 0.4;             // C_d of a narrow gap
    private const double RingHeadShare = 0.75;            // of the pump's head; the rest is lost beside the impeller
    private const double SuctionHead = 1.5;               // n0, m
    private const double SuctionRise = 2.5;               // n1, m
    private const double SecondsPerHour = 3600;

    /// <summary>m.</summary>
    /// <param name="ratio">Speed over the nominal one.</param>
    /// <param name="flow">Through the impeller, m3/h.</param>
    public static double Head(double ratio, double flow) => ClosedHead * ratio * ratio - HeadFall * flow * flow;

    /// <summary>Of the shaft, W.</summary>
    /// <param name="ratio">Speed over the nominal one, above zero.</param>
    /// <param name="flow">Through the impeller, m3/h; below twice the best one at this speed.</param>
    /// <param name="density">kg/m3.</param>
    public static double ShaftPower(double ratio, double flow, double density)
    {
        double part = flow / (ratio * BestFlow);
        return density * Water.Gravity * Head(ratio, flow) * ratio * (BestFlow / SecondsPerHour)
            / (BestEfficiency * (2 - part));
    }

    /// <summary>Head above boiling that the pump needs at its inlet, m.</summary>
    /// <param name="ratio">Speed over the nominal one, above zero.</param>
    /// <param name="flow">Through the impeller, m3/h.</param>
    public static double RequiredSuctionHead(double ratio, double flow)
    {
        double part = flow / (ratio * BestFlow);
        return ratio * ratio * (SuctionHead + SuctionRise * part * part);
    }

    /// <summary>What leaks back from discharge to suction, m3/h.</summary>
    /// <param name="head">Of the pump, m.</param>
    /// <param name="gap">Of the wear ring, mm.</param>
    public static double Leakage(double head, double gap) =>
        RingDischarge * Math.PI * RingDiameter * gap * 1e-3
        * Math.Sqrt(2 * Water.Gravity * RingHeadShare * Math.Max(0, head)) * SecondsPerHour;
}
