using System.Net;
using Parley.Protocol;
using Xunit;

namespace Parley.Tests.Cast;

/// <summary>Expectations about answers that are refusals.</summary>
public static class Refused
{
    public static async Task WithAsync(Error error, Task<HttpResponseMessage> answer)
    {
        var given = await answer;
        Assert.Equal((HttpStatusCode)error.Status, given.StatusCode);
        Assert.Equal("application/problem+json", given.Content.Headers.ContentType?.MediaType);
        Assert.Equal(error.Code, await Person.CodeAsync(given));
    }
}
