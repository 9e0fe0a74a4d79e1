using System.Text.Json.Serialization;

namespace Parley.Protocol;

/// <summary>What a file is, found in its content: what an icon, a gallery and a player go by.</summary>
[JsonConverter(typeof(Snake<FileKind>))]
public enum FileKind
{
    Other,
    Image,
    Video,
    Audio,
    Document,
    Archive,
}
