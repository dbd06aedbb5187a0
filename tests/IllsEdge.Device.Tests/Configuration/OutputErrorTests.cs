namespace IllsEdge.Device.Tests.Configuration;

/// <summary>Each row: a text of the small document, what stands there instead, and the one error that results.</summary>
/// <remarks>A single quote stands for a double one.</remarks>
public class OutputErrorTests
{
    [Theory]
    [InlineData(
        "'port': 'A'",
        "'port': 'B', 'baud': 19200",
        "12:33: outputs[0].port: 9600 baud, but inputs[0].source uses B with 19200; a port has one rate")]
    [InlineData(
        "'pin': 4",
        "'pin': 5",
        "13:52: outputs[1].pin: libgpiod chip 0 pin 5 is read by inputs[2].source; a pin is an input or an output")]
    [InlineData(
        "'kind': 'json'",
        "'kind': 'xml'",
        "14:15: outputs[2].kind: 'xml' is not a kind of output. Allowed: serial, gpio, json")]
    [InlineData(
        "'kind': 'json'",
        "'kind': 'json', 'indent': true",
        "14:23: outputs[2].indent: unknown key. Known here: kind")]
    [InlineData(
        "{ 'kind': 'json' }",
        "{ 'kind': 'json' }, { 'kind': 'json' }",
        "14:35: outputs[3].kind: outputs[2] writes the same lines to standard output already; remove one of the two")]
    [InlineData(
        "{ 'kind': 'json' }",
        "'json'",
        """14:5: outputs[2]: 'json' is not an object such as {"kind": "json"}""")]
    [InlineData(
        "{ 'kind': 'json' }",
        "{ 'kind': 'serial', 'port': 'B' }",
        "14:33: outputs[2].port: outputs[0] writes the same lines to this port already; remove one of the two")]
    [InlineData(
        "{ 'kind': 'json' }",
        "{ 'kind': 'serial', 'port': 'A', 'baud': 115200 }",
        "14:46: outputs[2].baud: 115200 baud, but inputs[0].source uses A with 9600; a port has one rate")]
    [InlineData(
        "{ 'kind': 'json' }",
        "{ 'kind': 'gpio', 'driver': 'libgpiod', 'pin': 5, 'alarm': { 'below': 4 }, 'safe': 'low' }",
        "14:52: outputs[2].pin: libgpiod chip 0 pin 5 is driven by outputs[1] already; give each output a pin of its own")]
    [InlineData(
        "'alarm': { 'above': 5 },",
        "",
        """13:5: outputs[1].alarm: missing; give {"above": 5} or {"below": 5}""")]
    [InlineData(
        "'alarm': { 'above': 5 }",
        "'alarm': { }",
        "13:64: outputs[1].alarm: has no limit; give above or below")]
    [InlineData(
        "'alarm': { 'above': 5 }",
        "'alarm': { 'above': 5, 'below': 4 }",
        "13:87: outputs[1].alarm.below: an alarm watches one limit: give above or below, and a second output for the other")]
    [InlineData(
        "'alarm': { 'above': 5 }",
        "'alarm': { 'above': '5' }",
        "13:75: outputs[1].alarm.above: '5' is not a number")]
    [InlineData(
        "'alarm': { 'above': 5 }",
        "'alarm': { 'above': 5, 'hysteresis': -1 }",
        "13:92: outputs[1].alarm.hysteresis: -1 is not a number of 0 or more")]
    [InlineData(
        ", 'safe': 'low'",
        "",
        "13:5: outputs[1].safe: missing; give a level: high, low")]
    [InlineData(
        "'safe': 'low'",
        "'safe': 'lo'",
        "13:88: outputs[1].safe: 'lo' is not a level; did you mean low? Allowed: high, low")]
    [InlineData(
        "'safe': 'low'",
        "'safe': 'low', 'inverted': 'yes'",
        "13:107: outputs[1].inverted: 'yes' is not true or false")]
    public void What_is_wrong_with_an_output_is_told_with_its_place(
        string old, string replacement, string expected) =>
        Documents.HasOneError(old, replacement, expected);
}
