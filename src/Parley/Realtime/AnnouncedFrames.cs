namespace Parley.Realtime;

/// <summary>An announcement as bytes: one frame for everybody, and the others for those who are told something else instead.</summary>
internal readonly struct AnnouncedFrames(Announcement announcement)
{
    private readonly byte[] _frame = WireFrame.Of(announcement.Event);
    private readonly byte[][]? _instead =
        announcement.Instead.Count == 0 ? null : [.. announcement.Instead.Select(instead => WireFrame.Of(instead.Event))];

    public byte[] For(long userN)
    {
        for (var i = 0; i < _instead?.Length; i++)
        {
            if (announcement.Instead[i].UserNs.Contains(userN))
                return _instead[i];
        }

        return _frame;
    }
}
