using Parley.Protocol;

namespace Parley.Access.ApiTokens;

/// <summary>Scopes as they are named on the wire.</summary>
internal static class ScopeWords
{
    public static IReadOnlyList<string> Of(Scopes scopes) =>
        [.. new[] { Scopes.Read, Scopes.Write, Scopes.Admin }.Where(scope => scopes.HasFlag(scope)).Select(scope => scope switch
        {
            Scopes.Read => "read", Scopes.Write => "write", _ => "admin",
        })];

    /// <exception cref="Refusal"><c>validation_failed</c>.</exception>
    public static Scopes Parse(string name) => name switch
    {
        "read" => Scopes.Read,
        "write" => Scopes.Write,
        "admin" => Scopes.Admin,
        _ => throw new Refusal(Errors.ValidationFailed, "scopes are read, write and admin."),
    };
}
