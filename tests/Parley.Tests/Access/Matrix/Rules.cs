using Parley.Access;
using Parley.Protocol;

namespace Parley.Tests.Access.Matrix;

/// <summary>What a caller is owed: nothing where the call succeeds, otherwise the refusal.</summary>
internal delegate Error? Rule(Cell cell);

/// <summary>The rules that rows name. Only the permission table is shared with the server.</summary>
internal static class Rules
{
    /// <summary>Also without a credential.</summary>
    public static readonly Rule Everybody = _ => null;

    /// <summary>Every account, each about itself.</summary>
    public static readonly Rule AnyAccount = cell => cell.Who == Who.Nobody ? Errors.NotSignedIn : null;

    /// <summary>Every account of the workspace; to others the people that the call names do not exist.</summary>
    public static readonly Rule AnyAccountHere = Outermost(cell => cell.Who == Who.Elsewhere ? Errors.UserNotFound : null);

    /// <summary>Who administers the workspace of the named person.</summary>
    public static readonly Rule Administrator = Administers(Errors.UserNotFound, Who.WorkspaceAdmin, Who.WorkspaceOwner);

    /// <summary>Whoever administers the workspace that they are in.</summary>
    public static readonly Rule AdministratorOfOwn = Administers(null, Who.WorkspaceAdmin, Who.WorkspaceOwner);

    /// <summary>Whoever makes or changes an owner of the workspace.</summary>
    public static readonly Rule OwnerOfWorkspace = Administers(Errors.UserNotFound, Who.WorkspaceOwner);

    /// <summary>The same of oneself, wherever one is.</summary>
    public static readonly Rule OwnerOfOwnWorkspace = Administers(null, Who.WorkspaceOwner);

    /// <summary>Whoever owns workspace <c>main</c>.</summary>
    public static readonly Rule OwnerOfInstall = Administers(Errors.Forbidden, Who.WorkspaceOwner);

    /// <summary>People of workspace <c>main</c>.</summary>
    public static readonly Rule OfMain = Outsiders(_ => null);

    public static readonly Rule AdministratorOfMain = Administers(Errors.NotFound, Who.WorkspaceAdmin, Who.WorkspaceOwner);

    /// <summary>Its own people, and who owns the install; to all others there is no other workspace.</summary>
    public static readonly Rule OfElsewhere = Outermost(cell => cell.Who is Who.Elsewhere or Who.WorkspaceOwner ? null : Errors.NotFound);

    /// <summary>Members, and everyone of the workspace where it is public, except the banned.</summary>
    public static readonly Rule MayLookAt = Outsiders(
        cell => cell.IsActive || (cell.IsPublic && cell.Who != Who.Banned) ? null : Errors.NotFound);

    public static readonly Rule MayJoin = Outsiders(
        cell => cell.IsActive ? null : !cell.IsPublic ? Errors.NotFound : cell.Who == Who.Banned ? Errors.Banned : null);

    /// <summary>One's own message, while one is a member.</summary>
    public static readonly Rule Author = NeedsOnMessage(Permission.Read);

    /// <summary>Of somebody else's message: nobody, whatever the role.</summary>
    public static readonly Rule AuthorOnly = cell => Author(cell) ?? Errors.Forbidden;

    /// <summary>The room of a context is found by its members, shown to who may look at it, and refused to others: no second one is made.</summary>
    public static readonly Rule FindsByContext = Outermost(
        cell => cell.Who == Who.Elsewhere ? null : MayLookAt(cell) == Errors.NotFound ? Errors.Forbidden : MayLookAt(cell));

    /// <summary>Somebody else's id is taken within a workspace, and free in every other.</summary>
    public static readonly Rule TakenId = Outermost(cell => cell.Who == Who.Elsewhere ? null : Errors.IdTaken);

    /// <summary>An active membership whose role has all of these; outsiders learn only of what is public.</summary>
    public static Rule Needs(params Permission[] permissions) => Membership(null, permissions);

    /// <summary>The same by a message's id, which tells outsiders nothing, wherever it stands.</summary>
    public static Rule NeedsOnMessage(params Permission[] permissions) => Membership(Errors.NotFound, permissions);

    /// <summary>Nobody acts on who stands as high as themselves or higher; owners act on everybody.</summary>
    public static Rule NeedsAnOwnerWith(Permission permission) =>
        cell => Needs(permission)(cell) ?? (cell.Role == MemberRole.Owner ? null : Errors.Forbidden);

    /// <summary>A report of a message: administrators of the workspace, and who moderates the conversation.</summary>
    public static readonly Rule Moderates = Outsiders(cell =>
        cell.Kind != Kind.Unknown && (cell.Who is Who.WorkspaceAdmin or Who.WorkspaceOwner
            || (cell.Type != ConversationType.Direct && cell.Role >= MemberRole.Moderator)) ? null : Errors.NotFound);

    /// <summary>Who would be let in is refused for another reason.</summary>
    public static Rule But(Rule rule, Error otherwise) => cell => rule(cell) ?? otherwise;

    private static Rule Administers(Error? toElsewhere, params Who[] who) => Outermost(
        cell => cell.Who == Who.Elsewhere ? toElsewhere : who.Contains(cell.Who) ? null : Errors.Forbidden);

    private static Rule Membership(Error? toOutsiders, Permission[] permissions) => Outsiders(cell => cell.Role switch
    {
        { } role => permissions.All(permission => Permissions.Allows(cell.Type, role, permission)) ? null : Errors.Forbidden,
        null => toOutsiders ?? (cell.IsPublic ? Errors.Forbidden : Errors.NotFound),
    });

    private static Rule Outsiders(Rule rule) => Outermost(cell => cell.Who == Who.Elsewhere ? Errors.NotFound : rule(cell));

    private static Rule Outermost(Rule rule) => cell => cell.Who == Who.Nobody ? Errors.NotSignedIn : rule(cell);
}
