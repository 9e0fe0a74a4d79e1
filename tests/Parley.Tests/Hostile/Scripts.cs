using System.Reflection;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Protocol;
using Parley.Realtime;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Hostile;

/// <summary>Text that would be a script in a careless page comes back as it was written, in answers that no browser takes for a page.</summary>
public sealed class Scripts
{
    public static string[] Payloads { get; } =
        File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Hostile", "xss.txt"));

    public static TheoryData<string> Fields => [.. TextFields.Free.Select(f => f.Name)];

    [Fact]
    public void There_are_three_hundred() => Assert.True(Payloads.Distinct().Count() >= 300);

    [Theory]
    [MemberData(nameof(Fields))]
    public async Task Come_back_raw_from_every_text_field(string field)
    {
        await using var parley = await TestParley.StartAsync(Doings.NoLimits);
        var founder = await Visitor.RegisteredAsync(parley, "founder");   // the first account owns the install
        var ada = parley.Person("Ada");
        await ada.OpensAsync();
        var scene = new TextScene(parley, ada, founder, await parley.ConversationAsync(ada));
        var way = TextFields.Free.Single(f => f.Name == field).WriteAndRead;

        foreach (var payload in Payloads)
            Assert.Equal(payload.Trim(), (await way(scene, payload))?.Trim());   // names and titles lose spaces around them
    }

    [Fact]
    public async Task Are_told_in_answers_that_are_never_sniffed_for_a_page()
    {
        await using var parley = await TestParley.StartAsync(Doings.NoLimits);
        var ada = parley.Person("Ada");
        var room = await parley.ConversationAsync(ada);
        await ada.SaysAsync(room, Payloads[0]);

        foreach (var path in new[] { $"conversations/{room}/messages", $"conversations/{room}", "me", "conversations", $"users?query={Uri.EscapeDataString(Payloads[0])}", $"messages/{Uri.EscapeDataString(Payloads[0])}" })
        {
            var answer = await ada.AsksAsync(path);
            Assert.Contains(answer.Content.Headers.ContentType!.MediaType, new[] { "application/json", "application/problem+json" });
            Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        }
    }

    [Fact]
    public async Task Every_string_that_a_request_takes_is_in_the_list()
    {
        await using var parley = await TestParley.StartAsync();
        var bodies = parley.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType).OfType<Type>();
        var commands = typeof(ICommand<>).Assembly.GetTypes()
            .Where(type => type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ICommand<>)));

        // What REST alone asks is not asked of a frame: of those commands the body is in the list.
        var strings = bodies.Concat(commands.Where(c => parley.Services.GetRequiredService<SocketOps>().All.Values.Any(op => op.Name == Op(c)) || c == typeof(Authenticate)))
            .SelectMany(Within).Distinct()
            .SelectMany(type => type.GetProperties().Where(p => IsText(p.PropertyType) && p.GetMethod is { IsStatic: false } && p.GetCustomAttribute<JsonIgnoreAttribute>() is null).Select(p => $"{type.Name}.{p.Name}"));

        var forgotten = strings.Except(TextFields.Free.Select(field => field.Name)).Except(TextFields.Bound.Keys).Order().ToList();
        Assert.True(forgotten.Count == 0, string.Join('\n', forgotten));
    }

    private static string Op(Type command) => (string)command.GetProperty(nameof(SendMessage.Op))!.GetValue(null)!;

    private static bool IsText(Type type) => type == typeof(string) || typeof(IEnumerable<string>).IsAssignableFrom(type);

    private static IEnumerable<Type> Within(Type type) =>
        type.Assembly != typeof(ICommand<>).Assembly || !type.IsClass ? [] :
        [type, .. type.GetProperties().Where(p => p.PropertyType != type).SelectMany(p => Within(p.PropertyType))];
}
