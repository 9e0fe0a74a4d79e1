using Parley.Protocol;

namespace Parley.Push.Deliveries;

/// <summary>One way by which pushes leave the server. Knows how to deliver and what answers mean, and nothing of when and how often.</summary>
public abstract class PushSender
{
    public abstract PushWay Way { get; }

    /// <summary>How many deliveries one call takes.</summary>
    public virtual int Together => 1;

    /// <summary>How long one call may take.</summary>
    public virtual TimeSpan Patience => TimeSpan.FromSeconds(10);

    /// <summary>Tries once, and says of each delivery, in their order, how it ended. Throws for bugs only.</summary>
    public abstract Task<IReadOnlyList<Tried>> SendAsync(IReadOnlyList<Delivery> deliveries, CancellationToken ct);
}
