namespace IllsEdge.Device.Wire;

/// <summary>
/// Hardware that the configuration names is not available. The message says what is missing and what to do; the program ends
/// with exit code 4.
/// </summary>
public sealed class HardwareException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is missing and what to do about it.</param>
    /// <param name="cause">What the system said, or null.</param>
    public HardwareException(string message, Exception? cause = null) : base(message, cause)
    {
    }
}
