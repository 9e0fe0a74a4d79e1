using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Configuration;
using Parley.Access.RateLimits;
using Parley.Tests.Cast;
using Xunit;

namespace Parley.Tests.Access.RateLimits;

/// <summary>The budgets themselves, fed by hand.</summary>
public sealed class Buckets
{
    private readonly TestClock _clock = new();

    [Fact]
    public void Over_a_long_time_a_bucket_gives_its_rate_and_not_a_permit_more()
    {
        var bucket = new Bucket(new Rate(50, 200), _clock);
        var given = 0;
        for (var i = 0; i < 100_000; i++)   // 1,000 a second for 100 s
        {
            given += bucket.AttemptAcquire().IsAcquired ? 1 : 0;
            _clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.InRange(given, 5_199, 5_201);
    }

    [Theory]
    [InlineData(0.5, 1)]
    [InlineData(3, 7)]
    [InlineData(50, 200)]
    [InlineData(9_999, 20)]
    public void Waiting_as_long_as_is_said_is_enough_and_any_less_is_not(double perSecond, int atOnce)
    {
        var bucket = new Bucket(new Rate(perSecond, atOnce), _clock);
        for (var i = 0; i < atOnce; i++)
            Assert.True(bucket.AttemptAcquire().IsAcquired);

        for (var i = 0; i < 10; i++)
        {
            Assert.True(bucket.AttemptAcquire().TryGetMetadata(MetadataName.RetryAfter, out var wait));
            _clock.Advance(wait * 0.9);
            Assert.False(bucket.AttemptAcquire().IsAcquired);
            _clock.Advance(wait * 0.1 + TimeSpan.FromTicks(1));
            Assert.True(bucket.AttemptAcquire().IsAcquired);
        }
    }

    [Fact]
    public async Task Many_at_the_same_moment_get_no_more_than_there_is()
    {
        var bucket = new Bucket(new Rate(1, 1_000), _clock);

        var given = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
            Enumerable.Range(0, 1_000).Count(_ => bucket.AttemptAcquire().IsAcquired))));

        Assert.Equal(1_000, given.Sum());
    }

    [Fact]
    public void What_was_taken_on_credit_is_paid_before_anything_more_is_given()
    {
        var bucket = new Bucket(new Rate(10, 100), _clock);
        bucket.Charge(1_000);

        Assert.True(bucket.AttemptAcquire().TryGetMetadata(MetadataName.RetryAfter, out var wait));
        Assert.InRange(wait, TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(90.2));
        Assert.Equal(0, bucket.Left);
    }

    [Fact]
    public void A_line_of_version_6_is_one_address_and_the_next_line_another()
    {
        var budgets = Make("Parley:RateLimits:Address:Write:PerSecond=1", "Parley:RateLimits:Address:Write:AtOnce=50");
        var given = 0;
        for (var i = 0; i < 1_000; i++)
            given += Takes(budgets, i, IPAddress.Parse($"2001:db8:1:2::{i:x}")) ? 1 : 0;

        Assert.Equal(50, given);
        Assert.True(Takes(budgets, 1, IPAddress.Parse("2001:db8:1:3::1")));
        Assert.Equal(AddressKey.Of("192.0.2.7"), AddressKey.Of("::ffff:192.0.2.7"));
        Assert.NotEqual(AddressKey.Of("192.0.2.7"), AddressKey.Of("192.0.2.8"));
    }

    [Fact]
    public void A_workspace_s_people_share_its_budget()
    {
        var budgets = Make("Parley:RateLimits:Workspace:Write:PerSecond=1", "Parley:RateLimits:Workspace:Write:AtOnce=30");

        var given = Enumerable.Range(0, 100).Count(i => budgets.Take(new Payer(i, 1, (ulong)i), RouteClass.Write) == TimeSpan.Zero);

        Assert.Equal(30, given);
        Assert.Equal(TimeSpan.Zero, budgets.Take(new Payer(1_000, 2, 1), RouteClass.Write));
    }

    [Fact]
    public void Whoever_is_at_rest_is_forgotten_and_whoever_is_not_is_not()
    {
        var budgets = Make();
        for (var i = 0; i < 1_000; i++)
            budgets.Take(new Payer(i, 1, 1), RouteClass.Write);
        budgets.Charge(new Payer(7, 1, 1), RouteClass.Write, 10_000);
        Assert.Equal(1_002, budgets.Count);

        _clock.Advance(TimeSpan.FromSeconds(60));
        budgets.Sweep();

        Assert.InRange(budgets.Count, 1, 3);
        Assert.NotEqual(TimeSpan.Zero, budgets.Take(new Payer(7, 1, 1), RouteClass.Write));
    }

    [Fact]
    public void A_million_addresses_are_not_a_million_buckets()
    {
        var budgets = Make();
        for (var i = 0; i < 350_000; i++)
            budgets.Take(new Payer(1, 1, (UInt128)(uint)i + 1), RouteClass.Search);

        Assert.InRange(budgets.Count, 1, 100_002);
    }

    [Fact]
    public void A_frame_costs_next_to_nothing()
    {
        var budgets = new Budgets(new LimitTable(Configuration(), new Settings("data", RateLimitsEnabled: true)), TimeProvider.System);
        for (var i = 0; i < 10_000; i++)
            budgets.Take(new Payer(i, i % 7, (UInt128)(uint)i), RouteClass.Write);   // others are here too

        var best = TimeSpan.MaxValue;
        for (var round = 0; round < 20; round++)
        {
            var began = TimeProvider.System.GetTimestamp();
            for (var i = 0; i < 1_000; i++)
            {
                var payer = new Payer(i % 400, 1, (UInt128)(uint)(i % 400));
                budgets.Take(payer, RouteClass.Frame);
                budgets.Take(payer, RouteClass.Write);
            }

            var took = TimeProvider.System.GetElapsedTime(began) / 1_000;
            best = took < best ? took : best;
        }

        TestContext.Current.SendDiagnosticMessage($"{best.TotalNanoseconds} ns a frame");
        TestContext.Current.TestOutputHelper?.WriteLine($"{best.TotalNanoseconds} ns a frame");
        Assert.True(best < TimeSpan.FromMicroseconds(2), $"{best.TotalNanoseconds} ns a frame");   // 0.5 µs where it is optimized
    }

    [Fact]
    public void Where_limits_are_off_or_a_cell_is_nothing_there_is_no_limit()
    {
        var off = new Budgets(new LimitTable(Configuration(), new Settings("data", RateLimitsEnabled: false)), _clock);
        var unlimited = Make("Parley:RateLimits:Person:Write:PerSecond=0");

        for (var i = 0; i < 3_000; i++)
        {
            Assert.Equal(TimeSpan.Zero, off.Take(new Payer(1, 1, 1), RouteClass.Auth));
            Assert.Equal(TimeSpan.Zero, unlimited.TakePerson(new Payer(1, 1, 1), RouteClass.Write));
        }
    }

    [Theory]
    [InlineData("Parley:RateLimits:Person:Write:PerSecond", "many")]
    [InlineData("Parley:RateLimits:Person:Write:PerSecond", "-1")]
    [InlineData("Parley:RateLimits:Person:Write:AtOnce", "0.5")]
    [InlineData("Parley:RateLimits:Person:Write:PerMinute", "5")]
    [InlineData("Parley:RateLimits:Person:Writing:PerSecond", "5")]
    [InlineData("Parley:RateLimits:Everybody:Write:PerSecond", "5")]
    [InlineData("Parley:RateLimits:Sockets:PerPerson", "all")]
    [InlineData("Parley:RateLimits:Sockets:PerHouse", "5")]
    public void A_wrong_setting_names_its_key(string key, string value)
    {
        var wrong = Assert.Throws<SettingException>(() => Make($"{key}={value}"));

        Assert.True(key.StartsWith(wrong.Message[..wrong.Message.IndexOf(": ", StringComparison.Ordinal)], StringComparison.Ordinal), wrong.Message);
    }

    private static bool Takes(Budgets budgets, int person, IPAddress address) =>
        budgets.Take(new Payer(person, 1, AddressKey.Of(address)), RouteClass.Write) == TimeSpan.Zero;

    private static IConfiguration Configuration(params string[] settings) => new ConfigurationBuilder().AddInMemoryCollection(
        settings.Select(s => s.Split('=')).Select(s => new KeyValuePair<string, string?>(s[0], s[1]))).Build();

    private Budgets Make(params string[] settings) =>
        new(new LimitTable(Configuration(settings), new Settings("data", RateLimitsEnabled: true)), _clock);
}
