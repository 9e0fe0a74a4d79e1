using System.Buffers.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Protocol;

/// <summary>How everything looks on the wire: snake_case, times with <c>Z</c>, at most 16 levels deep. The only JSON of Parley.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, MaxDepth = Limits.JsonDepth, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true, Converters = [typeof(UtcTime)])]
[JsonSerializable(typeof(ChatEvent))]
[JsonSerializable(typeof(SendMessage))]
[JsonSerializable(typeof(EditMessage))]
[JsonSerializable(typeof(DeleteMessage))]
[JsonSerializable(typeof(AddReaction))]
[JsonSerializable(typeof(RemoveReaction))]
[JsonSerializable(typeof(StartTyping))]
[JsonSerializable(typeof(StopTyping))]
[JsonSerializable(typeof(MarkRead))]
[JsonSerializable(typeof(MarkDelivered))]
[JsonSerializable(typeof(UpdatePresence))]
[JsonSerializable(typeof(JoinConversation))]
[JsonSerializable(typeof(Resume))]
[JsonSerializable(typeof(Ping))]
[JsonSerializable(typeof(Authenticate))]
[JsonSerializable(typeof(Register))]
[JsonSerializable(typeof(LogIn))]
[JsonSerializable(typeof(RefreshLogIn))]
[JsonSerializable(typeof(CreateToken))]
[JsonSerializable(typeof(CreateWorkspace))]
[JsonSerializable(typeof(UpdateWorkspace))]
[JsonSerializable(typeof(UpdateMe))]
[JsonSerializable(typeof(UpdateUser))]
[JsonSerializable(typeof(SetStatus))]
[JsonSerializable(typeof(CreateConversation))]
[JsonSerializable(typeof(UpdateConversation))]
[JsonSerializable(typeof(AddMembers))]
[JsonSerializable(typeof(UpdateMember))]
[JsonSerializable(typeof(TransferOwnership))]
[JsonSerializable(typeof(MuteConversation))]
[JsonSerializable(typeof(ReadBody))]
[JsonSerializable(typeof(UnreadBody))]
[JsonSerializable(typeof(SendMessageBody))]
[JsonSerializable(typeof(EditMessageBody))]
[JsonSerializable(typeof(SignedIn))]
[JsonSerializable(typeof(TicketView))]
[JsonSerializable(typeof(UserView))]
[JsonSerializable(typeof(WorkspaceView))]
[JsonSerializable(typeof(WorkspaceSettings))]
[JsonSerializable(typeof(ConversationView))]
[JsonSerializable(typeof(ConversationStatistics))]
[JsonSerializable(typeof(MemberView))]
[JsonSerializable(typeof(MessageView))]
[JsonSerializable(typeof(MessagePage))]
[JsonSerializable(typeof(ChangePage))]
[JsonSerializable(typeof(JoinedConversation))]
[JsonSerializable(typeof(Done))]
[JsonSerializable(typeof(SentMessage))]
[JsonSerializable(typeof(TokenView))]
[JsonSerializable(typeof(SessionView))]
[JsonSerializable(typeof(PresenceView))]
[JsonSerializable(typeof(Listing<UserView>))]
[JsonSerializable(typeof(Listing<WorkspaceView>))]
[JsonSerializable(typeof(Listing<ConversationView>))]
[JsonSerializable(typeof(Listing<MemberView>))]
[JsonSerializable(typeof(Listing<MessageView>))]
[JsonSerializable(typeof(Listing<MessageEditView>))]
[JsonSerializable(typeof(Listing<ReactionView>))]
[JsonSerializable(typeof(Listing<ReaderView>))]
[JsonSerializable(typeof(Listing<PresenceView>))]
[JsonSerializable(typeof(Listing<SessionView>))]
[JsonSerializable(typeof(Listing<TokenView>))]
[JsonSerializable(typeof(ModerationSettings))]
[JsonSerializable(typeof(CreateReport))]
[JsonSerializable(typeof(ResolveReport))]
[JsonSerializable(typeof(BlockView))]
[JsonSerializable(typeof(ReportView))]
[JsonSerializable(typeof(ReportedMessageView))]
[JsonSerializable(typeof(WarningView))]
[JsonSerializable(typeof(Listing<BlockView>))]
[JsonSerializable(typeof(Listing<ReportView>))]
[JsonSerializable(typeof(Listing<WarningView>))]
[JsonSerializable(typeof(Subscribe))]
[JsonSerializable(typeof(RegisterDevice))]
[JsonSerializable(typeof(UpdatePushSettings))]
[JsonSerializable(typeof(VapidKeyView))]
[JsonSerializable(typeof(PushSubscriptionView))]
[JsonSerializable(typeof(PushDeviceView))]
[JsonSerializable(typeof(PushAttemptView))]
[JsonSerializable(typeof(PushSettingsView))]
[JsonSerializable(typeof(PushContent))]
[JsonSerializable(typeof(GatewayCall))]
[JsonSerializable(typeof(GatewayAnswer))]
[JsonSerializable(typeof(Listing<PushSubscriptionView>))]
[JsonSerializable(typeof(Listing<PushDeviceView>))]
[JsonSerializable(typeof(Listing<PushAttemptView>))]
[JsonSerializable(typeof(NotificationSettings))]
[JsonSerializable(typeof(SetConversationNotifications))]
[JsonSerializable(typeof(ReadNotificationsBody))]
[JsonSerializable(typeof(NotificationView))]
[JsonSerializable(typeof(BadgesView))]
[JsonSerializable(typeof(UnreadNotificationsView))]
[JsonSerializable(typeof(ConversationNotificationsView))]
[JsonSerializable(typeof(NotificationExplanation))]
[JsonSerializable(typeof(Listing<NotificationView>))]
[JsonSerializable(typeof(PinMessage))]
[JsonSerializable(typeof(UnpinMessage))]
[JsonSerializable(typeof(PinView))]
[JsonSerializable(typeof(DraftBody))]
[JsonSerializable(typeof(DraftView))]
[JsonSerializable(typeof(SaveMessageBody))]
[JsonSerializable(typeof(SavedView))]
[JsonSerializable(typeof(LinkPreviewView))]
[JsonSerializable(typeof(MessageContext))]
[JsonSerializable(typeof(Listing<PinView>))]
[JsonSerializable(typeof(Listing<DraftView>))]
[JsonSerializable(typeof(Listing<SavedView>))]
[JsonSerializable(typeof(FileSettings))]
[JsonSerializable(typeof(FileSizesByRole))]
[JsonSerializable(typeof(AttachmentView))]
[JsonSerializable(typeof(FileView))]
[JsonSerializable(typeof(OwnFiles))]
[JsonSerializable(typeof(FileLink))]
[JsonSerializable(typeof(MakeFileLink))]
[JsonSerializable(typeof(SetAvatar))]
[JsonSerializable(typeof(Listing<FileView>))]
[JsonSerializable(typeof(AdminUserDetails))]
[JsonSerializable(typeof(InvitedUser))]
[JsonSerializable(typeof(BulkResults))]
[JsonSerializable(typeof(AdminConversationDetails))]
[JsonSerializable(typeof(SettingsView))]
[JsonSerializable(typeof(AuditCheck))]
[JsonSerializable(typeof(AuditEntryView))]
[JsonSerializable(typeof(StatisticsView))]
[JsonSerializable(typeof(AdminUserView))]
[JsonSerializable(typeof(AdminConversationView))]
[JsonSerializable(typeof(AdminMessageView))]
[JsonSerializable(typeof(SettingView))]
[JsonSerializable(typeof(PurgeView))]
[JsonSerializable(typeof(AdminMembershipView))]
[JsonSerializable(typeof(BulkResult))]
[JsonSerializable(typeof(DayFigures))]
[JsonSerializable(typeof(PersonFigure))]
[JsonSerializable(typeof(ConversationFigure))]
[JsonSerializable(typeof(LatencyFigures))]
[JsonSerializable(typeof(StorageFigures))]
[JsonSerializable(typeof(TotalFigures))]
[JsonSerializable(typeof(AdminUpdateUser))]
[JsonSerializable(typeof(AdminCreateUser))]
[JsonSerializable(typeof(AcceptInvite))]
[JsonSerializable(typeof(AdminUserFilter))]
[JsonSerializable(typeof(AdminBulkUsers))]
[JsonSerializable(typeof(AdminChangeMembers))]
[JsonSerializable(typeof(AdminBulkMessages))]
[JsonSerializable(typeof(Listing<AdminUserView>))]
[JsonSerializable(typeof(Listing<AdminConversationView>))]
[JsonSerializable(typeof(Listing<AdminMessageView>))]
[JsonSerializable(typeof(Listing<AuditEntryView>))]
[JsonSerializable(typeof(Listing<PurgeView>))]
[JsonSerializable(typeof(SearchResults))]
[JsonSerializable(typeof(MessageHit))]
[JsonSerializable(typeof(FoundIn))]
[JsonSerializable(typeof(TextSpan))]
[JsonSerializable(typeof(TextSnippet))]
public sealed partial class WireJson : JsonSerializerContext
{
    /// <summary>
    /// The options to use everywhere. Text leaves unescaped where JSON allows it: every answer is application/json with nosniff or a
    /// socket frame, never HTML, and escaping would make most of the world's scripts six times as long.
    /// </summary>
    public static WireJson Wire =>
        field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Makes other options (the web framework's) write and read what these do.</summary>
    public static void Apply(JsonSerializerOptions options)
    {
        options.TypeInfoResolverChain.Insert(0, Wire);
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.MaxDepth = Limits.JsonDepth;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.Converters.Add(new UtcTime());
    }
}

/// <summary>Times as ISO 8601 in UTC with milliseconds and <c>Z</c>; reads any offset.</summary>
public sealed class UtcTime : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time)
            ? time
            : throw new JsonException("A time is ISO 8601, such as 2026-11-21T09:30:00Z.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[33];
        // "O" gives 2026-11-21T09:30:00.1234567Z for a UTC DateTime; milliseconds are all that is stored.
        Utf8Formatter.TryFormat(value.UtcDateTime, text, out _, new System.Buffers.StandardFormat('O'));
        text[23] = (byte)'Z';
        writer.WriteStringValue(text[..24]);
    }
}
