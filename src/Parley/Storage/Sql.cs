using System.Buffers;
using System.Runtime.CompilerServices;
using Parley.Protocol;

namespace Parley.Storage;

/// <summary>SQL as it stands in the code: every hole of the interpolated string becomes a parameter, never text.</summary>
[InterpolatedStringHandler]
public ref struct Sql
{
    private readonly int _room;
    private char[] _text;
    private int _length;
    private object?[] _values;

    public Sql(int literalLength, int formattedCount)
    {
        _room = literalLength + (formattedCount * 4) + 8;
        _text = ArrayPool<char>.Shared.Rent(_room);
        _values = ArrayPool<object?>.Shared.Rent(Math.Max(1, formattedCount));
    }

    /// <summary>How many parameters there are, named <c>@p0</c>, <c>@p1</c> …</summary>
    public int Count { get; private set; }

    public readonly ReadOnlySpan<char> Text => _text.AsSpan(0, _length);

    public readonly object? this[int index] => _values[index];

    public void AppendLiteral(string text)
    {
        text.CopyTo(_text.AsSpan(_length));
        _length += text.Length;
    }

    /// <summary>A piece of SQL that stands in the code under a name, such as a list of columns.</summary>
    public void AppendFormatted(SqlText piece)
    {
        var needed = _length + piece.Text.Length + _room;   // whatever is still to come fits in what was first asked for
        if (_text.Length < needed)
        {
            var larger = ArrayPool<char>.Shared.Rent(needed);
            _text.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<char>.Shared.Return(_text);
            _text = larger;
        }

        AppendLiteral(piece.Text);
    }

    public void AppendFormatted<T>(T value)
    {
        if (Count == 100)
            throw new InvalidOperationException("A statement has at most 100 parameters.");

        "@p".CopyTo(_text.AsSpan(_length));
        _length += 2;
        Count.TryFormat(_text.AsSpan(_length), out var digits);
        _length += digits;
        _values[Count++] = ToColumn(value);
    }

    /// <summary>Gives the buffers back; the statement must have been bound by then.</summary>
    public void Dispose()
    {
        ArrayPool<char>.Shared.Return(_text);
        Array.Clear(_values, 0, Count);
        ArrayPool<object?>.Shared.Return(_values);
        _text = [];
        _values = [];
        _length = Count = 0;
    }

    private static object? ToColumn<T>(T value) => value switch
    {
        null => null,
        string text => text,
        long number => number,
        int number => (long)number,
        bool yes => yes ? 1L : 0L,
        DateTimeOffset time => time.ToUnixTimeMilliseconds(),
        Guid id => id,
        MessageId id => id.Value,
        ConversationId id => id.Value,
        UserId id => id.Value,
        WorkspaceId id => id.Value,
        SessionId id => id.Value,
        TokenId id => id.Value,
        ReportId id => id.Value,
        FileId id => id.Value,
        PushTargetId id => id.Value,
        Enum word => Convert.ToInt64(word, null),
        byte[] bytes => bytes,
        _ => throw new InvalidOperationException($"No column holds a {typeof(T).Name}."),
    };
}

/// <summary>A named piece of SQL; only ever made from constants.</summary>
public readonly record struct SqlText(string Text);
