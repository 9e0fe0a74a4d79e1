using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Dialects;
using Parley.Tests.Cast;
using Parley.Tests.Dialects.Transcripts;
using Xunit;

namespace Parley.Tests.Dialects;

/// <summary>Replays every transcript below its dialect's prefix and at the root, and asks that each route of a dialect stands in one.</summary>
public sealed class EveryTranscript
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Dialects");

    public static TheoryData<string, string, bool> All
    {
        get
        {
            var data = new TheoryData<string, string, bool>();
            foreach (var (dialect, path) in Files())
            {
                data.Add(dialect, Path.GetFileNameWithoutExtension(path), false);
                data.Add(dialect, Path.GetFileNameWithoutExtension(path), true);
            }

            return data;
        }
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(All))]
    public async Task Is_what_the_server_says(string dialect, string file, bool atRoot)
    {
        await using var parley = await TestParley.StartAsync();
        using var player = new Player(parley, atRoot ? "" : $"/{dialect}");
        await player.PlayAsync(Transcript.Read(Path.Combine(Folder, FolderOf(dialect), file + ".txt")));
    }

    [Fact]
    public async Task Holds_every_route_of_its_dialect()
    {
        await using var parley = await TestParley.StartAsync();
        var asked = (
            from file in Files()
            from step in Transcript.Read(file.Path).Steps
            where step.IsRequest || step.Words is [_, "opens", ..]
            select (file.Dialect, Verb: step.IsRequest ? step.Words[1] : "GET", Parts: Parts((step.IsRequest ? step.Words[2] : step.Words[3]).Split('?')[0]))).ToList();
        var missing =
            from route in parley.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            where route.Metadata.GetMetadata<DialectRoute>() is { IsRoot: false }
            let dialect = route.Metadata.GetMetadata<DialectRoute>()!.Dialect.Name
            from verb in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
            where verb != "HEAD"
            let parts = Parts(route.RoutePattern.RawText!)[1..]
            where !asked.Any(step => step.Dialect == dialect && step.Verb == verb && Fits(parts, step.Parts))
            select $"{dialect}: {verb} /{string.Join('/', parts)}";

        Assert.Empty(missing);
    }

    private static string[] Parts(string path) => path.Trim('/').Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static bool Fits(string[] route, string[] asked) =>
        (route.Length == asked.Length || (route is [.., ['{', '*', ..]] && asked.Length >= route.Length))
        && route.Zip(asked).All(pair => pair.First.StartsWith('{') || pair.First.Equals(pair.Second, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<(string Dialect, string Path)> Files() =>
        from dialect in DialectsSetup.All
        let folder = Path.Combine(Folder, FolderOf(dialect.Name))
        where Directory.Exists(folder)
        from path in Directory.EnumerateFiles(folder, "*.txt").Order()
        select (dialect.Name, path);

    // spa-central stands in SpaCentral.
    private static string FolderOf(string dialect) => DialectsSetup.All.Single(one => one.Name == dialect).GetType().Name.Replace("Dialect", "", StringComparison.Ordinal);
}
