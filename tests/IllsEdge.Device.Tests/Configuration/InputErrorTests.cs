namespace IllsEdge.Device.Tests.Configuration;

/// <summary>Each row: a text of the small document, what stands there instead, and the one error that results.</summary>
/// <remarks>A single quote stands for a double one.</remarks>
public class InputErrorTests
{
    [Theory]
    [InlineData(
        "'name': 'oil',",
        "",
        "6:5: inputs[0].name: missing; give a name of letters, digits and underscores, no digit first, such as \"oil_temperature\"")]
    [InlineData(
        "'name': 'oil'",
        "'name': '2oil'",
        "6:15: inputs[0].name: '2oil' is not a name of letters, digits and underscores, no digit first, such as \"oil_temperature\"")]
    [InlineData(
        "'name': 'oil'",
        "'name': 'oil temperature'",
        "6:15: inputs[0].name: 'oil temperature' is not a name of letters, digits and underscores, no digit first, such as \"oil_temperature\"")]
    [InlineData(
        "'name': 'oil'",
        "'name': 'öl'",
        "6:15: inputs[0].name: 'öl' is not a name of letters, digits and underscores, no digit first, such as \"oil_temperature\"")]
    [InlineData(
        "'name': 'pressure'",
        "'name': 'oil'",
        "7:15: inputs[1].name: 'oil' is the name of inputs[0] already; names must differ")]
    [InlineData(
        "'name': 'oil'",
        "'name': 'oil', 'unti': 'degC'",
        "6:22: inputs[0].unti: unknown key; did you mean unit? Known here: name, unit, source, scale, current, range, maxRate, spikes, maxAge, stuckAfter, replace")]
    [InlineData(
        "'name': 'oil'",
        "'name': 'oil', 'unit': 5",
        "6:30: inputs[0].unit: 5 is not a physical unit, such as \"degC\"")]
    [InlineData(
        "'name': 'oil'",
        "'name': 'oil', 'scale': 2",
        """6:31: inputs[0].scale: 2 is not an object such as {"gain": 1, "offset": 0}""")]
    [InlineData(
        "'name': 'oil'",
        "'name': 'oil', 'scale': { 'gain': 0 }",
        "6:41: inputs[0].scale.gain: a gain of 0 makes a constant of every reading; give another, such as 0.01")]
    [InlineData(
        "'name': 'oil'",
        "'name': 'oil', 'scale': { 'gain': '2' }",
        "6:41: inputs[0].scale.gain: '2' is not a number")]
    [InlineData(
        "'name': 'oil'",
        "'name': 'oil', 'scale': { 'offset': 1e999 }",
        "6:43: inputs[0].scale.offset: 1e999 is beyond the largest number there is, 1.8e308")]
    [InlineData(
        "'name': 'oil'",
        "'name': 'oil', 'range': { 'low': 5, 'high': 5 }",
        "6:40: inputs[0].range.low: 5 is not below the high of 5")]
    [InlineData(
        "'name': 'oil'",
        "'name': 'oil', 'maxAge': '50ms'",
        "6:32: inputs[0].maxAge: 50ms is shorter than the period of 100ms: the input would be missing between its readings; give 100ms or more")]
    [InlineData(
        "'name': 'oil'",
        "'name': 'oil', 'maxAge': '31d'",
        "6:32: inputs[0].maxAge: '31d' is not a duration from 1ms to 30d, such as \"100ms\"")]
    [InlineData(
        "'name': 'thickness'",
        "'name': 'oil'",
        "10:23: target.name: 'oil' is the name of inputs[0] too; a model cannot predict what it is given")]
    [InlineData(
        "'name': 'thickness'",
        "'name': 'status'",
        "10:23: target.name: 'status' means something else on a serial line (low, high, status, t, age do); rename it")]
    [InlineData(
        "'name': 'thickness',",
        "'name': 'thickness', 'match': { 'tolerance': -1 },",
        "10:60: target.match.tolerance: -1 has no unit (ms, s, min, h, d); give a duration from 0ms to 30d, such as \"100ms\"")]
    [InlineData(
        "'name': 'thickness',",
        "'name': 'thickness', 'match': { 'delay': '30d', 'tollerance': '50ms' },",
        "10:63: target.match.tollerance: unknown key; did you mean tolerance? Known here: tolerance, delay")]
    [InlineData(
        "'machine': 'press'",
        "'machine': 'press'}, 'match': {'delay': '31d'",
        "10:109: target.match.delay: '31d' is not a duration from 0ms to 30d, such as \"100ms\"")]
    public void What_is_wrong_with_an_input_or_the_target_is_told_with_its_place(
        string old, string replacement, string expected) =>
        Documents.HasOneError(old, replacement, expected);
}
