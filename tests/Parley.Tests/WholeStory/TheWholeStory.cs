using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.WholeStory;

/// <summary>Zulip's verify_action: a snapshot, moved by what an action tells, is the snapshot that one would fetch after it.</summary>
public sealed class TheWholeStory
{
    private static readonly Dictionary<string, string> WithoutStory = new()
    {
        ["start_typing"] = "passes, is not kept",
        ["stop_typing"] = "passes, is not kept",
        ["update_presence"] = "passes, is not kept",
        ["join_conversation"] = "reads",
        ["resume"] = "reads",
        ["ping"] = "reads nothing",
        ["authenticate"] = "changes no conversation",
    };

    public static TheoryData<string, string> Titles => [.. Stories.All.Select(s => (s.Door, s.Title))];

    [Theory]
    [MemberData(nameof(Titles))]
    public async Task A_snapshot_moved_by_events_is_the_snapshot_fetched_afterwards(string door, string title)
    {
        await using var parley = await TestParley.StartAsync();
        var scene = await Scene.BeginAsync(parley);

        await scene.TellAsync(Stories.All.Single(s => s.Door == door && s.Title == title).Act);
    }

    [Fact]
    public void Every_command_of_the_protocol_has_a_story()
    {
        var commands =
            from type in typeof(ICommand<>).Assembly.GetTypes()
            where type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICommand<>))
            select (string)type.GetProperty(nameof(SendMessage.Op))!.GetValue(null)!;

        Assert.Empty(commands.Except(Stories.All.Select(s => s.Door)).Except(WithoutStory.Keys));
    }

    [Fact]
    public async Task Every_route_that_changes_a_conversation_or_a_message_has_a_story()
    {
        await using var parley = await TestParley.StartAsync();
        var routes =
            from route in parley.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            let path = "/" + route.RoutePattern.RawText!.Trim('/')
            where path.StartsWith("/api/v1/conversations", StringComparison.Ordinal) || path.StartsWith("/api/v1/messages", StringComparison.Ordinal)
            from verb in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
            where verb is not ("GET" or "HEAD")
            select $"{verb} {path}";

        Assert.Empty(routes.Except(Stories.All.Select(s => s.Door)));
    }
}
