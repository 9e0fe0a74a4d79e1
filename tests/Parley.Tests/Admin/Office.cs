using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Upkeep;

namespace Parley.Tests.Admin;

/// <summary>A server whose first account, Root, owns it, and its administration.</summary>
internal sealed class Office : IAsyncDisposable
{
    private Office(TestParley parley, Visitor root) => (Parley, Root) = (parley, root);

    public TestParley Parley { get; }

    public Visitor Root { get; }

    public static async Task<Office> OpenAsync(params string[] settings)
    {
        var parley = await TestParley.StartAsync([.. settings, Doings.NoLimits]);
        return new(parley, await Visitor.RegisteredAsync(parley, "root"));
    }

    public Person Person(string name) => Parley.Person(name);

    public Task<TView> GetAsync<TView>(string path) => Root.GetAsync<TView>($"admin/{path}");

    public async Task<TView> PostAsync<TBody, TView>(string path, TBody body) => await Cast.Person.ReadAsync<TView>(await Root.PostAsync($"admin/{path}", body));

    public Task<BulkResults> MessagesAsync(MessageAction action, params MessageId[] ids) =>
        PostAsync<AdminBulkMessages, BulkResults>("messages/bulk", new(action, ids));

    public Task<BulkResults> BulkAsync(AdminBulkUsers command) => PostAsync<AdminBulkUsers, BulkResults>("users/bulk", command);

    public Task<Listing<AuditEntryView>> AuditAsync(string query = "") => GetAsync<Listing<AuditEntryView>>($"audit{query}");

    /// <summary>The actions of the audit log that fit, the oldest first.</summary>
    public async Task<string[]> DeedsAsync(string query = "?limit=200") => [.. (await AuditAsync(query)).Items.Select(e => e.Action).Reverse()];

    public Task RunAsync<TChore>()
        where TChore : Chore => Parley.Services.GetRequiredService<TChore>().RunNowAsync(CancellationToken.None);

    public async Task PromoteAsync(Person person, WorkspaceRole role) => await Doings.SucceedsAsync(
        Root.PatchAsync($"admin/users/{await person.IdAsync()}", new AdminUpdateUser(role)));

    /// <summary>What somebody does who has the database file in their hands.</summary>
    public async Task<long> SqlAsync(string sql)
    {
        await using var file = new SqliteConnection($"Data Source={Path.Combine(Parley.DataDirectory, "parley.db")};Pooling=False");
        await file.OpenAsync();
        await using var command = file.CreateCommand();
#pragma warning disable CA2100 // a test says what it does to the file
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToInt64(await command.ExecuteScalarAsync() ?? 0L, System.Globalization.CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        Root.Dispose();
        await Parley.DisposeAsync();
    }
}
