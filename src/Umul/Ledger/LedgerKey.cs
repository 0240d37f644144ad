using System.Security.Cryptography;
using System.Text;
using Umul.Database;

namespace Umul.Ledger;

/// <summary>
/// The key that seals entries of the ledger. It lies in the data folder and not in the database: who can edit the database can compute a
/// hash, but not the seal. Who has the whole folder can forge both; against that helps only a head that was written down elsewhere.
/// </summary>
internal sealed class LedgerKey(DataFolder folder)
{
    private readonly Lazy<byte[]> _key = new(() => ReadOrMake(Path.Combine(folder.Path, "ledger.key")));

    public string Seal(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes(text)));

    private static byte[] ReadOrMake(string file)
    {
        if (File.Exists(file)) return Convert.FromHexString(File.ReadAllText(file).Trim());
        var key = RandomNumberGenerator.GetBytes(32);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(file, options);
        stream.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(key)));
        stream.Flush(flushToDisk: true); // before any seal that was made with it
        return key;
    }
}
