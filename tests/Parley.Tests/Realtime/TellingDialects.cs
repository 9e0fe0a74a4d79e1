using System.Text;
using Parley.Access;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Telemetry;
using Xunit;

namespace Parley.Tests.Realtime;

/// <summary>Who of several languages hears what, and how often it is put into words.</summary>
public sealed class TellingDialects
{
    private const long Lobby = 7;
    private const long Elsewhere = 8;

    private readonly Switchboard _switchboard = new();
    private readonly CountingFormat _dialect = new();
    private readonly Dictionary<Connection, MemoryStream> _lines = [];

    [Fact]
    public void An_event_is_put_into_words_once_for_all_who_speak_a_dialect_and_never_where_nobody_does()
    {
        var own = Listener(1, null);
        _switchboard.Deliver(Typing(Lobby, by: 99));
        Assert.Equal(0, _dialect.Encoded);

        var listeners = Enumerable.Range(2, 50).Select(userN => Listener(userN, new(_dialect))).ToList();
        _switchboard.Deliver(Typing(Lobby, by: 99));

        Assert.Equal(1, _dialect.Encoded);
        Assert.All(listeners, listener => Assert.Equal("in the dialect", Heard(listener)));
        Assert.Contains("typing_indicator", Heard(own), StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_dialect_has_no_word_for_is_not_said_and_not_asked_for_again()
    {
        _dialect.IsSilent = true;
        var listeners = Enumerable.Range(2, 5).Select(userN => Listener(userN, new(_dialect))).ToList();
        _switchboard.Deliver(Typing(Lobby, by: 99));

        Assert.Equal(1, _dialect.Encoded);
        Assert.All(listeners, listener => Assert.Equal("", Heard(listener)));
    }

    [Fact]
    public void A_socket_about_one_conversation_hears_of_no_other()
    {
        var (one, all) = (Listener(2, new(_dialect) { Only = Elsewhere }), Listener(3, new(_dialect)));
        _switchboard.Deliver(Typing(Lobby, by: 99));
        Assert.Equal(("", "in the dialect"), (Heard(one), Heard(all)));

        _switchboard.Deliver(Typing(Elsewhere, by: 99));
        Assert.Equal("in the dialect", Heard(one));
    }

    [Fact]
    public void An_ear_narrows_what_is_heard_and_oneself_is_echoed_only_where_the_dialect_does()
    {
        var deaf = Listener(2, new(_dialect) { Wants = false });
        var (typist, typistsOwn) = (Listener(99, new(_dialect)), Listener(99, null));
        _switchboard.Deliver(Typing(Lobby, by: 99));
        Assert.Equal(("", "", ""), (Heard(deaf), Heard(typist), Heard(typistsOwn)));

        _dialect.Echoes = true;
        _switchboard.Deliver(Typing(Lobby, by: 99));
        Assert.Equal(("in the dialect", ""), (Heard(typist), Heard(typistsOwn)));
    }

    [Fact]
    public void After_a_removal_a_dialect_hears_nothing()
    {
        var listener = Listener(2, new(_dialect));
        _switchboard.Deliver(Typing(Lobby, by: 99) with { Leaving = 2 });
        Assert.Equal("in the dialect", Heard(listener));

        _switchboard.Deliver(Typing(Lobby, by: 99));
        Assert.Equal("in the dialect", Heard(listener));   // no second one
    }

    private static Announcement Typing(long conversationN, long by) =>
        new(conversationN, default, 0, new TypingChanged(default, default, IsTyping: true)) { Except = by };

    private Connection Listener(long userN, TestEar? ear)
    {
        var line = new MemoryStream();
        var connection = new Connection(line, null, new Figures().Sockets, TimeProvider.System, () => { })
        {
            Caller = new Caller(UserId.New(), userN, default, 1, WorkspaceRole.Member), Ear = ear,
        };
        _lines[connection] = line;
        _switchboard.Register(connection);
        _switchboard.Attach(connection, [Lobby, Elsewhere], null);
        return connection;
    }

    // What has been written to its line, which takes everything at once, without the frame's head.
    private string Heard(Connection connection)
    {
        var bytes = _lines[connection].ToArray();
        return bytes.Length == 0 ? "" : Encoding.UTF8.GetString(bytes[(bytes[1] == 126 ? 4 : 2)..]);
    }

    private sealed class CountingFormat : WireFormat
    {
        public int Encoded { get; private set; }

        public bool IsSilent { get; set; }

        public bool Echoes { get; set; }

        public override bool EchoesOneself => Echoes;

        public override byte[]? Encode(long conversationN, ChatEvent happened)
        {
            Encoded++;
            return IsSilent ? null : [0x81, 14, .. "in the dialect"u8];
        }
    }

    private sealed class TestEar(CountingFormat format) : Ear
    {
        public long Only { get; init; }

        public bool Wants { get; init; } = true;

        public override WireFormat Format => format;

        public override long OnlyConversationN => Only;

        public override bool Hears(long conversationN, ChatEvent happened) => Wants;
    }
}
