using Parley.Access;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.People;

/// <summary>The people of the caller's workspace: one, or those whose names begin with a text.</summary>
public sealed class ReadUsersHandler(Database database, UserDirectory directory, TimeProvider clock)
{
    /// <summary>By UUID or <c>external:ID</c>. Looking makes nobody: an unknown one is not found.</summary>
    public async Task<UserView> OneAsync(Caller caller, string name, CancellationToken ct)
    {
        var person = await directory.FindAsync(caller.WorkspaceN, name, ct) ?? throw new Refusal(Errors.UserNotFound);
        var account = await database.FindAsync($"select {AccountRow.Columns} from users u where u.n = {person.N}", AccountRow.From, ct);
        return account!.View(withEmail: caller.IsWorkspaceAdmin || person.N == caller.UserN, clock.GetUtcNow());
    }

    public async Task<Listing<UserView>> ListAsync(Caller caller, string? query, string? cursor, int? limit, CancellationToken ct)
    {
        if (query is not null && !Validation.IsUnicode(query))
            throw new Refusal(Errors.InvalidText);

        var (size, after) = (PageSize.Checked(limit), PageSize.Position(cursor) ?? 0);
        var first = Names.Key(query ?? "");
        var end = first + "\U0010FFFF";
        var withDisabled = caller.IsWorkspaceAdmin;

        // Each half by its own index; the union is what the name begins with, whichever of the two names.
        var found = first is ""
            ? await database.QueryAsync($"""
                select {AccountRow.Columns} from users u where u.workspace_n = {caller.WorkspaceN} and u.n > {after}
                    and (u.disabled_at is null or {withDisabled}) order by u.n limit {size + 1}
                """, AccountRow.From, ct)
            : await database.QueryAsync($"""
                select {AccountRow.Columns} from users u where u.n in (
                        select n from users where workspace_n = {caller.WorkspaceN} and username_key >= {first} and username_key < {end}
                        union select n from users where workspace_n = {caller.WorkspaceN} and display_key >= {first} and display_key < {end})
                    and u.n > {after} and (u.disabled_at is null or {withDisabled}) order by u.n limit {size + 1}
                """, AccountRow.From, ct);
        var items = found.Take(size).Select(account => account.View(withEmail: caller.IsWorkspaceAdmin || account.N == caller.UserN, clock.GetUtcNow())).ToList();
        return new(items, found.Count > size ? PageSize.Cursor(found[size - 1].N) : null);
    }
}
