using Parley.Protocol;
using Parley.Storage;

namespace Parley.Workspaces;

/// <summary>Makes workspace <c>main</c> at the first start.</summary>
public sealed class FirstWorkspace(Database database, TimeProvider clock)
{
    public const string Slug = "main";
    public const string AccountTypes = "member,owner,student,staff";

    public Task MakeAsync(CancellationToken ct) => database.WriteAsync(async transaction => await transaction.WriteAsync($"""
        insert into workspaces (id, slug, name, registration, account_types, created_at)
        values ({WorkspaceId.New()}, {Slug}, {"Main"}, {Registration.Open}, {AccountTypes}, {clock.GetUtcNow()})
        on conflict (slug) do nothing
        """), ct);
}
