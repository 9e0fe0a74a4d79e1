using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Dialects.AriStay;

public sealed class TheChatPage
{
    [Fact]
    public async Task Is_our_own_page_below_the_prefix_and_at_the_root()
    {
        await using var parley = await TestParley.StartAsync();
        using var http = new HttpClient { BaseAddress = parley.Address };
        var ours = await http.GetAsync("/");
        var page = await ours.Content.ReadAsByteArrayAsync();

        foreach (var path in new[] { "/aristay/api/chat/", "/api/chat/", "/aristay/api/chat" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", "text/html" } } };
            var answer = await http.SendAsync(request);

            Assert.True(answer.IsSuccessStatusCode);
            Assert.Equal(page, await answer.Content.ReadAsByteArrayAsync());
            foreach (var header in new[] { "Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy" })
                Assert.Equal(ours.Headers.GetValues(header), answer.Headers.GetValues(header));
        }

        // Whatever it loads stands at an absolute address, so it works below any path.
        Assert.DoesNotContain("\"./", System.Text.Encoding.UTF8.GetString(page), StringComparison.Ordinal);
    }
}
