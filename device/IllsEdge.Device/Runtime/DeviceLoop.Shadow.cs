using IllsEdge.Device.Configuration;
using IllsEdge.Device.Retraining;

namespace IllsEdge.Device.Runtime;

// What people ask for, and winners that wait until they have won again or somebody asks for them.
public sealed partial class DeviceLoop
{
    private readonly OperatorButton _button;
    private readonly CommandFile? _commands;
    private int _asked;
    private bool _isShadowTold;

    /// <summary>Asks for a retraining, as soon as none is under way. From any thread.</summary>
    public void RequestRetraining() => Ask(OperatorRequests.Retrain);

    /// <summary>Asks for the previous model to be put back. From any thread.</summary>
    public void RequestRollBack() => Ask(OperatorRequests.RollBack);

    /// <summary>Asks for the model that predicts on the side to be put into use. From any thread.</summary>
    public void RequestAdoption() => Ask(OperatorRequests.Adopt);

    /// <summary>Asks for something. From any thread.</summary>
    public void Request(OperatorRequest request)
    {
        switch (request)
        {
            case OperatorRequest.Retrain:
                RequestRetraining();
                break;
            case OperatorRequest.RollBack:
                RequestRollBack();
                break;
            default:
                RequestAdoption();
                break;
        }
    }

    private void Ask(OperatorRequests request) => Interlocked.Or(ref _asked, (int)request);

    private void Obey(TimeSpan now)
    {
        // Without HasFlag, which allocates where the compiler does not optimise.
        OperatorRequests asked = _surroundings.Obey((OperatorRequests)Interlocked.Exchange(ref _asked, 0));
        if ((asked & OperatorRequests.RollBack) != 0)
            RollBack("somebody asked for it", now);
        if ((asked & OperatorRequests.Adopt) != 0)
        {
            if (_seat.Shadow is { } shadow)
                Adopt(shadow.Model, shadow.Reason, $"after {shadow.Labels} labels in shadow: somebody asked for it", now);
            else
                _log.Tell(LogLevel.Warning, Source, "there is no model in waiting that could be put into use");
        }

        if ((asked & OperatorRequests.Retrain) == 0)
            return;
        _policy.Ask();
        if (_rows.Count < _configuration.Model.MinimumLabels)
            _log.Tell(
                LogLevel.Information, Source,
                $"a retraining begins when there are {_configuration.Model.MinimumLabels} labels; there are {_rows.Count}");
    }

    private void Shadow(SeatedModel challenger, string why, TimeSpan now)
    {
        _seat.Shadow = new ShadowTrial(challenger, _reason, _configuration.Retrain.Shadow, _configuration.Retrain.Margin);
        _isShadowTold = false;
        Decide(
            DecisionKind.Shadow,
            $"model {challenger.Version} predicts on the side for {_configuration.Retrain.Shadow} labels, {why}", now);
    }

    private void JudgeShadow(TimeSpan now)
    {
        if (_seat.Shadow is not { IsOver: true } shadow || _isShadowTold)
            return;
        _isShadowTold = true;
        (double champion, double error) = shadow.Errors;
        string how = FormattableString.Invariant($"error {error:G3} against {champion:G3} on {shadow.Labels} labels in shadow");
        if (!shadow.HasWon)
        {
            _seat.Shadow = null;
            Keep(shadow.Reason, $"model {_seat.Champion!.Version} stays; model {shadow.Model.Version}, {how}{shadow.Doubt}", now);
        }
        else if (_configuration.Retrain.Adopt == Adoption.Shadowed)
        {
            Adopt(shadow.Model, shadow.Reason, how, now);
        }
        else
        {
            Decide(
                DecisionKind.Shadow,
                $"model {shadow.Model.Version} has won again, {how}; it is put into use when somebody asks for it", now);
        }
    }
}
