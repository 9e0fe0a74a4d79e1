using System.Security.Cryptography;

namespace Parley.Workspaces;

/// <summary>The code that sign-up asks for: 80 bits in letters that are not mistaken for each other, because people read it aloud.</summary>
internal static class InviteCode
{
    public static string New() => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 16);
}
