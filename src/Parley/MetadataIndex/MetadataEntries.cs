using System.Text.Json;
using Parley.Storage;

namespace Parley.MetadataIndex;

/// <summary>What of a message's metadata is found again: the values of asked-for keys at its top, where they are short and no lists.</summary>
internal static class MetadataEntries
{
    public const int ValueCharacters = 200;

    /// <summary>Text as it is, a number as it was written, <c>true</c> or <c>false</c>.</summary>
    public static string? Value(JsonElement metadata, string name)
    {
        if (metadata.ValueKind != JsonValueKind.Object || !metadata.TryGetProperty(name, out var value))
            return null;

        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => null,
        };
        return text is { Length: <= ValueCharacters } ? text : null;
    }

    public static async ValueTask WriteAsync(
        Transaction transaction, long workspaceN, long conversationN, long messageN, JsonElement metadata, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (Value(metadata, name) is { } value)
                await transaction.WriteAsync($"""
                    insert into metadata_entries (workspace_n, conversation_n, message_n, name, value)
                    values ({workspaceN}, {conversationN}, {messageN}, {name}, {value})
                    on conflict (message_n, name) do update set value = excluded.value
                    """);
        }
    }
}
