using Microsoft.Extensions.DependencyInjection;
using Parley.Telemetry;

namespace Parley.Upkeep;

/// <summary>Starts every chore after the server is ready and stops them before storage does.</summary>
public sealed class Chores(IEnumerable<Chore> all, Figures figures) : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _living = Task.CompletedTask;

    public IReadOnlyList<Chore> All { get; } = [.. all];

    public void Start() => _living = Task.WhenAll(All.Select(chore => Task.Run(() => chore.LiveAsync(figures.Work, _stopping.Token))));

    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _living;
    }

    public void Dispose() => _stopping.Dispose();
}

/// <summary>How a room brings its chores.</summary>
public static class ChoreServices
{
    public static IServiceCollection AddChore<TChore>(this IServiceCollection services)
        where TChore : Chore => services.AddSingleton<TChore>().AddSingleton<Chore>(s => s.GetRequiredService<TChore>());
}
