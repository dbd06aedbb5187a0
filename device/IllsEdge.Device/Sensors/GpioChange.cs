namespace IllsEdge.Device.Sensors;

/// <summary>A change of a pin.</summary>
/// <param name="Input">Index of the input.</param>
/// <param name="IsOn">Its new level, after inversion.</param>
/// <param name="At">When, since the source was made.</param>
internal readonly record struct GpioChange(int Input, bool IsOn, TimeSpan At);
