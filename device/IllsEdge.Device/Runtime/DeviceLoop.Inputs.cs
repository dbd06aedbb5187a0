using IllsEdge.Data;
using IllsEdge.Device.Configuration;
using IllsEdge.Device.Store;
using IllsEdge.Prediction;

namespace IllsEdge.Device.Runtime;

// What the model is given: the sample in hand and, where it looks back, those before it.
public sealed partial class DeviceLoop
{
    // All models of a run take the same inputs, those of the model it began with, so that labelled samples suit each.
    private readonly Tap[] _taps;
    // The configured inputs, then the target.
    private readonly string[] _columns;
    private readonly InputWindow _window;
    // The same without what stands in for a reading; null where nothing ever does.
    private readonly InputWindow? _measured;
    private readonly double[] _inputs;
    private readonly double[] _scratch;
    private TimeSpan? _lastSample;

    private Tap[] TapsOf(Model? model) => model is null
        ? [.. _configuration.Inputs.Select(input => new Tap(input.Name))]
        : [.. model.Inputs.Select(input => input.Tap)];

    /// <summary>Composes the model's inputs, of readings and of what stands in for them.</summary>
    /// <param name="now">The loop's count.</param>
    /// <param name="isMeasured">Whether all of them are readings: only from such a sample is learned.</param>
    private RowState ComposeInputs(TimeSpan now, out bool isMeasured)
    {
        // A pause shorter than two periods is a late step, not one that was missed.
        long missed = _lastSample is { } last ? Math.Max(0, (now - last).Ticks / _configuration.Period.Ticks - 1) : 0;
        _lastSample = now;
        RowState state = Compose(_window, missed, _used, _inputs);
        isMeasured = (_measured is null ? state : Compose(_measured, missed, _present, _scratch)) == RowState.Complete;
        return state;
    }

    private RowState Compose(InputWindow window, long missed, ReadOnlySpan<bool> there, Span<double> inputs)
    {
        window.Skip(missed);
        window.Add(_values, there);
        return window.Compose(inputs, out _);
    }

    /// <summary>The inputs of a sample that is only in the store; null where one is missing or was a target.</summary>
    private double[]? Recall(StoredSample newest)
    {
        double[] inputs = new double[_taps.Length];
        foreach (IGrouping<int, int> sameLag in Enumerable.Range(0, _taps.Length).GroupBy(input => _taps[input].Lag))
        {
            TimeSpan back = _configuration.Period * sameLag.Key;
            StoredSample? sample = sameLag.Key == 0
                ? newest
                : _surroundings.FindSample(
                    newest.Time - (long)back.TotalMilliseconds, (long)(_configuration.Period / 2).TotalMilliseconds);
            foreach (int input in sameLag)
            {
                int column = Array.IndexOf(_columns, _taps[input].Column);
                if (sample is null || column == sample.Present.Length || !sample.Present[column])
                    return null;
                inputs[input] = _taps[input].IsIndicator ? 0 : sample.Values[column];
            }
        }

        return inputs;
    }

    private string? WhatIsWrong(Model model)
    {
        string wanted = string.Join(", ", _configuration.Inputs.Select(input => input.Name));
        string given = string.Join(", ", model.Columns.Where(column => column != _configuration.Target.Name));
        if (given != wanted)
            return $"is a model of the inputs {given}, and this device has {wanted}, in this order.";
        if (model.History > 0 && _configuration.Readings == ReadingsKept.Every)
            return "looks back by periods, and this device takes a sample of every reading; set readings to last.";
        string targets = string.Join(", ", model.Targets.Select(target => target.Name));
        return targets == _configuration.Target.Name
            ? null
            : $"predicts {targets}, and this device is to predict {_configuration.Target.Name}.";
    }
}
