using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Access;

/// <summary>
/// A hash as Django stores it, <c>pbkdf2_sha256$iterations$salt$hash</c>: people who came from there keep their passwords, and have a hash
/// of ours from their first log-in on.
/// </summary>
internal sealed record DjangoPassword(int Iterations, string Salt, byte[] Hash)
{
    private const string Scheme = "pbkdf2_sha256";

    // Django 6 has 1.2 million. Beyond this a check would keep a core for seconds: no dump may ask that.
    private const int MostIterations = 5_000_000;

    public static bool TryParse(string text, [NotNullWhen(true)] out DjangoPassword? password)
    {
        password = null;
        if (text.Split('$') is not [Scheme, var cost, { Length: > 0 and <= 256 } salt, { Length: > 0 and <= 256 } encoded]
            || !int.TryParse(cost, NumberStyles.None, CultureInfo.InvariantCulture, out var iterations) || iterations is < 1 or > MostIterations)
            return false;

        var hash = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, hash, out var length) || length != SHA256.HashSizeInBytes)
            return false;

        password = new(iterations, salt, hash[..length]);
        return true;
    }

    public bool IsRight(string password) => CryptographicOperations.FixedTimeEquals(
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), Encoding.UTF8.GetBytes(Salt), Iterations, HashAlgorithmName.SHA256, Hash.Length), Hash);
}
