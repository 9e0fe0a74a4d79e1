using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Tests.WholeStory;
using Xunit;

namespace Parley.Tests.Admin;

/// <summary>What administrators do reaches everybody's client by events alone, like what members do.</summary>
public sealed class TheWholeStoryOfAdministration
{
    [Fact]
    public Task Messages_deleted_and_brought_back_and_deleted_again() => TellAsync(async (office, scene) =>
    {
        await BulkAsync(office, MessageAction.Delete, scene.First.Id, scene.Reply.Id);
        await BulkAsync(office, MessageAction.Restore, scene.Reply.Id, scene.First.Id);
        await scene.Ada.SaysAsync(scene.Room, "another answer", scene.First.Id);
        await BulkAsync(office, MessageAction.Delete, scene.Reply.Id);
        await BulkAsync(office, MessageAction.Restore, scene.Reply.Id);
        await BulkAsync(office, MessageAction.Delete, scene.Reply.Id);
    });

    [Fact]
    public Task Members_added_removed_and_promoted() => TellAsync(async (office, scene) =>
    {
        await ChangeAsync(office, scene, new(MemberAction.Add, [$"{scene.Eve.Id}"], MemberRole.Moderator));
        await ChangeAsync(office, scene, new(MemberAction.SetRole, [$"{scene.Linus.Id}"], MemberRole.Owner));
        await ChangeAsync(office, scene, new(MemberAction.Remove, [$"{scene.Grace.Id}", $"{scene.Ada.Id}"]));
    });

    [Fact]
    public Task A_conversation_deleted_and_brought_back() => TellAsync(async (office, scene) =>
    {
        await Doings.SucceedsAsync(office.DeleteAsync($"admin/conversations/{scene.Room}"));
        await Doings.SucceedsAsync(office.PostAsync($"admin/conversations/{scene.Room}/restore"));
        await scene.Linus.SaysAsync(scene.Room, "we are back");
    });

    private static async Task TellAsync(Func<Visitor, Scene, Task> act)
    {
        await using var parley = await TestParley.StartAsync(Doings.NoLimits);
        using var root = await Visitor.RegisteredAsync(parley, "root");
        var scene = await Scene.BeginAsync(parley);

        await scene.TellAsync(told => act(root, told));
    }

    private static async Task BulkAsync(Visitor office, MessageAction action, params MessageId[] ids) =>
        Assert.Equal(ids.Length, (await Person.ReadAsync<BulkResults>(await office.PostAsync("admin/messages/bulk", new AdminBulkMessages(action, ids)))).DoneCount);

    private static async Task ChangeAsync(Visitor office, Scene scene, AdminChangeMembers command) => Assert.All(
        (await Person.ReadAsync<BulkResults>(await office.PostAsync($"admin/conversations/{scene.Room}/members", command))).Items, r => Assert.True(r.Done, r.Detail));
}
