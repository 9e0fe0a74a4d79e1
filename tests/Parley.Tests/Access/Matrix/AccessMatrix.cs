using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Protocol;
using Parley.Realtime;
using Xunit;

namespace Parley.Tests.Access.Matrix;

/// <summary>
/// Every route and every frame, asked by everybody about every kind of conversation: what they get is what the row's rule and the
/// permission table say, whoever is refused changes nothing, and who is no member reads no text.
/// </summary>
public sealed class AccessMatrix(Stage stage) : IClassFixture<Stage>, IDisposable
{
    private readonly RestDoor _rest = new(stage);
    private readonly FrameDoor _frames = new(stage);

    public static TheoryData<string, Kind> Routes => RowsOf(RestRows.All);

    public static TheoryData<string, Kind> Frames => RowsOf(FrameRows.All);

    [Theory]
    [MemberData(nameof(Routes))]
    public Task Every_caller_of_a_route_gets_what_the_table_says(string row, Kind kind) => CheckAsync(
        RestRows.All.Single(r => r.Name == row), kind, _rest.CallAsync, refusal => $"{refusal.Status} {refusal.Code}");

    [Theory]
    [MemberData(nameof(Frames))]
    public Task Every_sender_of_a_frame_gets_what_the_table_says(string row, Kind kind) => CheckAsync(
        FrameRows.All.Single(r => r.Name == row), kind, _frames.CallAsync,
        refusal => refusal == Errors.NotSignedIn ? $"closed {CloseCodes.NotAuthenticated}"
            : refusal == Errors.AccountDisabled ? $"closed {CloseCodes.AccountDisabled}"
            : $"error {refusal.Code}");

    [Fact]
    public void Every_route_has_a_row_and_every_row_a_route() => AssertSame(
        RestRows.All.Select(row => row.Door),
        from route in stage.Parley.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where route.Metadata.GetMetadata<Parley.Dialects.DialectRoute>() is null   // see Dialects/Matrix
        from verb in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"]
        select $"{verb} /{route.RoutePattern.RawText!.Trim('/')}");

    [Fact]
    public void Every_frame_type_has_a_row_and_every_row_a_frame_type() => AssertSame(
        FrameRows.All.Select(row => row.Door), stage.Parley.Services.GetRequiredService<SocketOps>().All.Keys);

    public void Dispose() => _rest.Dispose();

    private static TheoryData<string, Kind> RowsOf(IEnumerable<Row> rows)
    {
        var data = new TheoryData<string, Kind>();
        foreach (var row in rows)
        {
            foreach (var kind in row.Kinds)
                data.Add(row.Name, kind);
        }

        return data;
    }

    private static void AssertSame(IEnumerable<string> rows, IEnumerable<string> doors)
    {
        var (have, need) = (rows.ToHashSet(), doors.ToHashSet());
        Assert.True(need.IsSubsetOf(have), $"Without a row: {string.Join(", ", need.Except(have))}");
        Assert.True(have.IsSubsetOf(need), $"Rows of nothing: {string.Join(", ", have.Except(need))}");
    }

    private async Task CheckAsync(Row row, Kind kind, Func<Row, Scene, Who, Task<Answer>> call, Func<Error, string> refused)
    {
        var cells = Cell.Callers(kind).Select(who => new Cell(kind, who)).ToLookup(cell => row.Expect(cell) is null);
        var scene = row.Use == Use.Shared ? await stage.SharedAsync(kind) : await stage.MakeAsync(kind);
        var wrong = new List<string>();

        var before = await SeqAsync(scene);
        foreach (var cell in cells[false])
            Complain(wrong, row, cell, scene, await call(row, scene, cell.Who), [refused(row.Expect(cell)!)]);
        if (await SeqAsync(scene) is var after && after != before)
            wrong.Add($"refused calls moved the conversation from {before} to {after}");

        foreach (var cell in cells[true])
        {
            Complain(wrong, row, cell, scene, await call(row, scene, cell.Who), row.Success);
            if (row.Use == Use.Spends && cell != cells[true].Last())
                scene = await stage.MakeAsync(kind);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Cell.Callers(kind).Count()} cells");
        Assert.True(wrong.Count == 0, $"{row.Name}\n{string.Join('\n', wrong)}");
    }

    private void Complain(List<string> wrong, Row row, Cell cell, Scene scene, Answer answer, string[] right)
    {
        if (!right.Contains(answer.Word))
            wrong.Add($"{cell.Kind}, {cell.Who}: expected {string.Join(" or ", right)}, got {answer.Word}: {answer.Text}");
        else if (!cell.IsActive && !row.Discloses(cell) && answer.Text.Contains(scene.Secret, StringComparison.Ordinal))
            wrong.Add($"{cell.Kind}, {cell.Who}: reads the text of a message: {answer.Text}");
        else if (row.Shows is var (word, isThere) && row.Expect(cell) is null
            && answer.Text.Contains(scene.Fill(word, stage, cell.Who), StringComparison.Ordinal) != isThere(cell))
            wrong.Add($"{cell.Kind}, {cell.Who}: the answer should {(isThere(cell) ? "" : "not ")}name {word}: {answer.Text}");
    }

    /// <summary>The number of the conversation's last durable change; nothing where there is none.</summary>
    private async Task<long?> SeqAsync(Scene scene) => scene.Kind is Kind.Ended or Kind.Unknown
        ? null
        : (await stage.Founder.GetAsync<ConversationView>($"conversations/{scene.Conversation}")).LastSeq;
}
