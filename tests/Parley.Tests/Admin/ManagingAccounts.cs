using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Admin;

public sealed class ManagingAccounts
{
    [Fact]
    public async Task Accounts_are_found_by_name_type_role_and_state()
    {
        await using var office = await Office.OpenAsync();
        var (ada, grace, ghost) = (office.Person("Ada"), office.Person("Grace"), office.Person("Ghost"));
        var lobby = await office.Parley.ConversationAsync(ada, grace, ghost);
        await ada.SaysAsync(lobby, "one");
        await ada.SaysAsync(lobby, "two");
        await grace.SaysAsync(lobby, "three");
        await office.RunAsync<Parley.Admin.CountingChore>();
        await office.PromoteAsync(grace, WorkspaceRole.Admin);
        await office.BulkAsync(new(UserAction.SetType, [$"{ada.Id}"], AccountType: "staff"));
        await office.BulkAsync(new(UserAction.Disable, [$"{grace.Id}"]));

        Assert.Equal(["Ada"], await NamesAsync("?query=AD"));
        Assert.Equal(["root"], await NamesAsync("?query=root@example"));
        Assert.Equal(["Ada"], await NamesAsync("?account_type=staff"));
        Assert.Equal(["Grace"], await NamesAsync("?role=admin"));
        Assert.Equal(["Grace"], await NamesAsync("?state=disabled"));
        Assert.Equal(["Ghost"], await NamesAsync("?state=never_signed_in"));
        Assert.Equal(["Ghost", "Ada", "root"], await NamesAsync("?state=active"));
        Assert.Equal(["Ada", "Ghost", "Grace", "root"], await NamesAsync("?sort=name"));
        Assert.Equal(["Ada", "Grace"], (await NamesAsync("?sort=messages")).Take(2));
        Assert.Equal("root", (await NamesAsync("?sort=last_log_in"))[0]);
        Assert.Empty(await NamesAsync("?query=%25"));

        var first = await office.GetAsync<Listing<AdminUserView>>("users?limit=3");
        Assert.Equal(["root"], await NamesAsync($"?limit=3&cursor={first.NextCursor}"));
        var root = Assert.Single((await office.GetAsync<Listing<AdminUserView>>("users?query=root")).Items);
        Assert.Equal((1, "root@example.com", true), (root.SessionCount, root.User.Email, root.LastLogInAt is not null));
        Assert.Equal(2, Assert.Single((await office.GetAsync<Listing<AdminUserView>>("users?query=ada")).Items).MessageCount);

        async Task<string[]> NamesAsync(string query) =>
            [.. (await office.GetAsync<Listing<AdminUserView>>($"users{query}")).Items.Select(u => u.User.Username)];
    }

    [Fact]
    public async Task One_account_shows_its_log_ins_and_conversations_and_is_changed()
    {
        await using var office = await Office.OpenAsync();
        using var linus = await Visitor.RegisteredAsync(office.Parley, "linus");
        var room = await Person.ReadAsync<ConversationView>(await linus.PostAsync("conversations", new CreateConversation(ConversationType.Group, "Kernel")));

        var seen = await office.GetAsync<AdminUserDetails>($"users/{linus.User.Id}");
        Assert.Equal(room.Id, Assert.Single(seen.Memberships).ConversationId);
        Assert.Single(seen.Sessions);
        var changed = await Person.ReadAsync<AdminUserView>(await office.Root.PatchAsync(
            $"admin/users/{linus.User.Id}", new AdminUpdateUser(AccountType: "student", DisplayName: "Linus T.", Email: "t@example.org")));
        Assert.Equal(("student", "Linus T.", "t@example.org"), (changed.User.AccountType, changed.User.DisplayName, changed.User.Email));

        await Refused.WithAsync(Errors.NameTaken, office.Root.PatchAsync($"admin/users/{linus.User.Id}", new AdminUpdateUser(Email: "root@example.com")));
        await Refused.WithAsync(Errors.ValidationFailed, office.Root.PatchAsync($"admin/users/{linus.User.Id}", new AdminUpdateUser(AccountType: "king")));
        await Refused.WithAsync(Errors.ValidationFailed, office.Root.PatchAsync($"admin/users/{linus.User.Id}", new AdminUpdateUser(Email: "nonsense")));
        await Refused.WithAsync(Errors.LastOwner, office.Root.PatchAsync($"admin/users/{office.Root.User.Id}", new AdminUpdateUser(WorkspaceRole.Member)));
        await Refused.WithAsync(Errors.UserNotFound, office.Root.PatchAsync($"admin/users/{UserId.New()}", new AdminUpdateUser(Disabled: true)));
    }

    [Fact]
    public async Task An_account_that_was_made_for_somebody_is_opened_by_its_invitation_once()
    {
        await using var office = await Office.OpenAsync();
        var made = await office.PostAsync<AdminCreateUser, InvitedUser>("users", new("ada", "ada@example.org", "Ada L.", "staff"));
        Assert.Equal(("ada", "staff", WorkspaceRole.Member), (made.Account.User.Username, made.Account.User.AccountType, made.Account.User.Role));
        await Refused.WithAsync(Errors.NameTaken, office.Root.PostAsync("admin/users", new AdminCreateUser("ADA")));

        using var ada = new Visitor(office.Parley);
        await Refused.WithAsync(Errors.BadCredentials, ada.LogsInAsync("ada"));
        await Refused.WithAsync(Errors.NotFound, ada.PostAsync("auth/accept-invite", new AcceptInvite("guessed", "a good password")));
        await ada.KeepAsync(await ada.PostAsync("auth/accept-invite", new AcceptInvite(made.Invite, "ada's password")));
        Assert.Equal(made.Account.User.Id, (await ada.GetAsync<UserView>("me")).Id);
        await Refused.WithAsync(Errors.NotFound, ada.PostAsync("auth/accept-invite", new AcceptInvite(made.Invite, "another password")));
        await Doings.SucceedsAsync(ada.LogsInAsync("ada"));

        // A lost password: a new invitation ends the older ones and, once used, all log-ins.
        var again = await Person.ReadAsync<InvitedUser>(await office.Root.PostAsync($"admin/users/{ada.User.Id}/invite"));
        var last = await Person.ReadAsync<InvitedUser>(await office.Root.PostAsync($"admin/users/{ada.User.Id}/invite"));
        await Refused.WithAsync(Errors.NotFound, ada.PostAsync("auth/accept-invite", new AcceptInvite(again.Invite, "a third password")));
        using var elsewhere = new Visitor(office.Parley);
        await elsewhere.KeepAsync(await elsewhere.PostAsync("auth/accept-invite", new AcceptInvite(last.Invite, "a fourth password")));
        await Refused.WithAsync(Errors.NotSignedIn, ada.GetAsync("me"));

        var late = await office.PostAsync<AdminCreateUser, InvitedUser>("users", new("late"));
        office.Parley.Clock.Leap(TimeSpan.FromDays(8));
        await Refused.WithAsync(Errors.NotFound, ada.PostAsync("auth/accept-invite", new AcceptInvite(late.Invite, "a good password")));
    }

    [Fact]
    public async Task Signing_somebody_out_ends_their_log_ins_and_closes_their_sockets()
    {
        await using var office = await Office.OpenAsync();
        using var ada = await Visitor.RegisteredAsync(office.Parley, "ada");
        using var socket = await ada.OpensAsync();

        await Doings.SucceedsAsync(office.Root.PostAsync($"admin/users/{ada.User.Id}/sign-out"));

        Assert.Equal(CloseCodes.SessionEnded, await socket.ClosedAsync().WaitAsync(TimeSpan.FromSeconds(2)));
        await Refused.WithAsync(Errors.NotSignedIn, ada.GetAsync("me"));
        await Doings.SucceedsAsync(ada.LogsInAsync("ada"));
    }

    [Fact]
    public async Task Many_are_changed_at_once_each_with_its_own_result_and_their_sockets_close()
    {
        await using var office = await Office.OpenAsync();
        var people = Enumerable.Range(0, 20).Select(i => office.Person($"p{i}")).ToList();
        var sockets = new List<PersonSocket>();
        foreach (var person in people)
            sockets.Add(await person.OpensAsync());

        var results = await office.BulkAsync(new(UserAction.Disable, [.. people.Select(p => $"{p.Id}"), $"{UserId.New()}", $"{office.Root.User.Id}", "nobody"]));

        Assert.Equal(20, results.DoneCount);
        Assert.Equal([Errors.UserNotFound.Code, Errors.Forbidden.Code, Errors.UserNotFound.Code], results.Items.Skip(20).Select(r => r.Code));
        foreach (var socket in sockets)
            Assert.Equal(CloseCodes.AccountDisabled, await socket.ClosedAsync().WaitAsync(TimeSpan.FromSeconds(2)));
        await Refused.WithAsync(Errors.AccountDisabled, people[0].AsksForAsync("me"));

        Assert.Equal(20, (await office.BulkAsync(new(UserAction.Enable, Filter: new(State: UserState.Disabled)))).DoneCount);
        Assert.Equal(20, (await office.BulkAsync(new(UserAction.SetRole, Filter: new("p"), Role: WorkspaceRole.Admin))).Items.Count(r => r.Done));
        Assert.Equal(WorkspaceRole.Admin, (await people[3].GetAsync<UserView>("me")).Role);
        Assert.Equal(20, (await office.BulkAsync(new(UserAction.SignOut, Filter: new(Role: WorkspaceRole.Admin)))).DoneCount);
        foreach (var wrong in new AdminBulkUsers[] { new(UserAction.Disable), new(UserAction.Disable, [], new()), new(UserAction.SetRole, ["x"]), new(UserAction.SetType, ["x"]) })
            await Refused.WithAsync(Errors.ValidationFailed, office.Root.PostAsync("admin/users/bulk", wrong));
    }

    [Fact]
    public async Task An_administrator_is_below_owners_and_a_token_without_the_scope_is_nothing()
    {
        await using var office = await Office.OpenAsync();
        var (admin, ada) = (office.Person("Admin"), office.Person("Ada"));
        await office.PromoteAsync(admin, WorkspaceRole.Admin);
        await ada.IdAsync();

        await Doings.SucceedsAsync(admin.PatchAsync($"admin/users/{ada.Id}", new AdminUpdateUser(DisplayName: "Ada")));
        await Refused.WithAsync(Errors.Forbidden, admin.PatchAsync($"admin/users/{office.Root.User.Id}", new AdminUpdateUser(DisplayName: "Fool")));
        await Refused.WithAsync(Errors.Forbidden, admin.PatchAsync($"admin/users/{ada.Id}", new AdminUpdateUser(WorkspaceRole.Owner)));
        await Refused.WithAsync(Errors.Forbidden, admin.PostAsync($"admin/users/{office.Root.User.Id}/invite"));
        await Refused.WithAsync(Errors.Forbidden, admin.PostAsync("admin/users", new AdminCreateUser("boss", Role: WorkspaceRole.Owner)));
        await Refused.WithAsync(Errors.NotFound, admin.AsksForAsync("admin/users?workspace=another"));
        await Refused.WithAsync(Errors.Forbidden, ada.AsksForAsync("admin/users"));

        var token = await Person.ReadAsync<TokenView>(await office.Root.PostAsync("tokens", new CreateToken("writes", ["read", "write"])));
        using var program = new Visitor(office.Parley, $"Token {token.Token}");
        await Refused.WithAsync(Errors.Forbidden, program.GetAsync("admin/users"));
        await Refused.WithAsync(Errors.Forbidden, program.PostAsync($"admin/users/{ada.Id}/sign-out"));
        var full = await Person.ReadAsync<TokenView>(await office.Root.PostAsync("tokens", new CreateToken("all", ["read", "write", "admin"])));
        using var tool = new Visitor(office.Parley, $"Token {full.Token}");
        await tool.GetAsync<Listing<AdminUserView>>("admin/users");
    }

    [Fact]
    public async Task The_owner_of_the_install_acts_in_another_workspace_by_its_name()
    {
        await using var office = await Office.OpenAsync();
        await Doings.SucceedsAsync(office.Root.PostAsync("workspaces", new CreateWorkspace("annex", "Annex")));
        using var eve = await Visitor.RegisteredAsync(office.Parley, "eve", "annex");

        Assert.Equal(["eve"], (await office.GetAsync<Listing<AdminUserView>>("users?workspace=annex")).Items.Select(u => u.User.Username));
        await Doings.SucceedsAsync(office.Root.PatchAsync($"admin/users/{eve.User.Id}?workspace=annex", new AdminUpdateUser(AccountType: "staff")));
        await Refused.WithAsync(Errors.UserNotFound, office.Root.PatchAsync($"admin/users/{eve.User.Id}", new AdminUpdateUser(AccountType: "staff")));
        await Refused.WithAsync(Errors.NotFound, eve.GetAsync("admin/users?workspace=main"));
        Assert.Contains("user.update", (await eve.GetAsync<Listing<AuditEntryView>>("admin/audit")).Items.Select(e => e.Action));
        Assert.Equal(["eve"], (await eve.GetAsync<Listing<AdminUserView>>("admin/users")).Items.Select(u => u.User.Username));
    }
}
