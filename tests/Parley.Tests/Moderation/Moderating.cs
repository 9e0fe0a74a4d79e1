using Microsoft.Extensions.DependencyInjection;
using Parley.Protocol;
using Parley.Storage;
using Parley.Tests.Cast;

namespace Parley.Tests.Moderation;

/// <summary>What moderators and the moderated do.</summary>
internal static class Moderating
{
    public static Task<HttpResponseMessage> BlocksAsync(this Person person, Person other) =>
        person.Http.PutAsync($"me/blocks/{other.Reference()}", null);

    public static Task<HttpResponseMessage> UnblocksAsync(this Person person, Person other) => person.DeleteAsync($"me/blocks/{other.Reference()}");

    public static Task<HttpResponseMessage> BeginsWithAsync(this Person person, Person other) =>
        person.PostAsync("conversations", new CreateConversation(ConversationType.Direct, MemberIds: [other.Reference()]));

    public static async Task<ConversationId> DirectAsync(this Person person, Person other) =>
        (await Person.ReadAsync<ConversationView>(await person.BeginsWithAsync(other))).Id;

    public static Task<HttpResponseMessage> ReportsAsync(
        this Person person, MessageId message, ReportReason reason = ReportReason.Spam, string? comment = null) =>
        person.PostAsync($"messages/{message}/reports", new CreateReport(reason, comment));

    public static Task<HttpResponseMessage> ReportsAsync(this Person person, Person other) =>
        person.PostAsync($"users/{other.Reference()}/reports", new CreateReport(ReportReason.Harassment));

    public static async Task<ReportView> ReportedAsync(this Task<HttpResponseMessage> asked) => await Person.ReadAsync<ReportView>(await asked);

    public static Task<HttpResponseMessage> ResolvesAsync(this Person person, ReportId report, ReportAction action, string? note = null) =>
        person.PostAsync($"moderation/reports/{report}/resolve", new ResolveReport(action, note));

    public static async Task<IReadOnlyList<ReportView>> QueueAsync(this Person person, string query = "") =>
        (await person.GetAsync<Listing<ReportView>>($"moderation/reports{query}")).Items;

    public static Task<HttpResponseMessage> SilencesAsync(this Person person, ConversationId conversation, Person other, DateTimeOffset until) =>
        person.ChangesAsync(conversation, other.Reference(), new UpdateMember(MutedUntil: until));

    public static Task<HttpResponseMessage> SlowsAsync(this Person person, ConversationId conversation, int seconds) =>
        person.PatchAsync($"conversations/{conversation}", new UpdateConversation(SlowModeSeconds: seconds));

    /// <summary>Makes somebody an administrator of the workspace; the first account of the install says so.</summary>
    public static async Task AdministersAsync(this TestParley parley, params Person[] people)
    {
        using var root = await Visitor.RegisteredAsync(parley, "root");
        foreach (var person in people)
            await Doings.SucceedsAsync(root.PatchAsync($"users/{await person.IdAsync()}", new UpdateUser(WorkspaceRole.Admin)));
    }

    /// <summary>The deeds of the audit log, oldest first, as <c>action subject data</c>.</summary>
    public static async Task<List<string>> AuditAsync(this TestParley parley, string action) =>
        await parley.Services.GetRequiredService<Database>().QueryAsync(
            $"select action, subject, data from audit_entries where action = {action} order by n",
            row => $"{row.Text(0)} {row.Text(1)} {row.TextOrNull(2)}");
}
