using System.Security.Cryptography;
using Parley.Access;
using Parley.Protocol;

namespace Parley.Server.CommandLine.Health;

/// <summary>The check from afar: its people sign up as anybody does, and an administrator's token disables them afterwards.</summary>
internal static class RemoteCheck
{
    public static async Task RunAsync(Uri server, string token, Findings findings, CancellationToken ct)
    {
        using var administrator = new CheckPerson(server, $"Token {token}", "the administrator", "");
        using var door = CheckPerson.Client(server);
        var cast = new List<CheckPerson>();
        try
        {
            var workspace = await WorkspaceAsync(administrator, ct);
            var run = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
            foreach (var type in workspace.AccountTypes.Append(workspace.AccountTypes[0]))
                cast.Add(await SignUpAsync(door, server, workspace, $"check-{run}-{cast.Count}", type, ct));

            await new CheckStory(server, cast[..^1], cast[^1], findings).PlayAsync(ct);
        }
        catch (CheckFailedException failed)
        {
            findings.Error("users", failed.Message);
        }
        finally
        {
            foreach (var person in cast)
            {
                await administrator.PatchAsync($"users/{person.View!.Id}", new UpdateUser(Disabled: true), CancellationToken.None);
                person.Dispose();
            }
        }
    }

    /// <summary>The administrator's own: the one that shows its invite code.</summary>
    private static async Task<WorkspaceView> WorkspaceAsync(CheckPerson administrator, CancellationToken ct)
    {
        var me = await administrator.GetAsync<UserView>("me", ct);
        if (me.Role < WorkspaceRole.Admin)
            throw new CheckFailedException($"{me.Username} is no administrator");

        var all = await administrator.GetAsync<Listing<WorkspaceView>>("workspaces", ct);
        return all.Items.FirstOrDefault(workspace => workspace.Slug == "main") ?? all.Items[0];
    }

    private static async Task<CheckPerson> SignUpAsync(HttpClient door, Uri server, WorkspaceView workspace, string name, string type, CancellationToken ct)
    {
        using var answer = await door.PostAsync("auth/register", CheckPerson.Json(new Register(
            name, $"{name}@check.invalid", Secret.New(), AccountType: type, Workspace: workspace.Slug, InviteCode: workspace.InviteCode)), ct);
        var signedIn = await CheckPerson.ReadAsync<SignedIn>(answer, ct);
        return new CheckPerson(server, $"Bearer {signedIn.AccessToken}", name, type) { View = signedIn.User };
    }
}
