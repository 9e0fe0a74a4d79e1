using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Access;
using Parley.Audit;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.Workspaces;

/// <summary>Changes a workspace's settings: for its administrators and the owners of the install.</summary>
public sealed class UpdateWorkspaceHandler(Database database, WorkspaceDirectory workspaces, AuditLog audit)
{
    public async Task<WorkspaceView> HandleAsync(Caller caller, string slug, UpdateWorkspace command, CancellationToken ct)
    {
        var workspace = await workspaces.RequireAsync(caller, slug, ct);
        if (!caller.IsWorkspaceAdmin)
            throw new Refusal(Errors.Forbidden);

        var types = command.AccountTypes is null ? null : Joined(command.AccountTypes);
        var settings = command.Settings is { } changes ? Merged(workspace.Settings, changes) : null;
        await database.WriteAsync(async transaction =>
        {
            var registration = command.Registration ?? workspace.Registration;
            var code = command.InviteCode ?? (registration == Registration.Invite ? InviteCode.New() : null);

            // A code that is there stays, so that turning invitations off and on keeps the letters that were sent out.
            await transaction.WriteAsync($"""
                update workspaces set name = coalesce({command.Name}, name), registration = {registration},
                    invite_code = case when {command.InviteCode is not null} then {code} else coalesce(invite_code, {code}) end,
                    account_types = coalesce({types}, account_types), settings = coalesce({settings}, settings)
                where n = {workspace.N}
                """);
            var after = (await transaction.FindAsync($"select {WorkspaceRow.Columns} from workspaces w where w.n = {workspace.N}", WorkspaceRow.From))!;
            if (WorkspaceDifferences.Between(workspace, after) is { Length: > 0 } changed)
                await audit.NoteAsync(
                    transaction, workspace.N, caller.UserN, caller.Address, AuditActions.WorkspaceUpdated, $"workspace:{workspace.Id}", changed);
        }, ct);
        workspaces.Forget();
        return (await workspaces.GetAsync(workspace.N, ct)).View(true);
    }

    // RFC 7396. What was merged is read as the record that it must be, so that nothing unknown or out of range is ever stored.
    private static string Merged(WorkspaceSettings present, JsonElement changes)
    {
        if (changes.ValueKind != JsonValueKind.Object)
            throw new Refusal(Errors.ValidationFailed, "settings is an object.");

        var merged = JsonNode.Parse(JsonSerializer.Serialize(present, WireJson.Wire.WorkspaceSettings))!.AsObject();
        Merge(merged, changes);
        try
        {
            var settings = merged.Deserialize(WireJson.Wire.WorkspaceSettings);
            Validation.Check(settings);
            return JsonSerializer.Serialize(settings, WireJson.Wire.WorkspaceSettings);
        }
        catch (JsonException wrong)
        {
            throw new Refusal(Errors.ValidationFailed, $"settings{wrong.Path?.TrimStart('$')} is not what it should be.");
        }
    }

    private static void Merge(JsonObject target, JsonElement changes)
    {
        foreach (var change in changes.EnumerateObject())
        {
            if (change.Value.ValueKind == JsonValueKind.Null)
                target.Remove(change.Name);
            else if (change.Value.ValueKind == JsonValueKind.Object)
                Merge(target[change.Name] as JsonObject ?? Added(target, change.Name), change.Value);
            else
                target[change.Name] = JsonNode.Parse(change.Value.GetRawText());
        }
    }

    private static JsonObject Added(JsonObject target, string name)
    {
        var added = new JsonObject();
        target[name] = added;
        return added;
    }

    private static string Joined(IReadOnlyList<string> types)
    {
        var areWords = types.All(type => type.Length is > 0 and <= 64 && !type.Contains(',', StringComparison.Ordinal) && type.Trim() == type);
        if (!areWords || types.Distinct().Count() < types.Count)
            throw new Refusal(Errors.ValidationFailed, "account_types are different words of at most 64 characters without commas.");
        return string.Join(',', types);
    }
}
