using Parley.Access;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Files;

/// <summary>
/// Who may see a file: who uploaded it, and who may read a message that carries it. To everybody else, and in every other workspace, there is
/// no such file.
/// </summary>
internal sealed class ReadableFiles(Database database, ConversationAccess access)
{
    private const int MessagesTried = 50;

    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async ValueTask<FileRow> RequireAsync(Caller caller, FileId id, CancellationToken ct)
    {
        var file = await FileRow.FindAsync(database, id, caller.WorkspaceN, ct) ?? throw new Refusal(Errors.NotFound);
        return file.UploaderN == caller.UserN || await MayReadOneAsync(caller, file, ct) ? file : throw new Refusal(Errors.NotFound);
    }

    /// <summary>Messages that are not deleted and carry the file, in conversations that the caller is in.</summary>
    public ValueTask<List<MessageId>> MessagesAsync(Caller caller, FileRow file, CancellationToken ct) => database.QueryAsync($"""
        select m.id from attachments a join messages m on m.n = a.message_n
        join members me on me.conversation_n = a.conversation_n and me.user_n = {caller.UserN} and me.status = {MemberStatus.Active}
        where a.file_n = {file.N} and m.deleted_at is null order by a.n desc limit {MessagesTried}
        """, row => row.Id<MessageId>(0), ct);

    private async ValueTask<bool> MayReadOneAsync(Caller caller, FileRow file, CancellationToken ct)
    {
        foreach (var message in await MessagesAsync(caller, file, ct))
        {
            try
            {
                await access.RequireMessageAsync(caller, message, Permission.Read, ct);
                return true;
            }
            catch (Refusal)
            {
                // perhaps another message
            }
        }

        return false;
    }
}
