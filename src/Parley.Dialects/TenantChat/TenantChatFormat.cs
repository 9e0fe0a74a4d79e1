using Parley.Protocol;
using Parley.Realtime;

namespace Parley.Dialects.TenantChat;

/// <summary>Events in the tenant chat's words, the same bytes for all who listen.</summary>
internal sealed class TenantChatFormat(TenantChatViews views) : WireFormat
{
    /// <summary>The documented component shows "someone is typing" by what comes back of its own typing, and ends it so.</summary>
    public override bool EchoesOneself => true;

    /// <summary>Whether it looks different to each reader: the address of a file is signed for one person.</summary>
    public static bool IsPersonal(ChatEvent happened) => happened is MessagePosted { Message.Attachments.Count: > 0 };

    public override byte[]? Encode(long conversationN, ChatEvent happened) => happened switch
    {
        MessagePosted posted when !IsPersonal(posted) => Message("new_message", views.Message(posted.Message)),
        MessageUpdated { Message: var message } => WireFrame.Of(
            new UpdatedFrame("message_updated", new(message.Id, message.Content, message.EditedAt)), TenantChatJson.Wire.UpdatedFrame),
        MessageDeleted deleted => WireFrame.Of(new DeletedFrame("message_deleted", deleted.MessageId), TenantChatJson.Wire.DeletedFrame),
        ReactionAdded added => Reaction("reaction_added", added.Reaction),
        ReactionRemoved removed => Reaction("reaction_removed", removed.Reaction),
        TypingChanged typing => WireFrame.Of(
            new TypingFrame("typing_indicator", typing.UserId, typing.IsTyping, typing.ConversationId), TenantChatJson.Wire.TypingFrame),
        PresenceChanged presence => WireFrame.Of(
            new StatusFrame("user_status_change", presence.UserId, presence.Status, presence.LastSeen, presence.CurrentConversationId),
            TenantChatJson.Wire.StatusFrame),
        _ => null,
    };

    public static byte[] Message(string type, MessageJson message) => WireFrame.Of(new MessageFrame(type, message), TenantChatJson.Wire.MessageFrame);

    public static byte[] Left(ConversationId? conversation) => WireFrame.Of(new LeftFrame("conversation_left", conversation), TenantChatJson.Wire.LeftFrame);

    // The client looks for the id when one goes, so that both have to be the same.
    private static byte[] Reaction(string type, ReactionView reaction) => WireFrame.Of(
        new ReactionFrame(
            type, new(DerivedIds.Reaction(reaction), reaction.MessageId, reaction.UserId, reaction.Emoji, reaction.CreatedAt), reaction.MessageId,
            reaction.UserId, reaction.Emoji),
        TenantChatJson.Wire.ReactionFrame);
}
