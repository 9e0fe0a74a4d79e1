using Parley.Access;
using static Parley.Tests.Access.Matrix.Rules;

namespace Parley.Tests.Access.Matrix;

/// <summary>The table of the socket: every frame type, who may, with which members.</summary>
internal static class FrameRows
{
    /// <summary>A success that has no answer: the others of the conversation hear it.</summary>
    public const string Heard = "heard by the others";

    public static readonly IReadOnlyList<Row> All =
    [
        Frame("send_message", Needs(Permission.Post), """ "conversation_id":"$conversation","content":"hello" """),
        Frame("send_message", NeedsOnMessage(Permission.Read), """ "conversation_id":"$home","forward_from":"$message" """)
            .As("a forward to one's own place").Showing("$secret", _ => true),
        Frame("edit_message", Author, """ "message_id":"$own","content":"otherwise" """).As("one's own"),
        Frame("edit_message", AuthorOnly, """ "message_id":"$message","content":"otherwise" """).As("somebody else's"),
        Frame("delete_message", Author, """ "message_id":"$own" """).As("one's own").OnItsOwn(),
        Frame("delete_message", NeedsOnMessage(Permission.DeleteAnyMessage), """ "message_id":"$message" """).As("somebody else's").Spends(),
        Frame("add_reaction", NeedsOnMessage(Permission.React), """ "message_id":"$message","emoji":"👍" """),
        Frame("remove_reaction", NeedsOnMessage(Permission.React), """ "message_id":"$message","emoji":"👍" """),
        Frame("pin_message", NeedsOnMessage(Permission.PinMessages), """ "message_id":"$message" """),
        Frame("unpin_message", NeedsOnMessage(Permission.PinMessages), """ "message_id":"$message" """),
        Frame("edit_message", Author, """ "message_id":"$own","metadata":{"task":43} """).As("one's own metadata"),
        Frame("start_typing", Needs(Permission.Post), """ "conversation_id":"$conversation" """, Heard),
        Frame("stop_typing", Needs(Permission.Post), """ "conversation_id":"$conversation" """, Heard),
        Frame("mark_read", Needs(Permission.Read), """ "conversation_id":"$conversation" """),
        Frame("mark_delivered", Needs(Permission.Read), """ "conversation_id":"$conversation" """),
        Frame("update_presence", AnyAccount, """ "status":"busy" """).AboutAccounts(),
        Frame("update_presence", Needs(Permission.Read), """ "status":"busy","current_conversation_id":"$conversation" """).As("where one is"),
        Frame("join_conversation", Needs(Permission.Read), """ "conversation_id":"$conversation","limit":200 """).Reads().Showing("$secret", _ => true),

        // Never refused: to outsiders the conversation is reset, which SocketDoor looks for.
        Frame("resume", AnyAccount, """ "positions":{"$conversation":0} """, "resumed").Reads(),
        Frame("ping", AnyAccount, "", "pong").Reads().AboutAccounts(),
    ];

    private static Row Frame(string type, Rule rule, string members, string success = "ack") => new(type, rule, [success]) { Body = members.Trim() };
}
