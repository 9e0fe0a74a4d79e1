using Parley.Protocol;
using static Parley.Tests.Access.Matrix.Rules;

namespace Parley.Tests.Access.Matrix;

/// <summary>The rows of pushes and mails.</summary>
internal static partial class RestRows
{
    private const string Keys = "\"keys\":{\"p256dh\":\"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4\","
        + "\"auth\":\"BTBZMqHH6r4Tts7J_aSIgg\"}";

    private static IEnumerable<Row> OfPush() =>
    [
        Api("GET /push/vapid-key", AnyAccount, 200).AboutAccounts(),
        Api("GET /push/subscriptions", AnyAccount, 200).AboutAccounts(),
        Api("POST /push/subscriptions", AnyAccount, 201).With("{\"endpoint\":\"https://push.invalid/$who\"," + Keys + "}").AboutAccounts(),
        Api("DELETE /push/subscriptions/{subscriptionId}", But(AnyAccount, Errors.NotFound)).As("somebody else's")
            .Naming("subscriptionId", "$session").AboutAccounts(),
        Api("GET /push/devices", AnyAccount, 200).AboutAccounts(),
        Api("POST /push/devices", But(AnyAccount, Errors.PushUnavailable)).As("where there is no gateway")
            .With("""{"platform":"fcm","token":"$who"}""").AboutAccounts(),
        Api("DELETE /push/devices/{deviceId}", But(AnyAccount, Errors.NotFound)).As("somebody else's").Naming("deviceId", "$session").AboutAccounts(),
        Api("GET /push/settings", AnyAccount, 200).AboutAccounts(),
        Api("PATCH /push/settings", AnyAccount, 200).With("""{"content":true}""").AboutAccounts(),
        Api("POST /push/test", AnyAccount, 200).AboutAccounts(),
        Api("GET /push/attempts", AnyAccount, 200).AboutAccounts(),
        Api("GET /admin/push/attempts", AnyAdministrator, 200).AboutAccounts(),
        new Row("GET /unsubscribe/{token}", Everybody, ["404 without a problem"]).Naming("token", "$context").AboutAccounts(),
        new Row("POST /unsubscribe/{token}", Everybody, ["404 without a problem"]).Naming("token", "$context").AboutAccounts(),
    ];
}
