using Parley.Access.RateLimits;

namespace Parley.Realtime;

/// <summary>What the frames of one socket cost: taken from the budgets that its person shares over all sockets and REST.</summary>
internal sealed class FrameBudget(Budgets budgets, Payer payer)
{
    /// <summary>Refused frames in a row after which the socket is closed: it does not listen to the refusals.</summary>
    public const int Patience = 500;

    private RouteClass? _asked;

    /// <summary>How many frames in a row were refused.</summary>
    public int Refused { get; private set; }

    /// <summary>Takes a frame, and what it asks for; how long to wait when there is none left.</summary>
    public TimeSpan Take(RouteClass? asked)
    {
        if (!budgets.IsOn)
            return TimeSpan.Zero;

        _asked = asked;
        var wait = budgets.Take(payer, RouteClass.Frame);
        if (wait == TimeSpan.Zero && asked is { } kind)
            wait = budgets.Take(payer, kind);

        Refused = wait > TimeSpan.Zero ? Refused + 1 : 0;
        return wait;
    }

    /// <summary>The frame taken last asks for more than one thing.</summary>
    public void Charge(int more) => budgets.Charge(payer, _asked ?? RouteClass.Frame, more);
}
