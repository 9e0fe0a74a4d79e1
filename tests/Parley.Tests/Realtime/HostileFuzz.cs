using System.Text;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Realtime;

/// <summary>S02: good frames with something wrong in them, 5,000 times; the seed is fixed, so that what fails fails again.</summary>
public sealed class HostileFuzz
{
    private const int Frames = 5000;
    private const int AtOnce = 25;

    [Fact]
    public async Task Five_thousand_mutated_frames_break_nothing()
    {
        var log = new HeardLog();
        await using var parley = await TestParley.StartAsync(log, "--Parley:RateLimits:Enabled=false");
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        var message = await ada.SaysAsync(lobby, "something to point at");
        var good = Good(lobby, message.Id);
        var random = new Random(20261121);
        var (sockets, closed) = (0, 0);

        for (var sent = 0; sent < Frames;)
        {
            using var mallory = await HostileSocket.OpenAsync(parley.Address, ada.Token);
            sockets++;
            if (random.Next(4) == 0)
            {
                // Rotten below the JSON: the frame itself. Whether the server still waits for more of it is told by ending the line.
                var frame = HostileSocket.Frame(good[random.Next(good.Length)]);
                Rot(random, frame.AsSpan(0, Math.Min(16, frame.Length)));
                await mallory.SendAsync(frame);
                mallory.EndsSending();
                await mallory.ClosedAsync();
                sent++;
                continue;
            }

            for (var i = 0; i < AtOnce; i++, sent++)
                await mallory.SendAsync(HostileSocket.Frame(HostileSocket.Fin | HostileSocket.Text, Mutated(random, good)));

            await mallory.SendAsync("""{"type":"ping","ref":"the last"}""");
            string heard;
            do
                heard = await mallory.HearsAsync();
            while (heard.Length > 0 && !heard.Contains("the last", StringComparison.Ordinal));
            closed += heard.Length == 0 ? 1 : 0;
        }

        TestContext.Current.SendDiagnosticMessage($"{Frames} frames over {sockets} sockets, of which {closed} were closed early");
        Assert.Empty(log.Errors);
        var socket = await grace.OpensAsync();
        var ack = await socket.AsksAsync("send_message", $"\"conversation_id\":\"{lobby}\",\"content\":\"still here\"");
        Assert.Equal("ack", ack.GetProperty("type").GetString());
        await AllIsReadableAsync(grace, lobby);
    }

    /// <summary>What the fuzz stored can be fetched again, all of it and without a hole.</summary>
    private static async Task AllIsReadableAsync(Person person, ConversationId lobby)
    {
        var seq = 0L;
        ChangePage page;
        do
        {
            page = await person.GetAsync<ChangePage>($"conversations/{lobby}/changes?after={seq}&limit=200");
            foreach (var happened in page.Items.Cast<ConversationEvent>())
                Assert.Equal(++seq, happened.Seq);
        }
        while (page.HasMore);

        Assert.Equal(page.LastSeq, seq);
    }

    private static string[] Good(ConversationId lobby, MessageId message) =>
    [
        $$$"""{"type":"send_message","ref":"a","conversation_id":"{{{lobby}}}","content":"hello ü 🎉","id":"{{{MessageId.New()}}}","metadata":{"a":[1,2.5e3,null,true,{"b":"\u00e9\ud83c\udf89"}]}}""",
        $$"""{"type":"send_message","conversation_id":"{{lobby}}","content":"a reply","reply_to":"{{message}}","message_type":"emoji"}""",
        $$"""{"type":"send_message","conversation_id":"{{lobby}}","content":"","forward_from":"{{message}}","attachment_ids":[]}""",
        $$"""{"type":"edit_message","message_id":"{{message}}","content":"edited"}""",
        $$"""{"type":"add_reaction","message_id":"{{message}}","emoji":"👍"}""",
        $$"""{"type":"remove_reaction","message_id":"{{message}}","emoji":"👍"}""",
        $$"""{"type":"start_typing","conversation_id":"{{lobby}}"}""",
        $$"""{"type":"stop_typing","conversation_id":"{{lobby}}"}""",
        $$"""{"type":"mark_read","conversation_id":"{{lobby}}","ordinal":1}""",
        $$"""{"type":"update_presence","status":"busy","current_conversation_id":"{{lobby}}"}""",
        $$"""{"type":"join_conversation","conversation_id":"{{lobby}}","limit":5}""",
        $$$"""{"type":"resume","positions":{"{{{lobby}}}":1}}""",
        """{"type":"authenticate","token":"x"}""",
        """{"type":"ping","ref":"x"}""",
    ];

    private static byte[] Mutated(Random random, string[] good)
    {
        var text = good[random.Next(good.Length)];
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(text.Length + 1);
            text = random.Next(7) switch
            {
                0 => text[..at],
                1 => text.Insert(at, Odd[random.Next(Odd.Length)]),
                2 => text.Insert(at, text[random.Next(text.Length + 1)..]),
                3 => text.Remove(Math.Min(at, text.Length), Math.Min(random.Next(5), text.Length - at)),
                4 => Swap(text, good[random.Next(good.Length)], random),
                5 => text.Replace("\"", Odd[random.Next(Odd.Length)], StringComparison.Ordinal),
                _ => Value(text, Odd[random.Next(Odd.Length)], random),
            };
            if (text.Length > 20_000)
                text = text[..20_000];
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        if (random.Next(10) == 0)
            Rot(random, bytes);

        return bytes;
    }

    private static readonly string[] Odd =
    [
        "", "\0", "\\u0000", "\\ud800", "\\udfff", "\u202E", "\u200B", "é", "🎉", "\"", "\\", "{", "}", "[", "]", ",", ":", "null", "true", "-0", "1e999",
        "9223372036854775808", "-1", "{}", "[]", "\"\"", "\"type\":", "'", "%s%n", "../../", "' or 1=1 --", "\r\n", "NaN", "\"\\ud800\"", "{\"a\":1}",
        "\"\\u0000\"", "18446744073709551616", "1.0", "\"ping\"",
    ];

    /// <summary>Puts something else where a value stands.</summary>
    private static string Value(string text, string odd, Random random)
    {
        var colon = text.IndexOf(':', random.Next(text.Length));
        var end = colon < 0 ? -1 : text.IndexOfAny([',', '}'], colon);
        return end < 0 ? text : text[..(colon + 1)] + odd + text[end..];
    }

    private static string Swap(string one, string other, Random random)
    {
        var (a, b) = (one.IndexOf(',', random.Next(one.Length)), other.IndexOf(',', random.Next(other.Length)));
        return a < 0 || b < 0 ? one + other : one[..a] + other[b..];
    }

    private static void Rot(Random random, Span<byte> bytes)
    {
        for (var flips = random.Next(1, 4); flips > 0 && bytes.Length > 0; flips--)
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
    }
}
