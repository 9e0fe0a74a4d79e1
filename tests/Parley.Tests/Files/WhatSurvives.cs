using System.Net.Http.Headers;
using System.Security.Cryptography;
using Parley.Protocol;
using Parley.Tests.Cast;
using Parley.Tests.Faults;
using Xunit;

namespace Parley.Tests.Files;

/// <summary>Files on a full disk, under kill -9, and in little memory.</summary>
public sealed class WhatSurvives
{
    [Fact]
    public async Task A_full_disk_refuses_files_and_keeps_no_part_of_them()
    {
        using var volume = SmallVolume.Mount(8);
        await using var parley = await TestParley.StartAsync($"--Parley:DataDirectory={volume.Path}", "--Parley:Files:KeepFreeBytes=0");
        var ada = parley.Person("Ada");
        var lobby = await parley.ConversationAsync(ada);
        volume.Fill(butPages: 200);

        await Refused.WithAsync(Errors.StorageFull, ada.TriesToUploadAsync("a.bin", new byte[3_000_000]));

        Assert.Empty(Directory.GetFiles(Path.Combine(volume.Path, "uploads")));
        Assert.Empty(Directory.GetFiles(Path.Combine(volume.Path, "files"), "*", SearchOption.AllDirectories));
        await ada.SaysAsync(lobby, "words have room");
        volume.Free();
        Assert.Equal(3_000_000, (await ada.UploadsAsync("a.bin", new byte[3_000_000])).Size);
    }

    [Fact]
    public async Task Files_leave_room_on_the_disk_for_messages()
    {
        using var volume = SmallVolume.Mount(8);
        await using var parley = await TestParley.StartAsync($"--Parley:DataDirectory={volume.Path}", "--Parley:Files:KeepFreeBytes=50000000");

        await Refused.WithAsync(Errors.StorageFull, parley.Person("Ada").TriesToUploadAsync("a.bin", new byte[10]));
    }

    [Fact]
    public async Task After_kill_9_every_acknowledged_file_has_its_bytes_and_a_resumable_one_goes_on()
    {
        var directory = Directory.CreateTempSubdirectory("parley-files-").FullName;
        var server = await ServerProcess.StartAsync(directory, "--Parley:RateLimits:Enabled=false");
        var acknowledged = new System.Collections.Concurrent.ConcurrentDictionary<FileId, string>();
        string upload;
        try
        {
            using var http = Client(server);
            using var begin = new HttpRequestMessage(HttpMethod.Post, "files/tus") { Headers = { { "Tus-Resumable", "1.0.0" }, { "Upload-Length", "100000" } } };
            using var begun = await http.SendAsync(begin);
            upload = begun.Headers.Location!.ToString();
            using (var part = Part(upload, 0, new byte[60_000]))
                (await http.SendAsync(part)).EnsureSuccessStatusCode();

            var uploading = Enumerable.Range(0, 8).Select(_ => UploadUntilDeadAsync(http, acknowledged)).ToList();
            await Uploading.WaitUntilAsync(() => acknowledged.Count > 40);
            await server.KillAsync();
            await Task.WhenAll(uploading);
        }
        finally
        {
            await server.DisposeAsync();
        }

        await using (var again = await ServerProcess.StartAsync(directory, "--Parley:RateLimits:Enabled=false"))
        {
            using var http = Client(again);
            foreach (var (id, hash) in acknowledged)
                Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(await http.GetByteArrayAsync($"files/{id}/content"))));

            using var part = Part(upload, 60_000, new byte[40_000]);
            (await http.SendAsync(part)).EnsureSuccessStatusCode();
            Assert.Equal(100_000, (await http.GetByteArrayAsync(upload.Replace("/tus", "", StringComparison.Ordinal) + "/content")).Length);
        }

        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task A_large_file_needs_little_memory()
    {
        const int Megabytes = 256;
        var directory = Directory.CreateTempSubdirectory("parley-files-").FullName;
        await using (var server = await ServerProcess.StartAsync(directory, "--Parley:Files:MaxBytes=2000000000"))
        {
            using var http = Client(server);
            for (var i = 0; i < 2; i++)
                await UploadAsync(http, new byte[1000]);   // what is loaded at first use is no part of it
            var before = Peak(server.Id);

            var file = await UploadAsync(http, new byte[Megabytes << 20]);
            await using (var content = await http.GetStreamAsync(file.Url))
                await content.CopyToAsync(Stream.Null);

            var grown = (Peak(server.Id) - before) >> 10;
            TestContext.Current.TestOutputHelper?.WriteLine($"{grown} MB more at most");
            Assert.True(grown < 64, $"{grown} MB more for a file of {Megabytes} MB.");
        }

        Directory.Delete(directory, recursive: true);
    }

    private static HttpClient Client(ServerProcess server) => new()
    {
        BaseAddress = new Uri(server.Address, "/api/v1/"),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", TestParley.HostToken("Ada", TimeProvider.System.GetUtcNow().AddHours(1))) },
    };

    private static async Task UploadUntilDeadAsync(HttpClient http, System.Collections.Concurrent.ConcurrentDictionary<FileId, string> acknowledged)
    {
        try
        {
            while (true)
            {
                var content = RandomNumberGenerator.GetBytes(20_000);
                var file = await UploadAsync(http, content);
                acknowledged[file.Id] = Convert.ToHexStringLower(SHA256.HashData(content));
            }
        }
        catch (HttpRequestException)
        {
            // it was killed
        }
    }

    private static async Task<FileView> UploadAsync(HttpClient http, byte[] content)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "file", "a.bin" } };
        using var answer = await http.PostAsync("files", form);
        return await Person.ReadAsync<FileView>(answer);
    }

    private static HttpRequestMessage Part(string upload, int offset, byte[] bytes) => new(HttpMethod.Patch, upload)
    {
        Headers = { { "Tus-Resumable", "1.0.0" }, { "Upload-Offset", offset.ToString(System.Globalization.CultureInfo.InvariantCulture) } },
        Content = new ByteArrayContent(bytes) { Headers = { ContentType = new("application/offset+octet-stream") } },
    };

    /// <summary>The most memory that the process has had, in KB.</summary>
    private static long Peak(int process) => long.Parse(
        File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], null);
}
