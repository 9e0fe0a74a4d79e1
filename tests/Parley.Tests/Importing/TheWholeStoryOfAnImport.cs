using Microsoft.Extensions.DependencyInjection;
using Parley.Dialects;
using Parley.Importing;
using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Tests.WholeStory;
using Parley.Workspaces;
using Xunit;

namespace Parley.Tests.Importing;

/// <summary>An imported conversation's log tells the same as its pages: whoever follows it from its beginning knows what is there now.</summary>
public sealed class TheWholeStoryOfAnImport
{
    [Theory]
    [InlineData("b0000000-0000-4000-8000-000000000001")]   // answers, reactions, an edit, a deletion, a file
    [InlineData("b0000000-0000-4000-8000-000000000002")]
    public async Task Events_from_the_first_number_on_add_up_to_the_snapshot(string conversation)
    {
        await using var parley = await TestParley.StartAsync();
        using var source = await Imports.ReadAsync(
            "tenant-chat", Path.Combine(Takeover.Dumps, "tenant-chat.json"), Path.Combine(Takeover.Dumps, "tenant-users.json"), null, CancellationToken.None);
        var workspace = (await parley.Services.GetRequiredService<WorkspaceDirectory>().FindAsync("main", CancellationToken.None))!;
        await parley.Services.GetRequiredService<Importer>().RunAsync(workspace, source, Takeover.Media, CancellationToken.None);
        var max = parley.Person("b0000000-0000-4000-8000-000000000102");
        await max.IdAsync();

        var id = ConversationId.Parse(conversation, null);
        var told = (await max.GetAsync<ChangePage>($"conversations/{id}/changes?after=0&limit=200")).Items;
        var followed = await ConversationState.BegunAsync(max, Assert.IsType<ConversationCreated>(told[0]));
        foreach (var happened in told.Skip(1))
            followed.Apply((ConversationEvent)happened);

        Assert.Equal((await ConversationState.FetchAsync(max, id)).Describe(withReads: false), followed.Describe(withReads: false));
    }
}
