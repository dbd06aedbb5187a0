using System.Device.Gpio;
using System.Globalization;
using IllsEdge.Device.Doctor;

namespace IllsEdge.Device.Wire;

/// <summary>
/// Opens a chip by its number, and after a loss by its label where the number has changed: the kernel gives one that returns
/// the number that it had only if nobody holds that any more, and a bus that is reset is faster than a loop finds out.
/// </summary>
/// <remarks>
/// Of two chips with the same label, as two expanders of a kind, neither is guessed to be the one. Called by one thread at a
/// time.
/// </remarks>
/// <param name="number">N of /dev/gpiochipN.</param>
/// <param name="open">Opens the chip of a number.</param>
/// <param name="labelOf">The label of the chip of a number; null where there is none that answers.</param>
/// <param name="numbers">Of the chips that are there.</param>
/// <param name="log">Is told of another number.</param>
internal sealed class ReturningChip(
    int number, Func<int, GpioController> open, Func<int, string?> labelOf, Func<IEnumerable<int>> numbers, IDeviceLog log)
{
    private const string Start = "/dev/gpiochip";

    private string? _label;
    private int? _last;

    /// <summary>A chip of this machine.</summary>
    /// <param name="kind">One of <see cref="GpioDrivers.Kinds"/>.</param>
    /// <param name="number">N of /dev/gpiochipN.</param>
    /// <param name="pins">The pins of the simulated driver.</param>
    /// <param name="log">Is told of another number.</param>
    /// <returns>What opens it, and again after a loss.</returns>
    public static Func<GpioController> Opener(string kind, int number, SimulatedPins pins, IDeviceLog log) =>
        kind is GpioDrivers.LibGpiod or GpioDrivers.LibGpiodV2
            ? new ReturningChip(number, chip => GpioDrivers.Open(kind, chip), LabelOf, Numbers, log).Open
            : () => GpioDrivers.Open(kind, number, pins);

    /// <summary>Opens it.</summary>
    /// <exception cref="HardwareException">It is not there.</exception>
    public GpioController Open()
    {
        int found = Find();
        GpioController controller = open(found);
        _label ??= labelOf(found);
        if (found != (_last ?? found))
            log.Tell(LogLevel.Warning, $"gpio chip {number}", FormattableString.Invariant(
                $"{_label} is {Start}{found} now, and was {Start}{_last}. The program has found it; after its next start it takes {Start}{number}, so restart the machine, or set \"chip\" to {found}."));
        _last = found;
        return controller;
    }

    private int Find()
    {
        int last = _last ?? number;
        if (_label is null || labelOf(last) == _label)
            return last;
        if (labelOf(number) == _label)
            return number;
        int[] alike = [.. numbers().Where(chip => labelOf(chip) == _label)];
        return alike.Length == 1 ? alike[0] : number;
    }

    private static string? LabelOf(int chip) => GpioQuestions.Chip(FormattableString.Invariant($"{Start}{chip}"))?.Label;

    private static IEnumerable<int> Numbers() => Directory.GetFiles("/dev", "gpiochip*")
        .Select(file => int.TryParse(file[Start.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int chip) ? chip : -1)
        .Where(chip => chip >= 0);
}
