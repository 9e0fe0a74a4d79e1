using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Parley.Access;
using Parley.Protocol;

namespace Parley.Files.Tus;

/// <summary>What a part claims to hash to.</summary>
internal sealed record Checksum(HashAlgorithmName Algorithm, byte[] Expected);

/// <summary>The words of tus 1.0.0 (https://tus.io/protocols/resumable-upload): read strictly, because what cannot be read would be a broken file.</summary>
internal static class TusHeaders
{
    public const string Version = "1.0.0";
    public const string Extensions = "creation,creation-with-upload,termination,expiration,checksum";
    public const string Algorithms = "sha1,sha256";
    public const string PartType = "application/offset+octet-stream";

    private const int MetadataCharacters = 4096;

    /// <summary>A whole number that is not negative; nothing where the header is missing.</summary>
    /// <exception cref="Refusal"><c>validation_failed</c>.</exception>
    public static long? Number(HttpRequest request, string name) => request.Headers[name] switch
    {
        [] => null,
        [{ } text] when long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => throw new Refusal(Errors.ValidationFailed, $"{name} is a whole number."),
    };

    public static string? Metadata(HttpRequest request) => request.Headers["Upload-Metadata"] switch
    {
        [] or [""] => null,
        [{ Length: <= MetadataCharacters } text] => text,
        _ => throw new Refusal(Errors.ValidationFailed, $"Upload-Metadata has at most {MetadataCharacters} characters."),
    };

    /// <summary>The file's name among the pairs of the metadata, which are a key and, after a space, a value in Base64.</summary>
    public static string? NameIn(string? metadata)
    {
        foreach (var pair in (metadata ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split(' ');
            if (parts.Length > 2)
                throw new Refusal(Errors.ValidationFailed, "Upload-Metadata is pairs of a key and a Base64 value.");
            if (parts[0] is "filename" or "name" && parts.Length == 2)
                return Encoding.UTF8.GetString(Decoded(parts[1], "Upload-Metadata"));
        }

        return null;
    }

    public static Checksum? ChecksumOf(HttpRequest request) => request.Headers["Upload-Checksum"] switch
    {
        [] => null,
        [{ } text] when text.Split(' ') is ["sha1", var value] => new(HashAlgorithmName.SHA1, Decoded(value, "Upload-Checksum")),
        [{ } text] when text.Split(' ') is ["sha256", var value] => new(HashAlgorithmName.SHA256, Decoded(value, "Upload-Checksum")),
        _ => throw new Refusal(Errors.ValidationFailed, $"Upload-Checksum is one of {Algorithms} and a Base64 value."),
    };

    private static byte[] Decoded(string value, string header)
    {
        var bytes = new byte[value.Length];
        return Convert.TryFromBase64String(value, bytes, out var length)
            ? bytes[..length]
            : throw new Refusal(Errors.ValidationFailed, $"{header} is not Base64.");
    }
}
