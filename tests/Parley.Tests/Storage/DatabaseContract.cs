using System.Collections.Concurrent;
using Parley.Access;
using Parley.Protocol;
using Parley.Storage;
using Xunit;

namespace Parley.Tests.Storage;

/// <summary>What handlers rely on, whichever engine runs. Each engine inherits this.</summary>
public abstract class DatabaseContract : IAsyncLifetime
{
    private const long Lobby = 1;
    private const long Kitchen = 2;

    private Database _database = null!;

    protected string Root { get; } = Directory.CreateTempSubdirectory("parley-contract-").FullName;

    /// <summary>Opens the same database each time.</summary>
    protected abstract Database Open();

    public ValueTask InitializeAsync()
    {
        _database = Open();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(Root, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Whoever_wrote_reads_it_at_once()
    {
        for (var i = 1; i <= 200; i++)
        {
            await WriteAsync(Lobby);
            Assert.Equal(i, await CountAsync(Lobby));
        }
    }

    [Fact]
    public async Task A_write_answers_with_its_own_result()
    {
        var positions = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => WriteAsync(Lobby)));

        Assert.Equal(Enumerable.Range(1, 1000).Select(n => (long)n), positions.Select(p => p.Seq));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refused_write_does_not_disturb_the_others_of_its_commit(bool afterItChangedRows)
    {
        Task<Position> before, refused, after;
        using (await HoldAsync())
        {
            before = WriteAsync(Lobby);
            refused = RefusedAsync(Lobby, afterItChangedRows);
            after = WriteAsync(Lobby);
        }

        Assert.Equal(1, (await before).Seq);
        Assert.Equal(2, (await after).Seq);
        Assert.Equal(Errors.Forbidden, (await Assert.ThrowsAsync<Refusal>(() => refused)).Error);
        Assert.Equal([1, 2], await NumbersAsync(Lobby));
    }

    [Fact]
    public async Task A_write_that_breaks_fails_alone()
    {
        Task<Position> broken, good;
        using (await HoldAsync())
        {
            broken = _database.WriteAsync<Position>(async transaction =>
            {
                await transaction.WriteAsync($"insert into no_such_table (n) values (1)");
                return default;
            }, CancellationToken.None);
            good = WriteAsync(Lobby);
        }

        Assert.Equal(1, (await good).Seq);
        Assert.IsNotType<Refusal>(await Assert.ThrowsAnyAsync<Exception>(() => broken));
        Assert.Equal(StorageState.Ready, _database.State);
    }

    [Fact]
    public async Task Numbers_have_no_holes_whatever_was_refused()
    {
        var random = new Random(20261121);
        var conversations = Enumerable.Range(1, 20).Select(n => (long)n).ToArray();
        var writes = Enumerable.Range(0, 3000).Select(_ => random.Next(10) switch
        {
            < 7 => (Task)WriteAsync(conversations[random.Next(20)]),
            < 9 => RefusedAsync(conversations[random.Next(20)], afterItChangedRows: true),
            _ => RefusedAsync(conversations[random.Next(20)], afterItChangedRows: false),
        }).ToArray();

        await Task.WhenAll(writes).ContinueWith(_ => { }, TaskScheduler.Default);
        await ReopenAsync();
        await Task.WhenAll(conversations.Select(c => WriteAsync(c)));

        Assert.Equal(writes.Count(w => w.IsCompletedSuccessfully) + 20, await _database.NumberAsync($"select count(*) from changes"));
        foreach (var conversation in conversations)
        {
            var numbers = await NumbersAsync(conversation);
            Assert.Equal(Enumerable.Range(1, numbers.Count).Select(n => (long)n), numbers);
        }
    }

    [Fact]
    public async Task Messages_count_on_their_own()
    {
        await WriteAsync(Lobby);
        var message = await WriteMessageAsync(Lobby, MessageId.New());
        await WriteAsync(Lobby);
        await ReopenAsync();
        var next = await WriteMessageAsync(Lobby, MessageId.New());

        Assert.Equal(new Position(2, 1), message);
        Assert.Equal(new Position(4, 2), next);
    }

    [Fact]
    public async Task An_id_that_is_taken_inserts_nothing_and_costs_no_number()
    {
        var id = MessageId.New();
        Task<Position> first, second, other, next;
        using (await HoldAsync())
        {
            first = WriteMessageAsync(Lobby, id);
            second = WriteMessageAsync(Lobby, id);
            other = WriteMessageAsync(Kitchen, id);
            next = WriteMessageAsync(Lobby, MessageId.New());
        }

        Assert.Equal(new Position(1, 1), await first);
        Assert.Equal(new Position(2, 2), await next);
        foreach (var copy in (Task[])[second, other])
            Assert.Equal(Errors.IdTaken, (await Assert.ThrowsAsync<Refusal>(() => copy)).Error);
    }

    [Fact]
    public async Task News_come_in_commit_order_after_their_commit_and_before_the_acknowledgement()
    {
        var told = new ConcurrentQueue<long>();
        var unread = 0;
        _database.Committed = commit =>
        {
            foreach (var write in commit)
            {
                foreach (var seq in write.News.Cast<long>())
                {
                    told.Enqueue(seq);
                    if (_database.NumberAsync($"select count(*) from changes where seq = {seq}").AsTask().GetAwaiter().GetResult() != 1)
                        unread++;
                }

                write.Acknowledge();
            }
        };

        var writes = Enumerable.Range(0, 300).Select(async i =>
        {
            if (i % 3 == 0)
            {
                await Assert.ThrowsAsync<Refusal>(() => RefusedAsync(Lobby, afterItChangedRows: i % 2 == 0));
                return;
            }

            var position = await WriteAsync(Lobby);
            Assert.Contains(position.Seq, told);
        });
        await Task.WhenAll(writes);

        Assert.Equal(Enumerable.Range(1, 200).Select(n => (long)n), told);
        Assert.Equal(0, unread);
    }

    [Fact]
    public async Task What_is_cancelled_before_its_commit_does_not_happen()
    {
        using var cancel = new CancellationTokenSource();
        Task<Position> cancelled, good;
        using (await HoldAsync())
        {
            cancelled = WriteAsync(Lobby, cancel.Token);
            good = WriteAsync(Lobby);
            await cancel.CancelAsync();
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal(1, (await good).Seq);
        Assert.Equal([1], await NumbersAsync(Lobby));
    }

    [Fact]
    public async Task Stopping_finishes_what_was_taken_and_refuses_the_rest()
    {
        Task<Position>[] taken;
        Task stopping;
        using (await HoldAsync())
        {
            taken = [.. Enumerable.Range(0, 600).Select(_ => WriteAsync(Lobby))];
            stopping = _database.StopAsync();
        }

        await stopping;

        Assert.All(taken, t => Assert.True(t.IsCompletedSuccessfully));
        Assert.Equal(Errors.ShuttingDown, (await Assert.ThrowsAsync<Refusal>(() => WriteAsync(Lobby))).Error);
        await ReopenAsync();
        Assert.Equal(600, await CountAsync(Lobby));
    }

    [Fact]
    public async Task Migrations_run_once()
    {
        var first = await MigrationsAsync();
        await ReopenAsync();

        Assert.NotEmpty(first);
        Assert.Equal(first, await MigrationsAsync());
    }

    [Fact]
    public async Task Readers_beside_the_writer_see_whole_commits_and_never_go_back()
    {
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            var (last, torn, back, reads) = (0L, 0, 0, 0);
            while (!done.IsCancellationRequested || reads == 0)
            {
                var both = (await _database.QueryAsync($"""
                    select coalesce(max(case when conversation_n = 1 then seq end), 0), coalesce(max(case when conversation_n = 2 then seq end), 0)
                    from changes
                    """, row => (Lobby: row.Long(0), Kitchen: row.Long(1))))[0];
                torn += both.Lobby == both.Kitchen ? 0 : 1;
                back += both.Lobby < last ? 1 : 0;
                last = both.Lobby;
                reads++;
            }

            return (torn, back);
        })).ToArray();

        for (var i = 0; i < 300; i++)
        {
            await _database.WriteAsync(async transaction =>
            {
                await ChangeAsync(transaction, Lobby);
                await ChangeAsync(transaction, Kitchen);
            }, CancellationToken.None);
        }

        await done.CancelAsync();
        Assert.All(await Task.WhenAll(readers), found => Assert.Equal((0, 0), found));
    }

    [Fact]
    public async Task A_probe_is_an_ordinary_write()
    {
        await _database.ProbeAsync(CancellationToken.None);
        await _database.ProbeAsync(CancellationToken.None);

        Assert.Equal(StorageState.Ready, _database.State);
        Assert.Equal(1, await _database.NumberAsync($"select count(*) from storage_probe"));
    }

    private static async ValueTask<Position> ChangeAsync(Transaction transaction, long conversation)
    {
        var position = await transaction.NextChangeAsync(conversation);
        await transaction.WriteAsync($"""
            insert into changes (conversation_n, seq, ordinal, kind, subject_n, actor_n, at)
            values ({conversation}, {position.Seq}, {position.Ordinal}, 1, 1, 1, 1)
            """);
        transaction.Tell(position.Seq);
        return position;
    }

    private Task<Position> WriteAsync(long conversation, CancellationToken ct = default) =>
        _database.WriteAsync(transaction => ChangeAsync(transaction, conversation), ct);

    private Task<Position> RefusedAsync(long conversation, bool afterItChangedRows) => _database.WriteAsync<Position>(async transaction =>
    {
        if (afterItChangedRows)
            await ChangeAsync(transaction, conversation);
        else
            await transaction.NextMessageAsync(conversation, default);

        throw new Refusal(Errors.Forbidden);
    }, CancellationToken.None);

    private Task<Position> WriteMessageAsync(long conversation, MessageId id) => _database.WriteAsync(async transaction =>
    {
        var position = await transaction.NextMessageAsync(conversation, default);
        var inserted = await transaction.WriteAsync($"""
            insert into messages (id, workspace_n, conversation_n, seq, ordinal, sender_n, type, content, created_at)
            values ({id}, 1, {conversation}, {position.Seq}, {position.Ordinal}, 1, 0, {"hello"}, 1)
            on conflict do nothing
            """);
        if (inserted == 0)
            throw new Refusal(Errors.IdTaken);

        transaction.MessageStored(conversation, transaction.LastRow);
        return position;
    }, CancellationToken.None);

    private ValueTask<long> CountAsync(long conversation) =>
        _database.NumberAsync($"select count(*) from changes where conversation_n = {conversation}");

    private ValueTask<List<long>> NumbersAsync(long conversation) =>
        _database.QueryAsync($"select seq from changes where conversation_n = {conversation} order by seq", row => row.Long(0));

    private ValueTask<List<(long, string, long)>> MigrationsAsync() =>
        _database.QueryAsync($"select number, name, applied_at from migrations order by number", row => (row.Long(0), row.Text(1), row.Long(2)));

    private async Task ReopenAsync()
    {
        await _database.DisposeAsync();
        _database = Open();
    }

    /// <summary>Keeps the lane busy, so that what is written until the answer is disposed stands in one commit.</summary>
    private async Task<IDisposable> HoldAsync()
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var hold = new Hold();
        _ = _database.WriteAsync(async transaction =>
        {
            reached.TrySetResult();
            await hold.Ended.Task;
        }, CancellationToken.None);
        await reached.Task;
        return hold;
    }

    private sealed class Hold : IDisposable
    {
        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Dispose() => Ended.TrySetResult();
    }
}
