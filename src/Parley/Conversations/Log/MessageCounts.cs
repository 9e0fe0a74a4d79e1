using System.Globalization;
using Parley.Protocol;

namespace Parley.Conversations.Log;

/// <summary>
/// What an edit stores beside its subject: how often the message had been answered and reacted to by then, as <c>replies emoji count …</c>.
/// A replay shows these and not the present ones, because the answers and reactions that followed are told by numbers of their own.
/// </summary>
internal static class MessageCounts
{
    public static string Of(MessageView message) => string.Create(
        CultureInfo.InvariantCulture, $"{message.ReplyCount}{string.Concat(message.Reactions.Select(r => FormattableString.Invariant($" {r.Emoji} {r.Count}")))}");

    public static MessageView Apply(string counts, MessageView message)
    {
        var parts = counts.Split(' ');   // an emoji has no spaces
        return message with
        {
            ReplyCount = Number(parts[0]),
            Reactions = [.. parts.Skip(1).Chunk(2).Select(pair => new ReactionCount(pair[0], Number(pair[1])))],
        };
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
