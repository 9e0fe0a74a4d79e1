using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Parley.Access;
using Parley.Dialects.Shared;
using Parley.People;
using Parley.Protocol;
using Parley.Realtime;

namespace Parley.Dialects.SpaCentral;

/// <summary>
/// The socket of two people, named by the other one's number; under one's own number it is an inbox that hears everybody, where a frame may
/// say to whom it goes. What the two say before they have a conversation begins one, and is heard.
/// </summary>
internal sealed class DirectSocket(Caller caller, PersonCard other, Ear ear, DirectFrames frames, ILogger logger) : DialectSocket(caller, logger)
{
    public override Ear Ear { get; } = ear;

    /// <summary>Lets in who shows a good token and names somebody of their workspace; everybody else is refused by the handshake.</summary>
    public static async Task Open(
        string key, HttpContext http, Authentication authentication, PersonCards cards, RowNumbers numbers, SocketDoor door,
        SpaCentralFormats formats, DirectFrames frames, ILogger<DirectSocket> logger)
    {
        var ct = http.RequestAborted;
        var caller = await SocketCaller.FindAsync(http, authentication, ct) ?? throw new Refusal(Errors.Forbidden);
        var other = long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && await cards.FindAsync(caller.WorkspaceN, n, ct) is { } found
            ? found
            : throw new Refusal(Errors.Forbidden);
        var ear = new DirectEar(formats.At(Seen.AddressOf(http)), numbers, caller.UserId, other.Id);
        await door.OpenAsync(http, new DirectSocket(caller, other, ear, frames, logger));
    }

    // The first message begins the conversation that the second one stands in.
    protected override bool IsOneByOne => true;

    protected override Task HandleAsync(string type, Fields frame, CancellationToken ct) => type switch
    {
        "" or "message" => frames.SendAsync(Caller, other, frame, ct),
        "typing" => frames.TypeAsync(Caller, other, frame, ct),
        "read_receipt" => frames.ReadAsync(Caller, frame, ct),
        _ => Task.CompletedTask,
    };

    // The system has no word for no. What is no JSON ended the socket.
    protected override byte[]? Refused(string type, Refusal refusal)
    {
        if (refusal.Error == Errors.InvalidJson)
            Connection.Close(CloseCodes.Policy, "A frame is a JSON object.");

        return null;
    }

    private sealed class DirectEar(WireFormat format, RowNumbers numbers, UserId me, UserId other) : Ear
    {
        public override WireFormat Format => format;

        public override bool Hears(long conversationN, ChatEvent happened) =>
            conversationN == 0 ? happened is NotificationRaised
            : numbers.Pair(conversationN) is { } pair
                && (other == me || (pair.One == me && pair.Other == other) || (pair.One == other && pair.Other == me));
    }
}
