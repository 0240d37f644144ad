using System.Security.Cryptography;
using System.Text;

namespace Umul.Import;

/// <summary>Ids made from what identifies a source, equal at each import and on each machine.</summary>
internal static class SourceIds
{
    /// <summary>A run id: 32 hex digits.</summary>
    public static string Run(params ReadOnlySpan<string> parts) => Hash(parts)[..32];

    /// <summary>A writer id: 16 hex digits.</summary>
    public static string Writer(string source) => Hash([source])[..16];

    private static string Hash(ReadOnlySpan<string> parts)
    {
        // A separator that no part holds, so that ("a", "bc") and ("ab", "c") differ.
        var text = string.Join('\0', parts!);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
