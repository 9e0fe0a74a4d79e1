using Parley.Access;
using Parley.Conversations.Log;
using Parley.People;
using Parley.Protocol;

namespace Parley.Conversations;

/// <summary>Adds people, all or none, in one commit. Who is a member already stays as they are.</summary>
public sealed class AddMembersHandler(ConversationAccess access, ConversationLog log, UserDirectory directory)
{
    public async Task<Listing<MemberView>> HandleAsync(Caller caller, ConversationId id, AddMembers command, CancellationToken ct)
    {
        var membership = await access.RequireAsync(caller, id, Permission.AddMembers, ct);
        var people = await directory.ResolveAsync(caller.WorkspaceN, command.UserIds, ct);
        var role = command.Role ?? MemberRole.Member;
        return await log.AppendAsync(membership, async entry =>
        {
            var actor = await MemberRules.RequireAsync(entry, membership, caller, Permission.AddMembers);
            if (role > MemberRole.Member)
                await MemberRules.RequireAsync(entry, membership, caller, Permission.ChangeRoles);
            if (role > MemberRole.Member && role >= actor.Role && actor.Role != MemberRole.Owner)
                throw new Refusal(Errors.Forbidden, "A role as high as your own is not yours to give.");

            var added = new List<MemberRow>();
            foreach (var person in people.DistinctBy(p => p.N))
            {
                switch ((await MemberRow.FindAsync(entry.Transaction, entry.ConversationN, person.N))?.Status)
                {
                    case MemberStatus.Active:
                        continue;
                    case MemberStatus.Banned:
                        throw new Refusal(Errors.Banned, $"{person.Id} is banned from this conversation.");
                    default:
                        added.Add(await MemberSteps.JoinAsync(entry, person.N, role, caller.UserN));
                        break;
                }
            }

            if (added.Count > 0)
                await MemberSteps.SayAsync(entry, caller, "members_added", Sentence(actor, added), [.. added.Select(m => m.UserId)]);

            return new Listing<MemberView>([.. added.Select(m => m.View)]);
        }, ct);
    }

    private static string Sentence(MemberRow actor, List<MemberRow> added)
    {
        var names = string.Join(", ", added.Take(3).Select(m => m.DisplayName));
        return added.Count <= 3 ? $"{actor.DisplayName} added {names}" : $"{actor.DisplayName} added {names} and {added.Count - 3} more";
    }
}
