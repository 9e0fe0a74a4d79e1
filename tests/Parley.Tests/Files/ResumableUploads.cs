using System.Net;
using System.Security.Cryptography;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Files;

public sealed class ResumableUploads
{
    [Fact]
    public async Task Cut_at_ten_places_and_over_a_restart_it_becomes_the_whole_file()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var content = RandomNumberGenerator.GetBytes(1_000_000);
        var upload = await BeginAsync(ada, content.Length, "filename VXJsYXViLm1wNA==,filetype dmlkZW8vbXA0");

        for (var cut = 0; cut < 10; cut++)
        {
            var offset = await OffsetAsync(ada, upload);
            var part = content[offset..(offset + RandomNumberGenerator.GetInt32(1, 90_000))];
            Assert.Equal(offset + part.Length, Offset(await SendAsync(ada, upload, offset, part)));
            if (cut == 5)
                await parley.RestartAsync();
        }

        var last = await OffsetAsync(ada, upload);
        await Refused.WithAsync(Errors.NotFound, ada.AsksForAsync($"files/{upload}"));
        Assert.Equal(content.Length, Offset(await SendAsync(ada, upload, last, content[last..])));

        var file = await ada.GetAsync<FileView>($"files/{upload}");
        Assert.Equal(("Urlaub.mp4", Convert.ToHexStringLower(SHA256.HashData(content))), (file.Name, file.Sha256));
        Assert.Equal(content, await ada.Http.GetByteArrayAsync(file.Url));
        Assert.Equal(content.Length, await OffsetAsync(ada, upload));
        Assert.Equal(content.Length, (await ada.GetAsync<OwnFiles>("files")).WorkspaceUsedBytes);
        Uploading.NothingIsLeft(parley);
    }

    [Fact]
    public async Task What_came_before_a_broken_line_counts()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var upload = await BeginAsync(ada, 1000);
        using (var line = new System.Net.Sockets.TcpClient())
        {
            await line.ConnectAsync(IPAddress.Loopback, parley.Address.Port);
            await line.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(
                $"PATCH /api/v1/files/tus/{upload} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {ada.Token}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n"
                + $"Content-Type: application/offset+octet-stream\r\nContent-Length: 1000\r\n\r\n{new string('a', 400)}"));
            await Uploading.WaitUntilAsync(() => Directory.GetFiles(Path.Combine(parley.DataDirectory, "uploads")).Any(f => new FileInfo(f).Length == 400));
            await Refused.WithAsync(Errors.UploadLocked, SendAsync(ada, upload, 400, new byte[10]));
            await Refused.WithAsync(Errors.UploadLocked, AskAsync(ada, HttpMethod.Delete, upload));
        }

        Assert.Equal(400, await OffsetAsync(ada, upload));
        var answer = await SendAsync(ada, upload, 400, new byte[600]);
        for (var i = 0; i < 500 && answer.StatusCode == HttpStatusCode.Locked; i++)
        {
            await Task.Delay(10);   // until the server has read that the line is broken
            answer = await SendAsync(ada, upload, 400, new byte[600]);
        }

        Assert.Equal(1000, Offset(answer));
    }

    [Fact]
    public async Task Wrong_offsets_versions_types_and_lengths_are_refused_and_change_nothing()
    {
        await using var parley = await TestParley.StartAsync("--Parley:Files:MaxBytes=1000");
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var upload = await BeginAsync(ada, 100);
        await SendAsync(ada, upload, 0, new byte[10]);

        await Refused.WithAsync(Errors.OffsetConflict, SendAsync(ada, upload, 0, new byte[10]));
        await Refused.WithAsync(Errors.OffsetConflict, SendAsync(ada, upload, 11, new byte[10]));
        await Refused.WithAsync(Errors.ValidationFailed, SendAsync(ada, upload, -1, new byte[10]));
        await Refused.WithAsync(Errors.FileTooLarge, SendAsync(ada, upload, 10, new byte[91]));
        await Refused.WithAsync(Errors.NotFound, SendAsync(grace, upload, 10, new byte[10]));
        await Refused.WithAsync(Errors.NotFound, AskAsync(grace, HttpMethod.Delete, upload));
        await Refused.WithAsync(Errors.UnsupportedMediaType, SendAsync(ada, upload, 10, new byte[10], "application/octet-stream"));
        var old = await SendAsync(ada, upload, 10, new byte[10], version: "0.2.2");
        Assert.Equal((HttpStatusCode.PreconditionFailed, "1.0.0", "1.0.0"),
            (old.StatusCode, old.Headers.GetValues("Tus-Version").Single(), old.Headers.GetValues("Tus-Resumable").Single()));
        Assert.Equal(10, await OffsetAsync(ada, upload));

        await Refused.WithAsync(Errors.FileEmpty, TryBeginAsync(ada, "0"));
        await Refused.WithAsync(Errors.FileTooLarge, TryBeginAsync(ada, "1001"));
        await Refused.WithAsync(Errors.ValidationFailed, TryBeginAsync(ada, "-5"));
        await Refused.WithAsync(Errors.ValidationFailed, TryBeginAsync(ada, null));
        await Refused.WithAsync(Errors.ValidationFailed, TryBeginAsync(ada, "10", "filename not-base64!"));
    }

    [Fact]
    public async Task A_part_that_is_not_what_its_checksum_says_is_taken_back()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var upload = await BeginAsync(ada, 6);
        var part = "abc"u8.ToArray();

        await Refused.WithAsync(Errors.ChecksumMismatch, SendAsync(ada, upload, 0, part, checksum: "sha256 " + Convert.ToBase64String(SHA256.HashData("abd"u8))));
        Assert.Equal(0, await OffsetAsync(ada, upload));
        await Refused.WithAsync(Errors.ValidationFailed, SendAsync(ada, upload, 0, part, checksum: "crc32 abcd"));
        Assert.Equal(3, Offset(await SendAsync(ada, upload, 0, part, checksum: "sha256 " + Convert.ToBase64String(SHA256.HashData(part)))));
        Assert.Equal(6, Offset(await SendAsync(ada, upload, 3, part, checksum: "sha1 qZk+NkcGgWq6PiVxeFDCbJzQ2J0=")));
        Assert.Equal("abcabc", await ada.Http.GetStringAsync($"files/{upload}/content"));
    }

    [Fact]
    public async Task Its_whole_length_is_counted_until_it_is_ended_or_its_day_is_over()
    {
        await using var parley = await TestParley.StartAsync("--Parley:Files:QuotaBytes=1000");
        var ada = parley.Person("Ada");
        var ended = await BeginAsync(ada, 600);
        await Refused.WithAsync(Errors.QuotaExceeded, TryBeginAsync(ada, "401"));
        var forgotten = await BeginAsync(ada, 400);
        await SendAsync(ada, forgotten, 0, new byte[100]);
        await Refused.WithAsync(Errors.QuotaExceeded, ada.TriesToUploadAsync("a.txt", "x"u8.ToArray()));

        Assert.Equal(HttpStatusCode.NoContent, (await AskAsync(ada, HttpMethod.Delete, ended)).StatusCode);
        await Refused.WithAsync(Errors.NotFound, SendAsync(ada, ended, 0, new byte[1]));
        Assert.Equal(400, (await ada.GetAsync<OwnFiles>("files")).WorkspaceUsedBytes);

        parley.Clock.Leap(TimeSpan.FromHours(24));
        Assert.Contains((await SendAsync(ada, forgotten, 100, new byte[1])).StatusCode, new[] { HttpStatusCode.Gone, HttpStatusCode.NotFound, HttpStatusCode.Locked });   // the cleaning may be at it
        await Cleaning.RunAsync(parley);
        Assert.Equal(0, (await ada.GetAsync<OwnFiles>("files")).WorkspaceUsedBytes);
        Uploading.NothingIsLeft(parley);
    }

    [Fact]
    public async Task It_may_bring_its_bytes_along_and_says_what_it_can()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        using var request = new HttpRequestMessage(HttpMethod.Post, "files/tus") { Content = Part("whole at once"u8.ToArray()) };
        request.Headers.Add("Tus-Resumable", "1.0.0");
        request.Headers.Add("Upload-Length", "13");
        using var begun = await ada.Http.SendAsync(request);

        Assert.Equal((HttpStatusCode.Created, 13), (begun.StatusCode, Offset(begun)));
        Assert.Equal("whole at once", await ada.Http.GetStringAsync(begun.Headers.Location!.ToString().Replace("/tus", "", StringComparison.Ordinal) + "/content"));

        using var what = await ada.Http.SendAsync(new(HttpMethod.Options, "files/tus"));
        Assert.Equal("creation,creation-with-upload,termination,expiration,checksum", what.Headers.GetValues("Tus-Extension").Single());
        Assert.Equal("104857600", what.Headers.GetValues("Tus-Max-Size").Single());
    }

    private static async Task<FileId> BeginAsync(Person person, long length, string? metadata = null)
    {
        using var begun = await TryBeginAsync(person, length.ToString(System.Globalization.CultureInfo.InvariantCulture), metadata);
        Assert.Equal(HttpStatusCode.Created, begun.StatusCode);
        return FileId.Parse(begun.Headers.Location!.ToString().Split('/')[^1], null);
    }

    private static async Task<HttpResponseMessage> TryBeginAsync(Person person, string? length, string? metadata = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "files/tus") { Headers = { { "Tus-Resumable", "1.0.0" } } };
        if (length is not null)
            request.Headers.Add("Upload-Length", length);
        if (metadata is not null)
            request.Headers.Add("Upload-Metadata", metadata);
        return await person.Http.SendAsync(request);
    }

    private static async Task<HttpResponseMessage> AskAsync(Person person, HttpMethod method, FileId upload)
    {
        using var request = new HttpRequestMessage(method, $"files/tus/{upload}") { Headers = { { "Tus-Resumable", "1.0.0" } } };
        return await person.Http.SendAsync(request);
    }

    private static async Task<int> OffsetAsync(Person person, FileId upload)
    {
        using var state = await AskAsync(person, HttpMethod.Head, upload);
        Assert.Equal("no-store", state.Headers.CacheControl!.ToString());
        return Offset(state);
    }

    private static int Offset(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
        Assert.Equal("1.0.0", answer.Headers.GetValues("Tus-Resumable").Single());
        return int.Parse(answer.Headers.GetValues("Upload-Offset").Single(), null);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        Person person, FileId upload, int offset, byte[] part, string type = "application/offset+octet-stream", string version = "1.0.0", string? checksum = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"files/tus/{upload}") { Content = Part(part, type) };
        request.Headers.Add("Tus-Resumable", version);
        request.Headers.TryAddWithoutValidation("Upload-Offset", offset.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (checksum is not null)
            request.Headers.Add("Upload-Checksum", checksum);
        return await person.Http.SendAsync(request);
    }

    private static ByteArrayContent Part(byte[] bytes, string type = "application/offset+octet-stream") =>
        new(bytes) { Headers = { ContentType = new(type) } };
}
