using System.Reflection;
using System.Text.Json.Serialization;
using Parley.Protocol;

namespace Parley.Generate;

/// <summary>A command: its word in the socket frame and what it is answered with.</summary>
internal sealed record CommandWord(string Op, RecordShape Shape, Type Reply);

/// <summary>An event: its <c>type</c> on the wire and the base record that says whether it is kept.</summary>
internal sealed record EventWord(string Type, RecordShape Shape, string Kept);

/// <summary>Everything that the protocol says, read once from the assembly and the serializer's own metadata.</summary>
internal sealed record Vocabulary(
    IReadOnlyList<CommandWord> Commands, IReadOnlyList<EventWord> Events, IReadOnlyList<RecordShape> Requests,
    IReadOnlyList<RecordShape> Views, IReadOnlyList<Type> Enums, IReadOnlyList<Type> Ids)
{
    public static Vocabulary Read()
    {
        // Metadata order is the order of the source, so the documents read like the files.
        var types = typeof(WireJson).Assembly.GetExportedTypes().OrderBy(type => type.MetadataToken).ToList();
        var files = SourceFiles.Of(typeof(WireJson).Assembly);
        var shapes = types.Where(RecordShape.IsOnTheWire).ToLookup(KindOf);

        return new Vocabulary(
            [.. shapes[Kind.Command].Select(Command)],
            [.. typeof(ChatEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(Event)],
            [.. shapes[Kind.Request].Select(RecordShape.Read)],
            [.. shapes[Kind.View].Select(RecordShape.Read)],
            [.. types.Where(type => type.IsEnum)],
            [.. types.Where(IsId)]);

        Kind KindOf(Type type) =>
            ReplyOf(type) is not null ? Kind.Command
            : type.IsSubclassOf(typeof(ChatEvent)) ? Kind.Event
            : files.DeclaredIn(type).EndsWith("Requests.cs", StringComparison.Ordinal) ? Kind.Request
            : Kind.View;
    }

    public static bool IsId(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IId<>));

    private static CommandWord Command(Type type) =>
        new((string)type.GetProperty(nameof(ICommand<>.Op))!.GetValue(null)!, RecordShape.Read(type), ReplyOf(type)!);

    private static EventWord Event(JsonDerivedTypeAttribute entry) =>
        new((string)entry.TypeDiscriminator!, RecordShape.Read(entry.DerivedType), entry.DerivedType switch
        {
            var type when type.IsSubclassOf(typeof(ConversationEvent)) => "kept",
            var type when type.IsSubclassOf(typeof(ConnectionEvent)) => "one connection",
            _ => "passing",
        });

    private static Type? ReplyOf(Type type) =>
        type.GetInterfaces().FirstOrDefault(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(ICommand<>))
            ?.GetGenericArguments()[0];

    private enum Kind
    {
        Command,
        Event,
        Request,
        View,
    }
}
