namespace IllsEdge.Prediction;

/// <summary>Status of a value that leaves the program, after NAMUR NE 107; the first letter is what is written.</summary>
public enum ValueStatus
{
    /// <summary>Good.</summary>
    Good = 'G',

    /// <summary>Function check: temporarily not a measurement, as during commissioning.</summary>
    Check = 'C',

    /// <summary>Out of specification: a row unlike those that the model was trained on.</summary>
    OutOfSpecification = 'S',

    /// <summary>Maintenance required.</summary>
    Maintenance = 'M',

    /// <summary>Failure: there is no value.</summary>
    Failure = 'F',
}
