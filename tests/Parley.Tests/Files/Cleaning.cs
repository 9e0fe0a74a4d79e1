using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Parley.Files;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;
using static Parley.Tests.Cast.Doings;

namespace Parley.Tests.Files;

public sealed class Cleaning
{
    [Fact]
    public async Task What_was_never_sent_is_gone_after_a_day_and_what_was_sent_stays()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        var (sent, forgotten) = (await ada.UploadsAsync("a.txt", "sent"u8.ToArray()), await ada.UploadsAsync("b.txt", "forgotten"u8.ToArray()));
        await ada.SaysWithAsync(lobby, "", sent);

        parley.Clock.Leap(TimeSpan.FromHours(23));
        await RunAsync(parley);
        Assert.Equal("forgotten", await ada.Http.GetStringAsync(forgotten.Url));

        parley.Clock.Leap(TimeSpan.FromHours(1));
        await RunAsync(parley);
        await Refused.WithAsync(Errors.NotFound, ada.AsksForAsync(forgotten.Url));
        Assert.Equal("sent", await ada.Http.GetStringAsync(sent.Url));
        Assert.Equal(4, (await ada.GetAsync<OwnFiles>("files")).WorkspaceUsedBytes);
        Assert.Single(Uploading.Stored(parley));
    }

    [Fact]
    public async Task Bytes_that_belong_to_no_row_are_gone_after_a_day_and_others_are_left_alone()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var file = await ada.UploadsAsync("a.txt", "known"u8.ToArray());
        await ada.SaysWithAsync(await parley.ConversationAsync(ada), "", file);
        var known = Uploading.Stored(parley).Single();
        var stray = Path.Combine(Path.GetDirectoryName(known)!, $"{Guid.CreateVersion7():N}");
        var young = Path.Combine(Path.GetDirectoryName(known)!, $"{Guid.CreateVersion7():N}");
        var foreign = Path.Combine(parley.DataDirectory, "files", "somebody's notes.txt");
        var part = Path.Combine(parley.DataDirectory, "uploads", $"{Guid.CreateVersion7():N}.tus");
        foreach (var path in new[] { stray, young, foreign, part })
            await File.WriteAllTextAsync(path, "stray");
        foreach (var path in new[] { stray, foreign, known, part })
            File.SetLastWriteTimeUtc(path, parley.Clock.GetUtcNow().UtcDateTime.AddHours(-25));

        await RunAsync(parley);

        Assert.Equal((false, true, true, true, false), (File.Exists(stray), File.Exists(young), File.Exists(foreign), File.Exists(known), File.Exists(part)));
    }

    [Fact]
    public async Task A_deleted_message_takes_its_file_away_at_once_and_the_bytes_when_it_cannot_come_back()
    {
        await using var parley = await TestParley.StartAsync();
        using var root = await Visitor.RegisteredAsync(parley, "root");
        using (var settings = new StringContent("""{"settings":{"restore_days":7}}""", null, "application/json"))
            await SucceedsAsync(root.Http.PatchAsync("workspaces/main", settings));
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var file = await ada.UploadsAsync("a.txt", "gone"u8.ToArray());
        var said = await ada.SaysWithAsync(lobby, "look", file);

        await SucceedsAsync(ada.DeletesAsync(said.Id));

        foreach (var person in new[] { ada, grace })
        {
            await Refused.WithAsync(Errors.NotFound, person.AsksForAsync(file.Url));
            Assert.Empty((await person.LooksAtAsync(said.Id)).Attachments);
            Assert.Empty((await person.GetAsync<Listing<FileView>>($"conversations/{lobby}/files")).Items);
        }

        parley.Clock.Leap(TimeSpan.FromDays(6));
        await RunAsync(parley);
        Assert.Equal((1, 4), (Uploading.Stored(parley).Count, (await ada.GetAsync<OwnFiles>("files")).WorkspaceUsedBytes));
        parley.Clock.Leap(TimeSpan.FromDays(1));
        await RunAsync(parley);
        Assert.Equal((0, 0), (Uploading.Stored(parley).Count, (await ada.GetAsync<OwnFiles>("files")).WorkspaceUsedBytes));
    }

    [Fact]
    public async Task A_person_s_picture_is_seen_by_the_workspace_and_the_one_before_it_goes()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        await grace.IdAsync();
        await ada.IdAsync();
        var (first, second) = (await ada.UploadsAsync("a.png", await MadeMedia.PngAsync()), await ada.UploadsAsync("b.png", await MadeMedia.PngAsync()));
        await Refused.WithAsync(Errors.NotFound, grace.PutAsync("me/avatar", new SetAvatar(first.Id)));
        await Refused.WithAsync(Errors.FileTypeRefused, ada.PutAsync("me/avatar", new SetAvatar((await ada.UploadsAsync("c.txt", "text"u8.ToArray())).Id)));

        await SucceedsAsync(ada.PutAsync("me/avatar", new SetAvatar(first.Id)));
        await SucceedsAsync(ada.PutAsync("me/avatar", new SetAvatar(second.Id)));

        await Previews.RunAsync(parley);
        var shown = (await grace.GetAsync<UserView>($"users/{ada.Id}")).AvatarUrl!;
        Assert.Equal(HttpStatusCode.OK, (await grace.AsksForAsync(shown)).StatusCode);
        await Refused.WithAsync(Errors.NotFound, ada.AsksForAsync(first.Url));
        parley.Clock.Leap(TimeSpan.FromHours(25));
        await RunAsync(parley);
        Assert.Equal(HttpStatusCode.OK, (await grace.AsksForAsync(shown)).StatusCode);
    }

    internal static Task RunAsync(TestParley parley) => parley.Services.GetRequiredService<FileCleaning>().RunNowAsync(default);
}
