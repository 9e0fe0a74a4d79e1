using System.Globalization;
using Parley.Protocol;

namespace Parley.Conversations.Log;

/// <summary>
/// What a change of a member stores beside its subject: <c>role,status,member_count</c> as numbers, and until when they are silenced.
/// </summary>
internal readonly record struct MemberChange(MemberRole Role, MemberStatus Status, long MemberCount, DateTimeOffset? SilencedUntil = null)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(int)Role},{(int)Status},{MemberCount}{(SilencedUntil is { } until ? $",{until.ToUnixTimeMilliseconds()}" : "")}");

    public static MemberChange Parse(string? data)
    {
        var parts = data!.Split(',');
        return new(
            (MemberRole)int.Parse(parts[0], CultureInfo.InvariantCulture), (MemberStatus)int.Parse(parts[1], CultureInfo.InvariantCulture),
            long.Parse(parts[2], CultureInfo.InvariantCulture),
            parts.Length > 3 ? DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(parts[3], CultureInfo.InvariantCulture)) : null);
    }
}
