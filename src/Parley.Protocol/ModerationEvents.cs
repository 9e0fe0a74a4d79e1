namespace Parley.Protocol;

/// <summary>The caller blocked somebody, or let them be again, on another device.</summary>
public sealed record BlockUpdated(UserId UserId, bool Blocked) : PersonalEvent;

/// <summary>Something was reported that the listener moderates; without the message's text, which is fetched with the report.</summary>
public sealed record ReportCreated(ReportView Report) : PersonalEvent;

/// <summary>Somebody decided on a report that the listener moderates.</summary>
public sealed record ReportResolved(ReportView Report) : PersonalEvent;

/// <summary>A moderator warned the listener.</summary>
public sealed record WarningReceived(WarningView Warning) : PersonalEvent;
