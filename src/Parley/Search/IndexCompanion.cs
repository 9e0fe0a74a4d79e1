using Parley.Conversations.Log;
using Parley.Protocol;

namespace Parley.Search;

/// <summary>Keeps the index true to messages that are edited or erased, in the very commit that does so. New ones are IndexMessages' to find.</summary>
public sealed class IndexCompanion(SearchIndex index, Vocabulary vocabulary) : ILogCompanion
{
    public async ValueTask RewordedAsync(LogEntry entry, StoredMessage message)
    {
        if (message.Type == MessageType.System || message.N > await IndexMessages.PositionAsync(entry.Transaction, CancellationToken.None))
            return;

        var row = await entry.Transaction.FindAsync(
            $"select {Candidate.WholeColumns} from messages m where m.n = {message.N} and m.deleted_at is null", Candidate.From);
        if (row is null)
            return;

        var words = IndexedWords.Of(row);
        if (await index.TermsAsync(entry.Transaction, message.N, CancellationToken.None) == words.Terms)
            return;   // told anew for another reason than its words

        await index.RemoveAsync(entry.Transaction, message.N);
        await index.AddAsync(entry.Transaction, message.N, words.Terms);
        await vocabulary.AddAsync(entry.Transaction, words.Vocabulary);
    }

    public ValueTask ErasedAsync(LogEntry entry, long messageN) => index.RemoveAsync(entry.Transaction, messageN);
}
