namespace IllsEdge.Reports.Tests;

public class MarkupTests
{
    [Theory]
    [InlineData("<script>alert(\"x\") & 'y'</script>", "&lt;script&gt;alert(&quot;x&quot;) &amp; &#39;y&#39;&lt;/script&gt;")]
    [InlineData("🌡️ °C", "🌡️ °C")]
    [InlineData("a\0b\u001bc\uFFFF", "a\uFFFDb\uFFFDc\uFFFD")]
    [InlineData("", "")]
    public void What_stands_between_braces_is_escaped(string text, string expected) =>
        Assert.Equal($"<b>{expected}</b>", new Markup().Add($"<b>{text}</b>").ToString());

    [Fact]
    public void Half_a_surrogate_pair_is_replaced() =>
        Assert.Equal("half \uFFFD pair", new Markup().AddText("half \uD83C pair").ToString());

    [Fact]
    public void Numbers_have_one_decimal_at_most_in_every_culture() =>
        Assert.Equal("0.3 -12 7", new Markup().Add($"{1.0 / 3} {-12.04} {7}").ToString());

    [Fact]
    public void Markup_in_markup_stays_as_it_is()
    {
        Markup inner = new Markup().Add($"<i>{"<"}</i>");
        Assert.Equal("<b><i>&lt;</i></b>", new Markup().Add($"<b>{inner}</b>").ToString());
    }
}
