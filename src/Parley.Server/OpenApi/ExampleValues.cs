using System.Text.Json;
using System.Text.Json.Nodes;

namespace Parley.Server.OpenApi;

/// <summary>What a field of this name holds in an example.</summary>
internal static class ExampleValues
{
    /// <summary>By name, or by owner and name where the name alone says too little.</summary>
    private static readonly Dictionary<string, string> Texts = new()
    {
        ["username"] = "ada",
        ["display_name"] = "Ada Lovelace",
        ["email"] = "ada@example.org",
        ["password"] = "correct horse battery staple",
        ["account_type"] = "member",
        ["account_types"] = "member",
        ["workspace"] = "main",
        ["slug"] = "main",
        ["invite_code"] = "welcome-to-the-house",
        ["title"] = "Engine room",
        ["description"] = "Everything about the analytical engine",
        ["content"] = "Shall we begin with the mill?",
        ["emoji"] = "👍",
        ["name"] = "Engine works",
        ["TokenView.name"] = "build server",
        ["CreateToken.name"] = "build server",
        ["ContextView.type"] = "task",
        ["ContextView.id"] = "42",
        ["ContextRequest.type"] = "task",
        ["ContextRequest.id"] = "42",
        ["content_type"] = "application/pdf",
        ["url"] = "/api/v1/files/01997a3e-0005-7000-8000-000000000005/content",
        ["FileLink.url"] = "/api/v1/files/01997a3e-0005-7000-8000-000000000005/linked?by=7&expires=1795253400&signature=…",
        ["thumbnail_url"] = "/api/v1/files/01997a3e-0005-7000-8000-000000000005/thumbnail",
        ["AttachmentView.content_type"] = "image/png",
        ["AttachmentView.name"] = "drawing.png",
        ["FileView.content_type"] = "image/png",
        ["FileView.name"] = "drawing.png",
        ["sha256"] = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        ["allowed_types"] = "image/*",
        ["scopes"] = "read",
        ["user_agent"] = "Firefox on Linux",
        ["address"] = "192.0.2.7",
        ["access_token"] = "eyJhbGciOiJFUzI1NiIsImtpZCI6IjEifQ.eyJzdWIiOiIuLi4ifQ.c2lnbmF0dXJl",
        ["refresh_token"] = "the-refresh-token-of-this-log-in",
        ["ticket"] = "a-ticket-for-one-use",
        ["token"] = "the-token-shown-once",
        ["user_id"] = "external:42",
        ["user_ids"] = "external:42",
        ["member_ids"] = "external:42",
        ["QuietHours.time_zone"] = "Europe/Paris",
        ["QuietHours.from"] = "22:00",
        ["QuietHours.to"] = "07:00",
        ["keywords"] = "engine",
        ["conversation_title"] = "Engine room",
        ["actor_name"] = "Ada Lovelace",
        ["excerpt"] = "Shall we begin with the mill?",
        ["NotificationRule.rule"] = "mention",
        ["NotificationRule.explanation"] = "It names you.",
        ["endpoint"] = "https://push.example.org/send/dQw4w9WgXcQ",
        ["p256dh"] = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        ["auth"] = "BTBZMqHH6r4Tts7J_aSIgg",
        ["VapidKeyView.key"] = "BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs",
        ["host"] = "push.example.org",
        ["platform"] = "fcm",
        ["RegisterDevice.token"] = "the-token-that-the-phone-got",
        ["GatewayPush.token"] = "the-token-that-the-phone-got",
    };

    private static readonly Dictionary<string, long> Numbers = new()
    {
        ["seq"] = 7, ["last_seq"] = 7, ["ordinal"] = 5, ["read_ordinal"] = 5, ["message_count"] = 5, ["member_count"] = 2, ["unread_count"] = 0,
        ["reply_count"] = 0, ["deleted_count"] = 0, ["expires_in"] = 900, ["size"] = 48_213,
        ["width"] = 1280, ["height"] = 720, ["used_bytes"] = 48_213, ["workspace_used_bytes"] = 7_340_032, ["quota_bytes"] = 10_737_418_240,
        ["max_bytes"] = 104_857_600, ["member"] = 10_485_760, ["admin"] = 104_857_600, ["owner"] = 104_857_600,
        ["status"] = 201, ["duration_ms"] = 84, ["mail_after_minutes"] = 15,
    };

    private static readonly HashSet<string> MostlyNull =
    [
        "avatar_url", "invite_code", "muted_until", "deleted_at", "edited_at", "quote", "forwarded", "forward_from", "reply_to",
        "metadata", "next_cursor", "current_conversation_id", "direct_with", "attachment_ids", "current_password", "new_password", "workspace",
        "context", "LogIn.email", "read_at", "do_not_disturb_until", "mentions_all",
        "context", "LogIn.email", "duration_ms", "waveform", "FileView.message_id", "max_bytes_by_role",
    ];

    public static bool IsMostlyNull(string name, Type owner) => MostlyNull.Contains(name) || MostlyNull.Contains($"{owner.Name}.{name}");

    public static JsonNode? Of(Type type, string name, string owner)
    {
        if (Id(type, name) is { } id)
            return id;
        if (type == typeof(string))
            return Texts.GetValueOrDefault($"{owner}.{name}") ?? Texts.GetValueOrDefault(name) ?? name;
        if (type == typeof(bool))
            return name is "is_typing" or "current" or "mine";
        if (type == typeof(DateTimeOffset))
            return name is "expires_at" ? "2027-01-01T00:00:00.000Z" : "2026-11-21T09:30:00.000Z";
        if (type.IsEnum)
            return JsonNamingPolicy.SnakeCaseLower.ConvertName(Enum.GetName(type, type == typeof(Protocol.ConversationType) ? 1 : 0)!);
        return type == typeof(JsonElement) ? new JsonObject { ["task"] = 42 } : JsonValue.Create(Numbers.GetValueOrDefault(name, 1));
    }

    /// <summary>One id for each kind of thing, so that a conversation's id is the same in every example.</summary>
    public static string? Id(Type type, string name) => type.Name switch
    {
        "WorkspaceId" => "01997a3e-0001-7000-8000-000000000001",
        "UserId" => "01997a3e-0002-7000-8000-000000000002",
        "ConversationId" => "01997a3e-0003-7000-8000-000000000003",
        "MessageId" => "01997a3e-0004-7000-8000-000000000004",
        "SessionId" => "01997a3e-0006-7000-8000-000000000006",
        "TokenId" => "01997a3e-0007-7000-8000-000000000007",
        "ReportId" => "01997a3e-0018-7000-8000-000000000018",
        "NotificationId" => "01997a3e-0015-7000-8000-000000000015",
        "PushTargetId" => "01997a3e-0008-7000-8000-000000000008",
        "Guid" or "FileId" => "01997a3e-0005-7000-8000-000000000005",
        // A person may be named by our id or by the host application's.
        "String" when name is "userId" or "user_id" => "external:42",
        _ => null,
    };
}
