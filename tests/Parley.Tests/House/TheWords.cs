using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Parley.Access;
using Parley.Protocol;
using Xunit;

namespace Parley.Tests.House;

/// <summary>What is declared once is declared wholly: wire types, errors, events; and the sources stay readable.</summary>
public sealed partial class TheWords
{
    private static readonly Type[] Words = [.. typeof(Error).Assembly.GetExportedTypes()];

    private static readonly Error[] Declared =
    [
        .. typeof(Errors).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.FieldType == typeof(Error))
            .Select(field => (Error)field.GetValue(null)!),
    ];

    public static DirectoryInfo Root
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Parley.slnx")))
                folder = folder.Parent ?? throw new InvalidOperationException("There is no Parley.slnx above the tests.");

            return folder;
        }
    }

    [Fact]
    public void Every_record_of_the_protocol_is_known_to_its_json() => Assert.Empty(
        from type in Words
        where type is { IsClass: true, IsAbstract: false, IsGenericType: false } && type != typeof(Error)
            && type.GetMethod("<Clone>$") is not null && WireJson.Wire.GetTypeInfo(type) is null
        select type.Name);

    [Fact]
    public void Every_list_that_a_door_hands_out_is_known_to_the_json() => Assert.Empty(
        from type in typeof(Refusal).Assembly.GetTypes().SelectMany(Uses.Of).Distinct()
        where type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Listing<>) && !type.ContainsGenericParameters
            && WireJson.Wire.GetTypeInfo(type) is null
        select type.ToString());

    [Fact]
    public void Every_error_is_in_the_list_once() => Assert.Equal(Declared.Order(ByCode), Errors.All.Order(ByCode));

    [Fact]
    public void Every_code_is_one_of_a_kind_and_in_snake_case()
    {
        Assert.Distinct(Declared.Select(error => error.Code));
        Assert.All(Declared, error => Assert.Matches(SnakeCase(), error.Code));
        Assert.All(Declared, error => Assert.InRange(error.Status, 400, 599));
    }

    [Fact]
    public void Every_code_is_in_the_protocol_document()
    {
        var document = File.ReadAllText(Path.Combine(Root.FullName, "docs", "protocol.md"));

        Assert.All(Declared, error => Assert.Contains($"`{error.Code}`", document, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_event_has_its_word_on_the_wire()
    {
        var derived = typeof(ChatEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().ToList();

        Assert.Equal(
            Words.Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(ChatEvent))).OrderBy(type => type.Name),
            derived.Select(attribute => attribute.DerivedType).OrderBy(type => type.Name));
        Assert.Distinct(derived.Select(attribute => attribute.TypeDiscriminator));
        Assert.All(derived, attribute => Assert.Matches(SnakeCase(), (string)attribute.TypeDiscriminator!));
    }

    [Fact]
    public void Every_command_has_a_word_of_its_own() => Assert.Distinct(
        Words.Select(type => type.GetProperty("Op", BindingFlags.Public | BindingFlags.Static)).OfType<PropertyInfo>()
            .Where(op => op.DeclaringType!.IsClass).Select(op => (string)op.GetValue(null)!));

    [Fact]
    public void No_source_file_has_three_hundred_lines() => Assert.Empty(
        from file in new DirectoryInfo(Path.Combine(Root.FullName, "src")).EnumerateFiles("*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Root.FullName, file.FullName)
        where !path.Split('/', '\\').Any(part => part is "obj" or "bin" or "node_modules")
        let lines = File.ReadLines(file.FullName).Count()
        where lines >= 300
        select $"{path}: {lines}");

    private static Comparer<Error> ByCode { get; } =
        Comparer<Error>.Create((one, other) => string.CompareOrdinal(one.Code, other.Code));

    [GeneratedRegex("^[a-z]+(_[a-z0-9]+)*$")]
    private static partial Regex SnakeCase();
}
