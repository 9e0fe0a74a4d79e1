using System.Text;
using System.Text.Json;
using Parley.Access;
using Parley.Protocol;

namespace Parley.Conversations.Log;

/// <summary>
/// What a host application hangs on a message or a conversation: JSON that is kept and given back as it was said (also keys that
/// stand twice and numbers that no computer holds; only escapes may be written otherwise), within limits. Nothing here reads it but the index of keys that a workspace asked for.
/// </summary>
public static class Metadata
{
    /// <exception cref="Refusal">Too large. What nests too deep or is no Unicode has been refused with the body.</exception>
    public static void Check(JsonElement? metadata)
    {
        if (metadata is { } json && Encoding.UTF8.GetByteCount(json.GetRawText()) > Limits.MetadataBytes)
            throw new Refusal(Errors.ValidationFailed, $"Metadata has at most {Limits.MetadataBytes} bytes.");
    }

    /// <summary>As it is stored; an empty object clears.</summary>
    public static string? Text(JsonElement? metadata) => metadata switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => null,
        { ValueKind: JsonValueKind.Object } json when !json.EnumerateObject().MoveNext() => null,
        { } json => json.GetRawText(),
    };
}
