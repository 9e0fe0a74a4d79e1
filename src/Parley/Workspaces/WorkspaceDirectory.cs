using System.Collections.Concurrent;
using System.Text.Json;
using Parley.Access;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Workspaces;

/// <summary>A row of <c>workspaces</c>.</summary>
public sealed record WorkspaceRow(
    long N, WorkspaceId Id, string Slug, string Name, Registration Registration, string? InviteCode, IReadOnlyList<string> AccountTypes,
    DateTimeOffset CreatedAt, WorkspaceSettings Settings)
{
    internal static readonly SqlText Columns = new("w.n, w.id, w.slug, w.name, w.registration, w.invite_code, w.account_types, w.created_at, w.settings");

    internal static WorkspaceRow From(Row row) => new(
        row.Long(0), row.Id<WorkspaceId>(1), row.Text(2), row.Text(3), row.Enum<Registration>(4), row.TextOrNull(5), row.Text(6).Split(','),
        row.Time(7), row.TextOrNull(8) is { } settings ? JsonSerializer.Deserialize(settings, WireJson.Wire.WorkspaceSettings)! : new());

    /// <summary>The wanted type if the workspace has it; the first one when none is wanted.</summary>
    /// <exception cref="Refusal"><c>validation_failed</c>.</exception>
    public string AccountType(string? wanted) =>
        wanted is null ? AccountTypes[0]
        : AccountTypes.Contains(wanted) ? wanted
        : throw new Refusal(Errors.ValidationFailed, $"account_type is one of {string.Join(", ", AccountTypes)}.");

    public WorkspaceView View(bool withInviteCode) => new(Id, Slug, Name, Registration, AccountTypes, CreatedAt, withInviteCode ? InviteCode : null, Settings);
}

/// <summary>Finds workspaces by slug or number. There are few, and they are asked for at every sign-in: kept until one changes.</summary>
public sealed class WorkspaceDirectory(Database database)
{
    private ConcurrentDictionary<string, WorkspaceRow> _known = new();
    private ConcurrentDictionary<long, WorkspaceRow> _byNumber = new();

    public async ValueTask<WorkspaceRow?> FindAsync(string slug, CancellationToken ct)
    {
        var known = _known;
        if (known.TryGetValue(slug, out var workspace))
            return workspace;
        workspace = await database.FindAsync($"select {WorkspaceRow.Columns} from workspaces w where w.slug = {slug}", WorkspaceRow.From, ct);
        return workspace is null ? null : known[slug] = workspace;
    }

    public async ValueTask<WorkspaceRow> GetAsync(long n, CancellationToken ct)
    {
        var known = _byNumber;
        if (known.TryGetValue(n, out var workspace))
            return workspace;
        return known[n] = (await database.FindAsync($"select {WorkspaceRow.Columns} from workspaces w where w.n = {n}", WorkspaceRow.From, ct))!;
    }

    /// <summary>What a workspace has set for itself; in force from the moment that the change was acknowledged.</summary>
    public async ValueTask<WorkspaceSettings> SettingsAsync(long n, CancellationToken ct) => (await GetAsync(n, ct)).Settings;

    /// <summary>Whether the caller owns the install: an owner of <c>main</c>.</summary>
    public async ValueTask<bool> OwnsInstallAsync(Caller caller, CancellationToken ct) =>
        caller is { Role: WorkspaceRole.Owner, IsWorkspaceAdmin: true } && (await FindAsync(FirstWorkspace.Slug, ct))?.N == caller.WorkspaceN;

    /// <summary>One that the caller may know of: their own, or any for an owner of the install.</summary>
    /// <exception cref="Refusal"><c>not_found</c>.</exception>
    public async ValueTask<WorkspaceRow> RequireAsync(Caller caller, string slug, CancellationToken ct) =>
        await FindAsync(slug, ct) is { } workspace && (workspace.N == caller.WorkspaceN || await OwnsInstallAsync(caller, ct))
            ? workspace
            : throw new Refusal(Errors.NotFound);

    /// <summary>Something was changed; a look-up that is under way keeps what it found in the old, forgotten list.</summary>
    internal void Forget() => (_known, _byNumber) = (new(), new());
}
