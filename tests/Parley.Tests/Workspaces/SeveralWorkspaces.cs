using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Workspaces;

public sealed class SeveralWorkspaces
{
    [Fact]
    public async Task Are_made_by_owners_of_the_install_alone()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        using var bob = await Visitor.RegisteredAsync(parley, "bob");

        var school = await Person.ReadAsync<WorkspaceView>(await ada.PostAsync("workspaces", new CreateWorkspace("school", "School", Registration.Invite)));

        Assert.NotNull(school.InviteCode);
        Assert.Equal(["member", "owner", "student", "staff"], school.AccountTypes);
        await Refused.WithAsync(Errors.SlugTaken, ada.PostAsync("workspaces", new CreateWorkspace("school", "Again")));
        await Refused.WithAsync(Errors.ValidationFailed, ada.PostAsync("workspaces", new CreateWorkspace("No Slug", "x")));
        await Refused.WithAsync(Errors.Forbidden, bob.PostAsync("workspaces", new CreateWorkspace("mine", "Mine")));
        using var head = await Visitor.RegisteredAsync(parley, "head", "school", school.InviteCode);
        Assert.Equal(WorkspaceRole.Owner, head.User.Role);
        await Refused.WithAsync(Errors.Forbidden, head.PostAsync("workspaces", new CreateWorkspace("mine", "Mine")));
    }

    [Fact]
    public async Task Are_seen_and_changed_from_inside_or_by_owners_of_the_install()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        using var bob = await Visitor.RegisteredAsync(parley, "bob");
        await ada.PostAsync("workspaces", new CreateWorkspace("school", "School"));
        using var head = await Visitor.RegisteredAsync(parley, "head", "school");

        Assert.Equal(["main", "school"], (await ada.GetAsync<Listing<WorkspaceView>>("workspaces")).Items.Select(w => w.Slug));
        Assert.Equal(["school"], (await head.GetAsync<Listing<WorkspaceView>>("workspaces")).Items.Select(w => w.Slug));
        await Refused.WithAsync(Errors.NotFound, bob.GetAsync("workspaces/school"));
        await Refused.WithAsync(Errors.NotFound, head.GetAsync("workspaces/main"));
        await Refused.WithAsync(Errors.NotFound, head.PatchAsync("workspaces/main", new UpdateWorkspace("Mine")));
        await Refused.WithAsync(Errors.Forbidden, bob.PatchAsync("workspaces/main", new UpdateWorkspace("Mine")));
        Assert.Equal("A", (await Person.ReadAsync<WorkspaceView>(await ada.PatchAsync("workspaces/school", new UpdateWorkspace("A")))).Name);
        Assert.Equal("B", (await Person.ReadAsync<WorkspaceView>(await head.PatchAsync("workspaces/school", new UpdateWorkspace("B")))).Name);
    }

    [Fact]
    public async Task Say_which_types_of_account_they_have()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");

        await Person.ReadAsync<WorkspaceView>(await ada.PatchAsync("workspaces/main", new UpdateWorkspace(AccountTypes: ["guest", "host"])));

        await Refused.WithAsync(Errors.ValidationFailed, ada.PostAsync("auth/register", new Register("b", "b@b.bb", "long enough", AccountType: "staff")));
        using var bob = await Visitor.RegisteredAsync(parley, "bob");
        Assert.Equal("guest", bob.User.AccountType);
        await Refused.WithAsync(Errors.ValidationFailed, ada.PatchAsync("workspaces/main", new UpdateWorkspace(AccountTypes: ["a,b"])));
        await Refused.WithAsync(Errors.ValidationFailed, ada.PatchAsync("workspaces/main", new UpdateWorkspace(AccountTypes: [])));
    }
}
