namespace IllsEdge.Device.Runtime.Validity;

/// <summary>
/// Whether people are told how an input is: each trouble when it comes, and its end. The same trouble again within a minute
/// is not, unless it lasts: a contact that flickers must not fill the log.
/// </summary>
internal sealed class InputWatch
{
    /// <summary>How long the same trouble is not told again.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly TimeSpan?[] _toldAt = new TimeSpan?[Enum.GetValues<InputState>().Length];
    private InputState? _open;

    /// <summary>The trouble that was told and whose end was not; null where there is none.</summary>
    public InputState? Open => _open;

    /// <summary>Looks at an input; at every look what it says is taken to be told.</summary>
    /// <param name="state">How it is.</param>
    /// <param name="now">The loop's count.</param>
    public bool IsNews(InputState state, TimeSpan now)
    {
        if (state is InputState.Silent or InputState.Good)
        {
            bool isEnd = _open is not null;
            _open = null;
            return isEnd;
        }

        if (state == _open || now - _toldAt[(int)state] < Quiet)
            return false;
        (_open, _toldAt[(int)state]) = (state, now);
        return true;
    }
}
