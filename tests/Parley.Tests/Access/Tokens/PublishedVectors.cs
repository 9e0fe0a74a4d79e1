using System.Buffers.Text;
using System.Security.Cryptography;
using Parley.Access.Tokens;
using Xunit;

namespace Parley.Tests.Access.Tokens;

/// <summary>The examples that the standards print, character by character.</summary>
public sealed class PublishedVectors
{
    // RFC 7515 A.1.1 and RFC 7519 3.1 are the same token.
    private const string Payload = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    private const string Hs256 = $"eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.{Payload}.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private const string Rs256 = $"eyJhbGciOiJSUzI1NiJ9.{Payload}."
        + "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4"
        + "BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqv"
        + "hJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

    private const string Es256 = $"eyJhbGciOiJFUzI1NiJ9.{Payload}.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

    private static readonly JwtKey HmacKey = JwtKey.Hs256(Base64Url.DecodeFromChars(
        "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"));

    private static readonly JwtKey RsaKey = JwtKey.Rs256(RSA.Create(new RSAParameters
    {
        Modulus = Base64Url.DecodeFromChars(
            "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b"
            + "32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5"
            + "IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"),
        Exponent = Base64Url.DecodeFromChars("AQAB"),
    }));

    private static readonly JwtKey EcKey = JwtKey.Es256(ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint
        {
            X = Base64Url.DecodeFromChars("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
            Y = Base64Url.DecodeFromChars("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"),
        },
    }));

    [Fact]
    public void Hmac_of_RFC_7515_A1_is_good_and_says_what_RFC_7519_says()
    {
        var token = Jwt.Read(Hs256)!;

        Assert.True(token.IsSignedBy(HmacKey));
        Assert.Equal("joe", token.Issuer);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1300819380), token.ExpiresAt);
        Assert.Equal("true", token.Claim("http://example.com/is_root"));
    }

    [Fact]
    public void Rsa_of_RFC_7515_A2_is_good() => Assert.True(Jwt.Read(Rs256)!.IsSignedBy(RsaKey));

    [Fact]
    public void Elliptic_curve_of_RFC_7515_A3_is_good() => Assert.True(Jwt.Read(Es256)!.IsSignedBy(EcKey));

    [Fact]
    public void None_is_good_with_another_key()
    {
        Assert.False(Jwt.Read(Hs256)!.IsSignedBy(RsaKey));
        Assert.False(Jwt.Read(Rs256)!.IsSignedBy(EcKey));
        Assert.False(Jwt.Read(Es256)!.IsSignedBy(HmacKey));
    }

    [Fact]
    public void The_unsecured_token_of_RFC_7519_6_is_refused() =>
        Assert.Null(Jwt.Read("eyJhbGciOiJub25lIn0.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."));
}
