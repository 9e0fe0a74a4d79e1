using System.Text.Json;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Workspaces;

namespace Parley.MetadataIndex;

/// <summary>Keeps the index of metadata in the commits that change messages, for the keys that the workspace asked for.</summary>
internal sealed class MetadataCompanion(WorkspaceDirectory workspaces) : ILogCompanion
{
    public ValueTask<MessageView> PostedAsync(LogEntry entry, StoredMessage message, MessageView view) =>
        message.Draft?.Metadata is { } metadata ? AddAsync(entry, message, metadata, view) : new(view);

    public async ValueTask RewordedAsync(LogEntry entry, StoredMessage message)
    {
        if (await KeysAsync(message) is not { Count: > 0 } keys)
            return;

        await entry.Transaction.WriteAsync($"delete from metadata_entries where message_n = {message.N}");
        var metadata = await entry.Transaction.FindAsync(
            $"select metadata from messages where n = {message.N} and metadata is not null", row => row.Text(0));
        if (metadata is not null)
            await MetadataEntries.WriteAsync(
                entry.Transaction, message.WorkspaceN, entry.ConversationN, message.N, JsonElement.Parse(metadata), keys);
    }

    public async ValueTask ErasedAsync(LogEntry entry, long messageN) =>
        await entry.Transaction.WriteAsync($"delete from metadata_entries where message_n = {messageN}");

    private async ValueTask<MessageView> AddAsync(LogEntry entry, StoredMessage message, JsonElement metadata, MessageView view)
    {
        if (await KeysAsync(message) is { Count: > 0 } keys)
            await MetadataEntries.WriteAsync(entry.Transaction, message.WorkspaceN, entry.ConversationN, message.N, metadata, keys);

        return view;
    }

    private async ValueTask<IReadOnlyList<string>?> KeysAsync(StoredMessage message) =>
        (await workspaces.SettingsAsync(message.WorkspaceN, CancellationToken.None)).MetadataKeys;
}
