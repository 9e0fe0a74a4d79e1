using Parley.Protocol;

namespace Parley.Dialects.AriStay;

/// <summary>The words that AriStay has for a message: its type, its text, what a list shows of it.</summary>
internal static class MessageTexts
{
    /// <summary>What stands in the place of a deleted message.</summary>
    public const string Deleted = "[Message deleted]";

    private const int PreviewCharacters = 100;

    public static string Of(MessageView message) => message.DeletedAt is null ? message.Content : Deleted;

    /// <summary>AriStay knows four types.</summary>
    public static string TypeOf(MessageType type) => type switch
    {
        MessageType.Image => "image",
        MessageType.File or MessageType.Audio or MessageType.Video => "file",
        MessageType.System => "system",
        _ => "text",
    };

    /// <summary>A type that a client names; nothing where there is none of that name.</summary>
    public static MessageType? TypeNamed(string? name) => name switch
    {
        "text" => MessageType.Text,
        "image" => MessageType.Image,
        "file" => MessageType.File,
        "system" => MessageType.System,
        _ => null,
    };

    public static string Preview(MessageView? message) => message switch
    {
        null => "No messages yet",
        { DeletedAt: not null } => Deleted,
        { MessageType: MessageType.Image } => "[Image]",
        { MessageType: MessageType.File or MessageType.Audio or MessageType.Video } => "[File]",
        _ => Cut(message.Content),
    };

    /// <summary>The first letters, never half of one.</summary>
    public static string Cut(string text) =>
        text.Length <= PreviewCharacters ? text
        : char.IsHighSurrogate(text[PreviewCharacters - 1]) ? text[..(PreviewCharacters - 1)]
        : text[..PreviewCharacters];
}
