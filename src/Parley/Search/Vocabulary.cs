using System.Collections.Concurrent;
using Parley.Search.Words;
using Parley.Storage;

namespace Parley.Search;

/// <summary>
/// Every plain word that some indexed message has, by which a typo is understood. Of all workspaces: a word is only ever used to look in
/// what the caller may see, and never shown.
/// </summary>
public sealed class Vocabulary
{
    private const int Kept = 100_000;
    private const int Compared = 60_000;   // words that one typo is compared with; beyond it a question would take too long
    private const int Instead = 6;

    // Words that are in the table for certain, so that indexing does not insert them a thousand times.
    private readonly ConcurrentDictionary<string, bool> _known = new();

    public bool Knows(string word) => _known.ContainsKey(word);

    /// <summary>Inside the transaction that indexes what has these words. What was added is kept in mind by <see cref="Remember"/> after it.</summary>
    public async ValueTask AddAsync(Transaction transaction, IEnumerable<string> words)
    {
        foreach (var word in words)
        {
            if (!Knows(word))
                await transaction.WriteAsync($"insert into search_vocabulary (word) values ({word}) on conflict do nothing");
        }
    }

    public void Remember(IEnumerable<string> words)
    {
        if (_known.Count > Kept)
            _known.Clear();
        foreach (var word in words)
            _known.TryAdd(word, true);
    }

    public async ValueTask RemoveAsync(Transaction transaction, string word)
    {
        _known.TryRemove(word, out _);
        await transaction.WriteAsync($"delete from search_vocabulary where word = {word}");
    }

    /// <summary>The words that somebody may have meant, the nearest first; none when the word itself is known to be one.</summary>
    public static async ValueTask<List<string>> MeantAsync(Queries queries, string word, CancellationToken ct)
    {
        var most = Typos.Forgiven(word);
        if (most == 0 || !IndexedWords.IsWord(word) || await queries.NumberAsync($"select 1 from search_vocabulary where word = {word}", ct) == 1)
            return [];

        // Slips in the first letter are rare: only the two that are common there (exchanged, doubled from the key beside it) are looked for.
        var near = new List<(int Slips, string Word)>();
        foreach (var beginning in (string[])[word[..1], $"{word[1]}{word[0]}", word[1..3]])
        {
            var end = beginning[..^1] + (char)(beginning[^1] + 1);
            near.AddRange(from other in await queries.QueryAsync($"""
                    select word from search_vocabulary where word >= {beginning} and word < {end}
                        and length(word) >= {word.Length - most} and length(word) <= {word.Length + most} limit {Compared}
                    """, row => row.Text(0), ct)
                          let slips = Typos.Between(word, other, most)
                          where slips is not null
                          select (slips.Value, other));
        }

        return [.. near.OrderBy(n => n.Slips).ThenBy(n => n.Word, StringComparer.Ordinal).Select(n => n.Word).Distinct().Take(Instead)];
    }
}
