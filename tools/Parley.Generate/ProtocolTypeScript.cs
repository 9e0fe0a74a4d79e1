using System.Text;
using System.Text.Json;
using Parley.Protocol;

namespace Parley.Generate;

/// <summary>Writes the protocol as TypeScript types for the SDK and the web app.</summary>
internal static class ProtocolTypeScript
{
    public static string Write(Vocabulary words)
    {
        var text = new StringBuilder("// Made by tools/Parley.Generate from src/Parley.Protocol; scripts/check fails when it is stale.\n");

        Heading(text, "Ids and times");
        text.Append("/** ISO 8601 in UTC with `Z`. */\nexport type IsoTime = string;\n");
        foreach (var id in words.Ids)
            Declare(text, Sentences.About(id), $"export type {id.Name} = string;");

        Heading(text, "Enums");
        foreach (var choice in words.Enums)
            Declare(text, Sentences.About(choice), $"export type {choice.Name} = {Union(Enum.GetNames(choice).Select(Snake))};");

        Heading(text, "Views: what the server sends");
        foreach (var view in words.Views)
            Interface(text, view, Sentences.About(view.Type), fromServer: true);

        Heading(text, "Requests: bodies over REST");
        foreach (var request in words.Requests)
            Interface(text, request, Sentences.About(request.Type), fromServer: false);

        Heading(text, "Commands: what a socket asks");
        foreach (var command in words.Commands)
            Interface(text, command.Shape, About(command.Shape.Type), fromServer: false);
        text.Append("\n/** Every command by its word, and the fields of its `ack`. */\nexport interface Commands {\n");
        foreach (var command in words.Commands)
            text.Append($"  {command.Op}: {{ command: {command.Shape.Type.Name}; reply: {TypeNames.Of(command.Reply)} }};\n");
        text.Append("}\n");

        Heading(text, "Events: what a socket hears");
        foreach (var happening in words.Events)
            Interface(text, happening.Shape, $"{About(happening.Shape.Type)} ({happening.Kept})", fromServer: true, happening.Type);
        text.Append("\n/** Every event a client can receive, told apart by `type`. */\nexport type ChatEvent =");
        text.AppendJoin("", words.Events.Select(happening => $"\n  | {happening.Shape.Type.Name}")).Append(";\n");
        Declare(text, "The events that are numbered and kept.", "export type ConversationEvent = Extract<ChatEvent, { seq: number }>;");

        Heading(text, "Errors");
        text.Append("/** Every refusal there is; codes are never renamed or reused. */\nexport type ErrorCode =");
        text.AppendJoin("", Errors.All.Select(error => $"\n  | \"{error.Code}\"")).Append(";\n");
        text.Append(ProtocolConstants.Frames);

        Heading(text, "Limits and close codes");
        Constants(text, "limits", typeof(Limits));
        Constants(text, "closeCodes", typeof(CloseCodes));
        return text.ToString();
    }

    private static void Interface(StringBuilder text, RecordShape shape, string about, bool fromServer, string? type = null)
    {
        List<string> lines = type is null ? [] : [$"  type: \"{type}\";"];
        lines.AddRange(shape.Fields.Select(field => fromServer ? Given(field) : Taken(field)));
        var name = TypeNames.Declared(shape.Type);
        Declare(text, about, lines.Count == 0
            ? $"export type {name} = Record<never, never>;"
            : $"export interface {name} {{\n{string.Join('\n', lines)}\n}}");
    }

    private static string Given(FieldShape field) =>
        $"  {field.Name}{(field.LeftOutWhenNull ? "?" : "")}: {OrNull(field.Type, field is { GivesNull: true, LeftOutWhenNull: false })};";

    private static string Taken(FieldShape field)
    {
        var limits = field.Limits.Count == 0 ? "" : $"  /** {string.Join(", ", field.Limits)} */\n";
        return $"{limits}  {field.Name}{(field.Optional ? "?" : "")}: {OrNull(field.Type, field.TakesNull)};";
    }

    // `unknown` holds null already.
    private static string OrNull(Type type, bool nullable) =>
        TypeNames.Of(type) is var name && nullable && name != "unknown" ? $"{name} | null" : name;

    private static void Constants(StringBuilder text, string name, Type type)
    {
        Declare(text, Sentences.About(type), $"export const {name} = {{");
        foreach (var constant in ProtocolConstants.Of(type))
        {
            if (constant.About.Length > 0)
                text.Append($"  /** {constant.About} */\n");
            text.Append($"  {JsonNamingPolicy.CamelCase.ConvertName(constant.Name)}: {constant.Value},\n");
        }

        text.Append("} as const;\n");
    }

    private static string About(Type type) => $"{Sentences.About(type)} {Sentences.Remark(type)}".Trim();

    private static void Heading(StringBuilder text, string title) => text.Append($"\n// --- {title} ---\n");

    private static void Declare(StringBuilder text, string about, string declaration) =>
        text.Append($"\n{(about.Length > 0 ? $"/** {about} */\n" : "")}{declaration}\n");

    private static string Union(IEnumerable<string> names) => string.Join(" | ", names.Select(name => $"\"{name}\""));

    private static string Snake(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
