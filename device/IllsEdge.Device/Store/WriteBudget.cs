namespace IllsEdge.Device.Store;

/// <summary>
/// What may be written to the disk in a day, spread over it: a bucket that holds an hour's share and runs out evenly at
/// 23 hours' share a day, so that no 24 hours see more than the budget. How full it is says what has to be spared.
/// </summary>
/// <remarks>
/// Up to half nothing is. From there batches become longer, up to <see cref="LongestBatch"/> at three quarters: a row
/// alone rewrites three pages, and so do the fifty beside it. From three quarters samples without a label are thinned:
/// one in 2 is kept, then one in 4, 8, 16 and 32, and none where the bucket is full. The rest is written all the same
/// and counted, so what labels, decisions and models take beyond the budget has to be paid back by samples. Timed by
/// the monotonic count; a restart begins with an empty bucket. For one thread at a time.
/// </remarks>
internal sealed class WriteBudget
{
    /// <summary>The longest that rows wait for their batch, and with it what a power cut then costs.</summary>
    public static readonly TimeSpan LongestBatch = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private const double Sparing = 0.5;
    private const double Thinning = 0.75;
    private const double ThinningStep = 0.05;

    private readonly double _capacity;
    private readonly double _leak;
    private readonly TimeProvider _clock;
    private readonly double _most;
    private long _day;
    private long _today;
    private bool _isOverrunTold;
    private double _level;
    private long _settled;

    public WriteBudget(long? bytesPerDay, TimeProvider clock)
    {
        _capacity = bytesPerDay / 24.0 ?? double.PositiveInfinity;
        _leak = _capacity * 23 / Day.TotalSeconds;
        _clock = clock;
        _settled = _day = clock.GetTimestamp();
        // A move of the log is not stopped half way.
        _most = (bytesPerDay ?? double.PositiveInfinity) + CheckpointPages * (double)StoreFile.PageLength;
    }

    /// <summary>Pages after which the log is moved into the file: many, as a page that was rewritten is moved once; but
    /// a small part of the bucket, and of a disk that fills up.</summary>
    public int CheckpointPages => (int)Math.Clamp(_capacity / 8 / StoreFile.PageLength, 100, 400);

    /// <summary>How full the bucket is; 1 and more where nothing but the dear may be written.</summary>
    public double Fullness
    {
        get
        {
            if (double.IsInfinity(_capacity))
                return 0;
            double left = _level - _leak * _clock.GetElapsedTime(_settled).TotalSeconds;
            return Math.Max(0, left) / _capacity;
        }
    }

    /// <summary>Of how many samples without a label one is kept; 0 for none at all.</summary>
    public int OneIn => Fullness switch
    {
        < Thinning => 1,
        >= 1 => 0,
        var fullness => 2 << (int)((fullness - Thinning) / ThinningStep),
    };

    /// <summary>Takes account of what was written.</summary>
    public void Spend(long bytes)
    {
        if (double.IsInfinity(_capacity))
            return;
        _level = Fullness * _capacity + bytes;
        _settled = _clock.GetTimestamp();
        if (_clock.GetElapsedTime(_day) >= Day)
            (_day, _today, _isOverrunTold) = (_settled, 0, false);
        _today += bytes;
    }

    /// <summary>Bytes of the day, counted from the start, once a day where they are more than may be.</summary>
    /// <returns>Null where there is nothing to tell.</returns>
    public long? TakeOverrun()
    {
        if (_today <= _most || _isOverrunTold)
            return null;
        _isOverrunTold = true;
        return _today;
    }

    /// <summary>Time from one batch to the next.</summary>
    /// <param name="shortest">Where nothing has to be spared.</param>
    public TimeSpan Interval(TimeSpan shortest)
    {
        double over = Math.Clamp((Fullness - Sparing) / (Thinning - Sparing), 0, 1);
        return over == 0 || shortest >= LongestBatch ? shortest : shortest * Math.Pow(LongestBatch / shortest, over);
    }
}
