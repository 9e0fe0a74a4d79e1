using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Parley.Access.Tokens;
using Parley.Push.Web;
using Xunit;

namespace Parley.Tests.Push;

/// <summary>The examples that the RFCs print, step by step.</summary>
public sealed class PublishedVectors
{
    private const string BrowserPublic = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private const string BrowserPrivate = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";
    private const string ServerPublic = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    private const string ServerPrivate = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    private const string Auth = "BTBZMqHH6r4Tts7J_aSIgg";
    private const string Salt = "DGv6ra1nlYgDCS1FRnbzlw";
    private const string Text = "When I grow up, I want to be a watermelon";

    private const string Message =
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95b"
        + "Qpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

    [Fact]
    public void RFC_8291_section_5_a_push_message_is_encrypted_to_the_same_bytes()
    {
        using var server = Pair(ServerPrivate, ServerPublic);

        var coded = PushEncryption.Encrypt(new(Bytes(BrowserPublic), Bytes(Auth)), server, Bytes(Salt), Encoding.UTF8.GetBytes(Text));

        Assert.Equal(Message, Base64Url.EncodeToString(coded));
    }

    [Fact]
    public void RFC_8291_appendix_A_the_steps_give_what_it_prints()
    {
        using var server = Pair(ServerPrivate, ServerPublic);
        using var browser = Pair(BrowserPrivate, BrowserPublic);
        byte[] info = [.. "WebPush: info\0"u8, .. Bytes(BrowserPublic), .. Bytes(ServerPublic)];

        var secret = server.DeriveRawSecretAgreement(browser.PublicKey);
        var keying = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, Bytes(Auth), info);
        var (key, nonce) = PushEncryption.Derive(keying, Bytes(Salt));

        Assert.Equal("kyrL1jIIOHEzg3sM2ZWRHDRB62YACZhhSlknJ672kSs", Base64Url.EncodeToString(secret));
        Assert.Equal("S4lYMb_L0FxCeq0WhDx813KgSYqU26kOyzWUdsXYyrg", Base64Url.EncodeToString(keying));
        Assert.Equal("oIhVW04MRdy2XN9CiKLxTg", Base64Url.EncodeToString(key));
        Assert.Equal("4h_95klXJ5E_qnoN", Base64Url.EncodeToString(nonce));
    }

    [Fact]
    public void RFC_8291_the_browser_of_our_tests_reads_the_printed_message()
    {
        using var browser = Pair(BrowserPrivate, BrowserPublic);

        Assert.Equal(Text, Encoding.UTF8.GetString(Browser.Decrypt(browser, Bytes(BrowserPublic), Bytes(Auth), Bytes(Message))));
    }

    [Fact]
    public void RFC_8188_section_3_1_the_coding_gives_the_same_bytes()
    {
        var coded = PushEncryption.Encode(
            Bytes("yqdlZ-tYemfogSmv7Ws5PQ"), Bytes("I1BsxtFttlv3u_Oo94xnmw"), [], "I am the walrus"u8, recordBytes: 4096);
        var (key, nonce) = PushEncryption.Derive(Bytes("yqdlZ-tYemfogSmv7Ws5PQ"), Bytes("I1BsxtFttlv3u_Oo94xnmw"));

        Assert.Equal("I1BsxtFttlv3u_Oo94xnmwAAEAAA-NAVub2qFgBEuQKRapoZu-IxkIva3MEB1PD-ly8Thjg", Base64Url.EncodeToString(coded));
        Assert.Equal("_wniytB-ofscZDh4tbSjHw", Base64Url.EncodeToString(key));
        Assert.Equal("Bcs8gkIRKLI8GeI8", Base64Url.EncodeToString(nonce));
    }

    [Fact]
    public void RFC_8292_section_2_4_our_check_of_signatures_believes_the_printed_token()
    {
        const string Token =
            "eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx0"
            + "bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA";
        var point = Bytes("BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs");
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = PushEncryption.Point(point) });

        var token = Jwt.Read(Token)!;

        Assert.True(token.IsSignedBy(JwtKey.Es256(key)));
        Assert.True(token.IsFor("https://push.example.net"));
        Assert.Equal("mailto:push@example.com", token.Claim("sub"));
    }

    [Fact]
    public void The_longest_text_fits_into_the_record_and_a_longer_one_is_refused()
    {
        var browser = new BrowserKeys(Bytes(BrowserPublic), Bytes(Auth));

        Assert.Equal(PushEncryption.RecordBytes, PushEncryption.Encrypt(browser, new byte[PushEncryption.TextBytes]).Length);
        Assert.Throws<ArgumentException>(() => PushEncryption.Encrypt(browser, new byte[PushEncryption.TextBytes + 87]));
    }

    [Fact]
    public void What_is_no_point_of_the_curve_is_no_key()
    {
        var point = Bytes(BrowserPublic);
        Assert.True(PushEncryption.IsPoint(point));

        byte[] bent = [.. point[..^1], (byte)(point[^1] ^ 1)], compressed = [2, .. point[1..]];
        Assert.False(PushEncryption.IsPoint(bent));
        Assert.False(PushEncryption.IsPoint(compressed));
        Assert.False(PushEncryption.IsPoint(new byte[65]));
    }

    private static byte[] Bytes(string base64) => Base64Url.DecodeFromChars(base64);

    private static ECDiffieHellman Pair(string secret, string point) => ECDiffieHellman.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256, D = Bytes(secret), Q = PushEncryption.Point(Bytes(point)),
    });
}
