namespace IllsEdge.Device.Runtime;

/// <summary>
/// A file in which somebody, or another program, asks for something: one word, <c>retrain</c>, <c>rollback</c> or <c>adopt</c>.
/// It is looked for every second, not on the loop's thread, and deleted when it was read. A file that holds anything else is
/// told once and stays: it may be somebody's.
/// </summary>
public sealed class CommandFile : IDisposable
{
    private const string Source = "commands";
    private const int LongestCommand = 64;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly IDeviceLog _log;
    private readonly Action<OperatorRequest> _request;
    private readonly ITimer _timer;
    private string? _told;

    /// <summary>Begins to look.</summary>
    /// <param name="path">The file.</param>
    /// <param name="request">Is told what was asked for; on a thread of its own.</param>
    /// <param name="clock">When to look.</param>
    /// <param name="log">Is told what cannot be understood.</param>
    public CommandFile(string path, Action<OperatorRequest> request, TimeProvider clock, IDeviceLog log)
    {
        ArgumentNullException.ThrowIfNull(clock);
        (_path, _request, _log) = (path, request, log);
        _timer = clock.CreateTimer(_ => Look(), null, BetweenLooks, BetweenLooks);
    }

    /// <summary>Looks no more.</summary>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        try
        {
            if (!File.Exists(_path))
            {
                _told = null;
                return;
            }

            string text = Read();
            // Whoever writes it may not be done yet.
            if (text.Length == 0)
                return;
            if (!Enum.TryParse(text, ignoreCase: true, out OperatorRequest request) || !Enum.IsDefined(request)
                || char.IsAsciiDigit(text[0]))
            {
                Tell($"{_path} asks for \"{text}\"; it can ask for retrain, rollback or adopt");
                return;
            }

            File.Delete(_path);
            _told = null;
            _request(request);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Tell($"{_path} cannot be read and deleted: {exception.Message}");
        }
    }

    // Once, and not every second.
    private void Tell(string text)
    {
        if (text != _told)
            _log.Tell(LogLevel.Warning, Source, text);
        _told = text;
    }

    private string Read()
    {
        using StreamReader reader = new(_path);
        char[] text = new char[LongestCommand];
        return new string(text, 0, reader.ReadBlock(text)).Trim();
    }
}

/// <summary>What an operator can ask a device for.</summary>
public enum OperatorRequest
{
    /// <summary>Learn anew.</summary>
    Retrain,

    /// <summary>Put the previous model back.</summary>
    RollBack,

    /// <summary>Put the model that is in waiting into use.</summary>
    Adopt,
}
