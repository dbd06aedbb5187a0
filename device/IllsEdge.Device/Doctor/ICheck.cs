namespace IllsEdge.Device.Doctor;

/// <summary>Looks at one part of a machine.</summary>
public interface ICheck
{
    /// <summary>Looks.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="needs">What a configuration needs; null for what is there at all.</param>
    IEnumerable<MachineFinding> Examine(IMachine machine, Needs? needs);
}
