using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Access;
using Parley.Conversations.Log;
using Parley.Protocol;
using Parley.Upkeep;

namespace Parley.MetadataIndex;

/// <summary>The door of messages by their metadata.</summary>
public static class MetadataRoutes
{
    private const string Prefix = "metadata.";

    public static IServiceCollection AddMetadataIndex(this IServiceCollection services) => services
        .AddSingleton<FindByMetadataHandler>().AddSingleton<ILogCompanion, MetadataCompanion>().AddChore<MetadataChore>();

    public static void MapMetadataIndex(this RouteGroupBuilder api) =>
        api.MapGet("/messages", Find).WithTags("Messages").WithName("findMessagesByMetadata")
            .WithSummary("Messages whose metadata has a value: ?metadata.KEY=VALUE, for keys that the workspace's settings.metadata_keys name.")
            .Refuses(Errors.NotFound, Errors.Forbidden, Errors.ValidationFailed, Errors.KeyNotIndexed, Errors.Busy);

    private static async Task<Ok<Listing<MessageView>>> Find(
        Caller caller, HttpRequest request, FindByMetadataHandler handler, CancellationToken ct, ConversationId? conversation_id = null,
        string? cursor = null, int? limit = null)
    {
        var asked = request.Query.Where(q => q.Key.StartsWith(Prefix, StringComparison.Ordinal) && q.Key.Length > Prefix.Length).ToList();
        if (asked.Count != 1 || asked[0].Value is not [{ } value])
            throw new Refusal(Errors.ValidationFailed, "Name one key with one value: metadata.order_id=42.");

        return TypedResults.Ok(await handler.HandleAsync(caller, asked[0].Key[Prefix.Length..], value, conversation_id, cursor, limit, ct));
    }
}
