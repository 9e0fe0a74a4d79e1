using Parley.Access;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Storage;

namespace Parley.Drafts;

/// <summary>Keeps what one is writing, for oneself and on all of one's devices: on disk before it is answered.</summary>
public sealed class DraftHandler(ConversationAccess access, Database database, TimeProvider clock)
{
    /// <summary>All of one's drafts, the latest first.</summary>
    public async Task<Listing<DraftView>> ListAsync(Caller caller, string? cursor, int? limit, CancellationToken ct)
    {
        var size = PageSize.Checked(limit);
        var found = await database.QueryAsync($"""
            select {DraftRow.Columns} from drafts d join conversations c on c.n = d.conversation_n
            where d.user_n = {caller.UserN} and d.version < {PageSize.Position(cursor) ?? long.MaxValue}
            order by d.version desc limit {size + 1}
            """, DraftRow.From, ct);
        return new([.. found.Take(size)], found.Count > size ? PageSize.Cursor(found[size - 1].Version) : null);
    }

    /// <exception cref="Refusal"><c>not_found</c> where there is none.</exception>
    public async Task<DraftView> OneAsync(Caller caller, ConversationId id, CancellationToken ct)
    {
        var membership = await access.RequireAsync(caller, id, Permission.Read, ct);
        return await DraftRow.FindAsync(database, membership.ConversationN, caller.UserN, ct) ?? throw new Refusal(Errors.NotFound);
    }

    public async Task<DraftView> PutAsync(Caller caller, ConversationId id, DraftBody body, CancellationToken ct)
    {
        var membership = await access.RequireAsync(caller, id, Permission.Post, ct);
        if (body.ReplyTo is { } target
            && (await access.RequireMessageAsync(caller, target, Permission.Read, ct)).Membership.ConversationN != membership.ConversationN)
            throw new Refusal(Errors.ValidationFailed, "A reply stands in the conversation of the message it answers.");

        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        return await database.WriteAsync(async transaction =>
        {
            var present = await DraftRow.FindAsync(transaction, membership.ConversationN, caller.UserN);
            if (body.Version is { } known && known != (present?.Version ?? 0))
                throw new Refusal(Errors.DraftConflict);

            // The time, so that it is larger than that of any draft before, also of one that is gone; but always larger than the present one's.
            var version = Math.Max(now.ToUnixTimeMilliseconds(), (present?.Version ?? 0) + 1);
            var draft = new DraftView(id, body.Content, body.ReplyTo, body.AttachmentIds ?? [], version, now);
            await transaction.WriteAsync($"""
                insert into drafts (user_n, conversation_n, content, reply_to, attachment_ids, version, updated_at)
                values ({caller.UserN}, {membership.ConversationN}, {draft.Content}, {draft.ReplyTo}, {string.Join(',', draft.AttachmentIds)},
                    {version}, {now})
                on conflict (user_n, conversation_n) do update set content = excluded.content, reply_to = excluded.reply_to,
                    attachment_ids = excluded.attachment_ids, version = excluded.version, updated_at = excluded.updated_at
                """);
            transaction.Tell(new PersonalAnnouncement(caller.UserN, new DraftUpdated(id, draft)));
            return draft;
        }, ct);
    }

    /// <summary>Lets the draft go; where a version is named, only that one.</summary>
    public async Task DeleteAsync(Caller caller, ConversationId id, long? version, CancellationToken ct)
    {
        var membership = await access.RequireAsync(caller, id, Permission.Read, ct);
        await database.WriteAsync(async transaction =>
        {
            if (await DraftRow.FindAsync(transaction, membership.ConversationN, caller.UserN) is not { } present)
                return;
            if (version is not null && version != present.Version)
                throw new Refusal(Errors.DraftConflict);

            await DraftRow.DeleteAsync(transaction, membership.ConversationN, id, caller.UserN);
        }, ct);
    }
}
