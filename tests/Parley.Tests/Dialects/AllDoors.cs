using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Tests.Cast;
using Parley.Tests.Dialects.Transcripts;

namespace Parley.Tests.Dialects;

/// <summary>A door to one direct conversation: how its socket is opened, and what a message looks like that goes in by it.</summary>
internal sealed record SocketDoorway(string Name, string Path, Func<string, string> Says, string? First = null)
{
    /// <summary>The sockets of all five dialects and our own, for one of two people who have a direct conversation.</summary>
    public static IEnumerable<SocketDoorway> Of(ConversationId id, long n, long otherN) =>
    [
        new("parley", "/ws", text => $$"""{"type":"send_message","conversation_id":"{{id}}","content":"{{text}}"}"""),
        new("offchat", $"/offchat/ws/chat/{id}/", text => $$"""{"type":"send_message","content":"{{text}}"}"""),
        new("spa-central", $"/spa-central/ws/chat/{otherN}/", text => $$"""{"type":"message","message":"{{text}}"}"""),
        new("mrm-chat", $"/mrm-chat/ws/chat/{n}/", text => $$"""{"content":"{{text}}"}"""),
        new("aristay", $"/aristay/ws/chat/{id}/", text => $$"""{"type":"chat_message","message":"{{text}}"}"""),
        new("tenant-chat", "/tenant-chat/ws/chat/any-word/", text => $$"""{"type":"send_message","conversation_id":"{{id}}","content":"{{text}}"}""",
            $$"""{"type":"join_conversation","conversation_id":"{{id}}"}"""),
    ];

    /// <summary>Opens it and waits until the server lets it hear.</summary>
    public async Task<TranscriptSocket> OpenAsync(TestParley parley, Person person)
    {
        var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var life = parley.Services.GetRequiredService<SocketLife>();
        life.Opened += Heard;
        var socket = new TranscriptSocket();
        socket.Headers.TryAddWithoutValidation("Authorization", $"Bearer {person.Token}");
        await socket.OpenAsync(new UriBuilder(new Uri(parley.Address, Path)) { Scheme = "ws" }.Uri);
        await opened.Task;
        life.Opened -= Heard;
        if (First is not null)
        {
            await socket.SendAsync(First);
            await HearsAsync(socket, frame => frame.TryGetProperty("type", out var type) && type.GetString() == "conversation_joined");
        }

        return socket;

        void Heard(Connection connection) => opened.TrySetResult();
    }

    /// <summary>Passes over frames until one is wanted.</summary>
    public static async Task HearsAsync(TranscriptSocket socket, Func<JsonElement, bool> wanted)
    {
        while (!wanted(await socket.NextAsync()))
        {
        }
    }
}
