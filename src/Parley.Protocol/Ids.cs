using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Protocol;

/// <summary>An id as the world sees it: a UUIDv7 in its 36-character form (RFC 9562).</summary>
public interface IId<TSelf>
    where TSelf : struct, IId<TSelf>
{
    Guid Value { get; }

    static abstract TSelf Of(Guid value);
}

/// <summary>Names one workspace.</summary>
[JsonConverter(typeof(IdJson<WorkspaceId>))]
public readonly record struct WorkspaceId(Guid Value) : IId<WorkspaceId>, IParsable<WorkspaceId>
{
    public static WorkspaceId New() => new(Guid.CreateVersion7());
    public static WorkspaceId Of(Guid value) => new(value);
    public static WorkspaceId Parse(string s, IFormatProvider? provider) => new(Guid.ParseExact(s, "D"));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out WorkspaceId id) => IdText.TryParse(s, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>Names one person's account.</summary>
[JsonConverter(typeof(IdJson<UserId>))]
public readonly record struct UserId(Guid Value) : IId<UserId>, IParsable<UserId>
{
    public static UserId New() => new(Guid.CreateVersion7());
    public static UserId Of(Guid value) => new(value);
    public static UserId Parse(string s, IFormatProvider? provider) => new(Guid.ParseExact(s, "D"));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out UserId id) => IdText.TryParse(s, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>Names one conversation.</summary>
[JsonConverter(typeof(IdJson<ConversationId>))]
public readonly record struct ConversationId(Guid Value) : IId<ConversationId>, IParsable<ConversationId>
{
    public static ConversationId New() => new(Guid.CreateVersion7());
    public static ConversationId Of(Guid value) => new(value);
    public static ConversationId Parse(string s, IFormatProvider? provider) => new(Guid.ParseExact(s, "D"));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ConversationId id) => IdText.TryParse(s, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>Names one message; a sender may choose it, which makes sending safe to repeat.</summary>
[JsonConverter(typeof(IdJson<MessageId>))]
public readonly record struct MessageId(Guid Value) : IId<MessageId>, IParsable<MessageId>
{
    public static MessageId New() => new(Guid.CreateVersion7());
    public static MessageId Of(Guid value) => new(value);
    public static MessageId Parse(string s, IFormatProvider? provider) => new(Guid.ParseExact(s, "D"));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out MessageId id) => IdText.TryParse(s, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>Names one uploaded file.</summary>
[JsonConverter(typeof(IdJson<FileId>))]
public readonly record struct FileId(Guid Value) : IId<FileId>, IParsable<FileId>
{
    public static FileId New() => new(Guid.CreateVersion7());
    public static FileId Of(Guid value) => new(value);
    public static FileId Parse(string s, IFormatProvider? provider) => new(Guid.ParseExact(s, "D"));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out FileId id) => IdText.TryParse(s, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>Names one log-in on one device.</summary>
[JsonConverter(typeof(IdJson<SessionId>))]
public readonly record struct SessionId(Guid Value) : IId<SessionId>, IParsable<SessionId>
{
    public static SessionId New() => new(Guid.CreateVersion7());
    public static SessionId Of(Guid value) => new(value);
    public static SessionId Parse(string s, IFormatProvider? provider) => new(Guid.ParseExact(s, "D"));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out SessionId id) => IdText.TryParse(s, out id);
    public override string ToString() => Value.ToString();
}

/// <summary>Names one opaque API token.</summary>
[JsonConverter(typeof(IdJson<TokenId>))]
public readonly record struct TokenId(Guid Value) : IId<TokenId>, IParsable<TokenId>
{
    public static TokenId New() => new(Guid.CreateVersion7());
    public static TokenId Of(Guid value) => new(value);
    public static TokenId Parse(string s, IFormatProvider? provider) => new(Guid.ParseExact(s, "D"));
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out TokenId id) => IdText.TryParse(s, out id);
    public override string ToString() => Value.ToString();
}

internal static class IdText
{
    public static bool TryParse<TId>(string? text, out TId id)
        where TId : struct, IId<TId>
    {
        var good = Guid.TryParseExact(text, "D", out var value);
        id = TId.Of(value);
        return good;
    }
}

/// <summary>Writes an id as its text and reads nothing else.</summary>
public sealed class IdJson<TId> : JsonConverter<TId>
    where TId : struct, IId<TId>
{
    public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out var value)
            ? TId.Of(value)
            : throw new JsonException("An id is a UUID in its 36-character form.");

    public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

    public override TId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Guid.TryParseExact(reader.GetString(), "D", out var value)
            ? TId.Of(value)
            : throw new JsonException("An id is a UUID in its 36-character form.");

    public override void WriteAsPropertyName(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value.Value.ToString());
}
