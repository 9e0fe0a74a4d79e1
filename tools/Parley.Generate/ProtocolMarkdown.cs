using System.Text;
using System.Text.Json;
using Parley.Protocol;

namespace Parley.Generate;

/// <summary>Writes the protocol as a document for people.</summary>
internal static class ProtocolMarkdown
{
    private const string Opening = """
        # The protocol

        *Made by `tools/Parley.Generate` from `src/Parley.Protocol`; `scripts/check` fails when it is stale. The REST calls with their
        errors and examples are at `/openapi/v1.json` and `/reference` of a running server.*

        JSON is snake_case UTF-8. Times are ISO 8601 in UTC with `Z`, ids are UUIDs (version 7) as strings. Unknown fields are ignored.
        A field that may be null is always written. Types are named as in `sdk/js/src/protocol.ts`.

        ## Frames

        The socket is `GET /ws`; every frame is a text frame with one JSON object whose first member is `type`. A command may carry `ref`,
        any string, and its answer carries it back:

        ```json
        {"type":"send_message","ref":"1","conversation_id":"…","content":"Hello"}
        {"type":"ack","ref":"1","message":{…}}
        {"type":"error","ref":"1","code":"not_found","message":"There is no such thing, or not for the caller."}
        ```

        An `ack` comes after the change is on disk; the fields of the reply stand beside `type` and `ref`.

        """;

    public static string Write(Vocabulary words)
    {
        var text = new StringBuilder(Opening);

        text.Append("\n## Commands\n");
        foreach (var command in words.Commands)
        {
            Section(text, $"`{command.Op}`", $"{Sentences.About(command.Shape.Type)} {Answer(command)}");
            Taken(text, command.Shape);
        }

        text.Append("\n## Events\n\nKept events carry the conversation's next number as `seq` and can be asked for again; passing ones ")
            .Append("are heard now or never.\n");
        foreach (var happening in words.Events)
        {
            Section(text, $"`{happening.Type}`", $"*{Capital(happening.Kept)}.* {Sentences.About(happening.Shape.Type)}");
            Given(text, happening.Shape);
        }

        text.Append("\n## Views\n\nWhat events, acks and REST answers are made of.\n");
        foreach (var view in words.Views)
        {
            Section(text, TypeNames.Declared(view.Type).Replace("<", "&lt;", StringComparison.Ordinal), Sentences.About(view.Type));
            Given(text, view);
        }

        text.Append("\n## Request bodies\n");
        foreach (var request in words.Requests)
        {
            Section(text, request.Type.Name, Sentences.About(request.Type));
            Taken(text, request);
        }

        text.Append("\n## Enums\n\n| Name | Values | |\n|---|---|---|\n");
        foreach (var choice in words.Enums)
            text.Append($"| {choice.Name} | {Values(choice)} | {Sentences.About(choice)} |\n");

        text.Append($"\n## Errors\n\n{Sentences.About(typeof(Errors))}\n\n| Code | Status | |\n|---|---|---|\n");
        foreach (var error in Errors.All)
            text.Append($"| `{error.Code}` | {error.Status} | {error.Meaning} |\n");

        Constants(text, "Close codes", typeof(CloseCodes));
        Constants(text, "Limits", typeof(Limits));
        return text.ToString();
    }

    private static string Answer(CommandWord command) =>
        Sentences.Remark(command.Shape.Type) is { Length: > 0 } remark ? remark
        : command.Reply == typeof(Done) ? "Answered by `ack`."
        : $"Answered by `ack` with the fields of {command.Reply.Name}.";

    private static void Section(StringBuilder text, string title, string about) => text.Append($"\n### {title}\n\n{about}\n");

    private static void Taken(StringBuilder text, RecordShape shape)
    {
        if (shape.Fields.Count == 0)
            return;

        text.Append("\n| Field | Type | | Limits |\n|---|---|---|---|\n");
        foreach (var field in shape.Fields)
        {
            text.Append($"| `{field.Name}` | {Type(field.Type, field.TakesNull)} | {(field.Optional ? "" : "required")} ")
                .Append($"| {string.Join(", ", field.Limits)} |\n");
        }
    }

    private static void Given(StringBuilder text, RecordShape shape)
    {
        if (shape.Fields.Count == 0)
            return;

        text.Append("\n| Field | Type |\n|---|---|\n");
        foreach (var field in shape.Fields)
            text.Append($"| `{field.Name}` | {Type(field.Type, field.GivesNull)} |\n");
    }

    private static void Constants(StringBuilder text, string title, Type type)
    {
        text.Append($"\n## {title}\n\n{Sentences.About(type)}\n\n| | | |\n|---|---|---|\n");
        foreach (var constant in ProtocolConstants.Of(type))
            text.Append($"| {constant.Name} | {constant.Value} | {constant.About} |\n");
    }

    private static string Type(Type type, bool nullable) => $"`{TypeNames.Of(type)}`{(nullable ? " or null" : "")}";

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Values(Type choice) =>
        string.Join(" ", Enum.GetNames(choice).Select(name => $"`{JsonNamingPolicy.SnakeCaseLower.ConvertName(name)}`"));
}
