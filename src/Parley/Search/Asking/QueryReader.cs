using Parley.Access;
using Parley.Protocol;

namespace Parley.Search.Asking;

/// <summary>
/// Reads what somebody typed: words, "phrases", beginnings*, -without, and operators such as <c>from:ada</c>. What cannot be read as an
/// operator is taken for words; nothing that can be typed is an error, except too much of it.
/// </summary>
internal static class QueryReader
{
    /// <exception cref="Refusal"><c>search_too_long</c>, <c>invalid_text</c>.</exception>
    public static SearchQuery Read(string? text)
    {
        var query = new SearchQuery();
        if (text is null)
            return query;
        if (text.Length > Limits.SearchCharacters)
            throw new Refusal(Errors.SearchTooLong);

        for (var at = 0; at < text.Length;)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var not = text[at] == '-' && at + 1 < text.Length && !char.IsWhiteSpace(text[at + 1]) && text[at + 1] != '-';
            at += not ? 1 : 0;
            at = text[at] == '"' ? Phrase(query, text, at, not) : Chunk(query, text, at, not);
            if (query.Must.Count + query.MustNot.Count > Limits.SearchWords)
                throw new Refusal(Errors.SearchTooLong, $"At most {Limits.SearchWords} words.");
        }

        return query;
    }

    /// <summary>Adds one filter; false when its value says nothing to it.</summary>
    public static bool Filter(SearchQuery query, string name, string value, bool not)
    {
        switch (name)
        {
            case "from":
                (not ? query.NotFrom : query.From).Add(value.TrimStart('@'));
                return value.Length > 0;
            case "in" when !not:
                query.In.Add(value);
                return true;
            case "type" when !not && Word<MessageType>.TryParse(value, null, out var type):
                query.Types.Add(type.Value);
                return true;
            case "has" or "is" when Fact(name, value) is { } fact:
                _ = not ? query.HasNot |= fact : query.Has |= fact;
                return true;
            case "before" when !not && DayWords.Read(value) is { } day:
                query.Until = Earlier(query.Until, day.Start);
                return true;
            case "after" when !not && DayWords.Read(value) is { } day:
                query.Since = Later(query.Since, day.End);
                return true;
            case "on" when !not && DayWords.Read(value) is { } day:
                (query.Since, query.Until) = (Later(query.Since, day.Start), Earlier(query.Until, day.End));
                return true;
            default:
                return false;
        }
    }

    private static MessageFacts? Fact(string name, string value) => (name, value.ToLowerInvariant()) switch
    {
        ("has", "file" or "attachment") => MessageFacts.File,
        ("has", "image") => MessageFacts.Image,
        ("has", "video") => MessageFacts.Video,
        ("has", "audio") => MessageFacts.Audio,
        ("has", "link") => MessageFacts.Link,
        ("has", "reaction") => MessageFacts.Reaction,
        ("has", "reply") or ("is", "reply") => MessageFacts.Reply,
        ("has", "pin") or ("is", "pinned") => MessageFacts.Pin,
        ("is", "thread") => MessageFacts.Thread,
        ("is", "edited") => MessageFacts.Edited,
        _ => null,
    };

    private static int Phrase(SearchQuery query, string text, int at, bool not)
    {
        var end = text.IndexOf('"', at + 1);
        if (end < 0)
            return at + 1;   // without its other half a quote means nothing

        Add(query, ClauseReader.Phrase(text[(at + 1)..end]), not);
        return end + 1;
    }

    private static int Chunk(SearchQuery query, string text, int at, bool not)
    {
        var end = at;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] != '"')
            end++;

        var chunk = text[at..end];
        var colon = chunk.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0)
        {
            var value = chunk[(colon + 1)..];
            var valueEnd = end;
            if (value.Length == 0 && end < text.Length && text[end] == '"' && text.IndexOf('"', end + 1) is > 0 and var close)
                (value, valueEnd) = (text[(end + 1)..close], close + 1);
            if (value.Length > 0 && Filter(query, chunk[..colon].ToLowerInvariant(), value, not))
                return valueEnd;
        }

        Add(query, ClauseReader.Word(chunk), not);
        return end;
    }

    private static void Add(SearchQuery query, Clause? clause, bool not)
    {
        var clauses = not ? query.MustNot : query.Must;
        if (clause is not null && !clauses.Exists(c => c.Source == clause.Source))
            clauses.Add(clause);
    }

    private static DateTimeOffset Earlier(DateTimeOffset? one, DateTimeOffset other) => one < other ? one.Value : other;

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;
}
