using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Parley.Access.Tokens;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Access;

/// <summary>People whom a host application signs in.</summary>
public sealed class HostUsers
{
    private const string Key = "Parley:TrustedIssuers:1";

    [Fact]
    public async Task Have_an_account_on_first_sight_and_the_same_one_by_external_name()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        await Refused.WithAsync(Errors.UserNotFound, ada.GetAsync("users/external:Grace"));

        var grace = await parley.Person("Grace").IdAsync();

        var view = await ada.GetAsync<UserView>("users/external:Grace");
        Assert.Equal((grace, "Grace", WorkspaceRole.Member), (view.Id, view.DisplayName, view.Role));
    }

    [Fact]
    public async Task Named_before_they_come_are_the_same_when_they_come()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");

        await ada.CreatesAsync(new CreateConversation(ConversationType.Group, "Lobby", MemberIds: ["external:Grace", "external:Grace", "external:Joan"]));

        var named = await ada.GetAsync<UserView>("users/external:Grace");
        Assert.Equal(named.Id, await parley.Person("Grace").IdAsync());
    }

    [Fact]
    public async Task Who_come_forty_times_at_once_have_one_account()
    {
        await using var parley = await TestParley.StartAsync();

        var seen = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => parley.Person("Grace").GetAsync<UserView>("me")));

        Assert.Single(seen.Select(view => view.Id).Distinct());
    }

    [Fact]
    public async Task Sign_in_with_an_RSA_key_in_PEM_form()
    {
        using var rsa = RSA.Create(2048);
        var key = JwtKey.Rs256(rsa);
        await using var parley = await TestParley.StartAsync(
            $"--{Key}:Issuer=host", $"--{Key}:Algorithm=RS256", $"--{Key}:PublicKeyPem={rsa.ExportSubjectPublicKeyInfoPem()}", $"--{Key}:UserClaim=user_id");
        using var visitor = Of(parley, key, "\"user_id\":42");

        Assert.Equal((await visitor.GetAsync<UserView>("me")).Id, (await visitor.GetAsync<UserView>("users/external:42")).Id);
    }

    [Fact]
    public async Task Sign_in_with_a_curve_in_a_JWKS_file_whose_other_keys_are_not_taken()
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var file = Path.GetTempFileName();
        var secret = new byte[32];
        await File.WriteAllTextAsync(
            file, $$"""{"keys":[{"kty":"oct","kid":"b","k":"{{Base64Url.EncodeToString(secret)}}"},{{Jwk(ec, "a")}}]}""", TestContext.Current.CancellationToken);
        await using var parley = await TestParley.StartAsync($"--{Key}:Issuer=host", $"--{Key}:Algorithm=ES256", $"--{Key}:JwksUri={file}");
        using var visitor = Of(parley, JwtKey.Es256(ec, "a"), "\"sub\":\"42\"");
        using var confused = Of(parley, JwtKey.Hs256(secret, "b"), "\"sub\":\"42\"");

        await visitor.GetAsync<UserView>("me");
        await Refused.WithAsync(Errors.NotSignedIn, confused.GetAsync("me"));
        File.Delete(file);
    }

    [Fact]
    public async Task Sign_in_with_keys_fetched_from_the_host_again_at_most_once_a_minute()
    {
        using var first = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var second = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (document, fetched) = ($$"""{"keys":[{{Jwk(first, "one")}}]}""", 0);
        var host = WebApplication.CreateSlimBuilder().Build();
        await using (host)
        {
            host.Urls.Add("http://127.0.0.1:0");
            host.MapGet("/jwks", (HttpContext http) =>
            {
                fetched++;
                return http.Response.WriteAsync(document);
            });
            await host.StartAsync(TestContext.Current.CancellationToken);
            await using var parley = await TestParley.StartAsync(
                $"--{Key}:Issuer=host", $"--{Key}:Algorithm=ES256", $"--{Key}:JwksUri={host.Urls.First()}/jwks");
            using var early = Of(parley, JwtKey.Es256(first, "one"), "\"sub\":\"42\"");
            using var late = Of(parley, JwtKey.Es256(second, "two"), "\"sub\":\"42\"");
            using var never = Of(parley, JwtKey.Es256(second, "three"), "\"sub\":\"42\"");

            await early.GetAsync<UserView>("me");
            document = $$"""{"keys":[{{Jwk(first, "one")}},{{Jwk(second, "two")}}]}""";
            await Refused.WithAsync(Errors.NotSignedIn, late.GetAsync("me"));
            parley.Clock.Advance(TimeSpan.FromMinutes(1));
            await late.GetAsync<UserView>("me");
            await early.GetAsync<UserView>("me");
            for (var i = 0; i < 5; i++)
                await Refused.WithAsync(Errors.NotSignedIn, never.GetAsync("me"));

            Assert.Equal(2, fetched);
        }
    }

    [Fact]
    public async Task Follow_their_newest_token_in_name_and_role_but_are_never_made_owners()
    {
        const string Secret = "the host's secret, of 32 bytes or more";
        var key = JwtKey.Hs256(Encoding.UTF8.GetBytes(Secret));
        await using var parley = await TestParley.StartAsync(
            $"--{Key}:Issuer=host", $"--{Key}:Algorithm=HS256", $"--{Key}:Secret={Secret}", $"--{Key}:NameClaim=full_name", $"--{Key}:RoleClaim=role");
        var now = parley.Clock.GetUtcNow().ToUnixTimeSeconds();
        using var first = Of(parley, key, $"\"sub\":\"42\",\"iat\":{now},\"full_name\":\"Grace\",\"role\":\"admin\"");
        using var second = Of(parley, key, $"\"sub\":\"42\",\"iat\":{now + 1},\"full_name\":\"Grace Hopper\",\"role\":\"owner\"");

        var before = await first.GetAsync<UserView>("me");
        var after = await second.GetAsync<UserView>("me");
        var old = await first.GetAsync<UserView>("me");

        Assert.Equal(("Grace", WorkspaceRole.Admin), (before.DisplayName, before.Role));
        Assert.Equal(("Grace Hopper", WorkspaceRole.Member), (after.DisplayName, after.Role));
        Assert.Equal(after, old);
    }

    [Fact]
    public async Task Of_a_disabled_account_are_refused_and_their_sockets_closed()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        var grace = parley.Person("Grace");
        var socket = await grace.OpensAsync();

        await Person.ReadAsync<UserView>(await ada.PatchAsync("users/external:Grace", new UpdateUser(Disabled: true)));

        Assert.Equal(CloseCodes.AccountDisabled, await socket.ClosedAsync());
        await Refused.WithAsync(Errors.AccountDisabled, grace.AsksAsync("me"));
        using var again = await PersonSocket.ConnectAsync(parley.Address, $"?token={grace.Token}");
        Assert.Equal(CloseCodes.AccountDisabled, await again.ClosedAsync());

        await ada.PatchAsync("users/external:Grace", new UpdateUser(Disabled: false));
        await grace.GetAsync<UserView>("me");
    }

    [Fact]
    public async Task Of_another_workspace_are_not_found()
    {
        await using var parley = await TestParley.StartAsync(
            $"--{Key}:Issuer={TestParley.Issuer}-school", $"--{Key}:Algorithm=HS256", $"--{Key}:Secret={TestParley.Secret}", $"--{Key}:Workspace=school");
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        var grace = parley.Person("Grace", "school");
        await Refused.WithAsync(Errors.NotSignedIn, grace.AsksAsync("me"));   // there is no such workspace yet
        await ada.PostAsync("workspaces", new CreateWorkspace("school", "School"));

        await Refused.WithAsync(Errors.UserNotFound, ada.GetAsync($"users/{await grace.IdAsync()}"));
        await Refused.WithAsync(Errors.UserNotFound, ada.GetAsync("users/external:Grace"));
        await Refused.WithAsync(Errors.UserNotFound, ada.PatchAsync($"users/{grace.Id}", new UpdateUser(Disabled: true)));
        await Refused.WithAsync(Errors.UserNotFound, grace.AsksAsync($"users/{ada.User.Id}"));
        await Refused.WithAsync(Errors.NotFound, grace.AsksAsync("workspaces/main"));
        Assert.Equal("school", Assert.Single((await grace.GetAsync<Listing<WorkspaceView>>("workspaces")).Items).Slug);
    }

    private static Visitor Of(TestParley parley, JwtKey key, string claims)
    {
        var end = parley.Clock.GetUtcNow().AddHours(1).ToUnixTimeSeconds();
        return new(parley, $"Bearer {Jwt.Sign(key, Encoding.UTF8.GetBytes($$"""{"iss":"host","exp":{{end}},{{claims}}}"""))}");
    }

    private static string Jwk(ECDsa key, string kid)
    {
        var point = key.ExportParameters(false).Q;
        return $$"""{"kty":"EC","crv":"P-256","use":"sig","alg":"ES256","kid":"{{kid}}","x":"{{Base64Url.EncodeToString(point.X)}}","y":"{{Base64Url.EncodeToString(point.Y)}}"}""";
    }
}
