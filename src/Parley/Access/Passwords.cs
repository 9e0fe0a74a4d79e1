using System.Buffers.Binary;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Parley.Protocol;

namespace Parley.Access;

/// <summary>Password hashes: PBKDF2 with HMAC-SHA512 at OWASP's cost, each with its own salt and cost written in front.</summary>
public sealed class Passwords : IDisposable
{
    /// <summary>What OWASP's password storage sheet asks for PBKDF2-HMAC-SHA512.</summary>
    public const int OwaspIterations = 210_000;

    private static readonly object Nobody = new();
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly PasswordHasher<object> _hasher;
    private readonly string _nobodysHash;

    // A hash takes a core for about 100 ms. Half of the cores may be hashing; the rest goes on delivering messages.
    private readonly SemaphoreSlim _places = new(Math.Max(1, Environment.ProcessorCount / 2));

    public Passwords(IConfiguration configuration)
    {
        const string Key = "Parley:PasswordIterations";
        var iterations = OwaspIterations;
        if (configuration[Key] is { Length: > 0 } text && (!int.TryParse(text, out iterations) || iterations < 1_000))
            throw new SettingException(Key, "it must be a whole number of at least 1000.");
        _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = iterations }));
        _nobodysHash = NobodysHash(iterations);
    }

    public Task<string> HashAsync(string password, CancellationToken ct) => RunAsync(() => _hasher.HashPassword(Nobody, password), ct);

    /// <summary>
    /// Whether the password is right, and its new hash where the cost has risen since. Without a hash (no such account) it takes as
    /// long and is wrong, so that the time does not tell which names exist. A hash that was imported from Django is checked as such (its own
    /// cost, so its own time) and replaced by ours.
    /// </summary>
    public async Task<(bool Right, string? NewHash)> CheckAsync(string? hash, string password, CancellationToken ct)
    {
        if (hash is not null && DjangoPassword.TryParse(hash, out var imported))
            return await RunAsync(() => imported.IsRight(password), ct) ? (true, await HashAsync(password, ct)) : (false, null);

        var result = await RunAsync(() => _hasher.VerifyHashedPassword(Nobody, hash ?? _nobodysHash, password), ct);
        if (hash is null || result == PasswordVerificationResult.Failed)
            return (false, null);
        return (true, result == PasswordVerificationResult.SuccessRehashNeeded ? await HashAsync(password, ct) : null);
    }

    public void Dispose() => _places.Dispose();

    // In the hasher's own format: version, HMAC-SHA512, cost, a salt and a key of zeros, which no password gives. Made by hand, because
    // hashing one would add 100 ms to every start.
    private static string NobodysHash(int iterations)
    {
        var hash = new byte[13 + 16 + 32];
        hash[0] = 1;
        BinaryPrimitives.WriteInt32BigEndian(hash.AsSpan(1), 2);
        BinaryPrimitives.WriteInt32BigEndian(hash.AsSpan(5), iterations);
        BinaryPrimitives.WriteInt32BigEndian(hash.AsSpan(9), 16);
        return Convert.ToBase64String(hash);
    }

    private async Task<T> RunAsync<T>(Func<T> work, CancellationToken ct)
    {
        if (!await _places.WaitAsync(LongestWait, ct))
            throw new Refusal(Errors.Busy) { RetryAfter = LongestWait };
        try
        {
            return await Task.Run(work, ct);
        }
        finally
        {
            _places.Release();
        }
    }
}
