using System.Text.Json;
using Parley.Audit;
using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Tests.Moderation;

namespace Parley.Tests.Hostile;

/// <summary>A field in which people may write what they like, and how to read it back.</summary>
internal sealed record TextField(string Name, Func<TextScene, string, Task<string?>> WriteAndRead);

/// <summary>Who writes into the fields, and where.</summary>
internal sealed record TextScene(TestParley Parley, Person Ada, Visitor Founder, ConversationId Room);

/// <summary>
/// Every string of every request body and command: free text with its way back, or the reason why it is none. A field that stands in
/// neither list fails the test.
/// </summary>
internal static class TextFields
{
    public static IReadOnlyList<TextField> Free { get; } =
    [
        new("SendMessageBody.Content", async (s, text) => (await s.Ada.SaysAsync(s.Room, text)).Content),
        new("SendMessage.Content", async (s, text) =>
        {
            var sent = await s.Ada.Socket.AsksAsync("send_message", $"\"conversation_id\":\"{s.Room}\",\"content\":{Quoted(text)}");
            var id = sent.GetProperty("message").GetProperty("id").GetString();
            return (await s.Ada.GetAsync<MessageView>($"messages/{id}")).Content;
        }),
        new("EditMessageBody.Content", async (s, text) =>
        {
            var message = await s.Ada.SaysAsync(s.Room, "before");
            await Person.ReadAsync<MessageView>(await s.Ada.EditsAsync(message.Id, text));
            return (await s.Ada.LooksAtAsync(message.Id)).Content;
        }),
        new("EditMessage.Content", async (s, text) =>
        {
            var message = await s.Ada.SaysAsync(s.Room, "before");
            await s.Ada.Socket.AsksAsync("edit_message", $"\"message_id\":\"{message.Id}\",\"content\":{Quoted(text)}");
            return (await s.Ada.LooksAtAsync(message.Id)).Content;
        }),
        new("CreateConversation.Title", async (s, text) => (await Made(s, new(ConversationType.Group, text))).Title),
        new("CreateConversation.Description", async (s, text) => (await Made(s, new(ConversationType.Group, "t", text))).Description),
        new("ContextRequest.Type", async (s, text) =>
            (await Made(s, new(ConversationType.Group, "t", Context: new(Cut(text, 64), $"{ConversationId.New()}")))).Context!.Type is var type
                && type == Cut(text, 64) ? text : type),
        new("ContextRequest.Id", async (s, text) => (await Made(s, new(ConversationType.Group, "t", Context: new("task", text)))).Context!.Id),
        new("UpdateConversation.Title", async (s, text) =>
            (await Person.ReadAsync<ConversationView>(await s.Ada.PatchAsync($"conversations/{s.Room}", new UpdateConversation(text)))).Title),
        new("UpdateConversation.Description", async (s, text) =>
            (await Person.ReadAsync<ConversationView>(await s.Ada.PatchAsync($"conversations/{s.Room}", new UpdateConversation(Description: text)))).Description),
        new("UpdateMe.DisplayName", async (s, text) => text.Contains('\t', StringComparison.Ordinal)
            ? await RefusedAsync(s.Ada.PatchAsync("me", new UpdateMe(text)), text)   // no control characters in names
            : (await Person.ReadAsync<UserView>(await s.Ada.PatchAsync("me", new UpdateMe(text)))).DisplayName),
        new("UpdateMe.AvatarUrl", async (s, text) =>
        {
            // An address, so nothing comes back that could end an attribute: refused, or with its signs escaped.
            var answer = await s.Ada.PatchAsync("me", new UpdateMe(AvatarUrl: text));
            var url = answer.IsSuccessStatusCode ? (await Person.ReadAsync<UserView>(answer)).AvatarUrl! : "";
            return url.AsSpan().IndexOfAny("<>\"") < 0 ? text : url;
        }),
        new("SetStatus.Text", async (s, text) => text.Length > Limits.StatusCharacters || text.Contains('\t', StringComparison.Ordinal) ? text
            : (await Person.ReadAsync<UserView>(await s.Ada.PutAsync("me/status", new SetStatus(text)))).Status!.Text),
        new("UpdateWorkspace.Name", async (s, text) =>
            (await Person.ReadAsync<WorkspaceView>(await s.Founder.Http.PatchAsync("workspaces/main", Person.Json(new UpdateWorkspace(text))))).Name),
        new("UpdateWorkspace.InviteCode", async (s, text) => text.Length is < 8 or > 128 ? text : (await Person.ReadAsync<WorkspaceView>(
            await s.Founder.Http.PatchAsync("workspaces/main", Person.Json(new UpdateWorkspace(InviteCode: text))))).InviteCode),
        new("UpdateWorkspace.AccountTypes", async (s, text) => text.Length > 64 || text.Contains(',', StringComparison.Ordinal) ? text : (await Person.ReadAsync<WorkspaceView>(
            await s.Founder.Http.PatchAsync("workspaces/main", Person.Json(new UpdateWorkspace(AccountTypes: [text]))))).AccountTypes[0]),
        new("CreateWorkspace.Name", async (s, text) => (await Person.ReadAsync<WorkspaceView>(
            await s.Founder.PostAsync("workspaces", new CreateWorkspace($"w{ConversationId.New()}", text)))).Name),
        new("Register.DisplayName", async (s, text) => text.Contains('\t', StringComparison.Ordinal) ? text : (await Person.ReadAsync<SignedIn>(
            await s.Founder.PostAsync("auth/register", new Register(
                $"u{Guid.CreateVersion7():N}", $"{Guid.CreateVersion7():N}@example.org", "a good password", text)))).User.DisplayName),
        new("CreateToken.Name", async (s, text) => (await Person.ReadAsync<TokenView>(await s.Ada.PostAsync("tokens", new CreateToken(text)))).Name),
        new("CreateReport.Comment", async (s, text) => (await s.Founder.GetAsync<ReportView>($"moderation/reports/{await ReportAsync(s, text)}")).Comment),
        new("ResolveReport.Note", async (s, text) => (await Person.ReadAsync<ReportView>(await s.Founder.PostAsync(
            $"moderation/reports/{await ReportAsync(s, null)}/resolve", new ResolveReport(ReportAction.Dismiss, text)))).Note),
        new("DeleteMessage.Reason", async (s, text) =>
        {
            var message = await GraceSaysAsync(s);
            await s.Ada.Socket.AsksAsync("delete_message", $"\"message_id\":\"{message.Id}\",\"reason\":{Quoted(text)}");
            var noted = (await s.Parley.AuditAsync(AuditActions.MessageDeleted))[^1];
            return JsonElement.Parse(noted[noted.IndexOf('{', StringComparison.Ordinal)..]).GetProperty("reason").GetString();
        }),
        new("DraftBody.Content", async (s, text) => (await Person.ReadAsync<DraftView>(
            await s.Ada.PutAsync($"conversations/{s.Room}/draft", new DraftBody(text)))).Content),
        new("SaveMessageBody.Note", async (s, text) =>
        {
            await Doings.SucceedsAsync(s.Ada.PutAsync($"messages/{(await s.Ada.SaysAsync(s.Room, "keep")).Id}/saved", new SaveMessageBody(text)));
            return (await s.Ada.GetAsync<Listing<SavedView>>("me/saved?limit=1")).Items[0].Note;
        }),
        new("AdminCreateUser.DisplayName", async (s, text) => text.Contains('\t', StringComparison.Ordinal) ? text : (await Person.ReadAsync<InvitedUser>(
            await s.Founder.PostAsync("admin/users", new AdminCreateUser($"u{Guid.CreateVersion7():N}", $"{Guid.CreateVersion7():N}@example.org", text)))).Account.User.DisplayName),
        new("AdminUpdateUser.DisplayName", async (s, text) => text.Contains('\t', StringComparison.Ordinal) ? text : (await Person.ReadAsync<AdminUserView>(
            await s.Founder.Http.PatchAsync($"admin/users/{await s.Ada.IdAsync()}", Person.Json(new AdminUpdateUser(DisplayName: text))))).User.DisplayName),
        new("NotificationSettings.Keywords", async (s, text) => text.Length > 64 ? text : (await Person.ReadAsync<NotificationSettings>(
            await s.Ada.PutAsync("me/notification-settings", new NotificationSettings { Keywords = [text] }))).Keywords[0]),
    ];

    /// <summary>Strings that are no free text, with what keeps them from being it.</summary>
    public static IReadOnlyDictionary<string, string> Bound { get; } = new Dictionary<string, string>
    {
        ["Register.Username"] = "letters, digits and few signs",
        ["Register.Email"] = "an address",
        ["Register.Password"] = "never shown",
        ["Register.AccountType"] = "one of the workspace's",
        ["Register.Workspace"] = "a slug that exists",
        ["Register.InviteCode"] = "compared, never shown",
        ["LogIn.Password"] = "never shown",
        ["LogIn.Username"] = "looked up",
        ["LogIn.Email"] = "looked up",
        ["LogIn.Workspace"] = "looked up",
        ["RefreshLogIn.RefreshToken"] = "looked up",
        ["Authenticate.Token"] = "looked up",
        ["CreateToken.Scopes"] = "three words",
        ["CreateWorkspace.Slug"] = "letters, digits and dashes",
        ["UpdateMe.Email"] = "an address",
        ["UpdateMe.NewPassword"] = "never shown",
        ["UpdateMe.CurrentPassword"] = "never shown",
        ["UpdateUser.AccountType"] = "one of the workspace's",
        ["CreateConversation.MemberIds"] = "looked up",
        ["AddMembers.UserIds"] = "looked up",
        ["TransferOwnership.UserId"] = "looked up",
        ["SetStatus.Emoji"] = "no spaces, at most 64 characters",
        ["AddReaction.Emoji"] = "no spaces, at most 64 characters",
        ["RemoveReaction.Emoji"] = "looked up",
        ["AcceptInvite.Invite"] = "looked up",
        ["AcceptInvite.Password"] = "never shown",
        ["AdminBulkUsers.AccountType"] = "one of the workspace's",
        ["AdminBulkUsers.Ids"] = "looked up",
        ["AdminChangeMembers.UserIds"] = "looked up",
        ["AdminCreateUser.AccountType"] = "one of the workspace's",
        ["AdminCreateUser.Email"] = "an address",
        ["AdminCreateUser.Username"] = "letters, digits and few signs",
        ["AdminUpdateUser.AccountType"] = "one of the workspace's",
        ["AdminUpdateUser.Email"] = "an address",
        ["AdminUserFilter.AccountType"] = "looked up",
        ["AdminUserFilter.Query"] = "looked up",
        ["RegisterDevice.Platform"] = "one of few words",
        ["RegisterDevice.Token"] = "handed to the gateway, never shown",
        ["Subscribe.Endpoint"] = "an address",
        ["SubscriptionKeys.Auth"] = "base64",
        ["SubscriptionKeys.P256dh"] = "base64",
        ["QuietHours.TimeZone"] = "a name of the IANA database",
        ["QuietHours.From"] = "hours and minutes",
        ["QuietHours.To"] = "hours and minutes",
    };

    private static async Task<MessageView> GraceSaysAsync(TextScene scene)
    {
        var grace = scene.Parley.Person("Grace");
        await Doings.SucceedsAsync(scene.Ada.AddsAsync(scene.Room, [grace.Reference()]));
        return await grace.SaysAsync(scene.Room, "something");
    }

    private static async Task<ReportId> ReportAsync(TextScene scene, string? comment) =>
        (await scene.Ada.ReportsAsync((await GraceSaysAsync(scene)).Id, comment: comment).ReportedAsync()).Id;

    private static async Task<ConversationView> Made(TextScene scene, CreateConversation command) =>
        await scene.Ada.LooksAtAsync((await scene.Ada.CreatesAsync(command)).Id);

    // Sent back as it was, so that the comparison holds: what is refused is nowhere.
    private static async Task<string> RefusedAsync(Task<HttpResponseMessage> asked, string text)
    {
        await Refused.WithAsync(Errors.ValidationFailed, asked);
        return text;
    }

    private static string Cut(string text, int length) => text[..Math.Min(text.Length, length)];

    private static string Quoted(string text) => JsonSerializer.Serialize(text, WireJson.Wire.String);
}
