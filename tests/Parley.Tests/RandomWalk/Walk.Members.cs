using Parley.Access;
using Parley.Protocol;

namespace Parley.Tests.RandomWalk;

/// <summary>The steps by which people come, go and rise.</summary>
internal sealed partial class Walk
{
    private Step Join(ModelConversation c, int person)
    {
        var refused = c.IsDeleted ? Errors.NotFound
            : c.ActiveMember(person) is not null ? null
            : c.Visibility != Visibility.Public ? Errors.NotFound
            : c.Members.GetValueOrDefault(person)?.Status == MemberStatus.Banned ? Errors.Banned : null;
        if (refused is null && c.ActiveMember(person) is null)
        {
            c.Join(person, MemberRole.Member);
            c.Say(person);
        }

        return new Step($"{person} joins", () => handlers.JoinAndLeave.JoinAsync(people[person], c.Id, default), refused) { BringsPeople = true };
    }

    private Step Leave(ModelConversation c, int person)
    {
        var refused = c.Refuses(person, Permission.Leave) ?? (c.IsLastOwner(person) ? Errors.LastOwner : null);
        if (refused is null)
            Goes(c, person, person, MemberStatus.Left);

        return new Step($"{person} leaves", () => handlers.JoinAndLeave.LeaveAsync(people[person], c.Id, default), refused);
    }

    private Step Add(ModelConversation c, int person)
    {
        int[] others = [_random.Next(people.Count), _random.Next(people.Count)];
        MemberRole? role = _random.Next(3) == 0 ? (MemberRole)_random.Next(4) : null;
        var refused = c.Refuses(person, Permission.AddMembers)
            ?? (role > MemberRole.Member ? c.Refuses(person, Permission.ChangeRoles) : null)
            ?? (role > MemberRole.Member && !MayGive(c, person, role.Value) ? Errors.Forbidden : null)
            ?? (others.Any(o => c.Members.GetValueOrDefault(o)?.Status == MemberStatus.Banned) ? Errors.Banned : null);
        if (refused is null && others.Distinct().Where(o => c.ActiveMember(o) is null).ToList() is { Count: > 0 } added)
        {
            added.ForEach(o => c.Join(o, role ?? MemberRole.Member));
            c.Say(person);
        }

        var command = new AddMembers([.. others.Select(o => $"{people[o].UserId}")], role);
        return new Step($"{person} adds {string.Join(',', others)} as {role}", () => handlers.Add.HandleAsync(people[person], c.Id, command, default), refused)
        {
            BringsPeople = true,
        };
    }

    private Step Kick(ModelConversation c, int person)
    {
        var other = Other(person);
        var refused = c.Refuses(person, Permission.RemoveMembers) ?? RefusesAgainst(c, person, other);
        if (refused is null)
            Goes(c, person, other, MemberStatus.Kicked);

        return new Step($"{person} kicks {other}", () => handlers.Member.KickAsync(people[person], c.Id, $"{people[other].UserId}", default), refused);
    }

    private Step Ban(ModelConversation c, int person)
    {
        var other = _random.Next(people.Count);
        var refused = c.Refuses(person, Permission.BanMembers)
            ?? (other == person ? Errors.ValidationFailed : c.ActiveMember(other) is null ? null : RefusesAgainst(c, person, other));
        if (refused is null && c.ActiveMember(other) is not null)
            Goes(c, person, other, MemberStatus.Banned);
        else if (refused is null && c.Members.GetValueOrDefault(other)?.Status != MemberStatus.Banned)
            c.Set(other, MemberRole.Member, MemberStatus.Banned);

        return Update($"{person} bans {other}", c, person, other, new UpdateMember(Status: MemberStatus.Banned), refused);
    }

    private Step LiftBan(ModelConversation c, int person)
    {
        var other = c.Members.Where(m => m.Value.Status == MemberStatus.Banned).Select(m => m.Key).Append(Other(person)).First();
        var refused = c.Refuses(person, Permission.BanMembers)
            ?? (c.Members.GetValueOrDefault(other)?.Status == MemberStatus.Banned ? null : Errors.NotFound);
        if (refused is null)
            c.Set(other, MemberRole.Member, MemberStatus.Left);

        return Update($"{person} lifts the ban of {other}", c, person, other, new UpdateMember(Status: MemberStatus.Left), refused);
    }

    private Step ChangeRole(ModelConversation c, int person)
    {
        var (other, role) = (_random.Next(people.Count), (MemberRole)_random.Next(4));
        var target = c.ActiveMember(other);
        var refused = c.Refuses(person, Permission.ChangeRoles) ?? (target is null ? Errors.NotFound : null)
            ?? (other != person && !IsAbove(c, person, other) ? Errors.Forbidden : null)
            ?? (target!.Role != role && c.Members[person].Role != MemberRole.Owner && role >= c.Members[person].Role ? Errors.Forbidden : null)
            ?? (role < MemberRole.Owner && c.IsLastOwner(other) ? Errors.LastOwner : null);
        if (refused is null && target!.Role != role)
            c.Set(other, role, MemberStatus.Active);

        return Update($"{person} makes {other} {role}", c, person, other, new UpdateMember(role), refused);
    }

    private Step Transfer(ModelConversation c, int person)
    {
        var other = _random.Next(people.Count);
        var refused = c.Refuses(person, Permission.TransferOwnership)
            ?? (other == person ? Errors.ValidationFailed : c.ActiveMember(other) is null ? Errors.NotFound : null);
        if (refused is null)
        {
            c.Set(other, MemberRole.Owner, MemberStatus.Active);
            c.Set(person, MemberRole.Admin, MemberStatus.Active);
        }

        return new Step($"{person} hands over to {other}", () => handlers.Member.TransferAsync(people[person], c.Id, $"{people[other].UserId}", default), refused);
    }

    private Step End(ModelConversation c, int person)
    {
        var refused = c.Refuses(person, Permission.DeleteConversation);
        c.IsDeleted |= refused is null;
        return new Step($"{person} ends {c.Id}", () => handlers.End.HandleAsync(people[person], c.Id, default), refused);
    }

    private Step Update(string what, ModelConversation c, int person, int other, UpdateMember command, Error? refused) =>
        new(what, () => handlers.Member.HandleAsync(people[person], c.Id, $"{people[other].UserId}", command, default), refused);

    private static void Goes(ModelConversation c, int actor, int person, MemberStatus status)
    {
        c.Set(person, MemberRole.Member, status);
        c.Say(actor);
    }

    private static Error? RefusesAgainst(ModelConversation c, int person, int other) =>
        c.ActiveMember(other) is null ? Errors.NotFound
        : !IsAbove(c, person, other) ? Errors.Forbidden
        : c.IsLastOwner(other) ? Errors.LastOwner : null;

    private static bool IsAbove(ModelConversation c, int person, int other) =>
        c.Members[person].Role == MemberRole.Owner || c.Members[other].Role < c.Members[person].Role;

    private static bool MayGive(ModelConversation c, int person, MemberRole role) =>
        c.Members[person].Role == MemberRole.Owner || role < c.Members[person].Role;
}
