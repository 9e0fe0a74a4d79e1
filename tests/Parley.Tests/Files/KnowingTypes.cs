using Parley.Files.Images;
using Parley.Files.Types;
using Xunit;

namespace Parley.Tests.Files;

public sealed class KnowingTypes
{
    public static TheoryData<int> Samples => [.. Enumerable.Range(0, SampleFiles.All.Count)];

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_file_is_what_its_content_is(int index)
    {
        var sample = SampleFiles.All[index];

        Assert.Equal(sample.Type, FileTypes.Of(new MemoryStream(sample.Content), sample.Name).MediaType);
    }

    [Fact]
    public void Every_format_is_recognised_in_any_length_without_an_error()
    {
        foreach (var sample in SampleFiles.All)
        {
            for (var length = 0; length <= Math.Min(600, sample.Content.Length); length++)
            {
                using var cut = new MemoryStream(sample.Content[..length]);
                var type = FileTypes.Of(cut, sample.Name);
                PixelSize.Read(cut, type.MediaType);
            }
        }
    }

    [Theory]
    [InlineData("image/png", 16, 8)]
    [InlineData("image/gif", 16, 8)]
    [InlineData("image/webp", 16, 8)]
    [InlineData("image/bmp", 16, 8)]
    public void The_size_of_a_picture_stands_in_its_header(string type, long width, long height)
    {
        var sample = SampleFiles.All.First(s => s.Type == type);

        Assert.Equal(new PixelSize(width, height), PixelSize.Read(new MemoryStream([.. sample.Content, .. new byte[40]]), type));
    }
}
