using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Parley.Protocol;

namespace Parley.Generate;

/// <summary>The sentences that stand above the protocol's types, from the XML file that the compiler puts beside the assembly.</summary>
internal static partial class Sentences
{
    private static readonly Dictionary<string, XElement> Members = XDocument
        .Load(Path.ChangeExtension(typeof(WireJson).Assembly.Location, ".xml"))
        .Descendants("member")
        .ToDictionary(member => member.Attribute("name")!.Value);

    public static string About(Type type) => Text($"T:{type.FullName}", "summary");

    /// <summary>A command that is not answered by a plain <c>ack</c> says so in its remarks.</summary>
    public static string Remark(Type type) => Text($"T:{type.FullName}", "remarks");

    public static string About(FieldInfo field) => Text($"F:{field.DeclaringType!.FullName}.{field.Name}", "summary");

    private static string Text(string member, string part) =>
        Members.GetValueOrDefault(member)?.Element(part) is { } element
            ? Whitespace().Replace(string.Concat(element.Nodes().Select(Plain)), " ").Trim()
            : "";

    private static string Plain(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see => $"`{see.Attribute("cref")!.Value.Split('.')[^1]}`",
        XElement other => string.Concat(other.Nodes().Select(Plain)),
        _ => "",
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
