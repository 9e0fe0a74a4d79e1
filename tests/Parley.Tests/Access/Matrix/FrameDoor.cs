using System.Globalization;
using System.Text.Json;
using Parley.Tests.Cast;

namespace Parley.Tests.Access.Matrix;

/// <summary>Sends a row's frame over the caller's socket.</summary>
internal sealed class FrameDoor(Stage stage)
{
    public async Task<Answer> CallAsync(Row row, Scene scene, Who who)
    {
        try
        {
            return await SendAsync(row, scene, who);
        }
        catch (OperationCanceledException)
        {
            return new("no answer", "");
        }
    }

    private async Task<Answer> SendAsync(Row row, Scene scene, Who who)
    {
        var members = scene.Fill(row.Body ?? "", stage, who);
        if (who is Who.Nobody or Who.Disabled)
            return await FromOutsideAsync(row, members, who == Who.Nobody ? "" : $"?token={stage.Of(who).Token}");

        var socket = stage.SocketOf(who);
        while (socket.TryNext(out _))
        {
            // What was heard of other rows is not looked at.
        }

        if (row.Success.Contains(FrameRows.Heard) && row.Expect(new Cell(scene.Kind, who)) is null)
            return await TypeAsync(row, scene, who, members);

        var answer = await socket.AsksAsync(row.Door, members);
        var word = answer.GetProperty("type").GetString()!;
        return row.Door == "resume"
            ? Resumed(word, socket, scene, who)
            : new(word == "error" ? $"error {answer.GetProperty("code").GetString()}" : word, answer.GetRawText());
    }

    /// <summary>Who starts typing is heard by the others, and who started and stops is heard too.</summary>
    private async Task<Answer> TypeAsync(Row row, Scene scene, Who who, string members)
    {
        var heard = "";
        foreach (var type in new[] { "start_typing", "stop_typing" })
        {
            await stage.SocketOf(who).SendsAsync($$"""{"type":"{{type}}","ref":"{{type}}",{{members}}}""");
            if (await HearsTypingAsync(scene, who) is { } typing && type == row.Door)
                heard = typing.GetRawText();
        }

        return new(FrameRows.Heard, heard);
    }

    private async Task<JsonElement> HearsTypingAsync(Scene scene, Who who)
    {
        while (true)
        {
            var heard = await stage.Founder.Socket.NextAsync();
            if (heard.GetProperty("type").GetString() == "typing_indicator"
                && heard.GetProperty("conversation_id").GetString() == scene.Conversation.ToString()
                && heard.GetProperty("user_id").GetString() == stage.Of(who).Id.ToString())
                return heard;
        }
    }

    /// <summary>Outsiders are told to forget the conversation, and not one of its events.</summary>
    private static Answer Resumed(string word, PersonSocket socket, Scene scene, Who who)
    {
        var told = new List<string>();
        while (socket.TryNext(out var heard))
        {
            if (heard.GetRawText().Contains(scene.Conversation.ToString(), StringComparison.Ordinal))
                told.Add(heard.GetRawText());
        }

        var isForgotten = told.Count == 1 && told[0].Contains("\"reset\"", StringComparison.Ordinal)
            && told[0].Contains("\"last_seq\":0", StringComparison.Ordinal);
        var isRight = new Cell(scene.Kind, who).IsActive != isForgotten;
        return new(isRight ? word : $"{word} after {string.Join(", ", told)}", string.Join('\n', told));
    }

    private async Task<Answer> FromOutsideAsync(Row row, string members, string query)
    {
        using var socket = await PersonSocket.ConnectAsync(stage.Parley.Address, query);
        try
        {
            await socket.SendsAsync($$"""{"type":"{{row.Door}}"{{(members.Length > 0 ? "," : "")}}{{members}}}""");
        }
        catch (System.Net.WebSockets.WebSocketException)
        {
            // Closed before it could say anything.
        }

        var code = await socket.ClosedAsync();
        return new($"closed {code?.ToString(CultureInfo.InvariantCulture)}", "");
    }
}
