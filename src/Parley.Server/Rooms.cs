using Parley.Access;
using Parley.Access.ApiTokens;
using Parley.Access.RateLimits;
using Parley.Admin;
using Parley.Audit;
using Parley.Conversations;
using Parley.Conversations.Log;
using Parley.Drafts;
using Parley.LinkPreviews;
using Parley.Files;
using Parley.Importing;
using Parley.Messages;
using Parley.MetadataIndex;
using Parley.Moderation;
using Parley.Notifications;
using Parley.Outgoing;
using Parley.People;
using Parley.Pins;
using Parley.Presence;
using Parley.Push;
using Parley.Push.Mail;
using Parley.Reactions;
using Parley.Realtime;
using Parley.Receipts;
using Parley.Saved;
using Parley.Search;
using Parley.Server.Web;
using Parley.Storage;
using Parley.Telemetry;
using Parley.Typing;
using Parley.Upkeep;
using Parley.Workspaces;

namespace Parley.Server;

/// <summary>The list of rooms: what each brings, and both its doors.</summary>
internal static class Rooms
{
    public static void AddRooms(this IServiceCollection services)
    {
        // The house
        services.AddSingleton(TimeProvider.System).AddSingleton<Figures>();
        services.AddSingleton<DataDirectory>();
        services.AddSingleton<Database>(s => new SqliteDatabase(
            s.GetRequiredService<DataDirectory>().DatabaseFile, s.GetRequiredService<ILogger<SqliteDatabase>>(), s.GetRequiredService<TimeProvider>(),
            s.GetRequiredService<Figures>()));
        services.AddSingleton<OutgoingHttp>().AddSingleton<AuditLog>().AddSingleton<Chores>();
        services.AddSingleton<MembershipCache>().AddSingleton<ConversationAccess>().AddSingleton<UserNumbers>().AddSingleton<RowNumbers>().AddSingleton<PersonCards>().AddAccess();
        services.AddSingleton<Switchboard>().AddSingleton<SocketLife>().AddSingleton<EventPublisher>().AddSingleton<Heartbeats>();
        services.AddSingleton<SocketSignIn>().AddSingleton<EndedCredentials>().AddSingleton<SocketDoor>().AddSingleton(MakeOps);

        // The rooms
        services.AddSingleton<UserDirectory>().AddSingleton<UserNews>().AddSingleton<OwnPassword>().AddSingleton<StatusHandler>().AddSingleton<RegisterHandler>().AddSingleton<UpdateMeHandler>().AddSingleton<AccountChanges>().AddSingleton<UpdateUserHandler>()
            .AddSingleton<ReadUsersHandler>();
        services.AddSingleton<OperatorAccounts>().AddSingleton<OperatorTokens>().AddSingleton<Integrity>();
        services.AddSingleton<FirstWorkspace>().AddSingleton<WorkspaceDirectory>().AddSingleton<ReadWorkspacesHandler>()
            .AddSingleton<CreateWorkspaceHandler>().AddSingleton<UpdateWorkspaceHandler>();
        services.AddSingleton<ConversationLog>().AddSingleton<MessageViews>().AddSingleton<ConversationViews>().AddSingleton<ChangeReader>();
        services.AddSingleton<CreateConversationHandler>().AddSingleton<ReadConversationsHandler>().AddSingleton<UpdateConversationHandler>()
            .AddSingleton<DeleteConversationHandler>().AddSingleton<JoinAndLeaveHandler>().AddSingleton<AddMembersHandler>()
            .AddSingleton<UpdateMemberHandler>().AddSingleton<ListMembersHandler>().AddSingleton<MySettingsHandler>()
            .AddSingleton<JoinConversationHandler>().AddSingleton<ResumeHandler>().AddSingleton<NumberedConversationsHandler>().AddSingleton<NumberedMembersHandler>()
            .AddSingleton<ConversationStandings>();
        services.AddSingleton<SendMessageHandler>().AddSingleton<EditMessageHandler>().AddSingleton<DeleteMessageHandler>()
            .AddSingleton<ReadMessagesHandler>().AddSingleton<NewestPages>().AddSingleton<NumberedMessagesHandler>().AddSingleton<ToldMessages>();
        services.AddSingleton<ReactHandler>().AddSingleton<MarkReadHandler>().AddSingleton<MarkDeliveredHandler>().AddSingleton<MarkUnreadHandler>()
            .AddSingleton<ReadPositions>().AddSingleton<PairReadings>().AddSingleton<TypingHandler>();
        services.AddSingleton<PresenceBoard>().AddSingleton<PresenceHandler>();
        services.AddSingleton<AccountDisabling>().AddModeration();
        services.AddPush();
        services.AddFiles();
        services.AddSingleton<Importer>();
        services.AddNotifications();   // after files: a notification says whether the message carries some
        services.AddPins().AddDrafts().AddSaved().AddLinkPreviews().AddMetadataIndex();
        services.AddAdmin();
        services.AddSearch();
    }

    public static void MapRooms(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1").AddEndpointFilter<RouteGroupBuilder, ValidatedBodies>();
        api.LimitAll();
        api.AcceptOrigins(app.Services);
        api.MapAuth();
        api.MapSessions();
        api.MapTokens();
        api.MapPeople();
        api.MapWorkspaces();
        api.MapConversations();
        api.MapMembers();
        api.MapMessages();
        api.MapReactions();
        api.MapReceipts();
        api.MapPresence();
        api.MapFiles();
        api.MapModeration();
        api.MapPush();
        app.MapUnsubscribe();
        api.MapNotifications();
        api.MapPins();
        api.MapDrafts();
        api.MapSaved();
        api.MapLinkPreviews();
        api.MapMetadataIndex();
        app.MapPermalinks();
        api.MapSearch();
        app.Map("/ws", app.Services.GetRequiredService<SocketDoor>().OpenAsync).Limited(RouteClass.Handshake).ExcludeFromDescription();
        api.MapAdmin();
    }

    private static SocketOps MakeOps(IServiceProvider services)
    {
        var ops = new SocketOps();
        ops.MapConversations(services.GetRequiredService<JoinConversationHandler>(), services.GetRequiredService<ResumeHandler>());
        ops.MapMessages(
            services.GetRequiredService<SendMessageHandler>(), services.GetRequiredService<EditMessageHandler>(),
            services.GetRequiredService<DeleteMessageHandler>(), services.GetRequiredService<Figures>());
        ops.MapReactions(services.GetRequiredService<ReactHandler>());
        ops.MapReceipts(services.GetRequiredService<MarkReadHandler>(), services.GetRequiredService<MarkDeliveredHandler>());
        ops.MapPresence(services.GetRequiredService<PresenceHandler>());
        ops.MapTyping(services.GetRequiredService<TypingHandler>());
        ops.MapPins(services.GetRequiredService<PinHandler>());
        return ops;
    }
}
