using System.Text.Json.Nodes;

namespace IllsEdge.Reports.Tests.Support;

/// <summary>What must hold of every page that we write, in a telephone's width and a monitor's, light and dark.</summary>
internal static class PageChecks
{
    /// <summary>Widths in CSS pixels.</summary>
    public static readonly int[] Widths = [390, 1440];

    // Findings are texts; sizes are in CSS pixels. Contrast and large text as in WCAG 2.2, 1.4.3.
    private const string Script = """
        (windowWidth => {
          const findings = [];
          const say = (what, element) =>
            findings.push(`${what}: <${element.tagName.toLowerCase()}> ${element.textContent.trim().slice(0, 60)}`);
          const all = selector => [...document.querySelectorAll(selector)];
          const isSeen = element => element.getClientRects().length > 0 && element.getBoundingClientRect().width > 0;
          const overlap = (a, b) => a.left < b.right - 0.5 && b.left < a.right - 0.5
            && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;

          for (const details of all('details')) details.open = true;
          // On a telephone innerWidth grows with a page that is too wide.
          if (document.documentElement.scrollWidth > windowWidth)
            findings.push(`the page is ${document.documentElement.scrollWidth} wide in a window of ${windowWidth}`);

          for (const svg of all('figure > svg')) {
            const box = svg.getBoundingClientRect();
            if (!(box.width > 0 && box.height > 0)) say('a chart has no size', svg);
            const drawn = [...svg.querySelectorAll('.mark path, .mark rect')]
              .some(mark => mark.getAttribute('d') || mark.getAttribute('width') > 0);
            if (!drawn && !svg.querySelector('.no-data')) say('nothing is drawn', svg);

            const texts = [...svg.querySelectorAll('text')];
            for (const text of texts) {
              const size = parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
              if (size < 9) say(`text of ${size.toFixed(1)}`, text);
              const b = text.getBoundingClientRect();
              if (b.left < box.left - 1 || b.right > box.right + 1 || b.top < box.top - 1 || b.bottom > box.bottom + 1)
                say('text sticks out of its chart', text);
            }
            const apart = (names) => {
              const group = texts.filter(text => text.matches(names));
              for (let i = 0; i < group.length; i++)
                for (let j = 0; j < i; j++)
                  if (overlap(group[i].getBoundingClientRect(), group[j].getBoundingClientRect()))
                    say(`text lies on "${group[j].firstChild.textContent}"`, group[i]);
            };
            apart('.x-tick, .axis-label');
            apart('.y-tick, .axis-label');
            apart('.series-label');
            apart('.legend, .axis-label');
          }

          const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
          const rgb = colour => {
            context.clearRect(0, 0, 1, 1);
            context.fillStyle = colour;
            context.fillRect(0, 0, 1, 1);
            const [r, g, b, a] = context.getImageData(0, 0, 1, 1).data;
            return { r, g, b, a: a / 255 };
          };
          const over = (top, below) => ({
            r: top.r * top.a + below.r * (1 - top.a), g: top.g * top.a + below.g * (1 - top.a),
            b: top.b * top.a + below.b * (1 - top.a), a: 1 });
          const behind = element => {
            if (!element) return rgb('Canvas');
            const own = rgb(getComputedStyle(element).backgroundColor);
            return own.a === 1 ? own : over(own, behind(element.parentElement));
          };
          const luminance = ({ r, g, b }) => {
            const [x, y, z] = [r, g, b].map(v => v / 255)
              .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
            return 0.2126 * x + 0.7152 * y + 0.0722 * z;
          };
          for (const element of all('body *:not(svg *), svg text')) {
            const isText = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
            if (!isText || !isSeen(element)) continue;
            const style = getComputedStyle(element);
            const isChart = element.matches('svg text');
            if (!isChart && parseFloat(style.fontSize) < 14) say(`text of ${style.fontSize}`, element);
            const paper = behind(element);
            const ink = over(rgb(isChart ? style.fill : style.color), paper);
            const [low, high] = [luminance(ink), luminance(paper)].sort((a, b) => a - b);
            const contrast = (high + 0.05) / (low + 0.05);
            if (contrast < 4.5) say(`contrast of ${contrast.toFixed(2)}`, element);
          }
          return [...new Set(findings)];
        })
        """;

    /// <summary>Looks at a file in every width and theme.</summary>
    /// <returns>What is wrong, in sentences; nothing where all is well.</returns>
    public static async Task<IReadOnlyList<string>> Findings(Browser browser, string path)
    {
        List<string> findings = [];
        foreach (int width in Widths)
        {
            foreach (bool isDark in new[] { false, true })
            {
                await using BrowserPage page = await browser.Open(path, width, isDark);
                JsonArray found = (await page.Evaluate($"{Script}({width})"))!.AsArray();
                findings.AddRange(found.Select(finding => (string)finding!).Concat(page.Messages)
                    .Concat(page.Requests.Select(address => $"asks for {address}"))
                    .Select(finding => $"{width}{(isDark ? " dark" : "")}: {finding}"));
            }
        }

        return findings;
    }
}
