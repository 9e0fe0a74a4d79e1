using System.Net;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Files;

public sealed class HostileFiles
{
    [Fact]
    public async Task Two_hundred_hostile_names_write_nothing_outside_the_store()
    {
        await using var parley = await TestParley.StartAsync("--Parley:RateLimits:Enabled=false");
        var ada = parley.Person("Ada");
        await ada.IdAsync();
        var names = Names();
        Assert.True(names.Count >= 200, $"{names.Count}");
        var before = Everything(parley).ToHashSet();

        foreach (var name in names)
        {
            using var answer = await TryAsync(ada, name);
            if (!answer.IsSuccessStatusCode)
            {
                Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);   // a name that no header can hold
                continue;
            }

            var file = await Person.ReadAsync<FileView>(answer);
            Assert.InRange(file.Name.Length, 1, Limits.FileNameCharacters);
            Assert.DoesNotContain(file.Name, c => char.IsControl(c) || c is '\u202E' or '\u2066' or '\u200F');
            using var got = await ada.AsksForAsync(file.Url);
            Assert.Equal(HttpStatusCode.OK, got.StatusCode);
            Assert.DoesNotContain(got.Content.Headers.ContentDisposition!.FileNameStar ?? "", c => c is '/' or '\\');
        }

        var key = new System.Text.RegularExpressions.Regex("^files/[0-9a-f]{32}/[0-9a-f]{2}/[0-9a-f]{32}$");
        Assert.All(
            Everything(parley).Except(before).Where(path => !path.StartsWith("parley.db", StringComparison.Ordinal) && path != "keys/file-links.key"),
            path => Assert.Matches(key, path));
    }

    [Fact]
    public async Task What_is_two_things_at_once_is_served_as_the_one_that_it_begins_as_and_runs_nowhere()
    {
        await using var parley = await TestParley.StartAsync();
        var ada = parley.Person("Ada");
        var jpeg = await MadeMedia.JpegAsync("16x16");
        (string Name, byte[] Content, string Type)[] both =
        [
            ("gif-and-script.js", [.. "GIF89a=1/*"u8, .. new byte[20], .. "*/;alert(1)"u8], "image/gif"),
            ("gifar.jar", [.. "GIF89a\x01\0\x01\0\0\0\0;"u8, .. "PK\x03\x04"u8, .. new byte[30]], "image/gif"),
            ("page.html", [.. jpeg[..2], 0xFF, 0xFE, 0, 40, .. "<html><script>alert(1)</script></html>"u8, .. jpeg[2..]], "image/jpeg"),
            ("jpeg-and-zip.zip", [.. jpeg, .. "PK\x03\x04<script>alert(1)</script>"u8], "image/jpeg"),
            ("pdf-and-page.html", [.. "%PDF-1.4\n<html><script>alert(1)</script>"u8], "application/pdf"),
            ("svg.png", [.. "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"u8], "application/octet-stream"),
        ];
        foreach (var (name, content, type) in both)
        {
            var file = await ada.UploadsAsync(name, content);
            using var answer = await ada.AsksForAsync(file.Url);
            var bytes = await answer.Content.ReadAsByteArrayAsync();

            Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("default-src 'none'; sandbox", answer.Headers.GetValues("Content-Security-Policy").Single());
            if (type == "image/jpeg")
                Assert.True(bytes.AsSpan().IndexOf("<script>"u8) < 0, "comments and what follows the end are no picture");
            else if (type != "image/gif")
                Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        }
    }

    private static IEnumerable<string> Everything(TestParley parley) =>
        Directory.EnumerateFiles(parley.DataDirectory, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(parley.DataDirectory, path));

    private static async Task<HttpResponseMessage> TryAsync(Person person, string name)
    {
        // By hand, because HttpClient would not write most of these.
        var body = System.Text.Encoding.UTF8.GetBytes($"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\nharmless\r\n--b--\r\n");
        using var form = new ByteArrayContent(body) { Headers = { ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b") } };
        return await person.Http.PostAsync("files", form);
    }

    private static List<string> Names()
    {
        string[] targets = ["etc/passwd", "parley.db", "keys/signing.keys", "x", "files/x", ".ssh/authorized_keys", "Windows/win.ini"];
        string[] ways =
        [
            "../", "../../../../../../", "..\\", "..\\..\\..\\", "/", "//", "\\\\server\\share\\", "C:\\", "C:", "file:///", "%2e%2e%2f", "%2e%2e/",
            "..%2f", "..%5c", "%252e%252e%252f", "....//", "..;/", ".%00./", "\u2025/", "．．/", "..\u2215", "~/", "$HOME/", "`id`/", "$(id)/", "| id ; ", "a\u0000../",
        ];
        string[] alone =
        [
            "", " ", ".", "..", "...", "CON", "NUL", "aux.txt", "COM1", ".htaccess", ".hidden", "-rf", "--help", "a\tb", "a\u0001b", "a\u007Fb", "a\u202Etxt.exe",
            "a\u2066b\u2069", "\u200Frtl", new string('a', 4000), new string('a', 4000) + ".png", new string('é', 300), "a" + new string('.', 500), "👩‍👩‍👧‍👦.png",
            "<script>alert(1)</script>.png", "\\\"><img src=x onerror=alert(1)>.png", "'; drop table files; --", "a;b=c.png", "a,b.png", "%", "%zz", "%u2215", "{0}", "a\u2028b",
        ];
        return [.. from way in ways from target in targets select way + target, .. alone];
    }
}
