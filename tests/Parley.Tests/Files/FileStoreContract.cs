using System.Text;
using Parley.Files.Store;
using Xunit;

namespace Parley.Tests.Files;

/// <summary>What every file store promises.</summary>
public abstract class FileStoreContract : IDisposable
{
    private readonly string _outside = Directory.CreateTempSubdirectory("parley-outside-").FullName;

    protected abstract FileStore Store { get; }

    [Fact]
    public async Task What_was_taken_is_read_whole_and_in_part_and_is_gone_from_where_it_was()
    {
        var (key, path) = (NewKey(), Made("0123456789"));

        await Store.TakeAsync(key, path, default);

        Assert.False(File.Exists(path));
        await using var blob = (await Store.OpenAsync(key, default))!;
        Assert.Equal((10, true), (blob.Length, blob.CanSeek));
        Assert.Equal("0123456789", await new StreamReader(blob).ReadToEndAsync());
        blob.Position = 4;
        var part = new byte[3];
        await blob.ReadExactlyAsync(part);
        Assert.Equal("456", Encoding.ASCII.GetString(part));
    }

    [Fact]
    public async Task What_is_not_there_is_nothing_and_can_be_deleted_all_the_same()
    {
        var key = NewKey();

        Assert.Null(await Store.OpenAsync(key, default));
        Assert.Null(await Store.ForProgramAsync(key, _outside, default));
        await Store.DeleteAsync(key, default);
        await Store.TakeAsync(key, Made("x"), default);
        await Store.DeleteAsync(key, default);
        await Store.DeleteAsync(key, default);
        Assert.Null(await Store.OpenAsync(key, default));
        Assert.Empty(await KeysAsync());
    }

    [Fact]
    public async Task A_blob_that_is_being_read_is_read_to_its_end_although_it_was_deleted()
    {
        var key = NewKey();
        await Store.TakeAsync(key, Made("still here"), default);

        await using var blob = (await Store.OpenAsync(key, default))!;
        await Store.DeleteAsync(key, default);

        Assert.Equal("still here", await new StreamReader(blob).ReadToEndAsync());
    }

    [Fact]
    public async Task A_take_that_fails_leaves_nothing()
    {
        var key = NewKey();

        await Assert.ThrowsAnyAsync<IOException>(() => Store.TakeAsync(key, Path.Combine(_outside, "there-is-none"), default));

        Assert.Null(await Store.OpenAsync(key, default));
        Assert.Empty(await KeysAsync());
    }

    [Fact]
    public async Task Taken_again_the_later_one_counts()
    {
        var key = NewKey();
        await Store.TakeAsync(key, Made("before a crash"), default);
        await Store.TakeAsync(key, Made("after"), default);

        await using var blob = (await Store.OpenAsync(key, default))!;
        Assert.Equal("after", await new StreamReader(blob).ReadToEndAsync());
        Assert.Single(await KeysAsync());
    }

    [Fact]
    public async Task All_keys_are_listed_with_size_and_age()
    {
        var keys = Enumerable.Range(0, 20).Select(_ => NewKey()).ToList();
        foreach (var key in keys)
            await Store.TakeAsync(key, Made("four"), default);
        await Store.TakeAsync(FileStore.ThumbnailOf(keys[0]), Made("small"), default);

        Assert.Equal([.. keys, FileStore.ThumbnailOf(keys[0])], (await KeysAsync()).ToHashSet());
        await foreach (var blob in Store.ListAsync(default))
            Assert.Equal((true, true), (blob.Size is 4 or 5, blob.StoredAt > DateTimeOffset.UnixEpoch.AddYears(50)));
    }

    [Fact]
    public async Task A_program_reads_the_same_bytes()
    {
        var key = NewKey();
        await Store.TakeAsync(key, Made("for a program"), default);

        Assert.Equal("for a program", await File.ReadAllTextAsync((await Store.ForProgramAsync(key, _outside, default))!));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("0123456789abcdef0123456789abcdef/00/../../../x")]
    [InlineData("0123456789abcdef0123456789abcdef/00/0123456789abcdef0123456789abcdef\n")]
    [InlineData("0123456789ABCDEF0123456789ABCDEF/00/0123456789abcdef0123456789abcdef")]
    [InlineData("0123456789abcdef0123456789abcdef/00/0123456789abcdef0123456789abcdef.exe")]
    public async Task A_key_that_is_none_of_ours_is_refused(string key)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Store.TakeAsync(key, Made("x"), default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.OpenAsync(key, default));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Store.DeleteAsync(key, default));
    }

    [Fact]
    public void A_key_begins_with_the_workspace()
    {
        var (workspace, file) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        Assert.StartsWith($"{workspace:N}/", FileStore.KeyOf(workspace, file), StringComparison.Ordinal);
        Assert.EndsWith($"/{file:N}", FileStore.KeyOf(workspace, file), StringComparison.Ordinal);
    }

    public virtual void Dispose()
    {
        Directory.Delete(_outside, recursive: true);
        GC.SuppressFinalize(this);
    }

    private static string NewKey() => FileStore.KeyOf(Guid.CreateVersion7(), Guid.CreateVersion7());

    private string Made(string content)
    {
        var path = Path.Combine(_outside, Path.GetRandomFileName());
        File.WriteAllText(path, content);
        return path;
    }

    private async Task<List<string>> KeysAsync()
    {
        var keys = new List<string>();
        await foreach (var blob in Store.ListAsync(default))
            keys.Add(blob.Key);

        return keys;
    }
}
