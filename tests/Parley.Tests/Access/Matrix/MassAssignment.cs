using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Protocol;
using Xunit;

namespace Parley.Tests.Access.Matrix;

/// <summary>
/// A body may carry every member that any answer has: those that its record does not take change nothing. Each row of the matrix that
/// has a body is called twice in scenes that differ in their ids only, with and without them, and everything after must be the same.
/// </summary>
public sealed partial class MassAssignment(Stage stage) : IClassFixture<Stage>, IDisposable
{
    private readonly RestDoor _rest = new(stage);
    private readonly FrameDoor _frames = new(stage);

    public static TheoryData<string> Bodies => [.. Rows(RestRows.All.Where(row => row.Body is not null)).Select(row => row.Name)];

    public static TheoryData<string> Frames => [.. Rows(FrameRows.All).Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Bodies))]
    public Task A_body_sets_nothing_but_what_its_record_takes(string name)
    {
        var row = RestRows.All.Single(r => r.Name == name);
        var route = stage.Parley.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Single(endpoint =>
            row.Door.EndsWith($" /{endpoint.RoutePattern.RawText!.Trim('/')}", StringComparison.Ordinal)
            && row.Door.StartsWith(endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0], StringComparison.Ordinal));
        var forged = Forged(route.Metadata.GetMetadata<IAcceptsMetadata>()!.RequestType!);
        return AssertSameAsync(row, row with { Body = $"{{{forged}{(row.Body == "{}" ? "" : ",")}{row.Body![1..]}" }, _rest.CallAsync);
    }

    [Theory]
    [MemberData(nameof(Frames))]
    public Task A_frame_sets_nothing_but_what_its_command_takes(string name)
    {
        var row = FrameRows.All.Single(r => r.Name == name);
        var forged = Forged(typeof(Error).Assembly.GetExportedTypes().Single(type =>
            type.IsClass && (string?)type.GetProperty("Op", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) == row.Door), "type", "ref");
        return AssertSameAsync(row, row with { Body = $"{forged}{(row.Body!.Length > 0 ? "," : "")}{row.Body}" }, _frames.CallAsync);
    }

    [Fact]
    public void What_is_forged_is_what_would_do_harm() => Assert.All(
        ["id", "workspace_id", "sender_id", "user_id", "role", "status", "seq", "ordinal", "created_at", "edited_at", "read_ordinal", "disabled"],
        name => Assert.Contains($"\"{name}\":", Forged(typeof(EditMessageBody)), StringComparison.Ordinal));

    public void Dispose() => _rest.Dispose();

    /// <summary>Those that succeed, in a place that is new each time.</summary>
    private static IEnumerable<Row> Rows(IEnumerable<Row> rows) => rows.Where(row =>
        row.Kinds.Any(IsGroup) && CallerOf(row) is not null && !row.Path.Values.Contains("$home")
        && row.Body?.Contains("$home", StringComparison.Ordinal) is not true);

    private static Kind KindOf(Row row) => row.Kinds.First(IsGroup);

    private static bool IsGroup(Kind kind) => kind is Kind.PrivateGroup or Kind.PublicGroup;

    private static Who? CallerOf(Row row) => Cell.Callers(KindOf(row)).Cast<Who?>()
        .FirstOrDefault(who => row.Rule(new Cell(KindOf(row), who!.Value)) is null);

    /// <summary>Every member that some view has and this record has not, with values that would do harm.</summary>
    private static string Forged(Type record, params string[] alsoTaken)
    {
        var taken = record.GetProperties().Select(Name).Concat(alsoTaken).ToHashSet();
        var members = typeof(Error).Assembly.GetExportedTypes()
            .Where(type => type.Name.EndsWith("View", StringComparison.Ordinal) || type == typeof(MyMembership))
            .SelectMany(type => type.GetProperties()).DistinctBy(Name).Where(property => !taken.Contains(Name(property)))
            .Select(property => $"\"{Name(property)}\":{Harm(property.PropertyType)}");
        return string.Join(',', members.Concat(
            ["\"workspace_id\":\"$banned\"", "\"tenant_id\":1", "\"workspace_n\":1", "\"sender_n\":1", "\"user_n\":1", "\"is_admin\":true", "\"caller\":{}"]));
    }

    private static string Name(PropertyInfo property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);

    private static string Harm(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsEnum)
            return $"\"{JsonNamingPolicy.SnakeCaseLower.ConvertName(Enum.GetNames(type)[^1])}\"";
        if (type == typeof(string))
            return "\"forged\"";
        if (type == typeof(long))
            return "999";
        if (type == typeof(bool))
            return "true";
        if (type == typeof(DateTimeOffset))
            return "\"2001-01-01T00:00:00Z\"";
        if (type == typeof(Guid) || type.GetInterfaces().Any(face => face.Name.StartsWith("IId", StringComparison.Ordinal)))
            return "\"$banned\"";
        return typeof(System.Collections.IEnumerable).IsAssignableFrom(type) ? "[]" : """{"role":"owner"}""";
    }

    private async Task AssertSameAsync(Row plain, Row forged, Func<Row, Scene, Who, Task<Answer>> call)
    {
        var right = await AfterAsync(plain, call);
        var tried = await AfterAsync(forged, call);

        Assert.Contains(right[0], plain.Success);
        Assert.Equal(right, tried);
    }

    private async Task<string[]> AfterAsync(Row row, Func<Row, Scene, Who, Task<Answer>> call)
    {
        var scene = await stage.MakeAsync(KindOf(row), inOrder: true);
        var answer = await call(row, scene, CallerOf(row)!.Value);
        var http = stage.Of(Who.Owner).Http;
        var path = $"conversations/{scene.Conversation}";
        var state = new[]
        {
            "me", path, $"{path}/members", $"{path}/members?status=banned", $"{path}/messages", $"{path}/changes", $"users/{scene.Bystander}",
        };
        return
        [
            // What resume tells is what the socket has not heard live yet, which differs from moment to moment.
            answer.Word, row.Door == "resume" ? "" : Plain(answer.Text, scene),
            .. await Task.WhenAll(state.Select(async part => Plain(await http.GetStringAsync(part), scene))),
        ];
    }

    /// <summary>Without what sets one scene apart from another; people keep their names.</summary>
    private string Plain(string text, Scene scene)
    {
        foreach (var who in Enum.GetValues<Who>().Where(who => who is not (Who.Nobody or Who.ReadOnly)))
            text = text.Replace(stage.Of(who).Id.ToString(), who.ToString(), StringComparison.Ordinal);

        text = text.Replace(stage.Founder.Id.ToString(), "Founder", StringComparison.Ordinal)
            .Replace(scene.Bystander, "Bystander", StringComparison.Ordinal)
            .Replace(scene.Message.ToString(), "the message", StringComparison.Ordinal)
            .Replace(scene.Conversation.ToString(), "the conversation", StringComparison.Ordinal);
        return NumberOrId().Replace(text, "#");
    }

    [GeneratedRegex("(?<=scene |task-|bystander-|newcomer-|\"ref\":\"r|\"size\":)[0-9]+|(?<=(token|invite)\":\"|&signature=)[^\"]+|[0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.IgnoreCase)]
    private static partial Regex NumberOrId();
}
