using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.Dialects;
using Parley.Files.Store;
using Parley.Importing;
using Parley.Workspaces;
using Xunit;

namespace Parley.Tests.Importing;

/// <summary>Dumps that are broken, too large, meant to harm, or met by a server that runs.</summary>
public sealed class HostileDumps
{
    [Theory]
    [InlineData("[{\"model\": \"chat.message\", \"pk\": 1, \"fields\": {}}, {\"model\"", "no whole dump: after 1 rows")]
    [InlineData("", "no whole dump")]
    [InlineData("{\"a\": 1}", "no whole dump")]
    [InlineData("[1, 2]", "row 1 is no object")]
    public async Task A_broken_dump_writes_nothing(string text, string says)
    {
        await using var takeover = new Takeover();
        var path = Write(takeover, Encoding.UTF8.GetBytes(text));

        var said = await takeover.Operator.RunAsync("import", "mrm-chat", path);

        Assert.Equal(1, said.Code);
        Assert.Contains(says, said.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(takeover.Operator.Data, "parley.db")));
    }

    [Fact]
    public async Task A_text_of_ten_megabytes_is_cut_and_attached_whole()
    {
        await using var takeover = new Takeover();
        var text = string.Concat(Enumerable.Repeat("ten letters and more, ö 😀 ", 400_000));
        var path = Write(takeover, Chat(Message(1, text, "2026-03-01T09:00:00Z")));

        var said = await takeover.Operator.DoesAsync("import", "mrm-chat", path);
        await takeover.StartAsync();
        using var mia = await takeover.SignInAsync("mia");
        var message = Assert.Single(await Takeover.MessagesAsync(mia, (await Takeover.ConversationsAsync(mia))[0].Id));

        Assert.Equal(new Counted(0, 0, 0, 0), Takeover.Of(said, "files"));
        Assert.Equal(text[..15_999], message.Content[..15_999]);
        Assert.Equal(text, await mia.GetStringAsync($"files/{Assert.Single(message.Attachments).Id}/content"));
    }

    [Fact]
    public async Task Strange_times_doubles_and_rows_without_anything_are_accounted_for()
    {
        await using var takeover = new Takeover();
        var path = Write(takeover, Chat(
            Message(1, "no time", "yesterday"), Message(2, "long ago", "0001-01-01T00:00:00Z"), Message(3, "in a far future", "9999-01-01T00:00:00Z"),
            Message(3, "the same id", "2026-03-01T09:00:00Z"), """{"model": "chat.message", "pk": 4, "fields": {}}""", """{"model": "chat.chat", "pk": null, "fields": {}}""",
            """{"model": "\u0000", "pk": {}, "fields": {"password": 1}}""", """{"no": "model"}""", """{"model": "chat.user", "pk": 9, "fields": {"password": "", "username": "../../x y"}}"""));

        var said = await takeover.Operator.DoesAsync("import", "mrm-chat", path);
        await takeover.StartAsync();
        using var mia = await takeover.SignInAsync("mia");

        Assert.Equal(["no time", "long ago", "in a far future"], (await Takeover.MessagesAsync(mia, (await Takeover.ConversationsAsync(mia))[0].Id)).Select(m => m.Content));
        Assert.Equal(new Counted(5, 3, 0, 2), Takeover.Of(said, "messages"));
        Assert.Equal(new Counted(2, 0, 0, 2), Takeover.Of(said, "other rows"));
    }

    [Fact]
    public async Task A_dump_as_a_shell_of_windows_writes_it_is_read()
    {
        await using var takeover = new Takeover();
        var text = Encoding.UTF8.GetString(Chat(Message(1, "äöü", "2026-03-01T09:00:00Z")));
        var path = Write(takeover, [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)]);

        Assert.Equal(1, Takeover.Of(await takeover.Operator.DoesAsync("import", "mrm-chat", path), "messages").Imported);
        Write(takeover, [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text)]);
        Assert.Equal(1, Takeover.Of(await takeover.Operator.DoesAsync("import", "mrm-chat", path), "messages").Before);
    }

    [Fact]
    public async Task A_dump_with_natural_keys_is_refused_with_what_to_do()
    {
        await using var takeover = new Takeover();
        var path = Write(takeover, Chat("""{"model": "chat.message", "pk": 1, "fields": {"chat": 1, "sender": ["mia"], "content": "hey"}}"""));

        Assert.Contains("--natural-foreign", (await takeover.Operator.RunAsync("import", "mrm-chat", path)).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_books_close_over_a_group_whose_conversation_or_people_are_missing()
    {
        await using var takeover = new Takeover();
        var path = Write(takeover, Encoding.UTF8.GetBytes("""
            [{"model": "users.user", "pk": 1, "fields": {"username": "ada", "password": "", "email": "no address"}},
             {"model": "chat.group", "pk": "d0000000-0000-4000-8000-000000000001", "fields": {"name": "Alone", "created_by": 1}},
             {"model": "chat.groupmember", "pk": 1, "fields": {"group": "d0000000-0000-4000-8000-000000000001", "user": 1, "role": "admin"}},
             {"model": "chat.groupmember", "pk": 2, "fields": {"group": "d0000000-0000-4000-8000-000000000002", "user": 1}},
             {"model": "chat.groupmember", "pk": 3, "fields": {"group": "d0000000-0000-4000-8000-000000000001", "user": 1}}]
            """));

        var said = await takeover.Operator.DoesAsync("import", "offchat", path);

        Assert.Equal((new Counted(1, 1, 0, 0), new Counted(3, 1, 0, 2)), (Takeover.Of(said, "conversations"), Takeover.Of(said, "members")));
        Assert.Contains("Nobody owns workspace main", said.Output, StringComparison.Ordinal);
        var again = await takeover.Operator.DoesAsync("import", "offchat", path);
        Assert.Equal(new Counted(3, 0, 1, 2), Takeover.Of(again, "members"));
    }

    [Fact]
    public async Task A_link_out_of_the_media_directory_is_not_followed()
    {
        await using var takeover = new Takeover();
        var (media, outside) = (Directory.CreateDirectory(Path.Combine(takeover.Operator.Data, "media")).FullName, Path.Combine(takeover.Operator.Data, "secret.txt"));
        await File.WriteAllTextAsync(outside, "a secret of the machine");
        File.CreateSymbolicLink(Path.Combine(media, "inside.txt"), outside);
        Directory.CreateSymbolicLink(Path.Combine(media, "folder"), takeover.Operator.Data);
        var path = Write(takeover, SpaMessages("inside.txt", "folder/secret.txt", "/etc/passwd", "chat/../../secret.txt", "%2e%2e/secret.txt", "http://x.test/../secret.txt", "a\\0b"));

        var said = await takeover.Operator.DoesAsync("import", "spa-central", path, "--media", media);

        Assert.Equal(new Counted(7, 0, 0, 7), Takeover.Of(said, "files"));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(takeover.Operator.Data, "files"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_running_server_is_in_the_way_of_an_import_and_not_of_a_dry_run()
    {
        await using var takeover = new Takeover();
        await takeover.StartAsync();

        var said = await takeover.Operator.RunAsync(Takeover.Words("mrm-chat"));
        Assert.Equal(1, said.Code);
        Assert.Contains("stop it first", said.Errors, StringComparison.Ordinal);
        Assert.Equal(3, Takeover.Of(await takeover.Operator.DoesAsync([.. Takeover.Words("mrm-chat"), "--dry-run"]), "messages").Imported);
        using var anonymous = takeover.Anonymous();
        Assert.Equal(HttpStatusCode.Unauthorized, (await Takeover.TriesAsync(anonymous, "mia", Takeover.Password)).StatusCode);
    }

    [Fact]
    public async Task Several_tenants_go_into_workspaces_of_their_own()
    {
        await using var takeover = new Takeover();
        var dump = (await File.ReadAllTextAsync(Path.Combine(Takeover.Dumps, "tenant-chat.json"))).TrimEnd()[..^1]
            + """, {"model": "notifications.chatconversation", "pk": "c0000000-0000-4000-8000-000000000001", "fields": {"tenant_id": "c0000000-0000-4000-8000-000000000900", "conversation_type": "group", "created_by": "c0000000-0000-4000-8000-000000000101"}}]""";
        var path = Write(takeover, Encoding.UTF8.GetBytes(dump));

        var mixed = await takeover.Operator.RunAsync("import", "tenant-chat", path);
        Assert.Equal(1, mixed.Code);
        Assert.Contains("2 tenants", mixed.Errors, StringComparison.Ordinal);

        var one = await takeover.Operator.DoesAsync("import", "tenant-chat", path, "--tenant", "B0000000-0000-4000-8000-000000000900");
        Assert.Equal(new Counted(5, 3, 0, 2), Takeover.Of(one, "conversations"));
        var users = Write(takeover, """[{"id": "b0000000-0000-4000-8000-000000000101", "username": "ivy"}, {"id": "c0000000-0000-4000-8000-000000000101", "username": "spy"}]"""u8.ToArray(), "users.json");
        Assert.Equal(new Counted(4, 0, 3, 1), Takeover.Of(
            await takeover.Operator.DoesAsync("import", "tenant-chat", path, "--tenant", "b0000000-0000-4000-8000-000000000900", "--users", users), "users"));
    }

    [Fact]
    public async Task A_run_that_died_half_way_is_run_again()
    {
        await using var takeover = new Takeover();
        var store = new DyingStore { Dies = true };
        await takeover.StartAsync(builder => builder.Services.AddSingleton<FileStore>(store));
        var workspace = (await takeover.Services.GetRequiredService<WorkspaceDirectory>().FindAsync("main", CancellationToken.None))!;
        var media = Directory.CreateDirectory(Path.Combine(takeover.Operator.Data, "media")).FullName;
        await File.WriteAllTextAsync(Path.Combine(media, "900.txt"), "the file of message 900");
        var dump = Write(takeover, SpaMessages([.. Enumerable.Range(1, 1_200).Select(i => i == 900 ? "900.txt" : "")]));
        var importer = takeover.Services.GetRequiredService<Importer>();
        using (var cut = await Imports.ReadAsync("spa-central", dump, null, null, CancellationToken.None))
            await Assert.ThrowsAsync<IOException>(() => importer.RunAsync(workspace, cut, media, CancellationToken.None));

        store.Dies = false;
        using var again = await Imports.ReadAsync("spa-central", dump, null, null, CancellationToken.None);
        await importer.RunAsync(workspace, again, media, CancellationToken.None);

        var (messages, files) = (again.Tally.Kinds[ImportKind.Message], again.Tally.Kinds[ImportKind.File]);
        Assert.Equal((500L, 700L, 0L), (messages.Already, messages.Imported, messages.Lost));
        Assert.Equal((1L, 0L), (files.Imported, files.Lost));
        await takeover.RequireOrderAsync();
        Assert.Equal(1_200, await takeover.Services.GetRequiredService<Parley.Storage.Database>().NumberAsync(
            $"select count(*) from messages m where m.content = 'number ' || m.ordinal"));
    }

    private static string Write(Takeover takeover, byte[] dump, string name = "dump.json")
    {
        var path = Path.Combine(takeover.Operator.Data, name);
        File.WriteAllBytes(path, dump);
        return path;
    }

    private static byte[] Chat(params string[] messages) => Encoding.UTF8.GetBytes("[" + string.Join(",\n",
    [
        $$$"""{"model": "chat.user", "pk": 1, "fields": {"username": "mia", "password": "{{{Vector}}}", "is_superuser": true}}""",
        """{"model": "chat.chat", "pk": 1, "fields": {"name": "Lab", "participants": [1]}}""", .. messages,
    ]) + "]");

    private const string Vector = "pbkdf2_sha256$600000$seasalt$OAXyhAQ/4ZDA9V5RMExt3C1OwQdUpLZ99vm1McFlLRA=";

    private static string Message(int pk, string text, string at) =>
        $$$"""{"model": "chat.message", "pk": {{{pk}}}, "fields": {"chat": 1, "sender": 1, "content": "{{{JsonEncodedText.Encode(text)}}}", "timestamp": "{{{at}}}"}}""";

    private static byte[] SpaMessages(params string[] files) => Encoding.UTF8.GetBytes("[" + string.Join(",\n", new[] { 1, 2 }.Select(n =>
        $$$"""{"model": "users.user", "pk": {{{n}}}, "fields": {"email": "p{{{n}}}@x.test", "password": ""}}""").Concat(files.Select((file, i) =>
        $$$"""{"model": "chat.chatmessage", "pk": {{{i + 1}}}, "fields": {"sender": 1, "receiver": 2, "message": "number {{{i + 1}}}", "file": "{{{JsonEncodedText.Encode(file)}}}", "timestamp": "2026-03-01T09:00:00Z"}}"""))) + "]");

    /// <summary>A disk that fails while it is wanted.</summary>
    private sealed class DyingStore : FileStore
    {
        public bool Dies { get; set; }

        public override Task TakeAsync(string key, string path, CancellationToken ct)
        {
            if (Dies)
                throw new IOException("The disk is gone.");

            File.Delete(path);
            return Task.CompletedTask;
        }

        public override ValueTask<Stream?> OpenAsync(string key, CancellationToken ct) => new((Stream?)null);

        public override ValueTask<string?> ForProgramAsync(string key, string directory, CancellationToken ct) => new((string?)null);

        public override ValueTask DeleteAsync(string key, CancellationToken ct) => ValueTask.CompletedTask;

        public override IAsyncEnumerable<StoredBlob> ListAsync(CancellationToken ct) => AsyncEnumerable.Empty<StoredBlob>();
    }
}
