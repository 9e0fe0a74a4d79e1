using Parley.Protocol;

namespace Parley.Realtime;

/// <summary>
/// An announcement as bytes: made when the first listener of a language is met, and shared by all who speak it. Some people are told
/// something else in its place.
/// </summary>
internal struct AnnouncedFrames(Announcement announcement)
{
    private byte[]?[]? _own;
    private Dictionary<int, byte[]?[]>? _dialects;

    public void Send(Connection connection)
    {
        var userN = connection.Caller.UserN;
        var which = announcement.Instead.Count == 0 ? 0 : WhichFor(userN);
        var happened = which == 0 ? announcement.Event : announcement.Instead[which - 1].Event;
        if (connection.Ear is not { } ear)
            connection.Send((_own ??= new byte[announcement.Instead.Count + 1][])[which] ??= WireFrame.Of(happened));
        else if (ear.Hears(announcement.ConversationN, happened) && Dialect(ear.Format, which, happened) is { } frame)
            connection.Send(frame);
    }

    private int WhichFor(long userN)
    {
        for (var i = 0; i < announcement.Instead.Count; i++)
        {
            if (announcement.Instead[i].UserNs.Contains(userN))
                return i + 1;
        }

        return 0;
    }

    // An empty array stands for "has no word for it", so that the question is asked once.
    private byte[]? Dialect(WireFormat format, int which, ChatEvent happened)
    {
        _dialects ??= [];
        if (!_dialects.TryGetValue(format.Index, out var frames))
            _dialects[format.Index] = frames = new byte[announcement.Instead.Count + 1][];

        var frame = frames[which] ??= format.Encode(announcement.ConversationN, happened) ?? [];
        return frame.Length == 0 ? null : frame;
    }
}
