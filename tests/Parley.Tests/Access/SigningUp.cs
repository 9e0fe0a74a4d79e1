using System.Net;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Access;

public sealed class SigningUp
{
    [Fact]
    public async Task The_first_account_owns_the_install_and_the_second_does_not()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        using var bob = await Visitor.RegisteredAsync(parley, "bob");

        Assert.Equal(WorkspaceRole.Owner, ada.User.Role);
        Assert.Equal(WorkspaceRole.Member, bob.User.Role);
        Assert.Equal("member", bob.User.AccountType);
        Assert.Equal(900, bob.SignedIn!.ExpiresIn);
        Assert.Equal(ada.User, await ada.GetAsync<UserView>("me"));
    }

    [Fact]
    public async Task Of_two_who_come_at_once_one_owns()
    {
        await using var parley = await TestParley.StartAsync();
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Visitor.RegisteredAsync(parley, $"person{i}")));

        Assert.Single(all, visitor => visitor.User.Role == WorkspaceRole.Owner);
    }

    [Fact]
    public async Task A_host_applications_user_does_not_take_the_first_ones_place()
    {
        await using var parley = await TestParley.StartAsync();
        await parley.Person("Host").IdAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");

        Assert.Equal(WorkspaceRole.Owner, ada.User.Role);
    }

    [Theory]
    [InlineData("ADA", "other@example.com")]
    [InlineData("other", "Ada@Example.COM")]
    public async Task A_name_or_address_that_differs_only_in_capitals_is_taken(string username, string email)
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");

        await Refused.WithAsync(Errors.NameTaken, ada.PostAsync("auth/register", new Register(username, email, "long enough")));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("external:7")]
    [InlineData("a@b")]
    [InlineData("e\u0301tienne")]
    [InlineData("\u212Bngstrom")]
    [InlineData("\u202Enimda")]
    [InlineData("ad\u200Bmin")]
    [InlineData(".hidden")]
    [InlineData("01890a5d-ac96-774b-bcce-b302099a8057")]
    public async Task A_name_with_two_spellings_or_none_is_refused(string username)
    {
        await using var parley = await TestParley.StartAsync();
        using var visitor = new Visitor(parley);

        await Refused.WithAsync(Errors.ValidationFailed, visitor.PostAsync("auth/register", new Register(username, "x@example.com", "long enough")));
    }

    [Fact]
    public async Task Letters_of_any_script_make_a_name()
    {
        await using var parley = await TestParley.StartAsync();
        using var visitor = new Visitor(parley);

        foreach (var (name, i) in new[] { "Étienne", "Александр", "李小龍", "محمد", "x.y_z-1" }.Select((name, i) => (name, i)))
        {
            var answer = await visitor.PostAsync("auth/register", new Register(name, $"{i}@example.com", "long enough"));
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        }

        await visitor.KeepAsync(await visitor.PostAsync("auth/login", new LogIn("long enough", "éTIENNE")));
    }

    [Fact]
    public async Task Half_a_character_is_no_text()
    {
        await using var parley = await TestParley.StartAsync();
        using var visitor = new Visitor(parley);

        var answer = await visitor.PostJsonAsync("auth/register", """{"username":"ada","email":"a@b.c","password":"long enough","display_name":"\ud800"}""");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Role_and_id_in_the_body_are_not_heard()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");

        var eve = await Person.ReadAsync<SignedIn>(await ada.PostJsonAsync(
            "auth/register", """{"username":"eve","email":"e@b.c","password":"long enough","role":"owner","disabled":false,"id":"1"}"""));

        Assert.Equal(WorkspaceRole.Member, eve.User.Role);
    }

    [Fact]
    public async Task An_invited_one_needs_the_code_and_a_closed_workspace_takes_nobody()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        using var visitor = new Visitor(parley);
        var main = await Person.ReadAsync<WorkspaceView>(await ada.PatchAsync("workspaces/main", new UpdateWorkspace(Registration: Registration.Invite)));

        await Refused.WithAsync(Errors.InviteNeeded, visitor.RegistersAsync("bob"));
        await Refused.WithAsync(Errors.InviteNeeded, visitor.RegistersAsync("bob", inviteCode: main.InviteCode + "x"));
        using var bob = await Visitor.RegisteredAsync(parley, "bob", inviteCode: main.InviteCode);
        Assert.Null((await bob.GetAsync<WorkspaceView>("workspaces/main")).InviteCode);
        Assert.Equal(main.InviteCode, (await ada.GetAsync<WorkspaceView>("workspaces/main")).InviteCode);

        await ada.PatchAsync("workspaces/main", new UpdateWorkspace(Registration: Registration.Closed));
        await Refused.WithAsync(Errors.RegistrationClosed, visitor.RegistersAsync("eve", inviteCode: main.InviteCode));
    }

    [Fact]
    public async Task The_same_names_are_free_in_another_workspace()
    {
        await using var parley = await TestParley.StartAsync();
        using var ada = await Visitor.RegisteredAsync(parley, "ada");
        await ada.PostAsync("workspaces", new CreateWorkspace("school", "School"));
        using var other = await Visitor.RegisteredAsync(parley, "ada", "school");

        Assert.Equal(WorkspaceRole.Owner, other.User.Role);
        Assert.NotEqual(ada.User.Id, other.User.Id);
        await Refused.WithAsync(Errors.NotFound, ada.RegistersAsync("bob", "nowhere"));
    }
}
