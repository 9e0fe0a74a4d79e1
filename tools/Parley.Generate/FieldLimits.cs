using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Parley.Protocol;

namespace Parley.Generate;

/// <summary>Says in words what a validation attribute asks of a field.</summary>
internal static class FieldLimits
{
    public static IReadOnlyList<string> Of(PropertyInfo property)
    {
        var limits = property.GetCustomAttributes<ValidationAttribute>().ToList();
        // A least length says more than "not empty"; for anything but text, "required" already stands beside the field.
        if (property.PropertyType != typeof(string) || limits.Any(limit => limit is StringLengthAttribute { MinimumLength: > 0 }))
            limits.RemoveAll(limit => limit is RequiredAttribute);

        return [.. limits.Select(limit => InWords(limit, property.PropertyType))];
    }

    private static string InWords(ValidationAttribute limit, Type type)
    {
        var unit = type == typeof(string) ? "characters" : "items";
        return limit switch
        {
            RequiredAttribute => "not empty",
            MaxLengthAttribute { Length: var most } => $"at most {Number(most)} {unit}",
            MinLengthAttribute { Length: var least } => $"at least {Number(least)}",
            StringLengthAttribute { MinimumLength: 0, MaximumLength: var most } => $"at most {Number(most)} characters",
            StringLengthAttribute { MinimumLength: var least, MaximumLength: var most } => $"{Number(least)} to {Number(most)} characters",
            RangeAttribute { Minimum: var least, Maximum: double.MaxValue or (double)long.MaxValue } => $"{Number(least)} or more",
            RangeAttribute { Minimum: var least, Maximum: var most } => $"{Number(least)} to {Number(most)}",
            RegularExpressionAttribute { Pattern: var pattern } => $"matches `{pattern}`",
            EmailAddressAttribute => "an e-mail address",
            MediaTypesAttribute => "media types such as `image/png` or `audio/*`",
            _ => throw new NotSupportedException($"{limit.GetType().Name} has no wording yet; give it one in {nameof(FieldLimits)}."),
        };
    }

    private static string Number(object value) =>
        Convert.ToDouble(value, CultureInfo.InvariantCulture).ToString("#,##0", CultureInfo.InvariantCulture);
}
