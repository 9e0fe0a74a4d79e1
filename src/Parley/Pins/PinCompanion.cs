using Parley.Conversations.Log;

namespace Parley.Pins;

/// <summary>Takes the pin of a message that is deleted.</summary>
internal sealed class PinCompanion : ILogCompanion
{
    public async ValueTask ErasedAsync(LogEntry entry, long messageN) =>
        await entry.Transaction.WriteAsync($"delete from pins where message_n = {messageN}");
}
