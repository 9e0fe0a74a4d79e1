using System.Net;
using System.Text.Json;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Importing;

/// <summary>Seeds 001 to 004, each with what only it has.</summary>
public sealed class FromTheOthers
{
    [Fact]
    public async Task Spa_central_pairs_of_senders_and_receivers_become_direct_conversations_and_flags_a_place_read()
    {
        var (takeover, _) = await Takeover.OfAsync("spa-central");
        await using var _1 = takeover;
        using var bo = await takeover.SignInAsync("bo@x.test");
        using var kim = await takeover.SignInAsync("kim@x.test");
        using var anonymous = takeover.Anonymous();

        var pair = (await Takeover.ConversationsAsync(bo)).Single(conversation => conversation.Type == ConversationType.Direct);
        var said = await Takeover.MessagesAsync(bo, pair.Id);

        Assert.Equal(["hello Bo", "hello Kim, pistachio?", "", "", "mended"], said.Select(m => m.Content));
        Assert.Equal(said[0].Id, said[1].ReplyTo);
        Assert.Equal((MessageType.Image, "massage.png"), (said[2].MessageType, Assert.Single(said[2].Attachments).Name));
        Assert.NotNull(said[3].DeletedAt);
        Assert.NotNull(said[4].EditedAt);
        Assert.Equal(1, pair.UnreadCount);
        Assert.Equal(["Front desk"], (await Takeover.ConversationsAsync(bo)).Where(c => c.Type == ConversationType.Group).Select(c => c.Title));
        Assert.Equal(2, (await Takeover.ConversationsAsync(kim)).Count(conversation => conversation.Type == ConversationType.Direct));
        Assert.Equal(HttpStatusCode.Forbidden, (await Takeover.TriesAsync(anonymous, "kim@y.test", Takeover.Password)).StatusCode);   // not active there
    }

    [Fact]
    public async Task Mrm_chat_reads_its_chats_and_messages_through_its_own_rest_after_a_log_in_with_the_old_password()
    {
        var (takeover, _) = await Takeover.OfAsync("mrm-chat");
        await using var _1 = takeover;
        using var http = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(takeover.Address, "/mrm-chat/api/") };

        using var form = new FormUrlEncodedContent([new("username", "mia"), new("password", Takeover.Password)]);
        var signedIn = await http.PostAsync("login/", form);
        Assert.Equal("staff", JsonElement.Parse(await signedIn.Content.ReadAsStringAsync()).GetProperty("user_type").GetString());
        var chat = Assert.Single(JsonElement.Parse(await http.GetStringAsync("chats/")).EnumerateArray());

        Assert.Equal("Lab", chat.GetProperty("name").GetString());
        Assert.Equal(["mia", "noa"], chat.GetProperty("participants").EnumerateArray().Select(person => person.GetProperty("username").GetString()!).Order());
        Assert.Equal(
            [("hey", "2026-03-01T09:00:00.123000Z"), ("titration at noon", "2026-03-01T09:00:00.123000Z"), ("a nul  and half a letter \ufffd here", "2026-03-01T09:02:00.000000Z")],
            chat.GetProperty("messages").EnumerateArray().Select(m => (m.GetProperty("content").GetString()!, m.GetProperty("timestamp").GetString()!)));
    }

    [Fact]
    public async Task AriStay_rooms_keep_ids_contexts_admins_and_who_read_what()
    {
        var (takeover, said) = await Takeover.OfAsync("aristay");
        await using var _1 = takeover;
        using var eve = await takeover.SignInAsync("eve");
        using var sam = await takeover.SignInAsync("sam");
        using var kay = await takeover.SignInAsync("kay@x.test");

        var rooms = (await Takeover.ConversationsAsync(eve)).ToDictionary(room => room.Id.ToString()[^1]);
        Assert.Equal((ConversationType.Direct, 2L), (rooms['1'].Type, rooms['1'].UnreadCount));
        Assert.Equal(("task", "12"), (rooms['2'].Context!.Type, rooms['2'].Context!.Id));
        Assert.Null(rooms['4'].Context);   // two rooms of one task
        Assert.Equal(0, (await Takeover.GetAsync<ConversationView>(sam, $"conversations/{rooms['1'].Id}")).UnreadCount);
        Assert.Equal(MemberRole.Owner, rooms['2'].My!.Role);
        Assert.Equal(HttpStatusCode.NotFound, (await kay.GetAsync($"conversations/{rooms['2'].Id}")).StatusCode);   // she left
        var lease = Assert.Single(await Takeover.MessagesAsync(kay, rooms['3'].Id), m => m.Attachments.Count > 0);
        Assert.Equal("The lease of property 7.\n", await kay.GetStringAsync($"files/{lease.Attachments[0].Id}/content"));
        Assert.NotEqual(HttpStatusCode.Created, (await kay.PostAsync($"conversations/{rooms['3'].Id}/messages", Person.Json(new SendMessageBody("archived")))).StatusCode);
        Assert.Contains("its path leads out of --media", said.Output, StringComparison.Ordinal);
        Assert.Equal(new Counted(2, 1, 0, 1), Takeover.Of(said, "files"));
    }

    [Fact]
    public async Task Tenant_chat_users_keep_their_uuids_with_or_without_a_file_of_users()
    {
        var (takeover, _) = await Takeover.OfAsync("tenant-chat");
        await using var _1 = takeover;
        using var ivy = await takeover.SignInAsync("ivy");

        var me = await Takeover.GetAsync<UserView>(ivy, "me");
        Assert.Equal(("b0000000-0000-4000-8000-000000000101", "Ivy Stone"), (me.Id.ToString(), me.DisplayName));
        var project = (await Takeover.ConversationsAsync(ivy)).Single(c => c.Title == "Project Discussion");
        var said = await Takeover.MessagesAsync(ivy, project.Id);
        Assert.Equal(["kick off", "an ocelot at last", "👍", "Check out this document", ""], said.Select(m => m.Content));
        Assert.Equal([("🎉", 2L)], said[0].Reactions.Select(r => (r.Emoji, r.Count)));
        Assert.Equal("The report of the tenant.\n", await ivy.GetStringAsync($"files/{Assert.Single(said[3].Attachments).Id}/content"));
        Assert.Equal((2L, 3L), (project.MemberCount, project.UnreadCount is var unread ? unread + 1 : 0));   // the file and the deleted one
        Assert.Contains(await Takeover.ConversationsAsync(ivy), c => c.Type == ConversationType.Channel);

        // Whom nobody named signs in by the token of the old service, and is who they were.
        using var max = new HttpClient { BaseAddress = new Uri(takeover.Address, "/api/v1/") };
        max.DefaultRequestHeaders.Authorization = new("Bearer", TestParley.HostToken("b0000000-0000-4000-8000-000000000102", TimeProvider.System.GetUtcNow().AddHours(1)));
        Assert.Equal("b0000000-0000-4000-8000-000000000102", (await Takeover.GetAsync<UserView>(max, "me")).Id.ToString());
        Assert.Equal("between us", (await Takeover.ConversationsAsync(max)).Single(c => c.Type == ConversationType.Direct).LastMessage!.Content);
    }
}
