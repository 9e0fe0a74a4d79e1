using Parley.Access.Tokens;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Access.Tokens;

public sealed class OurOwnKeys : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("parley-keys-").FullName;
    private readonly TestClock _clock = new();

    [Fact]
    public void Are_for_the_server_alone_to_read()
    {
        if (OperatingSystem.IsWindows())
            return;
        _ = new SigningKeys(_directory, _clock);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_directory, "keys", "signing.keys")));
    }

    [Fact]
    public void Survive_a_restart()
    {
        var token = Jwt.Read(new AccessTokens(new SigningKeys(_directory, _clock), _clock).Create(UserId.New(), SessionId.New()))!;

        Assert.NotNull(new AccessTokens(new SigningKeys(_directory, _clock), _clock).Check(token));
    }

    [Fact]
    public void Change_without_logging_anyone_out_and_then_age()
    {
        var keys = new SigningKeys(_directory, _clock);
        var tokens = new AccessTokens(keys, _clock);
        var before = Jwt.Read(tokens.Create(UserId.New(), SessionId.New()))!;
        var old = keys.Newest;

        keys.Rotate();

        var after = Jwt.Read(tokens.Create(UserId.New(), SessionId.New()))!;
        Assert.NotEqual(before.Kid, after.Kid);
        Assert.NotNull(tokens.Check(before));
        Assert.NotNull(tokens.Check(after));
        _clock.Advance(TimeSpan.FromMinutes(18));
        Assert.Null(keys.Find(old.Kid));
        Assert.NotNull(keys.Find(keys.Newest.Kid));
    }

    [Fact]
    public void Changed_by_another_process_are_noticed()
    {
        var (here, there) = (new SigningKeys(_directory, _clock), new SigningKeys(_directory, _clock));
        File.SetLastWriteTimeUtc(Path.Combine(_directory, "keys", "signing.keys"), DateTime.UnixEpoch);
        there.Rotate();

        Assert.NotNull(here.Find(there.Newest.Kid));
    }

    [Fact]
    public void Are_changed_at_a_start_after_ninety_days()
    {
        var first = new SigningKeys(_directory, _clock).Newest;
        _clock.Advance(TimeSpan.FromDays(91));

        Assert.NotEqual(first.Kid, new SigningKeys(_directory, _clock).Newest.Kid);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
