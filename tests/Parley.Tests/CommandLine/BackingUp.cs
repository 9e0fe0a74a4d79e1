using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Tests.Faults;
using Xunit;

namespace Parley.Tests.CommandLine;

/// <summary>W7: one command each, while the server runs under load; what comes back is whole and goes on.</summary>
[SupportedOSPlatform("linux")]
public sealed class BackingUp
{
    [Fact]
    public async Task A_backup_under_load_restores_to_every_message_acknowledged_before_it_began_with_tokens_and_files()
    {
        using var keeper = Operator.Somewhere();
        using var away = Operator.Somewhere();
        var archive = Path.Combine(away.Data, "parley.tar.gz");
        string token;
        Dictionary<MessageId, long> before;
        IReadOnlyList<Sender> senders;
        var upload = RandomNumberGenerator.GetBytes(300_000);
        await using (var server = await ServerProcess.StartAsync(keeper.Data, "--Parley:RateLimits:Enabled=false"))
        {
            senders = await Town.SettleAsync(server.Address);
            await keeper.DoesAsync("user", "add", "ada", "--password", "a good password");
            token = (await keeper.DoesAsync("token", "add", "ada")).Output.Trim();
            Directory.CreateDirectory(Path.Combine(keeper.Data, "files", "ab"));
            await File.WriteAllBytesAsync(Path.Combine(keeper.Data, "files", "ab", "a file"), upload);

            var some = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var enough = false;
            var sending = senders.Select(s => s.SendUntilCutAsync(server.Address, () =>
            {
                if (senders.Sum(other => other.Acknowledged.Count) >= 500)
                    some.TrySetResult();

                return Volatile.Read(ref enough);
            })).ToArray();
            await some.Task.WaitAsync(TimeSpan.FromSeconds(60));
            before = senders.SelectMany(s => s.Acknowledged).ToDictionary();
            await keeper.DoesAsync("backup", archive);
            Volatile.Write(ref enough, true);
            await Task.WhenAll(sending);
        }

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(archive));
        Assert.Empty(Directory.EnumerateDirectories(keeper.Data, "backup-*"));
        await keeper.DoesAsync("restore", archive, "--dry-run");   // of no matter what stands here

        var root = Path.Combine(away.Data, "data");
        var back = new Operator(root);
        await back.DoesAsync("restore", archive);
        Assert.Equal(upload, await File.ReadAllBytesAsync(Path.Combine(root, "files", "ab", "a file")));
        await using var restored = await ServerProcess.StartAsync(root);
        using var http = new HttpClient { BaseAddress = new Uri(restored.Address, "/api/v1/") };
        http.DefaultRequestHeaders.Authorization = new("Token", token);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("me")).StatusCode);

        http.DefaultRequestHeaders.Authorization = new("Bearer", Town.Token(0));
        foreach (var conversation in senders.Select(s => s.Conversation).Distinct())
        {
            foreach (var (id, seq) in senders.Where(s => s.Conversation == conversation).SelectMany(s => s.Acknowledged).Where(sent => before.ContainsKey(sent.Key)).Take(50))
                Assert.Equal(seq, (await Person.ReadAsync<MessageView>(await http.GetAsync($"messages/{id}"))).Seq);
        }

        Assert.Contains("0 wrong", (await back.DoesAsync("check")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restore_goes_into_an_empty_directory_only_and_takes_nothing_that_was_touched()
    {
        using var keeper = Operator.Somewhere();
        using var away = Operator.Somewhere();
        await keeper.DoesAsync("user", "add", "ada");
        var archive = Path.Combine(away.Data, "good.tar.gz");
        await keeper.DoesAsync("backup", archive);

        var full = await keeper.RunAsync("restore", archive);
        Assert.Equal(1, full.Code);
        Assert.Contains("not empty", full.Errors, StringComparison.Ordinal);

        foreach (var (name, harm, says) in Harms)
        {
            var bad = Path.Combine(away.Data, $"{name}.tar.gz");
            harm(archive, bad);
            var target = new Operator(Path.Combine(away.Data, name));
            var said = await target.RunAsync("restore", bad);

            Assert.Equal((name, 1), (name, said.Code));
            Assert.Contains(says, said.Errors, StringComparison.OrdinalIgnoreCase);
            Assert.Empty(Directory.EnumerateFileSystemEntries(target.Data));
            Assert.Equal(1, (await target.RunAsync("restore", bad, "--dry-run")).Code);
        }

        Assert.False(File.Exists(Path.Combine(away.Data, "escaped")));
        Assert.Equal(1, (await keeper.RunAsync("backup", archive)).Code);   // overwrites nothing
    }

    private static (string Name, Action<string, string> Harm, string Says)[] Harms =>
    [
        ("cut-off", (good, bad) => File.WriteAllBytes(bad, File.ReadAllBytes(good)[..(int)(new FileInfo(good).Length / 2)]), "archive"),
        ("no-archive", (_, bad) => File.WriteAllText(bad, "nothing of the kind"), "archive"),
        ("altered", (good, bad) => Repack(good, bad, (path, bytes) => { if (path.StartsWith("keys/", StringComparison.Ordinal)) bytes[0]++; return path; }), "hash"),
        ("renamed", (good, bad) => Repack(good, bad, (path, _) => path.StartsWith("keys/", StringComparison.Ordinal) ? $"{path}-other" : path), "lacks keys/"),
        ("escaping", (good, bad) => Repack(good, bad, (path, _) => path.StartsWith("keys/", StringComparison.Ordinal) ? "../escaped" : path), "no backup holds"),
        ("absolute", (good, bad) => Repack(good, bad, (path, _) => path.StartsWith("keys/", StringComparison.Ordinal) ? "/tmp/escaped" : path), "no backup holds"),
    ];

    private static void Repack(string good, string bad, Func<string, byte[], string> change)
    {
        using var source = new TarReader(new GZipStream(File.OpenRead(good), CompressionMode.Decompress));
        using var target = new TarWriter(new GZipStream(File.Create(bad), CompressionLevel.Fastest), TarEntryFormat.Pax);
        while (source.GetNextEntry(copyData: true) is { } entry)
        {
            using var bytes = new MemoryStream();
            entry.DataStream?.CopyTo(bytes);
            var content = bytes.ToArray();
            target.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, change(entry.Name, content)) { DataStream = new MemoryStream(content) });
        }
    }
}
