using System.Globalization;
using Parley.Files;
using Parley.People;
using Parley.Protocol;

namespace Parley.Dialects.OffChat;

/// <summary>Messages and their files as OffChat shows them.</summary>
internal sealed class OffChatMessages(PersonCards cards, FileLinks links)
{
    private const double Megabyte = 1024 * 1024;

    public async Task<MessageJson> OneAsync(Viewer viewer, MessageView message, CancellationToken ct) => (await AllAsync(viewer, [message], ct))[0];

    public async Task<IReadOnlyList<MessageJson>> AllAsync(Viewer viewer, IReadOnlyList<MessageView> messages, CancellationToken ct)
    {
        var senders = await cards.OfAsync(messages.Select(message => message.SenderId), ct);
        return [.. messages.Select(message => Message(viewer, message, senders[message.SenderId]))];
    }

    public MessageJson Message(Viewer viewer, MessageView message, PersonCard sender) => new(
        message.Id, message.ConversationId, OffChatPeople.Sender(sender), message.Content, Word(message.MessageType), message.ReplyTo, message.ForwardFrom,
        message.EditedAt is not null, message.EditedAt, message.DeletedAt is not null, message.DeletedAt, message.CreatedAt,
        [.. message.Attachments.Select(file => Attachment(viewer, file, message.Id, message.CreatedAt))]);

    public AttachmentJson Attachment(Viewer viewer, AttachmentView file, MessageId message, DateTimeOffset at)
    {
        var url = viewer.Host + links.Make(viewer.Caller, file.Id, Limits.FileLinkSeconds).Url;
        var picture = file.Kind == FileKind.Image ? url : null;
        var seconds = file.DurationMs / 1000.0;
        return new(
            file.Id, message, url, file.Name, Word(file.Kind), file.Size, file.ContentType, seconds, at, Math.Round(file.Size / Megabyte, 2),
            file.Kind == FileKind.Image, file.Kind == FileKind.Audio, file.Kind == FileKind.Video, file.Kind == FileKind.Document, url, picture, picture,
            file.Width, file.Height,
            file.Kind == FileKind.Video && file is { Width: { } width, Height: { } height } ? string.Create(CultureInfo.InvariantCulture, $"{width}x{height}") : null,
            seconds is { } length ? TimeSpan.FromSeconds(length).ToString(length < 3600 ? @"mm\:ss" : @"hh\:mm\:ss", CultureInfo.InvariantCulture) : null);
    }

    /// <summary>A type as OffChat writes it, which has none for a lone emoji.</summary>
    public static string Word(MessageType type) => type == MessageType.Emoji ? "text" : type.ToString().ToLowerInvariant();

    public static string Word(FileKind kind) => kind == FileKind.Archive ? "other" : kind.ToString().ToLowerInvariant();
}
