using System.Text.Json;
using Parley.Protocol;

namespace Parley.Realtime;

/// <summary>What stands in every frame beside the command: its type and the client's reference.</summary>
internal readonly record struct FrameHead(string? Type, string? Ref, FrameFault Fault)
{
    public static FrameHead Read(ReadOnlySpan<byte> frame)
    {
        var reader = new Utf8JsonReader(frame, new JsonReaderOptions { MaxDepth = Limits.JsonDepth });
        string? type = null, reference = null;
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return new(null, null, FrameFault.NotAnObject);

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                CheckText(ref reader);
                var isType = reader.ValueTextEquals("type"u8);
                var isRef = !isType && reader.ValueTextEquals("ref"u8);
                reader.Read();
                if (isType && reader.TokenType == JsonTokenType.String)
                    type = reader.GetString();
                else if (isRef && reader.TokenType == JsonTokenType.String)
                    reference = reader.GetString();
                else
                    Pass(ref reader);
            }

            return new(type, reference, reader.Read() ? FrameFault.NotAnObject : FrameFault.None);   // nothing may follow the object
        }
        catch (JsonException)
        {
            // Standing on a bracket the reader does not count it yet.
            var depth = reader.CurrentDepth + (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? 1 : 0);
            return new(type, reference, depth >= Limits.JsonDepth ? FrameFault.TooDeep : FrameFault.NotJson);
        }
        catch (InvalidOperationException)
        {
            return new(type, null, FrameFault.BadText);   // a surrogate without its pair
        }
    }

    /// <summary>Goes over a value, so that bad text is found wherever it hides.</summary>
    private static void Pass(ref Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        CheckText(ref reader);
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return;

        while (reader.Read() && reader.CurrentDepth > depth)
            CheckText(ref reader);
    }

    // Bad UTF-8 never comes this far, so only an escape can stand for half a letter.
    private static void CheckText(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped && reader.ValueSpan.IndexOf("\\u"u8) >= 0)
            reader.GetString();
    }
}

/// <summary>What is wrong with a frame before anybody asks what it wants.</summary>
internal enum FrameFault
{
    None,
    NotJson,
    NotAnObject,
    TooDeep,
    BadText,
}
