using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.People;

public sealed class Accounts
{
    [Fact]
    public async Task Are_changed_by_their_owner()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        using var bob = await Visitor.RegisteredAsync(parley, "bob");

        var me = await Person.ReadAsync<UserView>(await bob.PatchAsync("me", new UpdateMe("Bob B.", "b@example.com", "https://example.com/b.png")));

        Assert.Equal(("Bob B.", "b@example.com", "https://example.com/b.png"), (me.DisplayName, me.Email, me.AvatarUrl));
        await Refused.WithAsync(Errors.NameTaken, bob.PatchAsync("me", new UpdateMe(Email: "ADA@example.com")));
        await Refused.WithAsync(Errors.ValidationFailed, bob.PatchAsync("me", new UpdateMe(AvatarUrl: "javascript:alert(1)")));
        await Refused.WithAsync(Errors.ValidationFailed, bob.PatchAsync("me", new UpdateMe(AvatarUrl: "//evil.example/x")));
        await Refused.WithAsync(Errors.ValidationFailed, bob.PatchAsync("me", new UpdateMe(DisplayName: " \u200B ")));
    }

    [Fact]
    public async Task Show_their_address_to_themselves_and_administrators_only()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        using var bob = await Visitor.RegisteredAsync(parley, "bob");

        Assert.Null((await bob.GetAsync<UserView>($"users/{ada.User.Id}")).Email);
        Assert.Equal("bob@example.com", (await ada.GetAsync<UserView>($"users/{bob.User.Id}")).Email);
        Assert.Equal([null, "bob@example.com"], (await bob.GetAsync<Listing<UserView>>("users")).Items.Select(user => user.Email));
    }

    [Fact]
    public async Task Are_found_by_how_either_name_begins_page_by_page()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        foreach (var name in new[] { "maria", "mark", "bob" })
            (await Visitor.RegisteredAsync(parley, name)).Dispose();
        await ada.PatchAsync("me", new UpdateMe("Marvellous Ada"));

        var first = await ada.GetAsync<Listing<UserView>>("users?query=MAR&limit=2");
        var second = await ada.GetAsync<Listing<UserView>>($"users?query=MAR&limit=2&cursor={first.NextCursor}");

        Assert.Equal(["ada", "maria", "mark"], first.Items.Concat(second.Items).Select(user => user.Username));
        Assert.Null(second.NextCursor);
        Assert.Empty((await ada.GetAsync<Listing<UserView>>("users?query=%25")).Items);
        await Refused.WithAsync(Errors.ValidationFailed, ada.GetAsync("users?limit=1000"));
        await Refused.WithAsync(Errors.ValidationFailed, ada.GetAsync("users?cursor=x"));
    }

    [Fact]
    public async Task Are_administered_by_rank()
    {
        await using var parley = await TestParley.StartAsync();
        using var owner = await Visitor.RegisteredAsync(parley, "owner");
        using var admin = await Visitor.RegisteredAsync(parley, "admin");
        using var bob = await Visitor.RegisteredAsync(parley, "bob");

        await Refused.WithAsync(Errors.Forbidden, bob.PatchAsync($"users/{admin.User.Id}", new UpdateUser(WorkspaceRole.Admin)));
        await Person.ReadAsync<UserView>(await owner.PatchAsync($"users/{admin.User.Id}", new UpdateUser(WorkspaceRole.Admin)));
        var student = await Person.ReadAsync<UserView>(await admin.PatchAsync($"users/{bob.User.Id}", new UpdateUser(AccountType: "student")));

        Assert.Equal("student", student.AccountType);
        await Refused.WithAsync(Errors.ValidationFailed, admin.PatchAsync($"users/{bob.User.Id}", new UpdateUser(AccountType: "king")));
        await Refused.WithAsync(Errors.Forbidden, admin.PatchAsync($"users/{owner.User.Id}", new UpdateUser(Disabled: true)));
        await Refused.WithAsync(Errors.Forbidden, admin.PatchAsync($"users/{bob.User.Id}", new UpdateUser(WorkspaceRole.Owner)));
        await Refused.WithAsync(Errors.LastOwner, owner.PatchAsync($"users/{owner.User.Id}", new UpdateUser(WorkspaceRole.Member)));
        await Refused.WithAsync(Errors.LastOwner, owner.PatchAsync($"users/{owner.User.Id}", new UpdateUser(Disabled: true)));
        await Refused.WithAsync(Errors.UserNotFound, owner.PatchAsync($"users/{UserId.New()}", new UpdateUser(Disabled: true)));
    }

    [Fact]
    public async Task With_a_new_role_have_it_at_once_and_their_sockets_come_back()
    {
        await using var parley = await TestParley.StartAsync();
        using var owner = await Visitor.RegisteredAsync(parley, "owner");
        using var bob = await Visitor.RegisteredAsync(parley, "bob");
        using var socket = await bob.OpensAsync();
        await Refused.WithAsync(Errors.Forbidden, bob.PatchAsync("workspaces/main", new UpdateWorkspace("Mine")));

        await owner.PatchAsync($"users/{bob.User.Id}", new UpdateUser(WorkspaceRole.Admin));

        Assert.Equal("Mine", (await Person.ReadAsync<WorkspaceView>(await bob.PatchAsync("workspaces/main", new UpdateWorkspace("Mine")))).Name);
        Assert.Equal(CloseCodes.CredentialExpired, await socket.ClosedAsync());
    }

    [Fact]
    public async Task When_disabled_lose_every_log_in_and_do_not_get_it_back()
    {
        await using var parley = await TestParley.StartAsync();
        using var owner = await Visitor.RegisteredAsync(parley, "owner");
        using var bob = await Visitor.RegisteredAsync(parley, "bob");
        using var socket = await bob.OpensAsync();

        await owner.PatchAsync($"users/{bob.User.Id}", new UpdateUser(Disabled: true));

        Assert.Equal(CloseCodes.AccountDisabled, await socket.ClosedAsync());
        await Refused.WithAsync(Errors.AccountDisabled, bob.GetAsync("me"));
        Assert.DoesNotContain((await owner.GetAsync<Listing<UserView>>("users")).Items, user => user is { Username: "bob", Disabled: false });
        await owner.PatchAsync($"users/{bob.User.Id}", new UpdateUser(Disabled: false));
        await Refused.WithAsync(Errors.NotSignedIn, bob.GetAsync("me"));
        await bob.KeepAsync(await bob.LogsInAsync("bob"));
    }

    [Fact]
    public async Task Nobody_sees_any_without_a_credential()
    {
        await using var parley = await TestParley.StartAsync();
        using var nobody = new Visitor(parley);

        foreach (var path in new[] { "me", "users", $"users/{UserId.New()}", "sessions", "tokens", "workspaces", "workspaces/main" })
            await Refused.WithAsync(Errors.NotSignedIn, nobody.GetAsync(path));
    }
}
