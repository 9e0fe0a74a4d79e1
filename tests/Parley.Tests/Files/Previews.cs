using System.Buffers.Binary;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Parley.Files.Images;
using Parley.Files.Previews;
using Parley.Protocol;
using Parley.Storage;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Files;

/// <summary>Needs vipsthumbnail, ffmpeg and ffprobe; scripts/test installs them.</summary>
public sealed class Previews
{
    [Fact]
    public async Task A_picture_s_size_is_known_at_once_and_its_thumbnail_comes_live()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await grace.OpensAsync();

        var file = await ada.UploadsAsync("holiday.txt", await MadeMedia.JpegAsync("1200x600"));
        Assert.Equal(("image/jpeg", FileKind.Image, 1200L, 600L), (file.ContentType, file.Kind, file.Width!.Value, file.Height!.Value));
        var said = await ada.SaysWithAsync(lobby, "", file);
        Assert.Equal((MessageType.Image, 1200L), (said.MessageType, said.Attachments.Single().Width!.Value));
        await RunAsync(parley);

        var shown = (await grace.LooksAtAsync(said.Id)).Attachments.Single();
        using var thumbnail = await grace.AsksForAsync(shown.ThumbnailUrl!);
        Assert.Equal("image/webp", thumbnail.Content.Headers.ContentType!.MediaType);
        using var bytes = new MemoryStream(await thumbnail.Content.ReadAsByteArrayAsync());
        Assert.Equal(new PixelSize(480, 240), PixelSize.Read(bytes, "image/webp"));
        Assert.Equal(HttpStatusCode.NotFound, (await parley.Person("Eve").AsksForAsync(shown.ThumbnailUrl!)).StatusCode);
        Assert.Equal(said.Id, (await grace.HearsAsync<MessagePosted>()).Message.Id);
    }

    [Fact]
    public async Task A_message_is_told_again_when_its_film_has_a_poster()
    {
        await using var parley = await TestParley.StartAsync();
        var (ada, grace) = (parley.Person("Ada"), parley.Person("Grace"));
        var lobby = await parley.ConversationAsync(ada, grace);
        await grace.OpensAsync();
        var file = await ada.UploadsAsync("film", await MadeMedia.FilmAsync());
        await RunAsync(parley);
        var said = await ada.SaysWithAsync(lobby, "", file);
        Assert.Equal(said.Id, (await grace.HearsAsync<MessagePosted>()).Message.Id);

        // As if the film had been sent before anybody looked at it.
        await parley.Services.GetRequiredService<Database>().WriteAsync(
            async transaction => await transaction.WriteAsync($"update files set preview = 1, thumbnail_key = null, duration_ms = null where id = {file.Id}"), default);
        await RunAsync(parley);
        var told = (await grace.HearsAsync<MessageUpdated>()).Message;

        Assert.Equal((said.Id, MessageType.Video, (DateTimeOffset?)null), (told.Id, told.MessageType, told.EditedAt));
        var film = told.Attachments.Single();
        Assert.Equal((320L, 180L, 2000L), (film.Width!.Value, film.Height!.Value, film.DurationMs!.Value));
        using var poster = await grace.AsksForAsync(film.ThumbnailUrl!);
        Assert.Equal("image/jpeg", poster.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("webm", "audio/webm")]
    [InlineData("ogg", "audio/ogg")]
    [InlineData("mp3", "audio/mpeg")]
    [InlineData("m4a", "audio/mp4")]
    [InlineData("wav", "audio/wav")]
    [InlineData("flac", "audio/flac")]
    public async Task A_voice_message_has_a_length_and_a_shape(string format, string type)
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var file = await ada.UploadsAsync("voice", await MadeMedia.VoiceAsync(format));
        await RunAsync(parley);

        var voice = await ada.GetAsync<FileView>($"files/{file.Id}");

        Assert.Equal((type, FileKind.Audio), (voice.ContentType, voice.Kind));
        Assert.InRange(voice.DurationMs!.Value, 1900, 2200);
        Assert.Equal(64, voice.Waveform!.Count);
        Assert.True(voice.Waveform.Take(24).Max() < 10 && voice.Waveform.Skip(40).Max() > 60, string.Join(' ', voice.Waveform));
    }

    [Fact]
    public async Task What_would_unpack_to_gigabytes_or_is_broken_stays_a_plain_file()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var bomb = await MadeMedia.PngAsync("16x16");
        BinaryPrimitives.WriteUInt32BigEndian(bomb.AsSpan(16), 50_000);
        BinaryPrimitives.WriteUInt32BigEndian(bomb.AsSpan(20), 50_000);
        var lie = await MadeMedia.PngAsync("16x16");
        BinaryPrimitives.WriteUInt32BigEndian(lie.AsSpan(16), 9_000);
        var files = new[]
        {
            await ada.UploadsAsync("bomb.png", bomb), await ada.UploadsAsync("lie.png", lie),
            await ada.UploadsAsync("broken.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. new byte[100]]),
            await ada.UploadsAsync("broken.mp4", [0, 0, 0, 0x20, .. "ftypisom"u8, .. new byte[100]]),
            await ada.UploadsAsync("playlist.mp3", [.. "ID3\x03\0\0\0\0\0\0#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"u8]),
        };

        await RunAsync(parley);

        foreach (var file in files)
        {
            var now = await ada.GetAsync<FileView>($"files/{file.Id}");
            Assert.Null(now.ThumbnailUrl);
            Assert.Equal(HttpStatusCode.OK, (await ada.AsksForAsync(file.Url)).StatusCode);
        }

        Uploading.NothingIsLeft(parley);
    }

    [Fact]
    public async Task Switched_off_or_without_the_programs_files_are_plain()
    {
        await using var parley = await TestParley.StartAsync("--Parley:Files:Previews=false");
        var ada = parley.Person("Ada");
        var file = await ada.UploadsAsync("a.png", await MadeMedia.PngAsync());
        await RunAsync(parley);

        Assert.Null((await ada.GetAsync<FileView>($"files/{file.Id}")).ThumbnailUrl);
        Assert.Equal(600, file.Width);
    }

    [Fact]
    public async Task A_program_that_takes_too_long_is_killed_with_all_that_it_started()
    {
        var programs = new Programs(new Parley.Files.FilesSettings(1, null, 0, Previews: true, 1), Microsoft.Extensions.Logging.Abstractions.NullLogger<Programs>.Instance);
        var marker = $"{Random.Shared.Next(100_000, 999_999)}.25";
        var process = new LimitedProcess(programs);

        var result = await process.RunAsync<object>(
            "/bin/sh", ["-c", $"sleep {marker} & sleep {marker}"], new(1L << 30, 5, TimeSpan.FromMilliseconds(500)),
            (_, _) => Task.FromResult(new object()), default);

        Assert.Null(result);
        await Uploading.WaitUntilAsync(() => !Directory.GetDirectories("/proc").Any(folder => Runs(folder, marker)));
    }

    [Fact]
    public async Task A_program_gets_no_more_memory_than_it_may_have_and_nothing_of_our_environment()
    {
        var programs = new Programs(new Parley.Files.FilesSettings(1, null, 0, Previews: true, 1), Microsoft.Extensions.Logging.Abstractions.NullLogger<Programs>.Instance);
        var process = new LimitedProcess(programs);
        var limits = new ProcessLimits(64 << 20, 5, TimeSpan.FromSeconds(20));

        var said = await process.RunAsync("/bin/sh", ["-c", "ulimit -v; env"], limits, async (output, ct) => await new StreamReader(output).ReadToEndAsync(ct), default);

        Assert.StartsWith($"{64 << 10}\n", said, StringComparison.Ordinal);
        Assert.DoesNotContain("HOME=", said, StringComparison.Ordinal);
    }

    internal static Task RunAsync(TestParley parley) => parley.Services.GetRequiredService<PreviewChore>().RunNowAsync(default);

    private static bool Runs(string folder, string marker)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Contains(marker, StringComparison.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
