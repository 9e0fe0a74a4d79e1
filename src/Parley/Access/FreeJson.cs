using System.Text.Json;

namespace Parley.Access;

/// <summary>
/// JSON of the client's own making (metadata). It is kept as it came and stands inside our answers later, so whatever would break
/// those must not come in: one such message would make its conversation unreadable for everybody.
/// </summary>
internal static class FreeJson
{
    /// <summary>As <see cref="Validation.IsUnicode"/>, for every name and text in it.</summary>
    public static bool IsUnicode(JsonElement json)
    {
        try
        {
            return json.ValueKind switch
            {
                JsonValueKind.String => Validation.IsUnicode(json.GetString()!),
                JsonValueKind.Array => json.EnumerateArray().All(IsUnicode),
                JsonValueKind.Object => json.EnumerateObject().All(p => Validation.IsUnicode(p.Name) && IsUnicode(p.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;   // how JsonElement says that an escaped surrogate has no pair
        }
    }

    /// <summary>How deep objects and arrays nest in it; reading has bounded that already.</summary>
    public static int Depth(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => 1 + json.EnumerateArray().Select(Depth).DefaultIfEmpty().Max(),
        JsonValueKind.Object => 1 + json.EnumerateObject().Select(p => Depth(p.Value)).DefaultIfEmpty().Max(),
        _ => 0,
    };
}
