using System.Text.Json.Serialization;
using Parley.Dialects.Shared;

namespace Parley.Dialects.MrmChat;

/// <summary>An account as mrm-chat shows it.</summary>
internal sealed record UserJson(long Id, string Username, string Email, string UserType);

/// <summary>A line of the list of everybody, which holds no id.</summary>
internal sealed record NameJson(string Username, string FirstName, string LastName);

/// <summary>A message; <c>chat</c> is the chat's id.</summary>
internal sealed record MessageJson(
    long Id, long Chat, UserJson Sender, string Content, [property: JsonConverter(typeof(MicrosecondTime))] DateTimeOffset Timestamp);

/// <summary>A chat with its people and its newest messages.</summary>
internal sealed record ChatJson(
    long Id, string Name, IReadOnlyList<UserJson> Participants, IReadOnlyList<MessageJson> Messages,
    [property: JsonConverter(typeof(MicrosecondTime))] DateTimeOffset CreatedAt);

/// <summary>A sentence.</summary>
internal sealed record SaidJson(string Message);

/// <summary>What the socket tells: a message.</summary>
internal sealed record MessageFrame(string Type, MessageJson Message);

/// <summary>What the socket refuses.</summary>
internal sealed record ErrorFrame(string Type, string Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(UserJson))]
[JsonSerializable(typeof(IReadOnlyList<NameJson>))]
[JsonSerializable(typeof(IReadOnlyList<MessageJson>))]
[JsonSerializable(typeof(IReadOnlyList<ChatJson>))]
[JsonSerializable(typeof(SaidJson))]
[JsonSerializable(typeof(MessageFrame))]
[JsonSerializable(typeof(ErrorFrame))]
internal sealed partial class MrmChatJson : JsonSerializerContext
{
    /// <summary>For frames: text leaves unescaped, as in every answer.</summary>
    public static MrmChatJson Wire => field ??= new(new(Default.Options) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
