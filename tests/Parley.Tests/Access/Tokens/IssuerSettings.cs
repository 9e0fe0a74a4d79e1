using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Parley.Access;
using Parley.Access.Tokens;
using Xunit;

namespace Parley.Tests.Access.Tokens;

public sealed class IssuerSettings
{
    private const string Long = "a secret of 32 bytes or more, yes";

    [Theory]
    [InlineData("Issuer", "", "HS256", "Secret", Long)]
    [InlineData("Issuer", "parley", "HS256", "Secret", Long)]
    [InlineData("Algorithm", "host", "none", "Secret", Long)]
    [InlineData("Algorithm", "host", "0", "Secret", Long)]
    [InlineData("Algorithm", "host", "hs256", "Secret", Long)]
    [InlineData("Secret", "host", "HS256", "Secret", "shorter than thirty-two bytes")]
    [InlineData("Secret", "host", "RS256", "Secret", Long)]
    [InlineData("PublicKeyPem", "host", "HS256", "PublicKeyPem", "-----BEGIN PUBLIC KEY-----")]
    [InlineData("PublicKeyPem", "host", "RS256", "PublicKeyPem", "no key")]
    [InlineData("JwksUri", "host", "ES256", "JwksUri", "/there/is/no/such/file.json")]
    [InlineData("JwksUri", "host", "ES256", "JwksUri", "ftp://host.example/jwks.json")]
    [InlineData("Auidence", "host", "HS256", "Auidence", "chat")]
    public void That_are_wrong_stop_the_start_with_the_name_of_the_key(string named, string issuer, string algorithm, string key, string value)
    {
        var wrong = Assert.Throws<SettingException>(() => Make(("Issuer", issuer), ("Algorithm", algorithm), (key, value)));

        Assert.Equal($"Parley:TrustedIssuers:0:{named}", wrong.Key);
        Assert.StartsWith(wrong.Key, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_two_keys_or_none_stop_the_start()
    {
        Assert.Throws<SettingException>(() => Make(("Issuer", "host"), ("Algorithm", "HS256")));
        Assert.Throws<SettingException>(() => Make(("Issuer", "host"), ("Algorithm", "HS256"), ("Secret", Long), ("JwksUri", "http://host/")));
    }

    [Fact]
    public void With_an_RSA_key_of_1024_bits_or_a_curve_other_than_P256_stop_the_start()
    {
        using var rsa = RSA.Create(1024);
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Assert.Throws<SettingException>(() => Make(("Issuer", "h"), ("Algorithm", "RS256"), ("PublicKeyPem", rsa.ExportSubjectPublicKeyInfoPem())));
        Assert.Throws<SettingException>(() => Make(("Issuer", "h"), ("Algorithm", "ES256"), ("PublicKeyPem", ec.ExportSubjectPublicKeyInfoPem())));
    }

    [Theory]
    [InlineData("999")]
    [InlineData("many")]
    public void Passwords_need_at_least_1000_rounds(string iterations)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Parley:PasswordIterations", iterations)]).Build();

        Assert.Equal("Parley:PasswordIterations", Assert.Throws<SettingException>(() => new Passwords(configuration)).Key);
    }

    private static void Make(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create<string, string?>($"Parley:TrustedIssuers:0:{s.Key}", s.Value))).Build();
        new TrustedIssuers(configuration, TimeProvider.System).Dispose();
    }
}
