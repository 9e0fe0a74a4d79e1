using Parley.Access;
using Parley.Dialects.Shared;
using Parley.Protocol;

namespace Parley.Dialects.TenantChat;

/// <summary>A frame's fields, beside its type or under <c>data</c>: the document describes the one and shows the other.</summary>
internal sealed class SaidFrame(Fields frame)
{
    private readonly Fields? _data = frame.Has("data") ? frame.Inside("data") : null;

    /// <summary>Whichever of the two places has the field.</summary>
    public Fields With(string name) => _data is not null && !frame.Has(name) ? _data : frame;

    /// <summary>All fields of a message: where its words or its file are.</summary>
    public Fields Message => _data is not null && (_data.Has("content") || _data.Has("file_url")) ? _data : frame;

    public ConversationId? Conversation => Id<ConversationId>("conversation_id");

    /// <exception cref="Refusal"><c>validation_failed</c> where it or the other field is missing.</exception>
    public MessageId MessageBeside(string? other) =>
        Id<MessageId>("message_id") is { } id && (other is null || !string.IsNullOrWhiteSpace(Text(other)))
            ? id
            : throw new Refusal(Errors.ValidationFailed, other is null ? "message_id required" : $"message_id and {other} required");

    public string Text(string name) => With(name).TextOrNull(name) ?? "";

    /// <summary>Nothing where it is missing; what is no UUID names nothing that there is.</summary>
    public TId? Id<TId>(string name)
        where TId : struct, IId<TId> => Text(name) switch
        {
            "" => null,
            var text when Guid.TryParse(text, out var id) => TId.Of(id),
            _ => throw new Refusal(Errors.NotFound),
        };
}
