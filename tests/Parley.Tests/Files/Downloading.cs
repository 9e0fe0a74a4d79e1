using System.Net;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Files;

public sealed class Downloading
{
    [Theory]
    [InlineData("bytes=0-3", HttpStatusCode.PartialContent, "0123", "bytes 0-3/10")]
    [InlineData("bytes=7-", HttpStatusCode.PartialContent, "789", "bytes 7-9/10")]
    [InlineData("bytes=-2", HttpStatusCode.PartialContent, "89", "bytes 8-9/10")]
    [InlineData("bytes=5-500", HttpStatusCode.PartialContent, "56789", "bytes 5-9/10")]
    [InlineData("bytes=10-", HttpStatusCode.RequestedRangeNotSatisfiable, "", "bytes */10")]
    [InlineData("bytes=0-1,4-5", HttpStatusCode.OK, "0123456789", null)]
    [InlineData("nonsense", HttpStatusCode.OK, "0123456789", null)]
    public async Task A_range_gives_that_part(string range, HttpStatusCode status, string part, string? where)
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var file = await ada.UploadsAsync("digits.txt", "0123456789"u8.ToArray());

        using var request = new HttpRequestMessage(HttpMethod.Get, file.Url);
        request.Headers.TryAddWithoutValidation("Range", range);
        using var answer = await ada.Http.SendAsync(request);

        Assert.Equal((status, part, where), (answer.StatusCode, await answer.TextAsync(), answer.Content.Headers.ContentRange?.ToString()));
        if (answer.StatusCode != HttpStatusCode.RequestedRangeNotSatisfiable)
            Assert.Equal("bytes", answer.Headers.AcceptRanges.ToString());
    }

    [Fact]
    public async Task What_one_has_already_is_not_sent_again()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var file = await ada.UploadsAsync("digits.txt", "0123456789"u8.ToArray());
        using var first = await ada.AsksForAsync(file.Url);
        using var request = new HttpRequestMessage(HttpMethod.Get, file.Url) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };

        using var second = await ada.Http.SendAsync(request);

        Assert.Equal($"\"{file.Sha256}\"", first.Headers.ETag!.Tag);
        Assert.Equal((HttpStatusCode.NotModified, ""), (second.StatusCode, await second.TextAsync()));
        Assert.Equal("no-cache, private", first.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task Only_pictures_sound_and_film_are_shown_in_place_and_nothing_runs()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        foreach (var sample in SampleFiles.All)
        {
            var file = await ada.UploadsAsync(sample.Name, sample.Content);
            using var answer = await ada.AsksForAsync(file.Url);
            var isShown = sample.Type is "image/png" or "image/jpeg" or "image/gif" or "image/webp" or "image/bmp" or "image/avif"
                || sample.Type.StartsWith("audio/", StringComparison.Ordinal) || sample.Type.StartsWith("video/", StringComparison.Ordinal);

            Assert.Equal((sample.Name, isShown ? "inline" : "attachment"), (sample.Name, answer.Content.Headers.ContentDisposition!.DispositionType));
            Assert.Equal("default-src 'none'; sandbox", answer.Headers.GetValues("Content-Security-Policy").Single());
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
            Assert.DoesNotContain(answer.Content.Headers.ContentType!.MediaType, new[] { "text/html", "image/svg+xml", "application/xml", "text/javascript" });
        }
    }

    [Fact]
    public async Task A_name_is_written_by_RFC_6266()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var file = await ada.UploadsAsync("€ \"rates\"; a/b\\c.txt", "x"u8.ToArray());

        using var answer = await ada.AsksForAsync(file.Url);

        Assert.Equal("€ \"rates\"; a/b\\c.txt", file.Name);
        Assert.Equal("€ _rates_; a_b_c.txt", answer.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.DoesNotContain(answer.Content.Headers.GetValues("Content-Disposition").Single(), c => c > 126);
    }

    [Fact]
    public async Task A_link_works_for_anybody_until_its_time_is_over()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        using var nobody = new HttpClient { BaseAddress = parley.Address };
        var file = await ada.UploadsAsync("a.txt", "for whoever has the link"u8.ToArray());
        var link = await Person.ReadAsync<FileLink>(await ada.PostAsync($"files/{file.Id}/link", new MakeFileLink(60)));

        Assert.Equal("for whoever has the link", await nobody.GetStringAsync(link.Url));
        foreach (var forged in new[]
        {
            link.Url.Replace("expires=", "expires=9", StringComparison.Ordinal), link.Url.Replace("by=", "by=9", StringComparison.Ordinal),
            link.Url[..^1], link.Url.Replace("signature=", "signature=A", StringComparison.Ordinal), link.Url.Split('?')[0],
            link.Url.Replace(file.Id.ToString(), (await ada.UploadsAsync("b.txt", "another"u8.ToArray())).Id.ToString(), StringComparison.Ordinal),
        })
            await Refused.WithAsync(Errors.NotFound, nobody.GetAsync(forged));

        await parley.RestartAsync();
        using var later = new HttpClient { BaseAddress = parley.Address };
        Assert.Equal("for whoever has the link", await later.GetStringAsync(link.Url));
        parley.Clock.Advance(TimeSpan.FromSeconds(60));
        await Refused.WithAsync(Errors.NotFound, later.GetAsync(link.Url));
    }

    [Fact]
    public async Task A_link_ends_with_the_right_of_its_maker_and_with_the_file()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        using var nobody = new HttpClient { BaseAddress = parley.Address };
        var lobby = await parley.ConversationAsync(ada, grace);
        var file = await ada.UploadsAsync("a.txt", "x"u8.ToArray());
        await ada.SaysWithAsync(lobby, "", file);
        var hers = await Person.ReadAsync<FileLink>(await grace.PostAsync($"files/{file.Id}/link", new MakeFileLink()));
        var adas = await Person.ReadAsync<FileLink>(await ada.PostAsync($"files/{file.Id}/link", new MakeFileLink()));
        Assert.Equal("x", await nobody.GetStringAsync(hers.Url));

        await Doings.SucceedsAsync(ada.KicksAsync(lobby, grace));
        await Refused.WithAsync(Errors.NotFound, nobody.GetAsync(hers.Url));
        Assert.Equal("x", await nobody.GetStringAsync(adas.Url));

        await Doings.SucceedsAsync(ada.DeleteAsync($"files/{file.Id}"));
        await Refused.WithAsync(Errors.NotFound, nobody.GetAsync(adas.Url));
        await Refused.WithAsync(Errors.ValidationFailed, ada.PostAsync($"files/{file.Id}/link", new MakeFileLink(0)));
        await Refused.WithAsync(Errors.ValidationFailed, ada.PostAsync($"files/{file.Id}/link", new MakeFileLink(Limits.FileLinkSeconds + 1)));
    }
}
