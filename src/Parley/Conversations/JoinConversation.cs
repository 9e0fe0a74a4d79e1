using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Conversations;

/// <summary>
/// Opens a conversation for a socket. The socket has been live in it since it was attached, before this reads the history: so
/// history and live stream overlap by number and never leave a hole. All of it is of one commit: what follows its number adds up.
/// </summary>
public sealed class JoinConversationHandler(ConversationAccess access, Database database, ConversationViews conversations, MessageViews messages)
{
    public async Task<JoinedConversation> HandleAsync(Caller caller, JoinConversation command, CancellationToken ct)
    {
        var membership = await access.RequireAsync(caller, command.ConversationId, Permission.Read, ct);
        return await database.SnapshotAsync(async queries =>
        {
            var conversation = await conversations.ReadMineAsync(queries, membership.ConversationN, caller.UserN, ct)
                ?? throw new Refusal(Errors.NotFound);
            var rows = await queries.QueryAsync($"""
                select {MessageViews.Columns} from messages m where m.conversation_n = {membership.ConversationN} and m.ordinal > {membership.VisibleAfter}
                order by m.ordinal desc limit {PageSize.Checked(command.Limit)}
                """, MessageViews.From, ct);
            rows.Reverse();
            var items = await messages.ReadAsync(queries, membership.ConversationId, rows, caller.UserN, ct);
            return new JoinedConversation(conversation, items, conversation.LastSeq);
        });
    }
}
