using Parley.Access;
using Parley.Access.LogIns;
using Parley.Protocol;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Access;

public sealed class LockingOut
{
    private readonly TestClock _clock = new();
    private readonly LockOut _lockOut;

    public LockingOut() => _lockOut = new LockOut(_clock);

    [Fact]
    public void Does_not_hold_up_the_right_person_where_they_were_before()
    {
        for (var i = 0; i < 5; i++)
            Guess("main/1", "198.51.100.7");

        Assert.NotNull(Held("main/1", "203.0.113.9", isKnownHere: false));
        Assert.Null(Held("main/1", "192.0.2.1", isKnownHere: true));
    }

    [Fact]
    public void Holds_up_guessing_from_where_the_person_was_before()
    {
        for (var i = 0; i < 5; i++)
            Guess("main/1", "192.0.2.1", isKnownHere: true);

        Assert.NotNull(Held("main/1", "192.0.2.1", isKnownHere: true));
    }

    [Fact]
    public void Holds_up_an_address_that_tries_many_accounts()
    {
        for (var i = 0; i < 50; i++)
            Guess($"main/{i}", "198.51.100.7");

        Assert.NotNull(Held("main/1000", "198.51.100.7", isKnownHere: false));
        Assert.Null(Held("main/1000", "198.51.100.8", isKnownHere: false));
    }

    [Fact]
    public void Takes_a_whole_IPv6_line_for_one_address()
    {
        for (var i = 0; i < 50; i++)
            Guess($"main/{i}", $"2001:db8:1:2::{i:x}");

        Assert.NotNull(Held("main/1000", "2001:db8:1:2:ffff::1", isKnownHere: false));
        Assert.Null(Held("main/1000", "2001:db8:1:3::1", isKnownHere: false));
    }

    [Fact]
    public void Lasts_at_most_a_quarter_of_an_hour()
    {
        for (var i = 0; i < 20; i++)
        {
            Guess("main/1", "198.51.100.7");
            _clock.Advance(TimeSpan.FromMinutes(15));
        }

        Assert.Null(Held("main/1", "198.51.100.7", isKnownHere: false));
    }

    private void Guess(string account, string address, bool isKnownHere = false)
    {
        _lockOut.Begin(account, address, isKnownHere);
        _lockOut.Failed(address);
    }

    private TimeSpan? Held(string account, string address, bool isKnownHere)
    {
        try
        {
            _lockOut.Begin(account, address, isKnownHere);
            return null;
        }
        catch (Refusal refusal)
        {
            Assert.Equal(Errors.LockedOut, refusal.Error);
            return refusal.RetryAfter;
        }
    }
}
