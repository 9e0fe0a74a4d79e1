using Parley.Access;
using Parley.People;
using Parley.Protocol;

namespace Parley.Admin;

/// <summary>Changes one account, or up to 1,000 with a result for each.</summary>
public sealed class ChangeAccountsHandler(AdminAccess access, Accounts accounts, UserDirectory directory, UserNumbers numbers, AccountDeeds deeds)
{
    public async Task<AdminUserView> UpdateAsync(Caller caller, string? workspace, string name, AdminUpdateUser command, CancellationToken ct)
    {
        var admin = await access.RequireAsync(caller, workspace, ct);
        var person = await directory.FindAsync(admin.WorkspaceN, name, ct) ?? throw new Refusal(Errors.UserNotFound);
        await deeds.UpdateAsync(admin, person.N, command, ct);
        return await accounts.ViewAsync(person.N, ct);
    }

    public async Task SignOutAsync(Caller caller, string? workspace, string name, CancellationToken ct)
    {
        var admin = await access.RequireAsync(caller, workspace, ct);
        var person = await directory.FindAsync(admin.WorkspaceN, name, ct) ?? throw new Refusal(Errors.UserNotFound);
        await deeds.SignOutAsync(admin, person, ct);
    }

    public async Task<BulkResults> BulkAsync(Caller caller, string? workspace, AdminBulkUsers command, CancellationToken ct)
    {
        var admin = await access.RequireAsync(caller, workspace, ct);
        RequireComplete(command);
        var people = command.Ids is { } ids ? await NamedAsync(admin, ids, ct) : await FoundAsync(admin, command.Filter!, ct);

        // All at once: what waits for the lane together is committed together.
        return Bulk.Of(await Task.WhenAll(people.Select(person => Bulk.TryAsync(
            person.Name, () => person.Person is { } someone ? DoAsync(admin, someone, command, ct) : throw new Refusal(Errors.UserNotFound)))));
    }

    private static void RequireComplete(AdminBulkUsers command)
    {
        if (command.Ids is null == command.Filter is null)
            throw new Refusal(Errors.ValidationFailed, "Name either ids or a filter.");
        if (command.Action == UserAction.SetType && command.AccountType is null)
            throw new Refusal(Errors.ValidationFailed, "account_type is missing.");
        if (command.Action == UserAction.SetRole && command.Role is null)
            throw new Refusal(Errors.ValidationFailed, "role is missing.");
    }

    private Task DoAsync(Caller admin, Person person, AdminBulkUsers command, CancellationToken ct)
    {
        // Who clears a list with themselves in it must not lock themselves out half-way.
        if (person.N == admin.UserN && command.Action is not (UserAction.SetType or UserAction.Enable))
            throw new Refusal(Errors.Forbidden, "Not of oneself among many.");

        return command.Action switch
        {
            UserAction.Disable => deeds.UpdateAsync(admin, person.N, new(Disabled: true), ct),
            UserAction.Enable => deeds.UpdateAsync(admin, person.N, new(Disabled: false), ct),
            UserAction.SetType => deeds.UpdateAsync(admin, person.N, new(AccountType: command.AccountType), ct),
            UserAction.SetRole => deeds.UpdateAsync(admin, person.N, new(command.Role), ct),
            _ => deeds.SignOutAsync(admin, person, ct),
        };
    }

    private async ValueTask<List<(string Name, Person? Person)>> NamedAsync(Caller admin, IReadOnlyList<string> names, CancellationToken ct)
    {
        var people = new List<(string, Person?)>();
        foreach (var name in names.Distinct())
            people.Add((name, await directory.FindAsync(admin.WorkspaceN, name, ct)));

        return people;
    }

    private async ValueTask<List<(string Name, Person? Person)>> FoundAsync(Caller admin, AdminUserFilter filter, CancellationToken ct)
    {
        var found = await accounts.FindAsync(admin, filter, UserSort.Created, 0, Limits.PeoplePerCall + 1, ct);
        if (found.Count > Limits.PeoplePerCall)
            throw new Refusal(Errors.ValidationFailed, $"The filter finds more than {Limits.PeoplePerCall} people; narrow it.");

        var people = new List<(string, Person?)>();
        foreach (var n in found)
        {
            var id = await numbers.IdAsync(n);
            people.Add((id.ToString(), new Person(n, id)));
        }

        return people;
    }
}
