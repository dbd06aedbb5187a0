using System.IO.Ports;

namespace IllsEdge.Device.Wire;

/// <summary>How a serial port is opened.</summary>
/// <param name="Port">Its path, such as <c>/dev/ttyUSB0</c>, or a link to it.</param>
/// <param name="BaudRate">Bits per second. 115200, because a line of 60 bytes at 50 Hz is too much for 9600.</param>
/// <param name="DataBits">Bits of a character, 5 to 8.</param>
/// <param name="Parity">Parity.</param>
/// <param name="StopBits">Stop bits.</param>
/// <param name="IsReady">Whether DTR and RTS are raised once it is open. True: many USB devices send to a ready listener
/// only. False for boards that take DTR for a reset.</param>
public sealed record SerialPortSettings(
    string Port, int BaudRate = 115200, int DataBits = 8, Parity Parity = Parity.None, StopBits StopBits = StopBits.One,
    bool IsReady = true);
