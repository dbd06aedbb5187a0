using IllsEdge.Device.Configuration;

namespace IllsEdge.Device.Tests.Configuration;

/// <summary>The keys that tell bad readings and labels, and what stands in for a reading.</summary>
/// <remarks>A single quote stands for a double one.</remarks>
public class ValidityErrorTests
{
    [Fact]
    public void What_is_given_is_read()
    {
        InputConfiguration input = Read(
            "'current': { 'low': 0, 'high': 160 }, 'maxRate': 5, 'spikes': { 'window': 21, 'threshold': 4, 'resolution': 0.1 }, "
            + "'replace': { 'with': 'last', 'for': '20s' }");
        Assert.Equal(new InputCurrent { Low = 0, High = 160 }, input.Current);
        Assert.Equal(5, input.MaxRate);
        Assert.Equal(new SpikeConfiguration { Window = 21, Threshold = 4, Resolution = 0.1 }, input.Spikes);
        Assert.Equal(new ReplaceConfiguration { With = Substitute.Last, For = TimeSpan.FromSeconds(20) }, input.Replace);
    }

    [Fact]
    public void Without_figures_a_current_is_per_cent_and_spikes_are_looked_for_with_the_usual_ones()
    {
        InputConfiguration input = Read("'current': {}, 'spikes': {}, 'maxRate': null");
        Assert.Equal(new InputCurrent { Low = 0, High = 100 }, input.Current);
        Assert.Equal(new SpikeConfiguration { Window = 11, Threshold = 3, Resolution = null }, input.Spikes);
        Assert.Null(input.MaxRate);
    }

    [Fact]
    public void What_stands_in_does_so_for_ten_times_as_long_as_a_reading_holds_and_a_value_for_ever()
    {
        Assert.Equal(TimeSpan.FromSeconds(70), Read("'maxAge': '7s', 'replace': { 'with': 'median' }").Replace.For);
        Assert.Equal(
            new ReplaceConfiguration { With = Substitute.Value, Value = 20, For = null },
            Read("'replace': { 'with': 'value', 'value': 20 }").Replace);
        Assert.Equal(new ReplaceConfiguration(), Read("'replace': { 'with': 'none' }").Replace);
    }

    [Fact]
    public void What_a_label_can_be_is_read()
    {
        string document = Documents.With("\"name\": \"thickness\",", "\"name\": \"thickness\", \"range\": { \"low\": 5, \"high\": 7 },");
        Assert.Equal(new InputRange { Low = 5, High = 7 }, Documents.Read(document).Configuration!.Target.Range);
    }

    [Theory]
    [InlineData(
        "'current': { 'low': 100 }",
        "6:42: inputs[0].current.low: 4 mA and 20 mA would both be 100; give two different values")]
    [InlineData(
        "'current': { 'low': 7, 'high': 7 }",
        "6:53: inputs[0].current.high: 4 mA and 20 mA would both be 7; give two different values")]
    [InlineData(
        "'current': {}, 'scale': { 'gain': 2 }",
        "6:46: inputs[0].scale: current gives the scale already; remove one of the two")]
    [InlineData(
        "'current': '4-20'",
        """6:33: inputs[0].current: '4-20' is not an object such as {"low": 0, "high": 10}""")]
    [InlineData(
        "'maxRate': 0",
        "6:33: inputs[0].maxRate: at most 0 a second would hold a sensor still; give more than 0, such as 0.5")]
    [InlineData(
        "'maxRate': 'fast'",
        "6:33: inputs[0].maxRate: 'fast' is not a number, or null to switch it off")]
    [InlineData(
        "'spikes': { 'window': 12 }",
        "6:44: inputs[0].spikes.window: 12 readings have no middle one; give 11 or 13")]
    [InlineData(
        "'spikes': { 'window': 3 }",
        "6:44: inputs[0].spikes.window: 3 is not a whole number from 5 to 101")]
    [InlineData(
        "'spikes': { 'treshold': 3 }",
        "6:34: inputs[0].spikes.treshold: unknown key; did you mean threshold? Known here: window, threshold, resolution")]
    [InlineData(
        "'spikes': { 'resolution': -1 }",
        "6:48: inputs[0].spikes.resolution: -1 is not a number of 0 or more, or null to switch it off")]
    [InlineData(
        "'replace': { 'with': 'mean' }",
        "6:43: inputs[0].replace.with: 'mean' is not a way to replace a value; did you mean median? Allowed: none, last, median, value")]
    [InlineData(
        "'replace': { 'with': 'value' }",
        "6:43: inputs[0].replace.with: the value is missing; give one in the input's unit, such as \"value\": 20")]
    [InlineData(
        "'replace': { 'with': 'last', 'value': 20 }",
        "6:60: inputs[0].replace.value: is used with \"with\": \"value\" only; give that, or remove the value")]
    [InlineData(
        "'replace': { 'for': '10s' }",
        "6:42: inputs[0].replace.for: nothing stands in for the value; give \"with\": \"last\", \"median\" or \"value\", or remove this")]
    public void What_is_wrong_is_told_with_its_place(string added, string expected) =>
        Documents.HasOneError("'name': 'oil'", $"'name': 'oil', {added}", expected);

    private static InputConfiguration Read(string added) => Documents.Read(
        Documents.With("\"name\": \"oil\"", $"\"name\": \"oil\", {added.Replace('\'', '"')}")).Configuration!.Inputs[0];
}
