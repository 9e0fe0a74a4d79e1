using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.Protocol;
using Parley.Storage;
using Xunit;

namespace Parley.Tests.Importing;

/// <summary>What holds for a dump of every system.</summary>
public sealed class TakingOver
{
    public static TheoryData<string> Systems => [.. Parley.Dialects.Imports.Systems];

    // Who signs in, a word that was said there, and how many find it.
    private static readonly Dictionary<string, (string Name, string Word)> Finds = new()
    {
        ["offchat"] = ("grace", "marzipan"), ["spa-central"] = ("kim@x.test", "pistachio"), ["mrm-chat"] = ("mia", "titration"), ["aristay"] = ("eve", "quokka"),
        ["tenant-chat"] = ("ivy", "ocelot"),
    };

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task A_dry_run_writes_nothing_and_shows_the_table_of_the_real_run(string system)
    {
        await using var takeover = new Takeover();

        var dry = await takeover.Operator.DoesAsync([.. Takeover.Words(system), "--dry-run"]);
        Assert.Empty(Directory.EnumerateFileSystemEntries(takeover.Operator.Data));

        var real = await takeover.Operator.DoesAsync(Takeover.Words(system));
        Assert.Equal(Takeover.Table(real), Takeover.Table(dry));
        var (everything, files) = (takeover.Everything(), takeover.Files());
        await takeover.Operator.DoesAsync([.. Takeover.Words(system), "--dry-run"]);
        Assert.Equal((everything, files), (takeover.Everything(), takeover.Files()));
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task What_goes_in_comes_out_or_is_left_out_for_a_reason_and_a_second_run_changes_nothing(string system)
    {
        await using var takeover = new Takeover();
        var first = await takeover.Operator.DoesAsync(Takeover.Words(system));
        var (everything, files) = (takeover.Everything(), takeover.Files());

        var second = await takeover.Operator.DoesAsync(Takeover.Words(system));

        Assert.Equal((everything, files), (takeover.Everything(), takeover.Files()));
        Assert.Contains("every row is accounted for", second.Output, StringComparison.Ordinal);
        var rows = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(Takeover.Dumps, $"{system}.json"))).EnumerateArray().ToList();
        Assert.Equal(rows.Count(row => row.GetProperty("model").GetString()!.EndsWith("message", StringComparison.Ordinal)), Takeover.Of(first, "messages").Found);
        foreach (var kind in (string[])["users", "conversations", "members", "messages", "replies", "forwards", "files", "reactions", "other rows"])
        {
            var (before, after) = (Takeover.Of(first, kind), Takeover.Of(second, kind));
            Assert.Equal(before.Found, before.Imported + before.LeftOut);
            Assert.Equal(0, after.Imported);
            Assert.Equal((before.Found, before.Imported, before.LeftOut), (after.Found, after.Before, after.LeftOut));
        }
    }

    [Theory]
    [MemberData(nameof(Systems))]
    public async Task A_word_that_was_said_there_is_found_here_and_nobody_was_notified(string system)
    {
        var (takeover, _) = await Takeover.OfAsync(system);
        await using var _1 = takeover;
        using var http = await takeover.SignInAsync(Finds[system].Name);

        var found = await Takeover.GetAsync<SearchResults>(http, $"search?q={Finds[system].Word}");

        Assert.Contains(Finds[system].Word, Assert.Single(found.Messages).Message.Content, StringComparison.Ordinal);
        var database = takeover.Services.GetRequiredService<Database>();
        foreach (var table in (string[])["notifications", "notification_deliveries", "link_jobs"])
            Assert.Equal(0, await CountAsync(database, table));
    }

    [Fact]
    public async Task A_direct_conversation_notifies_as_any_other_when_somebody_writes_on()
    {
        var (takeover, _) = await Takeover.OfAsync("spa-central");
        await using var _1 = takeover;
        using var kim = await takeover.SignInAsync("kim@x.test");
        using var bo = await takeover.SignInAsync("bo@x.test");
        var pair = (await Takeover.ConversationsAsync(bo)).Single(conversation => conversation.Type == ConversationType.Direct);

        await Cast.Person.ReadAsync<MessageView>(await kim.PostAsync($"conversations/{pair.Id}/messages", Cast.Person.Json(new SendMessageBody("and today?"))));

        Assert.Single((await Takeover.GetAsync<Listing<NotificationView>>(bo, "notifications")).Items);
    }

    private static async Task<long> CountAsync(Database database, string table) => table switch
    {
        "notifications" => await database.NumberAsync($"select count(*) from notifications"),
        "notification_deliveries" => await database.NumberAsync($"select count(*) from notification_deliveries"),
        _ => await database.NumberAsync($"select count(*) from link_jobs"),
    };
}
