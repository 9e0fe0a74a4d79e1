using System.Globalization;
using Parley.Access;
using Parley.Dialects.Shared;
using Parley.People;
using Parley.Protocol;

namespace Parley.Dialects.TenantChat;

/// <summary>Whom a field names: by UUID, or by the number that the list of users shows, also as text.</summary>
internal static class People
{
    /// <exception cref="Refusal"><c>validation_failed</c> under the field's name where there is nobody of that id in the tenant.</exception>
    public static async Task<PersonCard> NamedAsync(Caller caller, Fields body, string field, PersonCards cards, CancellationToken ct)
    {
        var text = body.Text(field).Trim();
        var card = UserId.TryParse(text, null, out var id) ? await cards.FindAsync(caller.WorkspaceN, id, ct)
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? await cards.FindAsync(caller.WorkspaceN, n, ct)
            : throw Fields.Wrong(field, "Must be a valid UUID.");
        return card ?? throw Fields.Wrong(field, "There is no such user.");
    }
}
