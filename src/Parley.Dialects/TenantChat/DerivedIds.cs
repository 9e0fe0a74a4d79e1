using System.Security.Cryptography;
using System.Text;
using Parley.Protocol;

namespace Parley.Dialects.TenantChat;

/// <summary>
/// UUIDs of what has none in Parley: made from what they are about, so that they are the same each time. Of version 8 (RFC 9562), which no
/// generator of ours makes; nothing takes them back.
/// </summary>
internal static class DerivedIds
{
    public static Guid Participant(ConversationId conversation, UserId user) => Of("participant", conversation.Value, user.Value, "");

    public static Guid Presence(UserId user) => Of("presence", user.Value, default, "");

    public static Guid Reaction(ReactionView reaction) => Of("reaction", reaction.MessageId.Value, reaction.UserId.Value, reaction.Emoji);

    private static Guid Of(string kind, Guid one, Guid other, string text)
    {
        byte[] what = [.. Encoding.UTF8.GetBytes(kind), .. one.ToByteArray(bigEndian: true), .. other.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(text)];
        var hash = SHA256.HashData(what);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
