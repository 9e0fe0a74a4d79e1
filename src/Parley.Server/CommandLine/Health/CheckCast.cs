using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Parley.Access;
using Parley.Access.ApiTokens;
using Parley.People;
using Parley.Protocol;
using Parley.Storage;
using Parley.Workspaces;

namespace Parley.Server.CommandLine.Health;

/// <summary>
/// The check's people, made in the house: in a workspace of their own, so that nobody meets them in a list, the same ones each time,
/// disabled between checks.
/// </summary>
internal sealed class CheckCast(IServiceProvider house)
{
    private const string Slug = "parley-check";
    private const string TokenName = "check";
    private const string Outsider = "check-outsider";
    private const char Between = '\t';

    private static readonly TimeSpan TokensLast = TimeSpan.FromMinutes(15);

    /// <summary>Lines of text: the server's address, then a person a line (name, type, token), the outsider last.</summary>
    public async Task<IReadOnlyList<string>> MakeAsync(CancellationToken ct)
    {
        var (accounts, tokens, clock) = (house.GetRequiredService<OperatorAccounts>(), house.GetRequiredService<OperatorTokens>(), house.GetRequiredService<TimeProvider>());
        var main = await accounts.WorkspaceAsync(FirstWorkspace.Slug, ct);
        var workspace = await WorkspaceAsync(string.Join(',', main.AccountTypes), clock, ct);
        var lines = new List<string> { Address() };
        foreach (var (name, type) in workspace.AccountTypes.Select(type => ($"check-{type}", type)).Append((Outsider, workspace.AccountTypes[0])))
        {
            var account = await FindAsync(accounts, workspace, name, ct);
            if (account is null)
            {
                await accounts.AddAsync(workspace, new AccountByHand(name, Secret.New(), AccountType: type, Role: WorkspaceRole.Member), ct);
                account = (await FindAsync(accounts, workspace, name, ct))!;
            }

            await accounts.SetDisabledAsync(account, disabled: false, ct);
            var token = await tokens.AddAsync(account.N, workspace.N, new CreateToken(TokenName, ExpiresAt: clock.GetUtcNow() + TokensLast), ct);
            lines.Add(string.Join(Between, name, type, token.Token));
        }

        return lines;
    }

    public async Task DismissAsync(CancellationToken ct)
    {
        var (accounts, tokens) = (house.GetRequiredService<OperatorAccounts>(), house.GetRequiredService<OperatorTokens>());
        var workspace = await accounts.WorkspaceAsync(Slug, ct);
        foreach (var user in await accounts.ListAsync(workspace, ct))
        {
            var account = await accounts.FindAsync(workspace, user.Username, ct);
            await tokens.RevokeAsync(account.N, workspace.N, TokenName, ct);
            await accounts.SetDisabledAsync(account, disabled: true, ct);
        }
    }

    /// <summary>The other end of <see cref="MakeAsync"/>.</summary>
    public static (Uri Server, IReadOnlyList<CheckPerson> Cast, CheckPerson Outsider) Read(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var server = new Uri(lines[0]);
        var people = lines.Skip(1).Select(line => line.Split(Between)).Select(parts => new CheckPerson(server, $"Token {parts[2]}", parts[0], parts[1])).ToList();
        return (server, people[..^1], people[^1]);
    }

    private static async Task<AccountRow?> FindAsync(OperatorAccounts accounts, WorkspaceRow workspace, string name, CancellationToken ct) =>
        (await accounts.ListAsync(workspace, ct)).Any(user => user.Username == name) ? await accounts.FindAsync(workspace, name, ct) : null;

    private async Task<WorkspaceRow> WorkspaceAsync(string accountTypes, TimeProvider clock, CancellationToken ct)
    {
        await house.GetRequiredService<Database>().WriteAsync(async transaction => await transaction.WriteAsync($"""
            insert into workspaces (id, slug, name, registration, account_types, created_at)
            values ({WorkspaceId.New()}, {Slug}, {"Self-check"}, {Registration.Closed}, {accountTypes}, {clock.GetUtcNow()})
            on conflict (slug) do nothing
            """), ct);
        return (await house.GetRequiredService<WorkspaceDirectory>().FindAsync(Slug, ct))!;
    }

    // Where this machine reaches it: one that listens everywhere listens here too.
    private string Address()
    {
        var all = house.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var address = all.FirstOrDefault(one => one.StartsWith("http://", StringComparison.Ordinal)) ?? all.FirstOrDefault()
            ?? throw new CommandFailedException("The server listens nowhere yet.");
        foreach (var everywhere in (string[])["//[::]", "//0.0.0.0", "//*", "//+"])
            address = address.Replace(everywhere, "//127.0.0.1", StringComparison.Ordinal);

        return address;
    }
}
