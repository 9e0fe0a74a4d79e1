using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Parley.Access;
using Parley.Protocol;
using Parley.Tests.Importing;
using Xunit;

namespace Parley.Tests.Access;

/// <summary>People who come from a Django system keep their passwords, until ours take over at their first log-in.</summary>
public sealed class PasswordsFromDjango
{
    // From Django's tests/auth_tests/test_hashers.py, of versions 4.2 and 5.2.
    [Theory]
    [InlineData("pbkdf2_sha256$600000$seasalt$OAXyhAQ/4ZDA9V5RMExt3C1OwQdUpLZ99vm1McFlLRA=")]
    [InlineData("pbkdf2_sha256$1000000$seasalt$r1uLUxoxpP2Ued/qxvmje7UH9PUJBkRrvf9gGPL7Cps=")]
    public async Task Djangos_own_vectors_are_checked_and_get_a_hash_of_ours(string hash)
    {
        using var passwords = new Passwords(new ConfigurationBuilder().AddInMemoryCollection([new("Parley:PasswordIterations", "1000")]).Build());

        Assert.Equal((false, null), await passwords.CheckAsync(hash, "letmein", CancellationToken.None));
        var (right, newHash) = await passwords.CheckAsync(hash, "lètmein", CancellationToken.None);

        Assert.True(right);
        Assert.NotEqual(hash, newHash);
        Assert.Equal((true, null), await passwords.CheckAsync(newHash, "lètmein", CancellationToken.None));
    }

    [Theory]
    [InlineData("pbkdf2_sha1$600000$seasalt$OAXyhAQ/4ZDA9V5RMExt3C1OwQdUpLZ99vm1McFlLRA=")]
    [InlineData("pbkdf2_sha256$2000000000$seasalt$OAXyhAQ/4ZDA9V5RMExt3C1OwQdUpLZ99vm1McFlLRA=")]   // would keep a core for an hour
    [InlineData("pbkdf2_sha256$0$seasalt$OAXyhAQ/4ZDA9V5RMExt3C1OwQdUpLZ99vm1McFlLRA=")]
    [InlineData("pbkdf2_sha256$-1$seasalt$OAXyhAQ/4ZDA9V5RMExt3C1OwQdUpLZ99vm1McFlLRA=")]
    [InlineData("pbkdf2_sha256$600000$$OAXyhAQ/4ZDA9V5RMExt3C1OwQdUpLZ99vm1McFlLRA=")]
    [InlineData("pbkdf2_sha256$600000$seasalt$c2hvcnQ=")]
    [InlineData("pbkdf2_sha256$600000$seasalt$no base64!")]
    [InlineData("pbkdf2_sha256$600000$seasalt")]
    [InlineData("argon2$argon2id$v=19$m=102400,t=2,p=8$c2VhbHNhbHQ$aGFzaA")]
    [InlineData("!unusable")]
    [InlineData("")]
    public void What_is_no_such_hash_is_taken_for_none(string text) => Assert.False(DjangoPassword.TryParse(text, out _));

    [Fact]
    public async Task The_first_log_in_puts_our_hash_in_the_place_of_theirs()
    {
        var (takeover, _) = await Takeover.OfAsync("mrm-chat");
        await using var _1 = takeover;
        using var anonymous = takeover.Anonymous();
        Assert.False((await Takeover.TriesAsync(anonymous, "mia", "letmein")).IsSuccessStatusCode);
        Assert.StartsWith("pbkdf2_sha256$", await HashAsync(takeover), StringComparison.Ordinal);

        using var mia = await takeover.SignInAsync("mia");

        Assert.DoesNotContain("pbkdf2_sha256$", await HashAsync(takeover), StringComparison.Ordinal);
        using var again = await takeover.SignInAsync("MIA@x.test");
        Assert.Equal(WorkspaceRole.Owner, (await Takeover.GetAsync<UserView>(again, "me")).Role);
    }

    private static async Task<string> HashAsync(Takeover takeover) =>
        (await takeover.Services.GetRequiredService<Parley.Storage.Database>().FindAsync($"select password_hash from users where username = 'mia'", row => row.Text(0)))!;
}
