using Parley.Access;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Storage;

namespace Parley.Moderation;

/// <summary>A row of <c>reports</c> with the ids that go with its numbers.</summary>
internal sealed record ReportRow(
    long N, ReportView View, ReportedMessageView? Message, long WorkspaceN, long UserN, long? ConversationN, long? MessageN,
    ConversationType? ConversationType)
{
    /// <summary>The columns that <see cref="From"/> reads, of <c>reports r</c> and what <see cref="Joins"/> adds.</summary>
    public static readonly SqlText Columns = new(
        "r.n, r.id, r.state, r.reason, r.comment, by.id, about.id, c.id, m.id, r.created_at, r.resolved_at, resolver.id, r.action, r.note, "
        + "r.content, m.type, m.created_at, r.edited_at, r.workspace_n, r.user_n, r.conversation_n, r.message_n, c.type");

    public static readonly SqlText Joins = new(
        "join users by on by.n = r.reporter_n join users about on about.n = r.user_n left join users resolver on resolver.n = r.resolved_by_n "
        + "left join conversations c on c.n = r.conversation_n left join messages m on m.n = r.message_n");

    /// <summary>What the warned person reads of it.</summary>
    public WarningView Warning => new(View.Id, View.Reason, View.Note, View.ConversationId, View.MessageId, View.ResolvedAt!.Value);

    public static ReportRow From(Row row) => new(
        row.Long(0),
        new ReportView(
            row.Id<ReportId>(1), row.Enum<ReportState>(2), row.Enum<ReportReason>(3), row.TextOrNull(4), row.Id<UserId>(5), row.Id<UserId>(6),
            row.IdOrNull<ConversationId>(7), row.IdOrNull<MessageId>(8), row.Time(9), row.TimeOrNull(10), row.IdOrNull<UserId>(11),
            row.IsNull(12) ? null : row.Enum<ReportAction>(12), row.TextOrNull(13)),
        row.IsNull(14) || row.IsNull(8)
            ? null
            : new ReportedMessageView(row.Id<MessageId>(8), row.Enum<MessageType>(15), row.Text(14), row.Time(16), row.TimeOrNull(17)),
        row.Long(18), row.Long(19), row.LongOrNull(20), row.LongOrNull(21), row.IsNull(22) ? null : row.Enum<ConversationType>(22));

    /// <summary>
    /// A report that the caller moderates: any of the workspace for its administrators; for the moderators of a conversation those of its
    /// messages, unless it is about themselves.
    /// </summary>
    public static ValueTask<ReportRow?> FindAsync(Queries queries, Caller caller, ReportId id, CancellationToken ct = default) =>
        queries.FindAsync($"""
            select {Columns} from reports r {Joins} where r.id = {id} and r.workspace_n = {caller.WorkspaceN}
                and ({caller.IsWorkspaceAdmin} or (r.user_n <> {caller.UserN} and c.deleted_at is null and exists (
                    select 1 from members mine where mine.conversation_n = r.conversation_n and mine.user_n = {caller.UserN}
                        and mine.status = {MemberStatus.Active} and mine.role >= {MemberRole.Moderator})))
            """, From, ct);

    /// <summary>Tells everybody who moderates it, except whom it is about.</summary>
    public async ValueTask TellModeratorsAsync(Transaction transaction, ChatEvent happened)
    {
        var moderators = await transaction.QueryAsync($"""
            select user_n from members where conversation_n = {ConversationN ?? 0} and status = {MemberStatus.Active} and role >= {MemberRole.Moderator}
            union select n from users where workspace_n = {WorkspaceN} and role >= {WorkspaceRole.Admin} and disabled_at is null
            """, row => row.Long(0));
        foreach (var userN in moderators.Where(n => n != UserN))
            transaction.Tell(new PersonalAnnouncement(userN, happened));
    }
}
