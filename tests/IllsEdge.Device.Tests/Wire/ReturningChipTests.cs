using System.Device.Gpio;
using IllsEdge.Device.Tests.Support;
using IllsEdge.Device.Wire;

namespace IllsEdge.Device.Tests.Wire;

/// <summary>A chip that comes back under another number.</summary>
public sealed class ReturningChipTests : IDisposable
{
    private readonly Dictionary<int, string> _labels = new() { [0] = "pinctrl", [3] = "mcp2221" };
    private readonly List<int> _opened = [];
    private readonly List<GpioController> _controllers = [];
    private readonly MemoryLog _log = new();
    private readonly ReturningChip _chip;

    public ReturningChipTests() =>
        _chip = new ReturningChip(3, Open, chip => _labels.GetValueOrDefault(chip), () => _labels.Keys, _log);

    public void Dispose() => _controllers.ForEach(controller => controller.Dispose());

    [Fact]
    public void It_is_found_by_its_label_and_told_with_what_to_do()
    {
        _chip.Open();
        _labels.Remove(3);
        _labels[5] = "mcp2221";
        _chip.Open();
        Assert.Equal([3, 5], _opened);
        Assert.Equal(1, _log.Count("mcp2221 is /dev/gpiochip5 now, and was /dev/gpiochip3."));
        Assert.Equal(1, _log.Count("set \"chip\" to 5"));
    }

    [Fact]
    public void Its_own_number_comes_first_when_it_has_that_again()
    {
        _chip.Open();
        _labels.Remove(3);
        _labels[5] = "mcp2221";
        _chip.Open();
        _labels.Remove(5);
        _labels[3] = "mcp2221";
        _chip.Open();
        _chip.Open();
        Assert.Equal([3, 5, 3, 3], _opened);
        Assert.Equal(2, _log.Entries.Count);
    }

    [Fact]
    public void Of_two_of_a_kind_and_of_none_nothing_is_guessed()
    {
        _chip.Open();
        _labels.Remove(3);
        Assert.Throws<HardwareException>(_chip.Open);
        (_labels[5], _labels[6]) = ("mcp2221", "mcp2221");
        Assert.Throws<HardwareException>(_chip.Open);
        Assert.Empty(_log.Entries);
    }

    [Fact]
    public void Another_chip_under_its_number_is_not_taken_for_it_where_it_is_there_itself()
    {
        _chip.Open();
        (_labels[3], _labels[5]) = ("ftdi", "mcp2221");
        _chip.Open();
        Assert.Equal([3, 5], _opened);
    }

    [Fact]
    public void At_the_start_the_number_counts_and_nothing_else()
    {
        _labels[3] = "whatever is there";
        _chip.Open();
        Assert.Equal([3], _opened);
    }

    private GpioController Open(int chip)
    {
        if (!_labels.ContainsKey(chip))
            throw new HardwareException($"There is no GPIO chip /dev/gpiochip{chip}.");
        _opened.Add(chip);
        GpioController controller = GpioDrivers.Open(GpioDrivers.Simulated);
        _controllers.Add(controller);
        return controller;
    }
}
