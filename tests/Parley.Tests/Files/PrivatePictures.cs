using System.Buffers.Binary;
using System.Text;
using Parley.Files.Images;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Files;

/// <summary>What a camera writes into a picture never leaves the server, from the first moment that anybody can fetch it.</summary>
public sealed class PrivatePictures
{
    private const string Place = "48.137154N 11.576124E";

    [Fact]
    public async Task A_photo_loses_where_it_was_taken_and_still_stands_upright()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var jpeg = await MadeMedia.JpegAsync("400x200");
        var exif = Segment(0xE1, [.. "Exif\0\0"u8, .. Tiff(orientation: 6)]);
        var photo = (byte[])[.. jpeg[..2], .. exif, .. Segment(0xE1, Encoding.ASCII.GetBytes("http://ns.adobe.com/xap/1.0/\0" + Place)), .. Segment(0xFE, Encoding.ASCII.GetBytes(Place)), .. jpeg[2..], .. Encoding.ASCII.GetBytes(Place)];

        var file = await ada.UploadsAsync("photo.jpg", photo);
        var served = await ada.Http.GetByteArrayAsync(file.Url);

        Assert.True(photo.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Place)) > 0);
        Assert.True(served.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Place)) < 0);
        Assert.Equal((200L, 400L, served.Length), (file.Width!.Value, file.Height!.Value, file.Size));
        Assert.Equal(6, JpegMetadata.Size(new MemoryStream(served))!.Value.Orientation);
        Assert.Equal(served.Length, (await ada.GetAsync<OwnFiles>("files")).WorkspaceUsedBytes);
        await Previews.RunAsync(parley);
        using var thumbnail = new MemoryStream(await ada.Http.GetByteArrayAsync((await ada.GetAsync<FileView>($"files/{file.Id}")).ThumbnailUrl));
        Assert.Equal(new PixelSize(200, 400), PixelSize.Read(thumbnail, "image/webp"));
    }

    [Fact]
    public async Task The_picture_itself_is_not_touched()
    {
        var jpeg = await MadeMedia.JpegAsync();
        using var cleaned = new MemoryStream();

        Assert.True(JpegMetadata.TryClean(new MemoryStream(jpeg), cleaned));

        var scan = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        Assert.EndsWith(Convert.ToHexString(jpeg.AsSpan(scan)), Convert.ToHexString(cleaned.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_in_a_PNG_and_EXIF_and_XMP_in_a_WebP_go()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var png = await MadeMedia.PngAsync("32x16");
        var text = (byte[])[.. png[..33], .. Chunk("tEXt", "Location\0" + Place), .. Chunk("iTXt", Place), .. png[33..], .. Encoding.ASCII.GetBytes(Place)];
        var webp = await MadeMedia.MakeAsync("webp", "-f", "lavfi", "-i", "testsrc=s=32x16", "-frames:v", "1");
        var tagged = Tagged(webp);
        foreach (var (name, picture, type) in new[] { ("a.png", text, "image/png"), ("b.webp", tagged, "image/webp") })
        {
            var file = await ada.UploadsAsync(name, picture);
            var served = await ada.Http.GetByteArrayAsync(file.Url);

            Assert.True(served.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Place)) < 0, type);
            Assert.Equal((type, 32L, 16L), (file.ContentType, file.Width!.Value, file.Height!.Value));
            if (type == "image/png")
                Assert.Equal(png.Length, served.Length - 0);
            await Previews.RunAsync(parley);
            Assert.NotNull((await ada.GetAsync<FileView>($"files/{file.Id}")).ThumbnailUrl);
        }
    }

    [Fact]
    public async Task The_place_in_a_TIFF_is_overwritten_and_the_picture_still_opens()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var tiff = await MadeMedia.MakeAsync("tiff", "-f", "lavfi", "-i", "testsrc=s=32x16", "-frames:v", "1", "-pix_fmt", "rgb24");
        var file = await ada.UploadsAsync("a.tif", WithGps(tiff));
        var served = await ada.Http.GetByteArrayAsync(file.Url);

        Assert.True(served.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Place)) < 0);
        await Previews.RunAsync(parley);
        Assert.NotNull((await ada.GetAsync<FileView>($"files/{file.Id}")).ThumbnailUrl);
    }

    [Fact]
    public void Broken_pictures_are_never_a_reason_to_fail()
    {
        var random = new Random(7);
        foreach (var start in new byte[][] { [0xFF, 0xD8, 0xFF, 0xE1], [.. "\x89PNG\r\n\x1A\n"u8], [.. "RIFF\x40\0\0\0WEBP"u8] })
        {
            for (var i = 0; i < 500; i++)
            {
                var noise = new byte[random.Next(30, 200)];
                random.NextBytes(noise);
                start.CopyTo(noise, 0);
                JpegMetadata.TryClean(new MemoryStream(noise), new MemoryStream());
                PngMetadata.TryClean(new MemoryStream(noise), new MemoryStream());
                WebpMetadata.TryClean(new MemoryStream(noise), new MemoryStream());
                noise[0] = noise[1] = (byte)'I';
                TiffMetadata.Clean(new MemoryStream(noise));
                Exif.Orientation(noise);
            }
        }
    }

    private static byte[] Segment(byte marker, byte[] payload) => [0xFF, marker, (byte)((payload.Length + 2) >> 8), (byte)(payload.Length + 2), .. payload];

    private static byte[] Chunk(string type, string data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        return [.. length, .. Encoding.ASCII.GetBytes(type), .. Encoding.Latin1.GetBytes(data), 1, 2, 3, 4];
    }

    private static byte[] Tiff(int orientation) =>
        [.. "II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0"u8, (byte)orientation, 0, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(Place)];

    // As an extended WebP: a header with the marks for EXIF and XMP, the picture, and both.
    private static byte[] Tagged(byte[] webp)
    {
        byte[] header = [.. "VP8X\x0A\0\0\0\x0C\0\0\0"u8, 31, 0, 0, 15, 0, 0];
        var place = Encoding.ASCII.GetBytes(Place + " ");
        byte[] body = [.. "WEBP"u8, .. header, .. webp[12..], .. "EXIF"u8, (byte)place.Length, 0, 0, 0, .. place, .. "XMP "u8, (byte)place.Length, 0, 0, 0, .. place];
        return [.. "RIFF"u8, .. BitConverter.GetBytes(body.Length), .. body];
    }

    // One more entry in its directory, which is copied to the end with what it points to.
    private static byte[] WithGps(byte[] tiff)
    {
        var at = BitConverter.ToInt32(tiff, 4);
        var count = BitConverter.ToUInt16(tiff, at);
        var directory = tiff[(at + 2)..(at + 2 + (12 * count))];
        var begin = tiff.Length + (tiff.Length % 2);
        var gpsAt = begin + 2 + (12 * (count + 1)) + 4;
        byte[] gps = [1, 0, 2, 0, 2, 0, .. BitConverter.GetBytes(Place.Length), .. BitConverter.GetBytes(gpsAt + 18), 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(Place)];
        byte[] copy =
        [
            .. tiff, .. new byte[begin - tiff.Length], .. BitConverter.GetBytes((ushort)(count + 1)), .. directory,
            0x25, 0x88, 4, 0, 1, 0, 0, 0, .. BitConverter.GetBytes(gpsAt), 0, 0, 0, 0, .. gps,
        ];
        BitConverter.GetBytes(begin).CopyTo(copy, 4);
        return copy;
    }
}
