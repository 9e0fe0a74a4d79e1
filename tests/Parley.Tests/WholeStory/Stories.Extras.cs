using Parley.Protocol;

namespace Parley.Tests.WholeStory;

/// <summary>Pins, drafts, saved messages, cards and metadata.</summary>
internal static partial class Stories
{
    private static IEnumerable<Story> OfExtras() =>
    [
        new("pin_message", "a pin, twice", async s =>
        {
            await s.Linus.Socket.DoesAsync("pin_message", Of(s.First));
            await s.Ada.Socket.DoesAsync("pin_message", Of(s.First));
        }),
        new("unpin_message", "a pin taken away, and one that never was", async s =>
        {
            await s.Linus.Socket.DoesAsync("pin_message", Of(s.First));
            await s.Ada.Socket.DoesAsync("unpin_message", Of(s.First));
            await s.Ada.Socket.DoesAsync("unpin_message", Of(s.Reply));
        }),
        new($"PUT {Message}/pin", "a pinned message that is edited", async s =>
        {
            await s.Grace.PutAsync($"messages/{s.First.Id}/pin", new Done()).DoneAsync();
            await s.Ada.PatchAsync($"messages/{s.First.Id}", new EditMessageBody("pinned and edited")).DoneAsync();
        }),
        new($"DELETE {Message}/pin", "pinned, unpinned, pinned and deleted", async s =>
        {
            await s.Grace.PutAsync($"messages/{s.First.Id}/pin", new Done()).DoneAsync();
            await s.Grace.DeleteAsync($"messages/{s.First.Id}/pin").DoneAsync();
            await s.Ada.PutAsync($"messages/{s.First.Id}/pin", new Done()).DoneAsync();
            await s.Ada.DeleteAsync($"messages/{s.First.Id}").DoneAsync();
        }),
        new("edit_message", "metadata that is set, replaced and cleared", async s =>
        {
            await s.Ada.Socket.DoesAsync("edit_message", $"{Of(s.First)},\"metadata\":{{\"order\":1}}");
            await s.Ada.Socket.DoesAsync("edit_message", $"{Of(s.First)},\"metadata\":{{\"order\":2}},\"content\":\"and words\"");
            await s.Linus.Socket.DoesAsync("edit_message", $"{Of(s.Reply)},\"metadata\":{{}}");
        }),
        new($"PATCH {Message}", "metadata alone", s =>
            s.Ada.PatchAsync($"messages/{s.First.Id}", new EditMessageBody(Metadata: System.Text.Json.JsonElement.Parse("""{"a":[1]}"""))).DoneAsync()),
        new($"PATCH {Room}", "metadata", s => s.Ada.PatchAsync(
            $"conversations/{s.Room}", new UpdateConversation(Metadata: System.Text.Json.JsonElement.Parse("""{"project":7}"""))).DoneAsync()),
        new($"PUT {Room}/draft", "for oneself", s => s.Ada.PutAsync($"conversations/{s.Room}/draft", new DraftBody("well…")).DoneAsync()),
        new($"DELETE {Room}/draft", "for oneself", s => s.Ada.DeleteAsync($"conversations/{s.Room}/draft").DoneAsync()),
        new("send_message", "a message that was a draft", async s =>
        {
            await s.Ada.PutAsync($"conversations/{s.Room}/draft", new DraftBody("well…")).DoneAsync();
            await s.Ada.Socket.DoesAsync("send_message", $"{In(s)},\"content\":\"well, yes\",\"clear_draft\":true");
        }),
        new($"PUT {Message}/saved", "for oneself", s => s.Linus.PutAsync($"messages/{s.First.Id}/saved", new SaveMessageBody("read again")).DoneAsync()),
        new($"DELETE {Message}/saved", "for oneself", s => s.Linus.DeleteAsync($"messages/{s.First.Id}/saved").DoneAsync()),

        new($"POST {Room}/unread", "for oneself", async s =>
        {
            await s.Linus.PostAsync($"conversations/{s.Room}/read").DoneAsync();
            await s.Linus.PostAsync($"conversations/{s.Room}/unread", new UnreadBody(1)).DoneAsync();
        }),

        // What becomes of cards stands in LinkPreviews/; here is none, and nothing moves.
        new($"DELETE {Message}/link-previews/{{previewId}}", "a card that is not there", s =>
            s.Ada.DeleteAsync($"messages/{s.First.Id}/link-previews/{Guid.CreateVersion7()}")),
    ];
}
