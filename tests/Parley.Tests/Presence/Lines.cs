using Microsoft.Extensions.DependencyInjection;
using Parley.Realtime;
using Parley.Tests.Cast;

namespace Parley.Tests.Presence;

/// <summary>When the server has noticed that a socket came or went. The rooms were told first.</summary>
internal static class Lines
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Task NextOpenedAsync(TestParley parley)
    {
        var known = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        parley.Services.GetRequiredService<SocketLife>().Opened += _ => known.TrySetResult();
        return known.Task.WaitAsync(Patience);
    }

    public static Task NextClosedAsync(TestParley parley)
    {
        var known = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        parley.Services.GetRequiredService<SocketLife>().Closed += (_, _) => known.TrySetResult();
        return known.Task.WaitAsync(Patience);
    }
}
