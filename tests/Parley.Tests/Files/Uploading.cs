using System.Net;
using System.Security.Cryptography;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Files;

public sealed class Uploading
{
    [Fact]
    public async Task A_file_comes_back_as_it_went_in_with_what_is_known_of_it()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var content = RandomNumberGenerator.GetBytes(300_000);

        var file = await ada.UploadsAsync("Entwurf ☂ 1.bin", content);

        Assert.Equal(
            ("Entwurf ☂ 1.bin", 300_000, "application/octet-stream", FileKind.Other, Convert.ToHexStringLower(SHA256.HashData(content))),
            (file.Name, file.Size, file.ContentType, file.Kind, file.Sha256));
        Assert.Equal(await ada.IdAsync(), file.UploaderId);
        Assert.Equal(content, await ada.Http.GetByteArrayAsync(file.Url));
        Assert.Equal(file, await ada.GetAsync<FileView>($"files/{file.Id}"));
    }

    [Fact]
    public async Task To_others_and_in_other_workspaces_an_upload_does_not_exist_until_it_is_sent()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var file = await ada.UploadsAsync("a.txt", "private"u8.ToArray());

        foreach (var path in new[] { "", "/content", "/thumbnail" })
            await Refused.WithAsync(Errors.NotFound, grace.AsksForAsync($"files/{file.Id}{path}"));
        await Refused.WithAsync(Errors.NotFound, grace.PostAsync($"files/{file.Id}/link", new MakeFileLink()));
        await Refused.WithAsync(Errors.NotFound, grace.DeleteAsync($"files/{file.Id}"));
        await Refused.WithAsync(Errors.NotFound, grace.SendsAsync(lobby, new SendMessageBody("mine!", AttachmentIds: [file.Id])));
        Assert.Empty((await grace.GetAsync<OwnFiles>("files")).Items);

        await ada.SaysWithAsync(lobby, "", file);
        Assert.Equal("private", await grace.Http.GetStringAsync(file.Url));
    }

    [Fact]
    public async Task A_file_of_no_bytes_and_a_form_without_a_file_are_refused()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");

        await Refused.WithAsync(Errors.FileEmpty, ada.TriesToUploadAsync("nothing.txt", []));
        using var other = new MultipartFormDataContent { { new StringContent("x"), "document", "a.txt" } };
        await Refused.WithAsync(Errors.ValidationFailed, ada.Http.PostAsync("files", other));
        await Refused.WithAsync(Errors.UnsupportedMediaType, ada.PostAsync("files", new Done()));
        using var cut = new StringContent("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nsome", new System.Net.Http.Headers.MediaTypeHeaderValue("multipart/form-data") { Parameters = { new("boundary", "b") } });
        await Refused.WithAsync(Errors.BadRequest, ada.Http.PostAsync("files", cut));
        NothingIsLeft(parley);
    }

    [Fact]
    public async Task The_limit_holds_at_the_byte_whatever_length_is_claimed()
    {
        await using var parley = await TestParley.StartAsync("--Parley:Files:MaxBytes=100000");
        var ada = parley.Person("Ada");

        Assert.Equal(100_000, (await ada.UploadsAsync("just.bin", new byte[100_000])).Size);
        await Refused.WithAsync(Errors.FileTooLarge, ada.TriesToUploadAsync("one more.bin", new byte[100_001]));
        using var chunked = new MultipartFormDataContent { { new StreamContent(new Endless(100_001)), "file", "unsaid.bin" } };
        await Refused.WithAsync(Errors.FileTooLarge, ada.Http.PostAsync("files", chunked));
        Assert.Equal(100_000, (await ada.GetAsync<OwnFiles>("files")).WorkspaceUsedBytes);
        NothingIsLeft(parley);
    }

    [Fact]
    public async Task A_claim_of_a_terabyte_is_refused_before_the_first_byte()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        await ada.IdAsync();
        using var line = new System.Net.Sockets.TcpClient();
        await line.ConnectAsync(IPAddress.Loopback, parley.Address.Port);
        await line.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(
            $"POST /api/v1/files HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {ada.Token}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 1099511627776\r\n\r\n"));

        var answer = new byte[4096];
        var length = await line.GetStream().ReadAsync(answer);

        Assert.StartsWith("HTTP/1.1 413", System.Text.Encoding.ASCII.GetString(answer, 0, length), StringComparison.Ordinal);
        NothingIsLeft(parley);
    }

    [Fact]
    public async Task A_workspace_sets_sizes_by_role_types_and_a_quota_below_the_servers_own()
    {
        await using var parley = await TestParley.StartAsync("--Parley:Files:MaxBytes=5000");
        using var root = await Visitor.RegisteredAsync(parley, "root");
        var ada = parley.Person("Ada");
        await SetAsync(root, """{"files":{"max_bytes":1000,"max_bytes_by_role":{"owner":999999},"allowed_types":["image/*","text/plain"],"quota_bytes":7000}}""");

        await Refused.WithAsync(Errors.FileTooLarge, ada.TriesToUploadAsync("a.txt", Text(1001)));
        await Refused.WithAsync(Errors.FileTooLarge, UploadAsync(root, 5001));
        await Refused.WithAsync(Errors.FileTypeRefused, ada.TriesToUploadAsync("picture.png", "%PDF-1.4 says its name"u8.ToArray()));
        await ada.UploadsAsync("a.txt", Text(1000));
        await SucceedsAsync(UploadAsync(root, 5000));
        await Refused.WithAsync(Errors.QuotaExceeded, UploadAsync(root, 1001));
        await SucceedsAsync(UploadAsync(root, 1000));
        await Refused.WithAsync(Errors.QuotaExceeded, ada.TriesToUploadAsync("a.txt", Text(1)));

        var own = await ada.GetAsync<OwnFiles>("files");
        Assert.Equal((1000, 7000, 7000L, 1000), (own.UsedBytes, own.WorkspaceUsedBytes, own.QuotaBytes!.Value, own.MaxBytes));
        await Refused.WithAsync(Errors.ValidationFailed, PatchAsync(root, """{"files":{"allowed_types":["<script>"]}}"""));
        await Refused.WithAsync(Errors.ValidationFailed, PatchAsync(root, """{"files":{"max_bytes":0}}"""));
        await SetAsync(root, """{"files":null}""");
        await ada.UploadsAsync("b.bin", new byte[5000]);
        NothingIsLeft(parley);
    }

    [Fact]
    public async Task Fifty_at_once_fill_a_quota_to_the_byte_and_not_beyond()
    {
        await using var parley = await TestParley.StartAsync("--Parley:RateLimits:Enabled=false", "--Parley:Files:QuotaBytes=100000");
        var ada = parley.Person("Ada");
        await ada.IdAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => ada.TriesToUploadAsync($"{i}.bin", new byte[10_000])));

        Assert.Equal(10, answers.Count(a => a.StatusCode == HttpStatusCode.Created));
        Assert.All(answers.Where(a => a.StatusCode != HttpStatusCode.Created), a => Assert.Equal(HttpStatusCode.RequestEntityTooLarge, a.StatusCode));
        var own = await ada.GetAsync<OwnFiles>("files");
        Assert.Equal((100_000, 10), (own.WorkspaceUsedBytes, own.Items.Count));
        Assert.Equal(10, Stored(parley).Count);
        NothingIsLeft(parley);
    }

    [Fact]
    public async Task An_upload_that_is_cut_off_leaves_nothing()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        await ada.IdAsync();
        using var cut = new CancellationTokenSource();
        using var form = new MultipartFormDataContent { { new StreamContent(new Endless(10_000_000, () => cut.Cancel())), "file", "cut.bin" } };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ada.Http.PostAsync("files", form, cut.Token));

        await WaitUntilAsync(() => Directory.GetFiles(Path.Combine(parley.DataDirectory, "uploads")).Length == 0);
        Assert.Equal((0, 0), (Stored(parley).Count, (await ada.GetAsync<OwnFiles>("files")).WorkspaceUsedBytes));
    }

    [Fact]
    public async Task One_s_own_files_are_listed_page_by_page()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        for (var i = 0; i < 5; i++)
            await ada.UploadsAsync($"{i}.txt", Text(10));

        var first = await ada.GetAsync<OwnFiles>("files?limit=3");
        var second = await ada.GetAsync<OwnFiles>($"files?limit=3&cursor={first.NextCursor}");

        Assert.Equal(["4.txt", "3.txt", "2.txt", "1.txt", "0.txt"], first.Items.Concat(second.Items).Select(f => f.Name));
        Assert.Null(second.NextCursor);
    }

    internal static void NothingIsLeft(TestParley parley) => Assert.Empty(Directory.GetFiles(Path.Combine(parley.DataDirectory, "uploads")));

    internal static List<string> Stored(TestParley parley) =>
        [.. Directory.GetFiles(Path.Combine(parley.DataDirectory, "files"), "*", SearchOption.AllDirectories)];

    internal static async Task WaitUntilAsync(Func<bool> isSo)
    {
        for (var i = 0; i < 1000 && !isSo(); i++)
            await Task.Delay(10);   // a connection that ended is noticed when the server reads from it

        Assert.True(isSo());
    }

    private static byte[] Text(int length) => [.. Enumerable.Repeat((byte)'t', length)];

    private static async Task<HttpResponseMessage> UploadAsync(Visitor visitor, int bytes)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Text(bytes)), "file", "a.txt" } };
        return await visitor.Http.PostAsync("files", form);
    }

    private static Task<HttpResponseMessage> PatchAsync(Visitor root, string settings)
    {
        using var body = new StringContent($$"""{"settings":{{settings}}}""", null, "application/json");
        return root.Http.PatchAsync("workspaces/main", body);
    }

    private static Task SetAsync(Visitor root, string settings) => SucceedsAsync(PatchAsync(root, settings));

    /// <summary>So many bytes, without saying beforehand how many.</summary>
    private sealed class Endless(long bytes, Action? midway = null) : Stream
    {
        private long _given;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var given = (int)Math.Min(count, bytes - _given);
            _given += given;
            if (_given > bytes / 2)
                midway?.Invoke();
            return given;
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
