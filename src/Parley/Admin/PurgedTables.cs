using Parley.Storage;

namespace Parley.Admin;

/// <summary>
/// Every table whose rows hang on a message or on a conversation, in one place. Whoever adds such a table adds it here, otherwise a test
/// fails and what it holds would outlive its conversation.
/// </summary>
public static class PurgedTables
{
    /// <summary>Rows of one message, by <c>message_n</c>.</summary>
    public static readonly IReadOnlyList<string> OfMessages =
    [
        "message_edits", "reactions", "kept_edits", "kept_messages", "mentions", "attachments", "pins", "saved_messages", "link_previews",
        "link_jobs", "metadata_entries",
    ];

    /// <summary>Rows of one conversation, by <c>conversation_n</c>; the log itself (<c>messages</c>, <c>changes</c>) is purged in pieces before them.</summary>
    public static readonly IReadOnlyList<string> OfConversations =
    [
        "members", "daily_conversations", "conversation_heads", "notifications", "notification_deliveries", "conversation_notification_settings",
        "notification_watchers", "drafts",
    ];

    /// <summary>What purging removes by itself, because it is large or because numbers must not be given out again.</summary>
    public static readonly IReadOnlyList<string> TheLog = ["messages", "changes"];

    /// <summary>What outlives its message on purpose: the evidence of a report, until its own retention ends (Moderation/EvidenceRetention).</summary>
    public static readonly IReadOnlyList<string> WithTheirOwnEnd = ["reports"];

    /// <summary>Those in which a purged conversation's number must not be found any more.</summary>
    internal static IReadOnlyList<SqlText> NamingConversations { get; } = Texts([.. OfConversations, .. TheLog, "kept_messages"]);

    internal static IReadOnlyList<SqlText> Texts(IReadOnlyList<string> names) => [.. names.Select(name => new SqlText(name))];
}
