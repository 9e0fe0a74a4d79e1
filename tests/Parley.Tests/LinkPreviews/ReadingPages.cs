using System.Diagnostics;
using System.Text;
using Parley.LinkPreviews;
using Xunit;

namespace Parley.Tests.LinkPreviews;

public sealed class ReadingPages
{
    private static readonly Uri Here = new("https://example.org/a/b");

    [Theory]
    [InlineData("<title> The   Engine\n</title>", "The Engine")]
    [InlineData("<title>a</title><meta property='og:title' content='b'>", "b")]
    [InlineData("<meta name=twitter:title content=c><title>a</title>", "c")]
    [InlineData("<meta property='og:title' content='a > b &lt;i&gt; &#x41;'>", "a > b <i> A")]
    [InlineData("<!-- <title>hidden</title> --><title>seen</title>", "seen")]
    [InlineData("<script>var x = '<title>hidden</title>'</script><title>seen</title>", "seen")]
    [InlineData("<title>a\u202Eevil\u202C\u0007\u200Bb</title>", "aevil b")]
    [InlineData("<meta property=og:title content='<script>alert(1)</script>'>", "<script>alert(1)</script>")]   // text, as it stands
    [InlineData("<body><title>too late</title>", null)]
    [InlineData("<title></title>", null)]
    public void What_a_page_says_of_itself_is_one_line_of_text(string html, string? title) =>
        Assert.Equal(title, Read(html)?.Title);

    [Fact]
    public void Everything_has_its_length()
    {
        var page = Read($"<title>{new string('x', 5000)}</title><meta name=description content='{new string('y', 5000)}'><meta property=og:site_name content='{new string('z', 5000)}'>")!;

        Assert.Equal((300, 600, 100), (page.Title!.Length, page.Description!.Length, page.SiteName!.Length));
    }

    [Theory]
    [InlineData("/pic.png", "https://example.org/pic.png")]
    [InlineData("//cdn.example/p.png", "https://cdn.example/p.png")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("data:image/png;base64,AAAA", null)]
    [InlineData("file:///etc/passwd", null)]
    [InlineData("http://a:b@example.org/x.png", null)]
    public void An_image_is_an_address_of_the_web_or_nothing(string image, string? url) =>
        Assert.Equal(url, Read($"<title>t</title><meta property=og:image content='{image}'>")!.ImageUrl);

    [Theory]
    [InlineData("windows-1251", "Привет")]
    [InlineData("shift_jis", "こんにちは")]
    [InlineData("utf-8", "héllo")]
    public void Old_encodings_are_read_from_the_header_and_from_the_page(string charset, string title)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(charset) ?? Encoding.GetEncoding(charset);

        Assert.Equal(title, PageReader.Read(encoding.GetBytes($"<title>{title}</title>"), charset, Here).Title);
        Assert.Equal(title, PageReader.Read(encoding.GetBytes($"<meta charset=\"{charset}\"><title>{title}</title>"), null, Here).Title);
        Assert.NotNull(PageReader.Read(encoding.GetBytes("<title>x</title>"), "utf-7", Here).Title);
        Assert.NotNull(PageReader.Read(encoding.GetBytes("<title>x</title>"), "no-such-thing", Here).Title);
    }

    [Theory]
    [InlineData("<div><b><a>")]
    [InlineData("<meta property=og:title content=x>")]
    [InlineData("<meta '")]
    [InlineData("<title>")]
    [InlineData("<!--")]
    [InlineData("<script>")]
    [InlineData("&#x0;&nbsp;\u0000")]
    [InlineData("<table><svg><math>")]
    [InlineData("<style></style>")]
    public void Half_a_megabyte_of_malice_is_read_in_no_time(string piece)
    {
        var html = string.Concat(Enumerable.Repeat(piece, LinkFetcher.PageBytes / piece.Length));
        var watch = Stopwatch.StartNew();

        Read(html);
        Read($"<!-- {html[..^5]}");

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));   // one that was not guarded took minutes
    }

    private static LinkPage? Read(string html) => PageReader.Read(Encoding.UTF8.GetBytes(html), "utf-8", Here);
}
