using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Upkeep;

namespace Parley.Notifications;

/// <summary>What takes the rows of <c>notification_deliveries</c> that are due; woken when a commit made one.</summary>
public abstract class DeliveryChore(TimeProvider clock, ILogger logger) : Chore(clock, logger);

/// <summary>How a room brings one.</summary>
public static class DeliveryChoreServices
{
    public static IServiceCollection AddDeliveryChore<TChore>(this IServiceCollection services)
        where TChore : DeliveryChore => services.AddChore<TChore>().AddSingleton<DeliveryChore>(s => s.GetRequiredService<TChore>());
}

/// <summary>Where a delivery stands. Stored: add, never renumber.</summary>
public enum DeliveryState
{
    /// <summary>To be shown on the person's devices from <c>due_at</c> on.</summary>
    ToShow = 0,

    /// <summary>Shown and not read yet. Whoever shows a row makes it this.</summary>
    Shown = 1,

    /// <summary>Was shown, and is read or gone now: to be taken off the devices. Whoever has done so deletes the row.</summary>
    ToClear = 2,
}
