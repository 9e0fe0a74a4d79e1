using System.Text;
using System.Text.Json;
using Parley.Protocol;
using Xunit;

namespace Parley.Tests.Cast;

/// <summary>What people do all day, in one word each. What may be refused answers with the response.</summary>
internal static class Doings
{
    public const string NoLimits = "--Parley:RateLimits:Enabled=false";

    /// <summary>Whatever is at an address, which may be refused.</summary>
    public static Task<HttpResponseMessage> AsksForAsync(this Person person, string path) => person.Http.GetAsync(path);

    public static Task<string> TextAsync(this HttpResponseMessage answer) => answer.Content.ReadAsStringAsync();

    public static Task<HttpResponseMessage> JoinsAsync(this Person person, ConversationId conversation) =>
        person.PostAsync($"conversations/{conversation}/join");

    public static Task<HttpResponseMessage> LeavesAsync(this Person person, ConversationId conversation) =>
        person.PostAsync($"conversations/{conversation}/leave");

    public static Task<HttpResponseMessage> AddsAsync(
        this Person person, ConversationId conversation, IReadOnlyList<string> people, MemberRole? role = null) =>
        person.PostAsync($"conversations/{conversation}/members", new AddMembers(people, role));

    /// <summary>Adds somebody of the cast and expects that it is accepted.</summary>
    public static async Task BringsAsync(this Person person, ConversationId conversation, Person newcomer, MemberRole? role = null) =>
        await Person.ReadAsync<Listing<MemberView>>(await person.AddsAsync(conversation, [newcomer.Reference()], role));

    public static Task<HttpResponseMessage> KicksAsync(this Person person, ConversationId conversation, Person other) =>
        person.DeleteAsync($"conversations/{conversation}/members/{other.Reference()}");

    public static Task<HttpResponseMessage> BansAsync(this Person person, ConversationId conversation, Person other) =>
        person.ChangesAsync(conversation, other.Reference(), new UpdateMember(Status: MemberStatus.Banned));

    public static Task<HttpResponseMessage> LiftsTheBanAsync(this Person person, ConversationId conversation, Person other) =>
        person.ChangesAsync(conversation, other.Reference(), new UpdateMember(Status: MemberStatus.Left));

    public static Task<HttpResponseMessage> MakesAsync(this Person person, MemberRole role, ConversationId conversation, Person other) =>
        person.ChangesAsync(conversation, other.Reference(), new UpdateMember(role));

    public static Task<HttpResponseMessage> ChangesAsync(
        this Person person, ConversationId conversation, string member, UpdateMember change) =>
        person.PatchAsync($"conversations/{conversation}/members/{member}", change);

    public static Task<HttpResponseMessage> TransfersAsync(this Person person, ConversationId conversation, Person other) =>
        person.PostAsync($"conversations/{conversation}/transfer", new TransferOwnership(other.Reference()));

    public static Task<HttpResponseMessage> SendsAsync(this Person person, ConversationId conversation, SendMessageBody message) =>
        person.PostAsync($"conversations/{conversation}/messages", message);

    public static Task<HttpResponseMessage> EditsAsync(this Person person, MessageId message, string text) =>
        person.PatchAsync($"messages/{message}", new EditMessageBody(text));

    public static Task<HttpResponseMessage> DeletesAsync(this Person person, MessageId message) => person.DeleteAsync($"messages/{message}");

    public static Task<HttpResponseMessage> ReactsAsync(this Person person, MessageId message, string emoji) =>
        person.Http.PutAsync($"messages/{message}/reactions/{Uri.EscapeDataString(emoji)}", null);

    public static Task<HttpResponseMessage> TakesBackAsync(this Person person, MessageId message, string emoji) =>
        person.DeleteAsync($"messages/{message}/reactions/{Uri.EscapeDataString(emoji)}");

    public static Task<HttpResponseMessage> PinsAsync(this Person person, MessageId message) => person.Http.PutAsync($"messages/{message}/pin", null);

    public static Task<HttpResponseMessage> ReadsUpToAsync(this Person person, ConversationId conversation, long? ordinal = null) =>
        person.PostAsync($"conversations/{conversation}/read", new ReadBody(ordinal));

    public static Task<ConversationView> LooksAtAsync(this Person person, ConversationId conversation) =>
        person.GetAsync<ConversationView>($"conversations/{conversation}");

    public static Task<MessageView> LooksAtAsync(this Person person, MessageId message) => person.GetAsync<MessageView>($"messages/{message}");

    public static Task<MessagePage> PagesAsync(this Person person, ConversationId conversation, string query = "") =>
        person.GetAsync<MessagePage>($"conversations/{conversation}/messages{query}");

    /// <summary>The newest messages' texts, oldest first.</summary>
    public static async Task<string[]> TextsAsync(this Person person, ConversationId conversation) =>
        [.. (await person.PagesAsync(conversation)).Items.Select(m => m.Content)];

    /// <summary>How the host application calls this person.</summary>
    public static string Reference(this Person person) => $"external:{person.Name}";

    /// <summary>A public group of these people; the first owns it.</summary>
    public static async Task<ConversationId> PublicGroupAsync(this TestParley parley, params Person[] people)
    {
        foreach (var person in people)
            await person.IdAsync();

        var made = await people[0].CreatesAsync(new CreateConversation(
            ConversationType.Group, "Garden", Visibility: Visibility.Public, MemberIds: [.. people.Skip(1).Select(Reference)]));
        return made.Id;
    }

    /// <summary>Settings with which somebody may come from another workspace; see <see cref="StrangerAsync"/>.</summary>
    public static readonly string[] WithStrangers =
    [
        $"--Parley:TrustedIssuers:1:Issuer={TestParley.Issuer}-other", "--Parley:TrustedIssuers:1:Algorithm=HS256",
        $"--Parley:TrustedIssuers:1:Secret={TestParley.Secret}", "--Parley:TrustedIssuers:1:Workspace=other",
    ];

    /// <summary>Somebody in another workspace. To be asked for first: whoever makes workspaces is the first account.</summary>
    public static async Task<Person> StrangerAsync(this TestParley parley)
    {
        using var owner = await Visitor.RegisteredAsync(parley, "owner");
        await SucceedsAsync(owner.PostAsync("workspaces", new CreateWorkspace("other", "Other")));
        return parley.Person("Sam", "other");
    }

    /// <summary>Uploads a file and expects that it is accepted.</summary>
    public static async Task<FileView> UploadsAsync(this Person person, string name, byte[] content) =>
        await Person.ReadAsync<FileView>(await person.TriesToUploadAsync(name, content));

    public static async Task<HttpResponseMessage> TriesToUploadAsync(this Person person, string name, byte[] content)
    {
        // As browsers write it: UTF-8 within quotes.
        using var file = new ByteArrayContent(content);
        file.Headers.TryAddWithoutValidation(
            "Content-Disposition", $"form-data; name=\"file\"; filename=\"{name.Replace("\"", "%22", StringComparison.Ordinal)}\"");
        using var form = new MultipartFormDataContent { file };
        form.HeaderEncodingSelector = (_, _) => System.Text.Encoding.UTF8;
        return await person.Http.PostAsync("files", form);
    }

    public static async Task<MessageView> SaysWithAsync(this Person person, ConversationId conversation, string text, params FileView[] files) =>
        await Person.ReadAsync<MessageView>(await person.SendsAsync(conversation, new SendMessageBody(text, AttachmentIds: [.. files.Select(f => f.Id)])));

    /// <summary>How many files of the data directory hold this text.</summary>
    public static async Task<int> FilesThatHoldAsync(this TestParley parley, string text)
    {
        var found = 0;
        foreach (var path in Directory.EnumerateFiles(parley.DataDirectory, "*", SearchOption.AllDirectories))
        {
            if (path.EndsWith(".lock", StringComparison.Ordinal) || path.EndsWith("/socket", StringComparison.Ordinal))
                continue;

            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes);
            found += bytes.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 ? 1 : 0;
        }

        return found;
    }

    public static async Task SucceedsAsync(Task<HttpResponseMessage> asked)
    {
        var answer = await asked;
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>An answer to a frame that must be an acknowledgement.</summary>
    public static async Task<JsonElement> AcknowledgedAsync(Task<JsonElement> asked)
    {
        var answer = await asked;
        Assert.True(answer.GetProperty("type").GetString() == "ack", answer.GetRawText());
        return answer;
    }
}
