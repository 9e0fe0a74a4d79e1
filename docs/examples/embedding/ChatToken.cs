// .NET 9 or newer, no packages. Minimal API:
// app.MapGet("/chat-token", (ClaimsPrincipal user) => ChatToken.For(user.FindFirstValue(ClaimTypes.NameIdentifier)!, user.Identity!.Name!)).RequireAuthorization();
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

public static class ChatToken
{
    /// <summary>A token for the person whom this server has signed in; Parley makes the account on first sight.</summary>
    public static string For(string userId, string name)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var head = new JsonObject { ["alg"] = "HS256", ["typ"] = "JWT" };
        var claims = new JsonObject
        {
            ["iss"] = Environment.GetEnvironmentVariable("CHAT_ISSUER"), ["sub"] = userId, ["name"] = name, ["iat"] = now, ["exp"] = now + 600,
        };
        var signed = $"{Part(head)}.{Part(claims)}";
        var secret = Encoding.UTF8.GetBytes(Environment.GetEnvironmentVariable("CHAT_SECRET")!);
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(signed)))}";
    }

    private static string Part(JsonObject value) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(value.ToJsonString()));
}
