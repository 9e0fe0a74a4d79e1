using System.Globalization;
using Parley.Protocol;
using Parley.Tests.Cast;

namespace Parley.Tests.WholeStory;

/// <summary>Something that changes a conversation, by one door: a socket frame's type, or verb and route.</summary>
internal sealed record Story(string Door, string Title, Func<Scene, Task> Act);

/// <summary>Every command and every changing route, each with what can become of it.</summary>
internal static partial class Stories
{
    private const string Room = "/api/v1/conversations/{conversationId}";
    private const string Message = "/api/v1/messages/{messageId}";

    public static IReadOnlyList<Story> All { get; } =
    [
        .. OfMessages(), .. OfReactionsAndReceipts(), .. OfConversations(), .. OfMembers(), .. OfOneself(), .. OfModeration(), .. OfExtras(), .. OfFiles(),
    ];

    private static IEnumerable<Story> OfMessages() =>
    [
        new("send_message", "a message", s => s.Ada.Socket.DoesAsync("send_message", $"{In(s)},\"content\":\"hello 👋\",\"metadata\":{{\"a\":[1]}}")),
        new("send_message", "a reply", s => s.Grace.Socket.DoesAsync("send_message", $"{In(s)},\"content\":\"yes\",\"reply_to\":\"{s.First.Id}\"")),
        new("send_message", "a forward", s => s.Grace.Socket.DoesAsync("send_message", $"{In(s)},\"forward_from\":\"{s.First.Id}\"")),
        new("send_message", "a send that is repeated", async s =>
        {
            var id = MessageId.New();
            await s.Ada.Socket.DoesAsync("send_message", $"{In(s)},\"content\":\"once\",\"id\":\"{id}\"");
            await s.Ada.Socket.DoesAsync("send_message", $"{In(s)},\"content\":\"once\",\"id\":\"{id}\"");
        }),
        new($"POST {Room}/messages", "a message", s => s.Linus.SaysAsync(s.Room, "over REST")),
        new($"POST {Room}/messages", "a reply to a reply", s => s.Ada.SaysAsync(s.Room, "to your answer", s.Reply.Id)),
        new("edit_message", "an edit of what was answered", s => s.Ada.Socket.DoesAsync("edit_message", $"{Of(s.First)},\"content\":\"better words\"")),
        new("edit_message", "an edit that is longer than a quote", s =>
            s.Ada.Socket.DoesAsync("edit_message", $"{Of(s.First)},\"content\":\"{string.Concat(Enumerable.Repeat("🙂", 300))}\"")),
        new($"PATCH {Message}", "an edit", s => s.Linus.PatchAsync($"messages/{s.Reply.Id}", new EditMessageBody("an answer, edited")).DoneAsync()),
        new($"PATCH {Message}", "an edit, then reactions and answers", async s =>
        {
            await s.Ada.PatchAsync($"messages/{s.First.Id}", new EditMessageBody("edited")).DoneAsync();
            await s.Ada.PutAsync($"messages/{s.First.Id}/reactions/👍", new Done()).DoneAsync();
            await s.Linus.DeleteAsync($"messages/{s.First.Id}/reactions/🎉").DoneAsync();
            await s.Grace.SaysAsync(s.Room, "later", s.First.Id);
        }),
        new("send_message", "a message that names people", s =>
            s.Ada.Socket.DoesAsync("send_message", $"{In(s)},\"content\":\"@grace and @Linus, and @here\"")),
        new("edit_message", "an edit that names somebody, and one that names nobody", async s =>
        {
            await s.Ada.Socket.DoesAsync("edit_message", $"{Of(s.First)},\"content\":\"@grace\"");
            await s.Ada.Socket.DoesAsync("edit_message", $"{Of(s.First)},\"content\":\"nobody\"");
        }),
        new("delete_message", "a deletion of what named everybody", async s =>
        {
            var message = await s.Ada.SaysAsync(s.Room, "@all, and @linus");
            await s.Ada.Socket.DoesAsync("delete_message", Of(message));
        }),
        new("delete_message", "a deletion of what was answered", s => s.Ada.Socket.DoesAsync("delete_message", Of(s.First))),
        new("delete_message", "a deletion of an answer by an admin", s => s.Grace.Socket.DoesAsync("delete_message", Of(s.Reply))),
        new("delete_message", "a deletion and an answer to it right behind", async s =>
        {
            await s.Ada.Socket.SendsAsync($$"""{"type":"delete_message","ref":"both",{{Of(s.First)}}}""");
            await s.Ada.Socket.SendsAsync($$"""{"type":"send_message","ref":"both",{{In(s)}},"content":"what?","reply_to":"{{s.First.Id}}"}""");
            await s.Ada.Socket.AnswerAsync("both");
            await s.Ada.Socket.AnswerAsync("both");
        }),
        new($"DELETE {Message}", "a deletion that is repeated", async s =>
        {
            await s.Linus.DeleteAsync($"messages/{s.Reply.Id}").DoneAsync();
            await s.Linus.DeleteAsync($"messages/{s.Reply.Id}").DoneAsync();
        }),
        new($"DELETE {Message}", "a message with answers and reactions that is edited and deleted", async s =>
        {
            var message = await s.Ada.SaysAsync(s.Room, "short-lived");
            await s.Grace.PutAsync($"messages/{message.Id}/reactions/👀", new Done()).DoneAsync();
            await s.Grace.SaysAsync(s.Room, "I saw it", message.Id);
            await s.Ada.PatchAsync($"messages/{message.Id}", new EditMessageBody("shorter")).DoneAsync();
            await s.Ada.DeleteAsync($"messages/{message.Id}").DoneAsync();
        }),
    ];

    private static IEnumerable<Story> OfReactionsAndReceipts() =>
    [
        new("add_reaction", "a first reaction and one more of a kind", async s =>
        {
            await s.Ada.Socket.DoesAsync("add_reaction", $"{Of(s.First)},\"emoji\":\"🚀\"");
            await s.Ada.Socket.DoesAsync("add_reaction", $"{Of(s.First)},\"emoji\":\"👍\"");
        }),
        new("add_reaction", "a reaction that is repeated", s => s.Linus.Socket.DoesAsync("add_reaction", $"{Of(s.First)},\"emoji\":\"👍\"")),
        new("remove_reaction", "one of two and the last of a kind", async s =>
        {
            await s.Linus.Socket.DoesAsync("remove_reaction", $"{Of(s.First)},\"emoji\":\"👍\"");
            await s.Linus.Socket.DoesAsync("remove_reaction", $"{Of(s.First)},\"emoji\":\"🎉\"");
        }),
        new($"PUT {Message}/reactions/{{emoji}}", "a reaction to a new message", async s =>
        {
            var message = await s.Ada.SaysAsync(s.Room, "like me");
            await s.Grace.PutAsync($"messages/{message.Id}/reactions/👍", new Done()).DoneAsync();
        }),
        new($"DELETE {Message}/reactions/{{emoji}}", "a reaction taken back, and one that never was", async s =>
        {
            await s.Grace.DeleteAsync($"messages/{s.First.Id}/reactions/👍").DoneAsync();
            await s.Grace.DeleteAsync($"messages/{s.First.Id}/reactions/🚫").DoneAsync();
        }),
        new("mark_read", "reading to the middle, then backwards", async s =>
        {
            await s.Ada.Socket.DoesAsync("mark_read", $"{In(s)},\"ordinal\":{s.Reply.Ordinal}");
            await s.Ada.Socket.DoesAsync("mark_read", $"{In(s)},\"ordinal\":1");
        }),
        new($"POST {Room}/read", "reading to the end", s => s.Ada.PostAsync($"conversations/{s.Room}/read").DoneAsync()),
        new("mark_delivered", "what reaches a device, forwards and backwards", async s =>
        {
            await s.Ada.Socket.DoesAsync("mark_delivered", $"{In(s)},\"ordinal\":{s.Reply.Ordinal}");
            await s.Ada.Socket.DoesAsync("mark_delivered", $"{In(s)},\"ordinal\":1");
        }),
        new($"POST {Room}/delivered", "all of it reaches a device", s => s.Ada.PostAsync($"conversations/{s.Room}/delivered").DoneAsync()),
    ];

    private static IEnumerable<Story> OfConversations() =>
    [
        new($"PATCH {Room}", "a new name", s => s.Ada.PatchAsync($"conversations/{s.Room}", new UpdateConversation("Another name", "")).DoneAsync()),
        new($"PATCH {Room}", "hidden from outsiders", s =>
            s.Grace.PatchAsync($"conversations/{s.Room}", new UpdateConversation(Visibility: Visibility.Private)).DoneAsync()),
        new("POST /api/v1/conversations", "a group", s => s.Eve.CreatesAsync(new(ConversationType.Group, "Ours", MemberIds: [$"{s.Ada.Id}"]))),
        new("POST /api/v1/conversations", "a channel", s => s.Eve.CreatesAsync(new(ConversationType.Channel, "News", MemberIds: [$"{s.Ada.Id}", $"{s.Linus.Id}"]))),
        new("POST /api/v1/conversations", "a direct conversation, twice, and its first words", async s =>
        {
            var pair = await s.Eve.CreatesAsync(new(ConversationType.Direct, MemberIds: [$"{s.Ada.Id}"]));
            await s.Ada.CreatesAsync(new(ConversationType.Direct, MemberIds: [$"{s.Eve.Id}"]));
            await s.Eve.SaysAsync(pair.Id, "hello");
        }),
        new($"DELETE {Room}", "the end of it", s => s.Ada.DeleteAsync($"conversations/{s.Room}").DoneAsync()),
    ];

    private static IEnumerable<Story> OfMembers() =>
    [
        new($"POST {Room}/join", "somebody comes", s => s.Eve.PostAsync($"conversations/{s.Room}/join").DoneAsync()),
        new($"POST {Room}/leave", "somebody goes", s => s.Linus.PostAsync($"conversations/{s.Room}/leave").DoneAsync()),
        new($"POST {Room}/leave", "somebody goes and comes back", async s =>
        {
            await s.Linus.PostAsync($"conversations/{s.Room}/leave").DoneAsync();
            await s.Ada.SaysAsync(s.Room, "unheard by Linus");
            await s.Linus.PostAsync($"conversations/{s.Room}/join").DoneAsync();
        }),
        new($"POST {Room}/members", "somebody is added, and who is there already", s =>
            s.Grace.PostAsync($"conversations/{s.Room}/members", new AddMembers([$"{s.Eve.Id}", $"{s.Linus.Id}"])).DoneAsync()),
        new($"POST {Room}/members", "a moderator is added", s =>
            s.Ada.PostAsync($"conversations/{s.Room}/members", new AddMembers([$"{s.Eve.Id}"], MemberRole.Moderator)).DoneAsync()),
        new($"DELETE {Room}/members/{{userId}}", "a kick", s => s.Grace.DeleteAsync($"conversations/{s.Room}/members/{s.Linus.Id}").DoneAsync()),
        new($"DELETE {Room}/members/{{userId}}", "removing oneself", s => s.Linus.DeleteAsync($"conversations/{s.Room}/members/{s.Linus.Id}").DoneAsync()),
        new($"PATCH {Room}/members/{{userId}}", "a ban", s => Member(s, s.Linus, new UpdateMember(Status: MemberStatus.Banned))),
        new($"PATCH {Room}/members/{{userId}}", "a ban of somebody outside", s => Member(s, s.Eve, new UpdateMember(Status: MemberStatus.Banned))),
        new($"PATCH {Room}/members/{{userId}}", "a ban lifted", s => Member(s, s.Mallory, new UpdateMember(Status: MemberStatus.Left))),
        new($"PATCH {Room}/members/{{userId}}", "a ban lifted, and back in", async s =>
        {
            await Member(s, s.Mallory, new UpdateMember(Status: MemberStatus.Left));
            await s.Mallory.PostAsync($"conversations/{s.Room}/join").DoneAsync();
        }),
        new($"PATCH {Room}/members/{{userId}}", "a role up and down", async s =>
        {
            await Member(s, s.Linus, new UpdateMember(MemberRole.Moderator));
            await Member(s, s.Grace, new UpdateMember(MemberRole.Member));
        }),
        new($"POST {Room}/transfer", "a new owner", s => s.Ada.PostAsync($"conversations/{s.Room}/transfer", new TransferOwnership($"{s.Linus.Id}")).DoneAsync()),
    ];

    /// <summary>What one does for oneself: the others must not notice.</summary>
    private static IEnumerable<Story> OfOneself() =>
    [
        .. from act in new[] { "archive", "unarchive", "pin", "unpin", "mute", "unmute" }
           select new Story($"POST {Room}/{act}", "for oneself", s => s.Ada.PostAsync($"conversations/{s.Room}/{act}").DoneAsync()),
        new($"PUT {Room}/notification-settings", "for oneself", s => s.Ada.PutAsync(
            $"conversations/{s.Room}/notification-settings", new SetConversationNotifications(NotificationLevel.All)).DoneAsync()),
    ];

    private static IEnumerable<Story> OfModeration() =>
    [
        new($"PATCH {Room}", "slow mode, and out of it", async s =>
        {
            await s.Ada.PatchAsync($"conversations/{s.Room}", new UpdateConversation(SlowModeSeconds: 60)).DoneAsync();
            await s.Linus.SaysAsync(s.Room, "slowly");
            await s.Grace.PatchAsync($"conversations/{s.Room}", new UpdateConversation(SlowModeSeconds: 0)).DoneAsync();
        }),
        new($"PATCH {Room}/members/{{userId}}", "a silence, a role, and the end of both", async s =>
        {
            await Member(s, s.Linus, new UpdateMember(MutedUntil: new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero)));
            await Member(s, s.Linus, new UpdateMember(MemberRole.Moderator));
            await Member(s, s.Linus, new UpdateMember(MutedUntil: DateTimeOffset.UnixEpoch));
            await Member(s, s.Grace, new UpdateMember(MutedUntil: new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero)));
        }),
        new($"POST {Message}/reports", "a report, of which the room hears nothing", s =>
            s.Linus.PostAsync($"messages/{s.First.Id}/reports", new CreateReport(ReportReason.Spam)).DoneAsync()),
        new($"POST {Message}/reports", "a report that is resolved by a ban", async s =>
        {
            var report = await Person.ReadAsync<ReportView>(
                await s.Ada.PostAsync($"messages/{s.Reply.Id}/reports", new CreateReport(ReportReason.Spam)));
            await s.Grace.PostAsync($"moderation/reports/{report.Id}/resolve", new ResolveReport(ReportAction.Ban)).DoneAsync();
        }),
        new($"POST {Message}/reports", "a report that is resolved by a deletion", async s =>
        {
            var report = await Person.ReadAsync<ReportView>(
                await s.Linus.PostAsync($"messages/{s.First.Id}/reports", new CreateReport(ReportReason.Other, "why?")));
            await s.Grace.PostAsync($"moderation/reports/{report.Id}/resolve", new ResolveReport(ReportAction.DeleteMessage)).DoneAsync();
        }),
    ];

    private static IEnumerable<Story> OfFiles() =>
    [
        new("send_message", "a file", async s => await s.Ada.SaysWithAsync(s.Room, "look", await s.Ada.UploadsAsync("a.txt", "some text"u8.ToArray()))),
        new("send_message", "two files, one taken off, then the other with the whole message", async s =>
        {
            var (one, two) = (await s.Linus.UploadsAsync("a.txt", "one"u8.ToArray()), await s.Linus.UploadsAsync("b.txt", "two"u8.ToArray()));
            var said = await s.Linus.SaysWithAsync(s.Room, "", one, two);
            await s.Grace.PostAsync($"conversations/{s.Room}/messages", new SendMessageBody(ForwardFrom: said.Id)).DoneAsync();
            await s.Linus.DeleteAsync($"files/{one.Id}").DoneAsync();
            await s.Linus.DeleteAsync($"files/{two.Id}").DoneAsync();
        }),
        new("delete_message", "a message with a file", async s =>
        {
            var said = await s.Ada.SaysWithAsync(s.Room, "look", await s.Ada.UploadsAsync("a.txt", "some text"u8.ToArray()));
            await s.Ada.Socket.DoesAsync("delete_message", Of(said));
        }),
    ];

    private static string In(Scene scene) => $"\"conversation_id\":\"{scene.Room}\"";

    private static string Of(MessageView message) => string.Create(CultureInfo.InvariantCulture, $"\"message_id\":\"{message.Id}\"");

    private static Task Member(Scene scene, Person whom, UpdateMember command) =>
        scene.Ada.PatchAsync($"conversations/{scene.Room}/members/{whom.Id}", command).DoneAsync();
}
