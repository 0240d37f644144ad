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
    /// <summary>What the key's file is called, in the data folder and in a backup.</summary>
    public const string FileName = "ledger.key";

    /// <summary>Hexadecimal digits of a key.</summary>
    public const int Letters = 2 * Bytes;

    private const int Bytes = 32;
    private readonly string _file = Path.Combine(folder.Path, FileName);
    private readonly Lock _turn = new();
    private byte[]? _key;

    public string Seal(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(Key(), Encoding.UTF8.GetBytes(text)));

    /// <summary>The key as it stands in its file, for a backup: without it the ledger in the backup could not be verified.</summary>
    public string Export() => Convert.ToHexStringLower(Key());

    /// <summary>Whether <paramref name="text"/> can be a key at all.</summary>
    public static bool IsKey(string text) => text.Length == Letters && text.All(char.IsAsciiHexDigit);

    /// <summary>Puts the key of a restored ledger in the place of this one.</summary>
    public void Replace(string key)
    {
        lock (_turn)
        {
            _key = Convert.FromHexString(key);
            var next = _file + ".next";
            File.Delete(next);
            Write(next, _key);
            File.Move(next, _file, overwrite: true);
        }
    }

    private byte[] Key()
    {
        lock (_turn) return _key ??= ReadOrMake(_file);
    }

    private static byte[] ReadOrMake(string file)
    {
        if (File.Exists(file)) return Convert.FromHexString(File.ReadAllText(file).Trim());
        var key = RandomNumberGenerator.GetBytes(Bytes);
        Write(file, key);
        return key;
    }

    private static void Write(string file, byte[] key)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(file, options);
        stream.Write(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(key)));
        stream.Flush(flushToDisk: true); // before any seal that was made with it
    }
}
