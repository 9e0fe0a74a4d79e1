using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Parley.Access;

/// <summary>One of the protocol's words in a query string, in the same snake_case as in JSON.</summary>
public readonly record struct Word<TEnum>(TEnum Value) : IParsable<Word<TEnum>>
    where TEnum : struct, Enum
{
    public static Word<TEnum> Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var word) ? word : throw new FormatException($"{s} is no {typeof(TEnum).Name}.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Word<TEnum> result)
    {
        foreach (var value in Enum.GetValues<TEnum>())
        {
            if (JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString()) == s)
            {
                result = new(value);
                return true;
            }
        }

        result = default;
        return false;
    }
}
