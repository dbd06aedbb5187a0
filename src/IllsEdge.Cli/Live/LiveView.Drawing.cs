using System.Diagnostics;
using System.Globalization;
using IllsEdge.Cli.Terminal;
using IllsEdge.Device;
using IllsEdge.Prediction;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace IllsEdge.Cli.Live;

internal sealed partial class LiveView
{
    private const int FiguresWidth = 36;

    private string Unit => LogLine.Clean(_setting.Unit ?? "");

    /// <summary>Head, predictions, errors beside figures, log; where there is no room, errors go first.</summary>
    private Layout Picture(int width, int height)
    {
        // At 24 lines: 1, 10, 7 and 5; what a taller terminal has more goes to all of them.
        int more = Math.Max(0, height - 23);
        int middle = 7 + (more / 4);
        int bottom = 5 + (more / 4);
        bool isWide = width >= FiguresWidth + 32;
        Layout picture = new();
        picture.SplitRows(
            new Layout(Head()).Size(1),
            new Layout("chart"),
            new Layout("middle").Size(middle),
            new Layout("log").Size(bottom));
        Fill(picture["chart"], $"{Markup.Escape(LogLine.Clean(_setting.Target))}{Legend()}", Predictions());
        Fill(picture["log"], "log", Log(width, bottom - 1));

        Layout figures = new();
        Fill(figures, "figures", Figures());
        Layout error = new();
        Fill(error, "error, last 10 labels", Errors());
        if (isWide)
            picture["middle"].SplitColumns(error, figures.Size(FiguresWidth));
        else
            picture["middle"].SplitRows(figures);

        picture["middle"].IsVisible = height >= 18;
        picture["log"].IsVisible = height >= 12;
        return picture;
    }

    private static void Fill(Layout place, string title, IRenderable content) => place.SplitRows(
        new Layout(new Rule(title) { Justification = Justify.Left, Style = ChartPicture.Grey }).Size(1),
        new Layout(content));

    private Markup Head()
    {
        string total = _setting.Duration is { } duration ? $" of {LogLine.Time(duration)}" : "";
        double speed = _shown.Elapsed / Stopwatch.GetElapsedTime(_start);
        string speedText = speed.ToString(speed < 10 ? "0.0" : "0", CultureInfo.InvariantCulture);
        string alarm = _shown.IsAlarm ? "[white on red] ● ALARM [/]" : "[grey]○ no alarm[/]";
        ValueStatus status = _shown.Status?.Status ?? ValueStatus.Failure;
        string state = _shown.Status is null
            ? "starting"
            : $"[{Colour(status)}]{LogLine.Meaning(status)}[/]  model {_shown.Status.ModelVersion}";
        string title = Markup.Escape(LogLine.Clean(_setting.Title));
        return new Markup($"{alarm}  {state}  {LogLine.Time(_shown.Elapsed)}{total} ×{speedText}  [bold]{title}[/]")
            .Overflow(Overflow.Ellipsis);
    }

    private string Legend()
    {
        string alarm = _setting.AlarmAbove is null && _setting.AlarmBelow is null ? "" : " [red]╌╌[/] alarm";
        return $" [aqua]⠒⠒[/] predicted [yellow]o[/] measured{alarm} [green]▲[/] new model";
    }

    private ChartPicture Predictions() => new()
    {
        Values = _shown.Predicted,
        Marks = _shown.Measured,
        Limits = [.. new[] { _setting.AlarmAbove, _setting.AlarmBelow }.OfType<double>()],
        Adoptions = _shown.Adoptions,
        From = _shown.From,
        Window = _shown.Window,
        Unit = Unit,
    };

    private ChartPicture Errors() => new()
    {
        Values = _shown.Error,
        IsLogarithmic = true,
        Adoptions = _shown.Adoptions,
        From = _shown.From,
        Window = _shown.Window,
        Unit = Unit,
    };

    private Rows Figures()
    {
        if (_shown.Status is not { } status)
            return new Rows();

        string unmatched = status.UnmatchedLabels > 0 ? $" ({status.UnmatchedLabels} unmatched)" : "";
        string error = status.LiveError is null
            ? $"needs 10 labels (goal {Format.Short(status.Goal)})"
            : $"{Format.Short(status.LiveError)} (goal {Format.Short(status.Goal)})";
        return new Rows(
            Figure("samples", $"{status.Samples}"),
            Figure("labels", $"{status.Labels}{unmatched}"),
            Figure("error", error),
            Figure(
                "training",
                status.IsTraining ? "[green]under way[/]" : $"{Format.Count(status.NewLabels, "new label")}"),
            Figure("models", $"{status.Adopted} new, {status.Kept} kept, {status.RolledBack} back"),
            Figure("faults", $"{Alert(status.Faults)}, lost {Alert(status.Lost)}"));
    }

    private static Markup Figure(string name, string markup) =>
        new Markup($" [grey]{name,-9}[/]{markup}").Overflow(Overflow.Ellipsis);

    private static string Alert(long count) => count > 0 ? $"[yellow]{count}[/]" : "0";

    /// <summary>The newest lines, as many as there is room for; a long one is continued under its text.</summary>
    private Rows Log(int width, int height)
    {
        LinkedList<IRenderable> lines = [];
        for (int age = 0; age < _shown.Log.Count; age++)
        {
            LogLine line = _shown.Log[age];
            List<string> parts = Wrapped(line.Text, Math.Max(10, width - LogLine.Indent));
            if (lines.Count > 0 && lines.Count + parts.Count > height)
                break;

            Style style = line.Level switch
            {
                LogLevel.Error => ChartPicture.Limit,
                LogLevel.Warning => ChartPicture.Measured,
                _ => line.Kind == "adopt" ? ChartPicture.Adoption : Style.Plain,
            };
            for (int part = Math.Min(parts.Count, height) - 1; part >= 0; part--)
            {
                string start = part == 0 ? line.Start : new string(' ', LogLine.Indent);
                lines.AddFirst(new Text(start + parts[part], style).Overflow(Overflow.Ellipsis));
            }
        }

        return new Rows(lines);
    }

    private static List<string> Wrapped(string text, int width)
    {
        List<string> parts = [];
        while (text.Length > width)
        {
            int space = text.LastIndexOf(' ', width);
            int end = space > 0 ? space : width;
            parts.Add(text[..end]);
            text = text[end..].TrimStart();
        }

        parts.Add(text);
        return parts;
    }

    private static string Colour(ValueStatus status) => status switch
    {
        ValueStatus.Good => "green",
        ValueStatus.Failure => "red",
        _ => "yellow",
    };
}
