using Parley.Access;
using Parley.Protocol;
using Parley.Storage;

namespace Parley.People;

/// <summary>What a person says of themselves for a while.</summary>
public sealed class StatusHandler(Database database, UserNews news)
{
    public async Task<UserView> SetAsync(Caller caller, SetStatus command, CancellationToken ct)
    {
        var text = string.IsNullOrWhiteSpace(command.Text) ? null : Names.Shown(command.Text, "text");
        var emoji = string.IsNullOrEmpty(command.Emoji) ? null : command.Emoji;
        if (emoji?.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) is true)
            throw new Refusal(Errors.ValidationFailed, "An emoji has no spaces.");
        if (text is null && emoji is null)
            throw new Refusal(Errors.ValidationFailed, "A status has a text or an emoji.");
        if (command.Until <= news.Now)
            throw new Refusal(Errors.ValidationFailed, "until lies in the past.");

        return (await WriteAsync(caller, text, emoji, command.Until, ct)).View(withEmail: true, news.Now);
    }

    public Task EndAsync(Caller caller, CancellationToken ct) => WriteAsync(caller, null, null, null, ct);

    private async Task<AccountRow> WriteAsync(Caller caller, string? text, string? emoji, DateTimeOffset? until, CancellationToken ct) =>
        await database.WriteAsync(async transaction =>
        {
            var changed = await transaction.WriteAsync($"""
                update users set status_text = {text}, status_emoji = {emoji}, status_until = {until}
                where n = {caller.UserN} and not (status_text is {text} and status_emoji is {emoji} and status_until is {until})
                """);
            if (changed > 0)
                await news.TellAsync(transaction, caller.UserN);
            return await AccountChanges.ReadAsync(transaction, caller.UserN);
        }, ct);
}
