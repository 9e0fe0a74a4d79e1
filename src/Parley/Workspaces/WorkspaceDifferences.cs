using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Audit;
using Parley.Protocol;

namespace Parley.Workspaces;

/// <summary>Which fields of a workspace changed, as the audit log names them: old and new, and of a secret only that it changed.</summary>
internal static class WorkspaceDifferences
{
    public static (string Name, string? Value)[] Between(WorkspaceRow before, WorkspaceRow after)
    {
        var (old, now) = (Fields(before), Fields(after));
        return
        [
            .. from name in old.Keys.Union(now.Keys)
               where old.GetValueOrDefault(name) != now.GetValueOrDefault(name)
               select SecretNames.Contain(name)
                   ? (name, "changed")
                   : (name, (string?)$"{old.GetValueOrDefault(name) ?? "null"} → {now.GetValueOrDefault(name) ?? "null"}"),
        ];
    }

    private static Dictionary<string, string?> Fields(WorkspaceRow workspace)
    {
        var fields = new Dictionary<string, string?>
        {
            ["name"] = workspace.Name,
            ["registration"] = workspace.Registration.ToString(),
            ["account_types"] = string.Join(',', workspace.AccountTypes),
            ["invite_code"] = workspace.InviteCode,
        };
        Add(fields, "settings", JsonNode.Parse(JsonSerializer.Serialize(workspace.Settings, WireJson.Wire.WorkspaceSettings)));
        return fields;
    }

    private static void Add(Dictionary<string, string?> fields, string name, JsonNode? value)
    {
        if (value is JsonObject section)
        {
            foreach (var (key, inner) in section)
                Add(fields, $"{name}.{key}", inner);
        }
        else
        {
            fields[name] = value?.ToJsonString(WireJson.Wire.Options);
        }
    }
}
