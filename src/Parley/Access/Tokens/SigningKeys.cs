using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parley.Storage;

namespace Parley.Access.Tokens;

/// <summary>
/// The keys of our own access tokens: the newest signs, older ones still verify until the last token they signed has ended. HS256,
/// because nobody but this server checks them, one check costs a few microseconds, and there is no public half to publish or confuse.
/// </summary>
public sealed class SigningKeys
{
    private static readonly TimeSpan KeptAfterSuccessor = AccessTokens.Lifetime + Jwt.Leeway + Jwt.Leeway;
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(90);

    private readonly string _file;
    private readonly TimeProvider _clock;
    private readonly Lock _turn = new();
    private volatile DatedKey[] _keys;
    private DateTime _readVersion;
    private long _lookedAt;

    /// <summary>Opens <c>keys/signing.keys</c> in the data directory, and makes it, with its first key, where there is none.</summary>
    public SigningKeys(string dataDirectory, TimeProvider clock)
    {
        _clock = clock;
        var folder = Directory.CreateDirectory(Path.Combine(dataDirectory, "keys"));
        if (!OperatingSystem.IsWindows())
            folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        _file = Path.Combine(folder.FullName, "signing.keys");
        _keys = ReadFile();
        if (_keys.Length == 0 || clock.GetUtcNow() - _keys[0].MadeAt > MaxAge)
            Rotate();
    }

    /// <summary>The key that signs.</summary>
    public JwtKey Newest => _keys[0].Key;

    /// <summary>The key of that name, if it may still be believed.</summary>
    public JwtKey? Find(string? kid)
    {
        if (kid is null)
            return null;
        if (Look(kid) is { } known)
            return known;

        // Another process on the same directory may have rotated; one look a second, so that made-up names cost nothing.
        var last = Interlocked.Read(ref _lookedAt);
        var now = _clock.GetTimestamp();
        if ((last != 0 && _clock.GetElapsedTime(last, now) < TimeSpan.FromSeconds(1)) || Interlocked.CompareExchange(ref _lookedAt, now, last) != last)
            return null;
        lock (_turn)
        {
            if (File.GetLastWriteTimeUtc(_file) == _readVersion)
                return null;
            _keys = ReadFile();
        }

        return Look(kid);
    }

    /// <summary>Makes a new key and signs with it from now on; nobody is logged out.</summary>
    public void Rotate()
    {
        lock (_turn)
        {
            var now = _clock.GetUtcNow();
            var earlier = ReadFile();
            var made = new DatedKey(now, RandomNumberGenerator.GetBytes(32), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(9)));
            DatedKey[] keys = [made, .. earlier.Where((_, i) => IsCurrent(earlier, i, now))];
            WriteFile(keys);
            _keys = keys;
        }
    }

    private JwtKey? Look(string kid)
    {
        var keys = _keys;
        var now = _clock.GetUtcNow();
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i].Key.Kid == kid)
                return IsCurrent(keys, i, now) ? keys[i].Key : null;
        }

        return null;
    }

    private static bool IsCurrent(DatedKey[] keys, int i, DateTimeOffset now) => i == 0 || now < keys[i - 1].MadeAt + KeptAfterSuccessor;

    // One line a key, newest first: time, algorithm, name, secret. Readable by a person, and an older server skips what it does not know.
    private DatedKey[] ReadFile()
    {
        if (!File.Exists(_file))
            return [];
        _readVersion = File.GetLastWriteTimeUtc(_file);
        return
        [
            .. from line in File.ReadAllLines(_file)
               let parts = line.Split(' ')
               where parts is [_, "HS256", _, _]
               select new DatedKey(
                   DateTimeOffset.Parse(parts[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
                   Base64Url.DecodeFromChars(parts[3]), parts[2]),
        ];
    }

    private void WriteFile(DatedKey[] keys)
    {
        SecretFile.Write(_file, Encoding.ASCII.GetBytes(string.Concat(keys.Select(
            key => $"{key.MadeAt.UtcDateTime:O} HS256 {key.Key.Kid} {Base64Url.EncodeToString(key.Secret)}\n"))));
        _readVersion = File.GetLastWriteTimeUtc(_file);
    }

    private sealed record DatedKey(DateTimeOffset MadeAt, byte[] Secret, string Kid)
    {
        public JwtKey Key { get; } = JwtKey.Hs256(Secret, Kid);
    }
}
