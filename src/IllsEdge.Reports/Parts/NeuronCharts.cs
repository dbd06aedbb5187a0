using IllsEdge.Diagnostics;
using IllsEdge.Reports.Charts;
using IllsEdge.Reports.Pages;

namespace IllsEdge.Reports.Parts;

/// <summary>What the neurons of a network do, and what they were asked for.</summary>
internal static class NeuronCharts
{
    /// <summary>Neurons that are drawn, those that contribute most.</summary>
    private const int MostBars = 24;

    public static void Add(Section section, MemberInspection member)
    {
        if (member.Neurons.Count == 0)
            return;
        NeuronInsight[] neurons = [.. member.Neurons.OrderByDescending(neuron => neuron.Contribution)];
        NeuronInsight[] drawn = [.. neurons.Take(MostBars)];
        string[] names = [.. drawn.Select(Name)];
        section
            .Figure(
                new Chart
                {
                    Title = "What each neuron contributes",
                    XLabel = "change of the output without it, in its deviations",
                    Rows = names,
                    Marks = [new BarMark([.. drawn.Select(neuron => new Bar(neuron.Contribution))])],
                },
                "Layer and neuron. A neuron near 0 could be left out.")
            .Figure(
                new Chart
                {
                    Title = "What each should still change",
                    XLabel = "wanted change of its total input",
                    Rows = names,
                    Marks =
                    [
                        new BarMark(
                        [
                            .. drawn.Select(neuron => new Bar(neuron.Asked)
                            {
                                Text = $"{NumberText.Of(neuron.Asked, 2)}; {Wording.Percent(neuron.Followed)}",
                                Ink = Ink.Series(1),
                            }),
                        ]),
                    ],
                },
                "The change that would, with its neighbours', remove the residuals, and the share of it that other weights " +
                "could follow. A trained network has learned what could be followed: what is left is noise, or needs inputs " +
                "or neurons that are not there.")
            .Figure(
                new Chart
                {
                    Title = "How often each is saturated",
                    XLabel = "% of the rows",
                    XAxis = Axis.Between(0, 100),
                    Rows = names,
                    Marks = [new BarMark([.. drawn.Select(neuron => new Bar(100 * neuron.Saturated) { Ink = Ink.Series(2) })])],
                },
                "Rows on which its slope is below a tenth of its steepest. A few such neurons are switches and do no harm.")
            .Details("All neurons in figures", details => details.Table(Figures(neurons)));
    }

    private static Table Figures(IEnumerable<NeuronInsight> neurons)
    {
        Table table = new(
            Column.Text("neuron"),
            Column.Number("contribution"),
            Column.Number("asked"),
            Column.Number("could follow"),
            Column.Number("mean"),
            Column.Number("deviation"),
            Column.Number("saturated"));
        foreach (NeuronInsight neuron in neurons)
            table.Row(
                Name(neuron),
                NumberText.Of(neuron.Contribution),
                NumberText.Of(neuron.Asked),
                Wording.Percent(neuron.Followed),
                NumberText.Of(neuron.MeanValue),
                NumberText.Of(neuron.ValueDeviation),
                Wording.Percent(neuron.Saturated));
        return table;
    }

    private static string Name(NeuronInsight neuron) => $"{neuron.Layer + 1}.{neuron.Neuron + 1}";
}
