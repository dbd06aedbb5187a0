namespace IllsEdge.Device.Tests.Configuration;

/// <summary>Each row: a text of the small document, what stands there instead, and the one error that results.</summary>
/// <remarks>A single quote stands for a double one.</remarks>
public class SourceErrorTests
{
    [Theory]
    [InlineData(
        "{ 'kind': 'serial', 'port': 'A' }",
        "null",
        """6:32: inputs[0].source: null is not an object such as {"kind": "serial", ...}""")]
    [InlineData(
        "{ 'kind': 'serial', 'port': 'A' }",
        "{ 'port': 'A' }",
        "6:32: inputs[0].source.kind: missing; give a kind of source: serial, csv, gpio, simulated")]
    [InlineData(
        "'kind': 'serial', 'port': 'A'",
        "'kind': 'seriel', 'port': 'A'",
        "6:42: inputs[0].source.kind: 'seriel' is not a kind of source; did you mean serial? Allowed: serial, csv, gpio, simulated")]
    [InlineData(
        "'kind': 'serial', 'port': 'A'",
        "'kind': 'modem', 'port': 'A'",
        "6:42: inputs[0].source.kind: 'modem' is not a kind of source. Allowed: serial, csv, gpio, simulated")]
    [InlineData(
        "'kind': 'serial', 'port': 'A'",
        "'kind': 5, 'port': 'A'",
        "6:42: inputs[0].source.kind: 5 is not a kind of source. Allowed: serial, csv, gpio, simulated")]
    [InlineData(
        "'port': 'A'",
        "'port': 1",
        "6:60: inputs[0].source.port: 1 is not a serial port, such as \"/dev/ttyUSB0\"")]
    [InlineData(
        "'port': 'A'",
        "'baud': 9600",
        "6:32: inputs[0].source.port: missing; give a serial port, such as \"/dev/ttyUSB0\"")]
    [InlineData(
        "'port': 'A'",
        "'port': 'A', 'baud': 49",
        "6:73: inputs[0].source.baud: 49 is not a whole number from 50 to 4000000")]
    [InlineData(
        "'port': 'A'",
        "'port': 'A', 'baud': '9600'",
        "6:73: inputs[0].source.baud: '9600' is not a whole number from 50 to 4000000")]
    [InlineData(
        "'port': 'A'",
        "'port': 'A', 'channel': 'a b'",
        "6:76: inputs[0].source.channel: 'a b' is not a name of letters, digits and underscores, no digit first, such as \"oil_temperature\"")]
    [InlineData(
        "'port': 'A'",
        "'port': 'A', 'channel': 't'",
        "6:76: inputs[0].source.channel: 't' is the time of the values on a serial line; give the sensor's value another name there")]
    [InlineData(
        "'path': 'a.csv'",
        "'timeColumn': 'time'",
        "7:37: inputs[1].source.path: missing; give a CSV file, such as \"recorded.csv\"")]
    [InlineData(
        "'path': 'a.csv'",
        "'path': 'a.csv', 'timeColumn': 'time', 'period': '1s'",
        "7:85: inputs[1].source.timeColumn: timeColumn and period both say when a row is due; give one of the two")]
    [InlineData(
        "'path': 'a.csv'",
        "'path': 'a.csv', 'speed': 0",
        "7:80: inputs[1].source.speed: 0 is not a number from 0.001 to 1000000")]
    [InlineData(
        "'path': 'a.csv'",
        "'path': 'a.csv', 'period': '1w'",
        "7:81: inputs[1].source.period: '1w' is not a duration from 1ms to 1d, such as \"100ms\". Allowed: a number and one of ms, s, min, h, d")]
    [InlineData(
        "'path': 'a.csv' }",
        "'path': 'a.csv' } }, { 'name': 'flow', 'source': { 'kind': 'csv', 'path': './a.csv', 'speed': 2 }",
        "7:128: inputs[2].source.path: inputs[1].source replays this file at another pace; give both the same timeColumn, period, speed and origin")]
    [InlineData(
        "'path': 'a.csv' }",
        "'path': 'a.csv', 'origin': 'own' } }, { 'name': 'flow', 'source': { 'kind': 'csv', 'path': './a.csv' }",
        "7:145: inputs[2].source.path: inputs[1].source replays this file at another pace; give both the same timeColumn, period, speed and origin")]
    [InlineData(
        "'path': 'a.csv'",
        "'path': 'a.csv', 'origin': 'ours'",
        "7:81: inputs[1].source.origin: 'ours' is not what times count from. Allowed: shared, own")]
    [InlineData(
        "'driver': 'libgpiod', 'pin': 4",
        "'pin': 4",
        "8:33: inputs[2].source.driver: missing; give a GPIO driver: libgpiod, libgpiod-v2, sysfs, simulated")]
    [InlineData(
        "'driver': 'libgpiod', 'pin': 4",
        "'driver': 'wiringpi', 'pin': 4",
        "8:61: inputs[2].source.driver: 'wiringpi' is not a GPIO driver. Allowed: libgpiod, libgpiod-v2, sysfs, simulated")]
    [InlineData(
        "'driver': 'libgpiod', 'pin': 4",
        "'driver': 'libgpiod'",
        "8:33: inputs[2].source.pin: missing; give a whole number from 0 to 4095")]
    [InlineData(
        "'pin': 4",
        "'pin': -1",
        "8:80: inputs[2].source.pin: -1 is not a whole number from 0 to 4095")]
    [InlineData(
        "'pin': 4",
        "'pin': 4, 'chip': 300",
        "8:91: inputs[2].source.chip: 300 is not a whole number from 0 to 255")]
    [InlineData(
        "'driver': 'libgpiod', 'pin': 4",
        "'driver': 'sysfs', 'chip': 1, 'pin': 4",
        "8:78: inputs[2].source.chip: sysfs numbers pins across all chips; leave chip out")]
    [InlineData(
        "'driver': 'libgpiod', 'pin': 4",
        "'driver': 'sysfs', 'pin': 4, 'pull': 'up'",
        "8:88: inputs[2].source.pull: sysfs cannot switch resistors; use libgpiod, or set the resistor elsewhere and leave this out")]
    [InlineData(
        "'pin': 4",
        "'pin': 4, 'pull': 'upp'",
        "8:91: inputs[2].source.pull: 'upp' is not a resistor; did you mean up? Allowed: none, up, down")]
    [InlineData(
        "'pin': 4",
        "'pin': 4, 'channel': 'x'",
        "8:83: inputs[2].source.channel: unknown key. Known here: kind, driver, chip, pin, pull")]
    [InlineData(
        "'pin': 4 }",
        "'pin': 4, 'pull': 'up' } }, { 'name': 'lid', 'source': { 'kind': 'gpio', 'driver': 'libgpiod', 'pin': 4 }",
        "8:175: inputs[3].source.pin: inputs[2].source reads libgpiod chip 0 pin 4 with another pull; a pin has one resistor")]
    [InlineData(
        "'machine': 'press'",
        "'machine': 'presss'",
        "10:80: target.source.machine: 'presss' is not a simulated machine; did you mean press? Allowed: press, furnace, pump")]
    [InlineData(
        "'machine': 'press'",
        "'machine': 'press', 'channel': 'thicknes'",
        "10:100: target.source.channel: 'thicknes' is not a value of the press; did you mean thickness? Allowed: platen_temperature, oil_temperature, pressure, vibration, cycle_time, stroke, thickness")]
    [InlineData(
        "'name': 'thickness'",
        "'name': 'density'",
        "10:44: target.source.channel: missing, and the name 'density' is not a value of the press. Allowed: platen_temperature, oil_temperature, pressure, vibration, cycle_time, stroke, thickness")]
    public void What_is_wrong_with_a_source_is_told_with_its_place(
        string old, string replacement, string expected) =>
        Documents.HasOneError(old, replacement, expected);
}
