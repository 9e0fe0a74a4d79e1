using Parley.Access;
using Parley.Protocol;

namespace Parley.Tests.Cast;

/// <summary>Somebody as handlers know them, for what has no door of its own.</summary>
public static class CallersOfHandlers
{
    public static async Task<Caller> CallerAsync(this TestParley parley, Person person)
    {
        var id = await person.IdAsync();
        return (await parley.DatabaseOf().FindAsync(
            $"select u.n, w.id, w.n, u.role from users u join workspaces w on w.n = u.workspace_n where u.id = {id}",
            row => new Caller(id, row.Long(0), row.Id<WorkspaceId>(1), row.Long(2), row.Enum<WorkspaceRole>(3))))!;
    }
}
