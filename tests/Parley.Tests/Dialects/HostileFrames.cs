using System.Text;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Dialects;

/// <summary>Frames that are none, or lie: the socket says no, says nothing or ends, and the next one speaks and hears as if nothing had been.</summary>
public sealed class HostileFrames
{
    private static readonly string[] Types =
    [
        "message", "send_message", "chat_message", "typing", "stop_typing", "start_typing", "read_receipt", "mark_read", "mark_room_read", "join_conversation",
        "leave_conversation", "join_group_chat", "join_individual_chat", "edit_message", "delete_message", "add_reaction", "remove_reaction", "update_presence",
        "authenticate", "ping", "", "no such type",
    ];

    private static readonly string[] Values =
        ["{}", "[]", "[1]", "null", "-1", "99999999999999999999", "true", "\"\"", "\"x\"", "\"\\ud800\"", "\"a\\u0000b\"", "\"01a1fe98-1034-75e9-9cf2-7ad6cdac9b55\""];

    private static readonly string[] Fields =
        ["type", "message", "content", "conversation_id", "group_id", "message_id", "message_ids", "reply_to", "reply_to_id", "user_id", "receiver_id", "emoji", "status", "is_typing", "data", "file_url"];

    public static TheoryData<string> Doors => ["offchat", "spa-central", "mrm-chat", "aristay", "tenant-chat"];

    [Theory]
    [MemberData(nameof(Doors))]
    public async Task End_nothing_but_the_socket_that_sends_them(string name)
    {
        using var log = new HeardLog();
        await using var parley = await TestParley.StartAsync(log, Doings.NoLimits);
        var (ada, bo) = (parley.Person("Ada"), parley.Person("Bo"));
        var (_, bosN) = ((await parley.CallerAsync(ada)).UserN, (await parley.CallerAsync(bo)).UserN);
        var talk = await ada.CreatesAsync(new CreateConversation(ConversationType.Direct, MemberIds: [bo.Id.ToString()]));
        var n = await parley.DatabaseOf().NumberAsync($"select n from conversations where id = {talk.Id}");
        var door = SocketDoorway.Of(talk.Id, n, bosN).Single(one => one.Name == name);

        foreach (var frame in Frames())
        {
            using var socket = await door.OpenAsync(parley, ada);
            await socket.SendAsync(frame);
            await socket.SendAsync(frame);   // a second one, in whatever state the first has left it
        }

        using var next = await door.OpenAsync(parley, ada);
        await next.SendAsync(door.Says("still here"));
        await SocketDoorway.HearsAsync(next, heard => heard.GetRawText().Contains("\"still here\"", StringComparison.Ordinal));
        Assert.Empty(log.Errors);   // what is wrong with a frame is its sender's fault, never a bug of ours
    }

    // Every field with every strange value, under a type that changes from one to the next, and what is no object at all.
    private static IEnumerable<string> Frames()
    {
        yield return "";
        yield return "null";
        yield return "[]";
        yield return "{";
        yield return "{}{}";
        yield return new string('[', 2_000);
        yield return $$"""{"type":"message","content":"{{new string('x', 40_000)}}","message":"{{new string('y', 20_000)}}"}""";
        var at = 0;
        foreach (var field in Fields)
        {
            foreach (var value in Values)
            {
                var frame = new StringBuilder().Append("{\"type\":\"").Append(Types[at++ % Types.Length]).Append('"');
                if (field == "type")
                    frame.Clear().Append("{\"x\":1");

                yield return frame.Append(",\"").Append(field).Append("\":").Append(value).Append('}').ToString();
            }
        }
    }
}
