using System.Net;
using System.Text.Json;
using Parley.Protocol;
using Xunit;

namespace Parley.Tests.Cast;

/// <summary>Expectations about answers that are refusals.</summary>
public static class Refused
{
    public static async Task WithAsync(Error error, Task<HttpResponseMessage> answer)
    {
        var given = await answer;
        Assert.True((HttpStatusCode)error.Status == given.StatusCode, $"Expected {error.Code}, got {await given.Content.ReadAsStringAsync()}");
        Assert.Equal("application/problem+json", given.Content.Headers.ContentType?.MediaType);
        Assert.Equal(error.Code, await Person.CodeAsync(given));
    }

    /// <summary>The same over a socket.</summary>
    public static async Task WithAsync(Error error, Task<JsonElement> answer)
    {
        var given = await answer;
        Assert.True(given.GetProperty("type").GetString() == "error", $"Expected {error.Code}, got {given}");
        Assert.Equal(error.Code, given.GetProperty("code").GetString());
    }
}
