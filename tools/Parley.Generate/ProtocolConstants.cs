using System.Globalization;
using System.Reflection;

namespace Parley.Generate;

/// <summary>A number that both sides must know.</summary>
internal sealed record ProtocolConstant(string Name, int Value, string About);

/// <summary>The fixed numbers of the protocol, and the few frame shapes that are no record of their own.</summary>
internal static class ProtocolConstants
{
    public static IEnumerable<ProtocolConstant> Of(Type type) => type
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => new ProtocolConstant(
            field.Name, Convert.ToInt32(field.GetRawConstantValue(), CultureInfo.InvariantCulture), Sentences.About(field)));

    /// <summary>What the socket wraps around commands and answers, and the body of a REST error.</summary>
    public const string Frames = """

        /** A refusal over REST: `application/problem+json` (RFC 9457). */
        export interface Problem {
          type: string;
          title: string;
          status: number;
          code: ErrorCode;
          detail: string;
          trace_id: string;
          errors?: Record<string, string[]>;
        }

        // --- Frames ---

        /** A command as it travels; the answer carries `ref` back. */
        export type CommandFrame<Op extends keyof Commands = keyof Commands> = {
          [Word in Op]: { type: Word; ref?: string } & Commands[Word]["command"];
        }[Op];

        /** Done, and on disk where the command changed something lasting. */
        export type AckFrame<Reply = unknown> = { type: "ack"; ref?: string | null } & Reply;

        /** Refused; nothing was changed. */
        export interface ErrorFrame {
          type: "error";
          ref?: string | null;
          code: ErrorCode;
          message: string;
        }

        /** Anything that a socket can receive. */
        export type ServerFrame = ChatEvent | AckFrame | ErrorFrame;

        """;
}
