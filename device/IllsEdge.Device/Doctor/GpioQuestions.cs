using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace IllsEdge.Device.Doctor;

/// <summary>
/// Asks the kernel for chips and lines without libgpiod, which may be what is missing, and without taking any line:
/// include/uapi/linux/gpio.h, from Linux 5.10 on.
/// </summary>
internal static partial class GpioQuestions
{
    private const int NameLength = 32;
    private const uint ChipInformation = 0x8044B401;   // GPIO_GET_CHIPINFO_IOCTL: 68 bytes
    private const uint LineInformation = 0xC100B405;   // GPIO_V2_GET_LINEINFO_IOCTL: 256 bytes
    private const ulong Used = 1;                      // GPIO_V2_LINE_FLAG_USED

    /// <summary>A chip; null where it does not answer.</summary>
    public static GpioChipFacts? Chip(string device)
    {
        // name[32], label[32], lines
        byte[] answer = new byte[68];
        return Ask(device, ChipInformation, answer)
            ? new GpioChipFacts(Text(answer, NameLength), BitConverter.ToInt32(answer, 2 * NameLength))
            : null;
    }

    /// <summary>A line; null where the chip does not answer.</summary>
    public static GpioLineFacts? Line(string device, int line)
    {
        // name[32], consumer[32], offset, number of attributes, flags, attributes
        byte[] answer = new byte[256];
        BitConverter.TryWriteBytes(answer.AsSpan(2 * NameLength), line);
        if (!Ask(device, LineInformation, answer))
            return null;
        bool isUsed = (BitConverter.ToUInt64(answer, 2 * NameLength + 8) & Used) != 0;
        return new GpioLineFacts(Text(answer, 0), isUsed ? Text(answer, NameLength) : null);
    }

    private static bool Ask(string device, uint question, byte[] answer)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        try
        {
            using SafeFileHandle chip = File.OpenHandle(device);
            return Control(chip, question, answer) == 0;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return false;
        }
    }

    private static string Text(byte[] answer, int start) =>
        Encoding.UTF8.GetString(answer, start, NameLength).Split('\0')[0];

    // The kernel's request is unsigned long. The third argument is one of many to C, which is passed like any other on
    // the 64-bit Linux systems that there are.
    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Control(SafeFileHandle file, nuint request, [In, Out] byte[] answer);
}
