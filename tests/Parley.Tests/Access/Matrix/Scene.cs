using Parley.Protocol;

namespace Parley.Tests.Access.Matrix;

/// <summary>A conversation in which everyone of the matrix stands where they should, and the words by which rows name what is in it.</summary>
internal sealed record Scene(Kind Kind, ConversationId Conversation)
{
    private static int _count;

    /// <summary>Sets this scene apart from every other.</summary>
    public int Number { get; } = Interlocked.Increment(ref _count);

    public string Title => $"Scene {Number}.";

    public string Context => $"task-{Number}";

    /// <summary>What only active members may ever read.</summary>
    public string Secret => $"secret of scene {Number}.";

    /// <summary>Written by the founder.</summary>
    public MessageId Message { get; init; } = MessageId.New();

    /// <summary>Of <see cref="Message"/>, by somebody who is asked by no row.</summary>
    public ReportId Report { get; init; } = ReportId.New();

    /// <summary>On the founder's message; it contains the secret.</summary>
    public FileId File { get; init; } = FileId.New();

    /// <summary>What each wrote while they were a member.</summary>
    public Dictionary<Who, MessageId> Own { get; } = [];

    /// <summary>A plain member of this conversation and of no other.</summary>
    public string Bystander { get; init; } = UserId.New().ToString();

    /// <summary>Somebody who was never seen before.</summary>
    public string Newcomer => $"external:newcomer-{Number}";

    /// <summary>Puts this scene's ids where a row has words, as one caller means them.</summary>
    public string Fill(string text, Stage stage, Who who) => text
        .Replace("$conversation", Conversation.ToString(), StringComparison.Ordinal)
        .Replace("$message", Message.ToString(), StringComparison.Ordinal)
        .Replace("$report", Report.ToString(), StringComparison.Ordinal)
        .Replace("$file", File.ToString(), StringComparison.Ordinal)
        .Replace("$upload", stage.SomeUpload.ToString(), StringComparison.Ordinal)
        .Replace("$own", Own.GetValueOrDefault(who == Who.ReadOnly ? Who.Owner : who, Message).ToString(), StringComparison.Ordinal)
        .Replace("$title", Title, StringComparison.Ordinal)
        .Replace("$context", Context, StringComparison.Ordinal)
        .Replace("$secret", Secret, StringComparison.Ordinal)
        .Replace("$bystander", Bystander, StringComparison.Ordinal)
        .Replace("$newcomer", Newcomer, StringComparison.Ordinal)
        .Replace("$founder", stage.Founder.Id.ToString(), StringComparison.Ordinal)
        .Replace("$banned", stage.Of(Who.Banned).Id.ToString(), StringComparison.Ordinal)
        .Replace("$root", stage.Root.User.Id.ToString(), StringComparison.Ordinal)
        .Replace("$session", stage.SomeSession.ToString(), StringComparison.Ordinal)
        .Replace("$token", stage.SomeToken.ToString(), StringComparison.Ordinal)
        .Replace("$password", Stage.Password, StringComparison.Ordinal)
        .Replace("$who", who.ToString(), StringComparison.Ordinal)
        .Replace("$home", stage.HomeOf(who).ToString(), StringComparison.Ordinal)
        .Replace("$me", (who == Who.Nobody ? stage.Founder : stage.Of(who)).Id.ToString(), StringComparison.Ordinal);
}
