using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Parley.Access;
using Parley.Audit;
using Parley.Protocol;
using Parley.Workspaces;

namespace Parley.Admin;

/// <summary>Every setting with its value and source: the workspace's to its administrators, the server's to owners of the install.</summary>
public sealed class ReadSettingsHandler(AdminAccess access, WorkspaceDirectory workspaces, ServerSettings server, RestoreTime restoreTime)
{
    public async Task<SettingsView> HandleAsync(Caller caller, string? workspace, CancellationToken ct)
    {
        var admin = await access.RequireAsync(caller, workspace, ct);
        var row = await workspaces.GetAsync(admin.WorkspaceN, ct);
        var settings = new List<SettingView>
        {
            new("name", row.Name, "workspace"), new("registration", row.Registration.ToString().ToLowerInvariant(), "workspace"),
            new("account_types", string.Join(',', row.AccountTypes), "workspace"),
            new("invite_code", row.InviteCode is null ? null : SecretNames.Mask, "workspace"),
        };
        Add(settings, "settings", row.Settings, WireJson.Wire.WorkspaceSettings);
        return new(await workspaces.OwnsInstallAsync(caller, ct) ? server.All() : [], settings);
    }

    /// <summary>Read off the record itself, so that no room's section is ever left out.</summary>
    private void Add(List<SettingView> settings, string name, object? section, JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            var (path, value) = ($"{name}.{property.Name}", section is null ? null : property.Get!(section));
            var inner = WireJson.Wire.GetTypeInfo(property.PropertyType);
            if (inner is { Kind: JsonTypeInfoKind.Object })
                Add(settings, path, value, inner);
            else if (value is null)
                settings.Add(Default(path));
            else
                settings.Add(new(path, SecretNames.Contain(path) ? SecretNames.Mask : Text(value, inner!), "workspace"));
        }
    }

    private static string Text(object value, JsonTypeInfo type) => JsonSerializer.SerializeToElement(value, type).ToString();

    private SettingView Default(string path) => path switch
    {
        "settings.restore_days" => new(path, $"{restoreTime.ServerDays}", server.SourceOf(RestoreTime.Key)),
        "settings.admin_reads_messages" => new(path, "true", "default"),
        _ => new(path, null, "default"),
    };
}
