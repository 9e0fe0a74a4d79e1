using System.Collections;
using System.Reflection;
using Parley.Access;
using Parley.Protocol;
using Parley.Server;
using Xunit;

namespace Parley.Tests.House;

/// <summary>Keeps the sentences of the house's plan true: who may use whom, and what a handler is.</summary>
public sealed class TheRooms
{
    private static readonly Assembly House = typeof(Refusal).Assembly;
    private static readonly Assembly[] Ours = [typeof(Error).Assembly, House, typeof(ParleyServer).Assembly];

    private static readonly Assembly Dialects = typeof(Parley.Dialects.Dialect).Assembly;

    // Folders that are no rooms: what every room stands on.
    private static readonly string[] Ground = ["", "Access", "Storage", "Realtime", "Audit", "Outgoing", "Upkeep", "Telemetry"];

    // Named look-ups and rows that a room offers to others.
    private static readonly string[] Offered =
    [
        "Parley.People.UserDirectory", "Parley.People.Person", "Parley.People.Names", "Parley.People.AccountRow",
        "Parley.Workspaces.WorkspaceDirectory", "Parley.Workspaces.WorkspaceRow", "Parley.LinkPreviews.LinkPreviewRows",
        "Parley.Moderation.Blocks", "Parley.Moderation.BlocksOf", "Parley.Conversations.MemberRules", "Parley.Conversations.MemberRemovals",
        "Parley.People.AccountDisabling", "Parley.People.DisabledAccount",
        "Parley.Notifications.Mentions.MentionRows",
        "Parley.People.AccountChanges", "Parley.People.AccountChange", "Parley.People.ChangedAccount", "Parley.People.NewAccount", "Parley.People.UserNews",
        "Parley.Workspaces.RestoreTime", "Parley.Admin.DailyUploads", "Parley.Conversations.MemberSteps",
        "Parley.Notifications.DeliveryChore", "Parley.Notifications.DeliveryChoreServices", "Parley.Notifications.DeliveryState",
        "Parley.Notifications.NotificationReader", "Parley.Files.FilesForImport",
    ];

    // What breaks a sentence and is known to; whoever mends one takes it out of here.
    private static readonly HashSet<string> Known =
    [
        "Parley.Access.AuthRoutes uses Parley.People.RegisterHandler",   // all of /auth stands in one door, and signing up makes a person
        "UpdateMeHandler uses EndSessionsHandler",                       // a new password ends the other log-ins in the same commit
    ];

    // What the hallway shows to rooms: the door's words, who listens, and the way to tell them.
    private static readonly string[] Shown =
    [
        "Announcement", "Connection", "EventPublisher", "HeardSoFar", "InsteadFor", "NeighbourAnnouncement", "PersonalAnnouncement", "SocketDoor",
        "SocketLife", "SocketOps",
        "SocketRequest", "Switchboard",
    ];

    // What a handler keeps on purpose, with the reason.
    private static readonly Dictionary<string, string> Keeps = new()
    {
        ["TypingHandler"] = "who types is in memory only, and ends by a timer",
    };

    [Fact]
    public void The_words_depend_on_nothing_of_ours() =>
        Assert.DoesNotContain(Ours[0].GetReferencedAssemblies(), name => name.Name!.StartsWith("Parley", StringComparison.Ordinal));

    [Fact]
    public void A_room_uses_the_ground_its_own_and_the_log_and_no_other_room() => AssertNone(
        from type in TypesOf(House)
        let room = RoomOf(type)
        where !Ground.Contains(room)
        from used in UsesOf(type)
        let usedRoom = RoomOf(used)
        where !Ground.Contains(usedRoom) && usedRoom != room && used.Namespace != "Parley.Conversations.Log" && !Offered.Contains(used.FullName)
        select $"{type.FullName} uses {used.FullName}");

    [Fact]
    public void The_log_uses_nothing_of_the_room_around_it() => AssertNone(
        from type in TypesOf(House)
        where type.Namespace == "Parley.Conversations.Log"
        from used in UsesOf(type)
        where used.Namespace == "Parley.Conversations"
        select $"{type.FullName} uses {used.FullName}");

    [Fact]
    public void A_room_uses_only_what_the_hallway_shows() => AssertNone(
        from type in TypesOf(House)
        where !Ground.Contains(RoomOf(type))
        from used in UsesOf(type)
        where RoomOf(used) == "Realtime" && !Shown.Contains(used.Name)
        select $"{type.FullName} uses {used.FullName}");

    [Fact]
    public void The_hallway_knows_no_room() => AssertNone(
        from type in TypesOf(House)
        where RoomOf(type) == "Realtime"
        from used in UsesOf(type)
        where !Ground.Contains(RoomOf(used))
        select $"{type.FullName} uses {used.FullName}");

    [Fact]
    public void The_cellar_knows_nothing_but_refusals_and_what_counts_it() => AssertNone(
        from type in TypesOf(House)
        where RoomOf(type) == "Storage"
        from used in UsesOf(type)
        where RoomOf(used) is not ("Storage" or "Telemetry") && used.Namespace != "Parley" && used != typeof(Refusal)
        select $"{type.FullName} uses {used.FullName}");

    [Fact]
    public void What_counts_knows_nobody_that_it_counts() => AssertNone(
        from type in TypesOf(House)
        where RoomOf(type) == "Telemetry"
        from used in UsesOf(type)
        where RoomOf(used) != "Telemetry"
        select $"{type.FullName} uses {used.FullName}");

    [Fact]
    public void The_keys_know_people_by_their_directory_and_no_other_room() => AssertNone(
        from type in TypesOf(House)
        where RoomOf(type) == "Access"
        from used in UsesOf(type)
        where !Ground.Contains(RoomOf(used)) && !Offered.Contains(used.FullName)
        select $"{type.FullName} uses {used.FullName}");

    [Fact]
    public void A_dialect_writes_no_SQL() => AssertNone(
        from type in TypesOf(Dialects)
        from used in UsesOf(type)
        where used.Namespace == "Parley.Storage" && used.Name is not ("DataDirectory" or "SecretFile")
        select $"{type.FullName} uses {used.FullName}");

    [Fact]
    public void A_dialect_knows_what_they_share_and_no_other_dialect() => AssertNone(
        from type in TypesOf(Dialects)
        let dialect = DialectOf(type)
        where dialect is not ("" or "Shared" or "FrontDesk")
        from used in UsesOf(type)
        where used.Assembly == Dialects && DialectOf(used) is var other && other is not ("" or "Shared") && other != dialect
        select $"{type.FullName} uses {used.FullName}");

    private static string DialectOf(Type type) => type.Namespace?.Split('.') is ["Parley", "Dialects", var name, ..] ? name : "";

    [Fact]
    public void A_handler_takes_at_most_five_things() => AssertNone(
        from handler in Handlers
        let count = handler.GetConstructors().Max(constructor => constructor.GetParameters().Length)
        where count > 5
        select $"{handler.Name} takes {count}");

    [Fact]
    public void A_handler_calls_no_handler() => AssertNone(
        from handler in Handlers
        from used in UsesOf(handler)
        where used != handler && used.DeclaringType != handler && used.Name.EndsWith("Handler", StringComparison.Ordinal)
        select $"{handler.Name} uses {used.Name}");

    [Fact]
    public void A_handler_keeps_nothing() => AssertNone(
        from handler in Handlers
        where !Keeps.ContainsKey(handler.Name)
        from kept in Uses.SetLater(handler).Select(field => field.Name).Concat(
            from field in handler.GetFields(BindingFlags.Instance | BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            where field.FieldType != typeof(string) && !field.IsLiteral
                && (typeof(IEnumerable).IsAssignableFrom(field.FieldType) || typeof(ITimer).IsAssignableFrom(field.FieldType))
            select field.Name)
        select $"{handler.Name} keeps {kept}");

    [Fact]
    public void An_interface_has_a_second_implementation() => AssertNone(
        from type in Ours.SelectMany(TypesOf)
        where type.IsInterface && type != typeof(ICommand<>) && type != typeof(IId<>)
        let count = Ours.SelectMany(TypesOf).Count(other => other.IsClass && other.GetInterfaces().Any(
            face => face == type || (face.IsGenericType && face.GetGenericTypeDefinition() == type)))
        where count < 2
        select $"{type.FullName} has {count}");

    private static IEnumerable<Type> Handlers => TypesOf(House).Where(type =>
        type.IsClass && type.Name.EndsWith("Handler", StringComparison.Ordinal) && !type.IsSubclassOf(typeof(Delegate)));

    /// <summary>Those that somebody wrote; what the compiler made within them is counted with them.</summary>
    private static IEnumerable<Type> TypesOf(Assembly assembly) =>
        assembly.GetTypes().Where(type => type.DeclaringType is null && IsWritten(type));

    private static bool IsWritten(Type type) => type.Namespace?.StartsWith("Parley", StringComparison.Ordinal) is true;

    /// <summary>The types of the house that a type and all within it use.</summary>
    private static IEnumerable<Type> UsesOf(Type type) =>
        Within(type).SelectMany(Uses.Of).Where(used => (used.Assembly == House || used.Assembly == Dialects) && !used.IsGenericParameter).Select(Outermost).Where(IsWritten).Distinct();

    private static IEnumerable<Type> Within(Type type) =>
        [type, .. type.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).SelectMany(Within)];

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static string RoomOf(Type type) => type.Namespace?.Split('.') is [_, var room, ..] ? room : "";

    private static void AssertNone(IEnumerable<string> complaints)
    {
        var found = complaints.Where(complaint => !Known.Contains(complaint)).ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
