using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Access;
using Parley.Dialects;
using Parley.Protocol;
using Parley.Tests.Access.Matrix;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Dialects.Matrix;

/// <summary>
/// Every route of every dialect, asked by everybody: each gets what its line says, whoever is refused changes nothing, and who is no member
/// reads no text.
/// </summary>
public sealed class DialectMatrix(Stage stage) : IClassFixture<Stage>
{
    public static TheoryData<string> Lines => [.. Rows().Select(row => row.ToString())];

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Every_caller_of_a_route_gets_what_its_line_says(string line)
    {
        var row = Rows().Single(one => one.ToString() == line);
        var scene = row.Verb == "GET" ? await stage.SharedAsync(row.Kind) : await stage.MakeAsync(row.Kind);
        var wrong = new List<string>();
        var before = await SeqAsync(scene);
        foreach (var (who, status) in row.Expected.Where(one => one.Value >= 400))
            await CheckAsync(row, scene, who, status, wrong);
        if (await SeqAsync(scene) is var after && after != before)
            wrong.Add($"refused calls moved the conversation from {before} to {after}");

        var isFresh = true;
        foreach (var (who, status) in row.Expected.Where(one => one.Value < 400))
        {
            scene = isFresh || row.Verb == "GET" ? scene : await stage.MakeAsync(row.Kind);
            isFresh = false;
            await CheckAsync(row, scene, who, status, wrong);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_route_of_a_dialect_has_a_line()
    {
        var lines = Rows().Select(row => (row.Dialect, row.Verb, Parts: Parts(row.Path.Split('?')[0]))).ToList();
        var missing =
            from route in stage.Parley.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            where route.Metadata.GetMetadata<DialectRoute>() is { IsRoot: false }
            let dialect = route.Metadata.GetMetadata<DialectRoute>()!.Dialect.Name
            from verb in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
            let parts = Parts(route.RoutePattern.RawText!)[1..]
            where !lines.Any(line => line.Dialect == dialect && line.Verb == verb && line.Parts.Length == parts.Length
                && parts.Zip(line.Parts).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second))
            select $"{dialect}: {verb} /{string.Join('/', parts)}";
        Assert.Empty(missing);
    }

    private static IEnumerable<DialectRow> Rows() =>
        from dialect in DialectsSetup.All
        let file = Path.Combine(AppContext.BaseDirectory, "Dialects", dialect.GetType().Name.Replace("Dialect", "", StringComparison.Ordinal), "access.matrix")
        where File.Exists(file)
        from row in DialectRow.Read(dialect.Name, file)
        select row;

    private static string[] Parts(string path) => path.Trim('/').Split('/', StringSplitOptions.RemoveEmptyEntries);

    private async Task CheckAsync(DialectRow row, Scene scene, Who who, int status, List<string> wrong)
    {
        using var request = new HttpRequestMessage(new HttpMethod(row.Verb), new Uri(stage.Parley.Address, $"/{row.Dialect}{await FilledAsync(row.Path, scene, who)}"));
        if (row.Body is not null)
            request.Content = new StringContent(await FilledAsync(row.Body, scene, who), Encoding.UTF8, "application/json");
        if (who != Who.Nobody)
            request.Headers.Authorization = stage.HttpOf(who).DefaultRequestHeaders.Authorization;

        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.TextAsync();
        if ((int)answer.StatusCode != status)
            wrong.Add($"{who}: expected {status}, got {(int)answer.StatusCode}: {text}");
        else if (answer.Content.Headers.ContentType?.MediaType == "application/problem+json")
            wrong.Add($"{who}: is answered in the own protocol's shape: {text}");
        else if (!new Cell(row.Kind, who).IsActive && text.Contains(scene.Secret, StringComparison.Ordinal))
            wrong.Add($"{who}: reads the text of a message: {text}");
    }

    private async Task<long?> SeqAsync(Scene scene) => scene.Kind is Kind.Ended or Kind.Unknown
        ? null
        : (await stage.Founder.GetAsync<ConversationView>($"conversations/{scene.Conversation}")).LastSeq;

    // {conversation} {message} {own} {file} are ids; with .n the rows' numbers. {bystander} is a plain member, {newcomer} somebody of the workspace
    // who is none.
    private async Task<string> FilledAsync(string text, Scene scene, Who who)
    {
        var own = scene.Own.GetValueOrDefault(who == Who.ReadOnly ? Who.Owner : who, scene.Message);
        var bystander = UserId.TryParse(scene.Bystander, null, out var id) ? id : default;
        var newcomer = stage.Of(Who.Stranger).Id;
        var (conversationN, bystanderN) = (await ConversationAsync(scene.Conversation), await UserAsync(bystander));
        var meN = who == Who.Nobody ? 0 : await UserAsync(stage.Of(who).Id);
        return text
            .Replace("{conversation}", scene.Conversation.ToString(), StringComparison.Ordinal)
            .Replace("{conversation.n}", Text(conversationN), StringComparison.Ordinal)
            .Replace("{message}", scene.Message.ToString(), StringComparison.Ordinal)
            .Replace("{message.n}", Text(await MessageAsync(scene.Message)), StringComparison.Ordinal)
            .Replace("{own}", own.ToString(), StringComparison.Ordinal)
            .Replace("{own.n}", Text(await MessageAsync(own)), StringComparison.Ordinal)
            .Replace("{file}", scene.File.ToString(), StringComparison.Ordinal)
            .Replace("{bystander}", bystander.ToString(), StringComparison.Ordinal)
            .Replace("{bystander.n}", Text(bystanderN), StringComparison.Ordinal)
            .Replace("{bystander.member}", Text(RowNumbers.Member(conversationN, bystanderN)), StringComparison.Ordinal)
            .Replace("{me.member}", Text(RowNumbers.Member(conversationN, meN)), StringComparison.Ordinal)
            .Replace("{newcomer}", newcomer.ToString(), StringComparison.Ordinal)
            .Replace("{newcomer.n}", Text(await UserAsync(newcomer)), StringComparison.Ordinal)
            .Replace("{founder}", stage.Founder.Id.ToString(), StringComparison.Ordinal)
            .Replace("{founder.n}", Text(await UserAsync(stage.Founder.Id)), StringComparison.Ordinal);
    }

    private Parley.Storage.Database Database => stage.Parley.DatabaseOf();

    private async ValueTask<long> UserAsync(UserId id) => OrNothing(await Database.NumberAsync($"select n from users where id = {id}"));

    private async ValueTask<long> MessageAsync(MessageId id) => OrNothing(await Database.NumberAsync($"select n from messages where id = {id}"));

    private async ValueTask<long> ConversationAsync(ConversationId id) => OrNothing(await Database.NumberAsync($"select n from conversations where id = {id}"));

    // What does not exist has a number that nothing has.
    private static long OrNothing(long n) => n == 0 ? 999_999_999 : n;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
