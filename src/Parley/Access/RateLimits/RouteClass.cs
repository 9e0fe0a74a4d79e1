namespace Parley.Access.RateLimits;

/// <summary>What kind of work a call is; each kind has budgets of its own.</summary>
public enum RouteClass
{
    Read,
    Write,

    /// <summary>Signing up, in and out, and tickets.</summary>
    Auth,
    Upload,
    Search,
    Admin,

    /// <summary>Opening a socket.</summary>
    Handshake,

    /// <summary>Any frame, before anybody asks what it wants; what it wants is counted as its kind beside.</summary>
    Frame,
}

/// <summary>Whose budget it is.</summary>
public enum LimitedBy
{
    Person,
    Workspace,

    /// <summary>An address of version 4, or the 2^64 addresses of one line of version 6.</summary>
    Address,
}

/// <summary>A budget: so many a second in the long run, and so many at once.</summary>
public readonly record struct Rate(double PerSecond, int AtOnce);
