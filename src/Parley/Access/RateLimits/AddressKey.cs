using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Parley.Access.RateLimits;

/// <summary>What counts as one address: one of version 4, or a whole line of version 6, which has 2^64 of them.</summary>
public static class AddressKey
{
    public static UInt128 Of(HttpContext http) => Of(http.Connection.RemoteIpAddress);

    public static UInt128 Of(string? address) => Of(IPAddress.TryParse(address, out var ip) ? ip : null);

    public static UInt128 Of(IPAddress? address)
    {
        if (address is null)
            return UInt128.Zero;

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        Span<byte> bytes = stackalloc byte[16];
        plain.TryWriteBytes(bytes, out _);
        return plain.AddressFamily == AddressFamily.InterNetwork
            ? BinaryPrimitives.ReadUInt32BigEndian(bytes) + UInt128.One
            : new UInt128(BinaryPrimitives.ReadUInt64BigEndian(bytes), 0);
    }
}

/// <summary>Whose budgets a call is taken from.</summary>
public readonly record struct Payer(long UserN, long WorkspaceN, UInt128 Address)
{
    public static Payer Of(Caller caller) => new(caller.UserN, caller.WorkspaceN, AddressKey.Of(caller.Address));
}
