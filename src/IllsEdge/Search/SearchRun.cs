using IllsEdge.Networks;
using IllsEdge.Networks.Activations;
using IllsEdge.Prediction;
using IllsEdge.Training;

namespace IllsEdge.Search;

/// <summary>One search: the plan, its clock and its table.</summary>
internal sealed class SearchRun
{
    /// <summary>Two networks a fold tell the error of an ensemble of any size; see <see cref="EnsembleError"/>.</summary>
    private const int FirstRestarts = 2;

    /// <summary>
    /// A candidate is given up when its mean squared error on n held-out rows is 1 + this / sqrt(n) times the best's on the
    /// same rows, about two standard errors of such a ratio.
    /// </summary>
    private const double Hopeless = 3;

    /// <summary>Above this ratio of two mean squared errors more restarts may change which is lower.</summary>
    private const double Close = 0.9;

    /// <summary>Contenders that are looked at again in the end, because the best may not be alone.</summary>
    private const int Leaders = 4;

    /// <summary>Restarts of each in the end.</summary>
    private const int LeaderRestarts = 8;

    /// <summary>Neurons of the narrowest layer; two layers begin with twice as many.</summary>
    private const int Narrowest = 4;

    /// <summary>Neurons of the widest layer: with more, a step takes seconds on a small device.</summary>
    private const int Widest = 64;

    /// <summary>Parameters for every measured value: with more, networks only become slower, not better.</summary>
    private const int MostParameters = 5;

    /// <summary>Rows of the sample that an iteration factorises, for each parameter.</summary>
    private const double Sampled = 4;

    /// <summary>The passes of an iteration cost a row as much as this many parameters of the factorisation.</summary>
    private const double Passes = 200;

    /// <summary>A pass costs a row as if the network had so many parameters more.</summary>
    private const double Overhead = 50;

    /// <summary>Share of the time that a candidate may take for certain, though its narrower kin brought nothing.</summary>
    private const double DearShare = 0.1;

    /// <summary>Share of the time that the final fit may take; the search ends earlier for it.</summary>
    private const double FinalShare = 0.4;

    private readonly TrainingRows _rows;
    private readonly SearchRequest _request;
    private readonly IProgress<SearchProgress>? _progress;
    private readonly Fold[] _folds;
    private readonly double[] _ridges;
    private readonly long _start;
    private readonly List<Contender> _judged = [];
    private readonly List<Trial> _trials = [];
    private double _walkedSeconds;
    private double _walkedUnits;

    public SearchRun(
        TrainingRows rows, SearchRequest request, IProgress<SearchProgress>? progress, CancellationToken cancellationToken)
    {
        (_request, _progress) = (request, progress);
        _start = request.Clock.GetTimestamp();
        (_rows, Robust) = OutlierWeights.Of(rows, request, cancellationToken);
        _folds = Fold.Of(_rows, request.TimeOrdered, request.Seed);
        _ridges = [.. RidgePath.Ridges(_rows)];
    }

    /// <summary>What is outlying; null where nobody asked.</summary>
    public RobustReport? Robust { get; }

    public double Seconds => _request.Clock.GetElapsedTime(_start).TotalSeconds;

    /// <summary>Whether time kept the search from something.</summary>
    public bool IsCutShort { get; private set; }

    public IReadOnlyList<Trial> Trials => _trials;

    /// <summary>The candidate with the lowest error; null before one was judged on all folds.</summary>
    public Contender? Best => _judged.MinBy(contender => contender.Merit);

    /// <summary>Widens networks while it pays, varies the best, then looks again at the best few.</summary>
    /// <param name="cancellationToken">Ends the search.</param>
    public void Search(CancellationToken cancellationToken)
    {
        try
        {
            Try(new Candidate([], Activation.Tanh, Resampled: false), cancellationToken);
            Widen(cancellationToken);
            if (Best is { Candidate: { Hidden.Count: > 0 } best })
                Try(best with { Activation = Activation.Named("elu")! }, cancellationToken);

            Confirm(share: 1, cancellationToken);
            foreach (Contender leader in _judged.OrderBy(contender => contender.Merit).Take(Leaders).ToArray())
                if (leader.Restarts(0) < LeaderRestarts && !IsHopeless(leader, _folds.Length))
                    Judge(leader, LeaderRestarts, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // What was judged so far counts.
        }
    }

    /// <summary>The best, and what goes well with it.</summary>
    public Committee Choose() => Committee.Choose(_judged);

    /// <summary>What all folds said of a contender.</summary>
    public Trial ToTrial(Contender contender) => contender.ToTrial(_folds.Length, Seconds);

    /// <summary>The kinds of which there are networks, with how many there are, the first kinds first.</summary>
    public IEnumerable<Trial> ToTrials(Committee chosen, int networks)
    {
        int kinds = chosen.Kinds.Count;
        for (int kind = 0; kind < Math.Min(kinds, networks); kind++)
        {
            int members = (networks + kinds - 1 - kind) / kinds;
            Contender contender = chosen.Kinds[kind];
            yield return ToTrial(contender) with { Members = members, EnsembleError = Math.Sqrt(contender.Error.Of(members)) };
        }
    }

    /// <summary>Fits the chosen networks to all rows, in turn of every kind one, as many as there is time for.</summary>
    public IReadOnlyList<Member> Refit(Committee chosen)
    {
        Trial[] kinds = [.. chosen.Kinds.Select(ToTrial)];
        double longest = 0;
        List<Member> members = [];
        while (members.Count < chosen.Size)
        {
            double before = Seconds;
            if (members.Count > 0 && before + longest > _request.TimeLimit.TotalSeconds)
            {
                IsCutShort = true;
                break;
            }

            Trial kind = kinds[members.Count % kinds.Length];
            Report($"fitting {kind.Candidate} to all rows, {members.Count + 1} of {chosen.Size}");
            Network network = Contender.Path(
                kind.Candidate,
                _rows,
                [.. _ridges.TakeWhile(ridge => ridge >= kind.Ridge)],
                _request.Seed + (ulong)members.Count,
                CancellationToken.None).Last();
            members.Add(new Member(network, Factor: null, Damping: 0) { Ridge = kind.Ridge });
            longest = Math.Max(longest, Seconds - before);
        }

        return members.Count > 1 ? members : [WithFactor(members[0], kinds[0].Ridge)];
    }

    /// <summary>
    /// Tries networks of one and of two layers, twice as wide every time, only cheap ones where the width before brought
    /// nothing; and those that bring something resampled too, as long as that pays.
    /// </summary>
    private void Widen(CancellationToken cancellationToken)
    {
        bool[] isVain = [false, false];
        bool resamplingPays = true;
        for (int width = Narrowest; width <= Widest; width *= 2)
            for (int layers = 1; layers <= 2; layers++)
            {
                if (layers == 2 && width == Narrowest)
                    continue;
                Candidate plain = new([.. Enumerable.Repeat(width, layers)], Activation.Tanh, Resampled: false);
                if (!IsSensible(plain) || (isVain[layers - 1] && IsDear(plain)))
                    continue;
                isVain[layers - 1] = !Try(plain, cancellationToken);
                if (!isVain[layers - 1] && resamplingPays)
                    resamplingPays = Try(plain with { Resampled = true }, cancellationToken);
            }
    }

    /// <summary>Whether judging a candidate takes longer than everything so far, and time is short.</summary>
    private bool IsDear(Candidate candidate)
    {
        double seconds = FirstRestarts * _folds.Length * WalkSeconds(candidate);
        bool isDear = seconds > Math.Max(Seconds, DearShare * _request.TimeLimit.TotalSeconds);
        IsCutShort |= isDear;
        return isDear;
    }

    /// <summary>Judges a candidate on all folds.</summary>
    /// <returns>Whether it is the best so far.</returns>
    private bool Try(Candidate candidate, CancellationToken cancellationToken)
    {
        double before = Best?.Merit ?? 0;
        Contender contender = new(candidate, _folds, _ridges, _request.Seed);
        if (!Judge(contender, FirstRestarts, cancellationToken))
            return false;
        _judged.Add(contender);
        if (Math.Min(contender.Merit, before) > Close * Math.Max(contender.Merit, before))
            Confirm(DearShare, cancellationToken);
        return Best == contender;
    }

    /// <summary>
    /// Brings whichever is best to more restarts, until what is best does not owe it to a guess from few: of many guesses the
    /// luckiest is the lowest.
    /// </summary>
    /// <param name="share">Share of the time that a look may take.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    private void Confirm(double share, CancellationToken cancellationToken)
    {
        while (Best is { } best && best.IsGuess)
        {
            int restarts = 2 * best.Restarts(0);
            double seconds = (_folds.Length * restarts - best.Walks) * WalkSeconds(best.Candidate);
            if (seconds > share * _request.TimeLimit.TotalSeconds || !Judge(best, restarts, cancellationToken))
                return;
        }
    }

    /// <summary>Brings a contender to so many restarts on every fold.</summary>
    /// <returns>Whether it was; false where it has no hope or there is no time.</returns>
    private bool Judge(Contender contender, int restarts, CancellationToken cancellationToken)
    {
        int missing = _folds.Length * restarts - contender.Walks;
        double refit = (double)_rows.Count / _folds[0].Training.Count;
        if (!IsSensible(contender.Candidate) || !IsTimeFor((missing + refit) * WalkSeconds(contender.Candidate)))
            return false;

        for (int fold = 0; fold < _folds.Length; fold++)
        {
            while (contender.Restarts(fold) < restarts)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!IsTimeFor(0))
                    return false;
                Report($"trying {contender.Candidate}, fold {fold + 1} of {_folds.Length}");
                double before = Seconds;
                contender.Walk(fold, cancellationToken);
                double spent = Seconds - before;
                contender.Seconds += spent;
                _walkedSeconds += spent;
                _walkedUnits += Units(contender.Candidate);
            }

            if (IsHopeless(contender, fold + 1))
            {
                _trials.Add(contender.ToTrial(fold + 1, Seconds));
                return false;
            }
        }

        _trials.Add(ToTrial(contender));
        return true;
    }

    /// <summary>Whether a candidate is not too large for the method, or for the rows.</summary>
    private bool IsSensible(Candidate candidate) =>
        Parameters(candidate) <= Math.Min(EvidenceSearch.LargestNetwork, MostParameters * _rows.Count * _rows.Targets.Columns);

    private int Parameters(Candidate candidate) => candidate.Parameters(_rows.Inputs.Columns, _rows.Targets.Columns);

    private double Units(Candidate candidate)
    {
        double parameters = Parameters(candidate);
        double rows = _folds[0].Training.Count;
        return Math.Min(rows, Sampled * parameters) * parameters * parameters + Passes * rows * (parameters + Overhead);
    }

    /// <summary>How long one network of a candidate will take on one fold, going by all that were fitted.</summary>
    private double WalkSeconds(Candidate candidate) =>
        _walkedUnits == 0 ? 0 : Units(candidate) * _walkedSeconds / _walkedUnits;

    private bool IsHopeless(Contender contender, int folds)
    {
        int heldOut = _folds[..folds].Sum(fold => fold.HeldOut.Count);
        return Best is { } best
            && contender.MeritOn(folds) > (1 + Hopeless / Math.Sqrt(heldOut)) * best.MeritOn(folds);
    }

    /// <summary>Whether the search may go on for so long; it takes note where it may not.</summary>
    private bool IsTimeFor(double seconds)
    {
        double limit = _request.TimeLimit.TotalSeconds;
        double final = Best is { } best ? ToTrial(best).Members * best.Seconds / best.Walks : 0;
        bool isTime = Seconds + seconds + Math.Min(final, FinalShare * limit) <= limit;
        IsCutShort |= !isTime;
        return isTime;
    }

    /// <summary>A network that stays alone keeps its triangle, for what needs the curvature.</summary>
    private Member WithFactor(Member member, double ridge)
    {
        TrainingReport report = new CoupledTrainer().Fit(
            member.Network, _rows, validation: null, new TrainingOptions { Ridge = ridge, MaximumIterations = 0 });
        return member with { Factor = report.Factor };
    }

    private void Report(string doing) =>
        _progress?.Report(new SearchProgress(doing, Seconds, Best is { } best ? ToTrial(best) : null));
}
