using System.Text.Json;

namespace Parley.Access.Tokens;

/// <summary>
/// Walks the members of one JSON object and of nothing else: another kind of value, a name that comes twice (also written with
/// escapes), more than 64 members or something after the end is a <see cref="JsonException"/>.
/// </summary>
internal ref struct JsonMembers
{
    private const int MaxMembers = 64;
    private readonly Span<byte> _names;
    private Utf8JsonReader _reader;
    private NameEnds _ends;
    private int _count;

    /// <param name="json">Valid UTF-8.</param>
    /// <param name="names">Room for all names; as long as the JSON is always enough.</param>
    public JsonMembers(ReadOnlySpan<byte> json, Span<byte> names)
    {
        _names = names;
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 16 });
        if (!_reader.Read() || _reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException("Not an object.");
    }

    /// <summary>The current member's name, without escapes.</summary>
    public ReadOnlySpan<byte> Name { get; private set; }

    public readonly JsonTokenType Kind => _reader.TokenType;

    /// <summary>The current value, to read further inside an array; a copy, so that the walk stays where it is.</summary>
    public readonly Utf8JsonReader Value => _reader;

    public bool Next()
    {
        if (_count > 0)
            _reader.Skip();
        _reader.Read();
        if (_reader.TokenType == JsonTokenType.EndObject)
        {
            _reader.Read();   // throws where something follows
            return false;
        }

        var start = _count == 0 ? 0 : _ends[_count - 1];
        Name = _names.Slice(start, _reader.CopyString(_names[start..]));
        for (int i = 0, from = 0; i < _count; from = _ends[i], i++)
        {
            if (Name.SequenceEqual(_names[from.._ends[i]]))
                throw new JsonException("The same name twice.");
        }

        if (_count == MaxMembers)
            throw new JsonException("Too many members.");
        _ends[_count++] = start + Name.Length;
        return _reader.Read();
    }

    public readonly string? Text() => Kind == JsonTokenType.String ? _reader.GetString() : throw new JsonException("Not a text.");

    /// <summary>A NumericDate of RFC 7519: seconds, possibly with a fraction.</summary>
    public readonly DateTimeOffset Time() =>
        Kind == JsonTokenType.Number && _reader.TryGetDouble(out var seconds) && seconds is >= 0 and < 253_402_300_800
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds)
            : throw new JsonException("Not a time.");

    [System.Runtime.CompilerServices.InlineArray(MaxMembers)]
    private struct NameEnds
    {
        private int _first;
    }
}
