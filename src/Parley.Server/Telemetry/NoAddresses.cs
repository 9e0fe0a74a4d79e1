using System.Diagnostics;
using OpenTelemetry;

namespace Parley.Server.Telemetry;

/// <summary>Takes the query out of the framework's request spans: <c>/ws?token=…</c> is a credential.</summary>
internal sealed class NoAddresses : BaseProcessor<Activity>
{
    private static readonly string[] Telling = ["url.query", "url.full", "http.url", "http.target"];

    public override void OnEnd(Activity data)
    {
        foreach (var tag in Telling)
            data.SetTag(tag, null);
    }
}
