using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.OpenApi;

public sealed class EveryRoute
{
    [Fact]
    public async Task Of_the_server_is_described_with_its_refusals_and_examples()
    {
        await using var parley = await TestParley.StartAsync();
        using var client = new HttpClient();
        var text = await client.GetStringAsync(new Uri(parley.Address, "/openapi/v1.json"), TestContext.Current.CancellationToken);
        using var document = JsonDocument.Parse(text);

        var complaints = DescribedRoutes.Complaints(parley.Services.GetRequiredService<EndpointDataSource>(), document.RootElement);

        Assert.True(complaints.Count == 0, string.Join('\n', complaints));
    }
}
