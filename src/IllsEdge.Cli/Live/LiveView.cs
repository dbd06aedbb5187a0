using System.Diagnostics;
using IllsEdge.Device;
using IllsEdge.Device.Runtime;
using Spectre.Console;

namespace IllsEdge.Cli.Live;

/// <summary>
/// The loop on a terminal: charts, figures and the log, redrawn in place eight times a second by a thread of its own.
/// The loop only copies numbers, however slow the terminal is.
/// </summary>
internal sealed partial class LiveView : IRunView
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(0.125);

    /// <summary>A terminal that was stopped must not keep the program from ending.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly ScreenMemory _memory;
    private readonly ScreenMemory _shown;
    private readonly ScreenSetting _setting;
    private readonly IAnsiConsole _console;
    private readonly TextWriter _writer;
    private readonly ManualResetEventSlim _end = new();
    private readonly Thread _drawing;
    private readonly long _start = Stopwatch.GetTimestamp();
    private (int Width, int Height) _size;
    private Exception? _trouble;

    public LiveView(ScreenSetting setting, TextWriter writer)
    {
        _setting = setting;
        _writer = writer;
        _memory = new ScreenMemory(setting.Duration);
        _shown = new ScreenMemory(setting.Duration);
        _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        _drawing = new Thread(Draw) { IsBackground = true, Name = "screen" };
        _drawing.Start();
    }

    public void Sampled(in SampleReport sample)
    {
        lock (_gate)
            _memory.Sampled(sample);
    }

    public void Labelled(in LabelReport label)
    {
        lock (_gate)
            _memory.Labelled(label);
    }

    public void Decided(Decision decision)
    {
        lock (_gate)
            _memory.Decided(decision);
    }

    public void Refresh(LoopStatus status, bool isAlarm)
    {
        lock (_gate)
            _memory.Refresh(status, isAlarm);
    }

    public void Tell(LogLevel level, string source, string text)
    {
        if (level < _setting.Least)
            return;
        lock (_gate)
            _memory.Log.Add(LogLine.Of(_memory.Elapsed, level, source, text));
    }

    /// <summary>Leaves the last state on the screen.</summary>
    public void Dispose()
    {
        if (_end.IsSet)
            return;

        _end.Set();
        if (_drawing.Join(Patience) && _trouble is not null and not IOException)
            _writer.WriteLine($"The screen stopped: {_trouble.Message}");
    }

    public void Abandon()
    {
        // Not by the console, whose lock the drawing thread may hold.
        try
        {
            using Stream terminal = Console.OpenStandardError();
            terminal.Write("\e[0m\e[?25h\n"u8);
        }
        catch (IOException)
        {
            // The terminal has gone.
        }
    }

    private void Draw()
    {
        try
        {
            _console.Cursor.Hide();
            try
            {
                while (!_end.Wait(Period))
                    DrawOnce();
                DrawOnce();
            }
            finally
            {
                _console.Cursor.Show();
            }
        }
        catch (Exception exception)
        {
            // The loop goes on without its screen, whatever is wrong with that.
            _trouble = exception;
        }
    }

    /// <summary>
    /// Writes over the last picture. Spectre's own live display takes away what was scrolled out of sight when the
    /// terminal gets smaller.
    /// </summary>
    private void DrawOnce()
    {
        lock (_gate)
            _shown.CopyFrom(_memory);

        // The cursor is on the line below the picture, which so must be free, or all would move up.
        (int Width, int Height) size = (_console.Profile.Out.Width, Math.Max(1, _console.Profile.Out.Height - 1));
        if (size == _size)
            _console.Write(new ControlCode($"\e[{size.Height}A"));
        else if (_size != default)
            _console.Write(new ControlCode("\e[2J\e[H"));
        _size = size;
        (_console.Profile.Width, _console.Profile.Height) = size;
        _console.Write(Picture(size.Width, size.Height));
        _console.WriteLine();
    }
}
