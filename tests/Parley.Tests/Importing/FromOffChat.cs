using System.Net;
using System.Security.Cryptography;
using Parley.Protocol;
using Xunit;

namespace Parley.Tests.Importing;

/// <summary>Seed 000: two rows make a group, people keep their passwords, and messages stand in the order of time.</summary>
public sealed class FromOffChat
{
    private const string Pair = "00000000-0000-4000-8000-000000000001";
    private const string Group = "00000000-0000-4000-8000-000000000003";
    private const string SecondPair = "00000000-0000-4000-8000-000000000005";

    [Fact]
    public async Task A_talk_of_two_has_its_id_its_order_its_times_what_was_edited_and_what_was_deleted()
    {
        var (takeover, _) = await Takeover.OfAsync("offchat");
        await using var _1 = takeover;
        using var ada = await takeover.SignInAsync("ada");

        var pair = await Takeover.GetAsync<ConversationView>(ada, $"conversations/{Pair}");
        var said = await Takeover.MessagesAsync(ada, Pair);

        Assert.Equal((ConversationType.Direct, 2L, 6L), (pair.Type, pair.MemberCount, pair.LastSeq));   // it began, four messages, one deletion
        Assert.Equal(["I said the first thing", "", "answered by another", "a fine day for marzipan"], said.Select(m => m.Content));
        Assert.Equal([1, 2, 3, 4], said.Select(m => m.Ordinal));
        Assert.Equal("00000000-0000-4000-8000-000000000012", said[0].Id.ToString());
        Assert.Equal(Time("2026-01-05T09:00:00Z"), said[0].CreatedAt);
        Assert.Equal(Time("2026-01-05T09:05:00Z"), said[0].EditedAt);
        Assert.Equal(Time("2026-01-05T09:30:00Z"), said[1].DeletedAt);
        Assert.Equal(Time("2026-01-05T09:01:10.500Z"), said[2].CreatedAt);
        Assert.Equal(said[2].Id, said[3].ReplyTo);
        Assert.Equal(1, said[2].ReplyCount);
        Assert.Equal((3L, 1L), (pair.My!.ReadOrdinal, pair.UnreadCount));   // she looked last between the third and the fourth
    }

    [Fact]
    public async Task A_group_and_its_conversation_are_one_with_roles_statuses_files_and_a_forward()
    {
        var (takeover, _) = await Takeover.OfAsync("offchat");
        await using var _1 = takeover;
        using var grace = await takeover.SignInAsync("grace@x.test");

        var group = await Takeover.GetAsync<ConversationView>(grace, $"conversations/{Group}");
        var people = (await Takeover.GetAsync<Listing<MemberView>>(grace, $"conversations/{Group}/members")).Items;
        var said = await Takeover.MessagesAsync(grace, Group);

        Assert.Equal(("Builders", "We build", Visibility.Public, 2L, MemberRole.Owner), (group.Title, group.Description, group.Visibility, group.MemberCount, group.My!.Role));
        Assert.Equal([("ada", MemberRole.Moderator), ("grace", MemberRole.Owner)], people.Where(p => p.Status == MemberStatus.Active).Select(p => (p.Username, p.Role)).Order());
        Assert.Equal("00000000-0000-4000-8000-000000000012", said[0].ForwardFrom.ToString());
        Assert.Equal(("the plan", 2), (said[1].Content, said[1].Attachments.Count));
        Assert.Equal(("gone.pdf", MessageType.Text), (said[2].Content, said[2].MessageType));   // its file is lost: the name stands there
        Assert.Equal(MessageType.System, said[3].MessageType);
        Assert.Null(said[4].ReplyTo);   // two that answer each other: only the later can
        Assert.Equal(said[4].Id, said[5].ReplyTo);

        foreach (var (file, path) in said[1].Attachments.Zip(["plan.png", "notes.txt"]))
        {
            var bytes = await grace.GetByteArrayAsync($"files/{file.Id}/content");
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(Takeover.Media, "attachments", "2026", "01", "05", path)), bytes);
            Assert.Equal((path, Convert.ToHexStringLower(SHA256.HashData(bytes))), (file.Name, file.Sha256));
        }
    }

    [Fact]
    public async Task Whoever_was_banned_or_left_is_and_has_and_a_second_talk_of_a_pair_is_a_group()
    {
        var (takeover, said) = await Takeover.OfAsync("offchat");
        await using var _1 = takeover;
        using var ada = await takeover.SignInAsync("ada");
        using var other = await takeover.SignInAsync("Grace-2");
        using var anonymous = takeover.Anonymous();

        Assert.Equal(HttpStatusCode.NotFound, (await other.GetAsync($"conversations/{Pair}")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Takeover.TriesAsync(anonymous, "eve", Takeover.Password)).StatusCode);   // her hash is of another scheme
        Assert.Equal(ConversationType.Group, (await Takeover.GetAsync<ConversationView>(ada, $"conversations/{SecondPair}")).Type);
        Assert.Equal(HttpStatusCode.NotFound, (await ada.GetAsync("conversations/00000000-0000-4000-8000-000000000004")).StatusCode);   // deleted there
        Assert.Contains("eve", said.After("the password's hash is not of pbkdf2_sha256: a new one is needed\n"), StringComparison.Ordinal);
        Assert.Equal(new Counted(14, 11, 0, 3), Takeover.Of(said, "messages"));
        Assert.Equal(new Counted(4, 2, 0, 2), Takeover.Of(said, "files"));
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
