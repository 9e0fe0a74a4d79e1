using Parley.Access;
using Parley.Audit;
using Parley.Conversations;
using Parley.Conversations.Log;
using Parley.People;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Admin;

/// <summary>
/// Adds, removes or promotes up to 1,000 people of a conversation that the administrator need not be in: one commit, heard by its members
/// like any such change, with a result for each person.
/// </summary>
public sealed class ChangeConversationMembersHandler(
    AdminAccess access, Database database, ConversationLog log, UserDirectory directory, AuditLog audit)
{
    public async Task<BulkResults> HandleAsync(Caller caller, string? workspace, ConversationId id, AdminChangeMembers command, CancellationToken ct)
    {
        var admin = await access.RequireAsync(caller, workspace, ct);
        var conversation = await FoundConversation.RequireAsync(database, admin, id, ct);
        if (conversation.Type == ConversationType.Direct)
            throw new Refusal(Errors.Forbidden, "The two of a direct conversation stay as they are.");
        if (command.Action == MemberAction.SetRole && command.Role is null)
            throw new Refusal(Errors.ValidationFailed, "role is missing.");

        var people = new List<(string Name, Person? Person)>();
        foreach (var name in command.UserIds.Distinct())
            people.Add((name, await directory.FindAsync(admin.WorkspaceN, name, ct)));

        return await log.AppendAsync(conversation.N, id, async entry =>
        {
            await conversation.RequirePresentAsync(entry.Transaction);
            var (results, changed) = (new List<BulkResult>(), new List<MemberRow>());
            foreach (var (name, person) in people)
            {
                // Every step asks all its questions before it writes, so a refused one leaves nothing behind.
                results.Add(await Bulk.TryAsync(name, async () =>
                {
                    if (await DoAsync(entry, admin, person ?? throw new Refusal(Errors.UserNotFound), command) is { } member)
                        changed.Add(member);
                }));
            }

            await SayAsync(entry, admin, command.Action, changed);
            return Bulk.Of(results);
        }, ct);
    }

    /// <summary>The member that changed; nothing where there was nothing to change.</summary>
    private async Task<MemberRow?> DoAsync(LogEntry entry, Caller admin, Person person, AdminChangeMembers command)
    {
        var member = await MemberRow.FindAsync(entry.Transaction, entry.ConversationN, person.N);
        switch (command.Action)
        {
            case MemberAction.Add when member?.Status == MemberStatus.Active:
                return null;
            case MemberAction.Add when member?.Status == MemberStatus.Banned:
                throw new Refusal(Errors.Banned);
            case MemberAction.Add:
                member = await MemberSteps.JoinAsync(entry, person.N, command.Role ?? MemberRole.Member, admin.UserN);
                await NoteAsync(entry, admin, AuditActions.MembersAdded, member);
                return member;
            case var _ when member is not { Status: MemberStatus.Active }:
                throw new Refusal(Errors.NotFound, "That person is not an active member.");
            case MemberAction.Remove:
                await MemberRules.RequireAnotherOwnerAsync(entry, member);
                await MemberSteps.LeaveAsync(entry, member, MemberStatus.Kicked, admin);
                await NoteAsync(entry, admin, AuditActions.MemberKicked, member);
                return member;
            default:
                if (command.Role == member.Role)
                    return null;
                if (command.Role < MemberRole.Owner)
                    await MemberRules.RequireAnotherOwnerAsync(entry, member);
                await MemberSteps.UpdateAsync(entry, member.UserN, command.Role!.Value, MemberStatus.Active, admin);
                await NoteAsync(entry, admin, AuditActions.MemberRole, member, ("role", $"{member.Role} → {command.Role}".ToLowerInvariant()));
                return member;
        }
    }

    private static async ValueTask SayAsync(LogEntry entry, Caller admin, MemberAction action, List<MemberRow> changed)
    {
        if (changed.Count == 0 || action == MemberAction.SetRole)
            return;

        var (what, verb) = action == MemberAction.Add ? ("members_added", "added") : ("member_removed", "removed");
        var names = string.Join(", ", changed.Take(3).Select(m => m.DisplayName));
        var rest = changed.Count <= 3 ? "" : $" and {changed.Count - 3} more";
        await MemberSteps.SayAsync(entry, admin, what, $"An administrator {verb} {names}{rest}", [.. changed.Select(m => m.UserId)]);
    }

    private ValueTask NoteAsync(LogEntry entry, Caller admin, string action, MemberRow member, params (string Name, string? Value)[] details) =>
        audit.NoteAsync(
            entry.Transaction, admin, action, $"user:{member.UserId}",
            [("conversation_id", entry.Conversation.ToString()), ("by", "administration"), .. details]);
}
