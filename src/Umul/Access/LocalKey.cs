using System.Security.Cryptography;
using System.Text;
using Umul.Database;

namespace Umul.Access;

/// <summary>A secret in the data folder, by which commands on this machine prove to a running server that they may read that folder.</summary>
internal sealed class LocalKey
{
    private const string FileName = "local.key";

    private readonly byte[] _secret;

    public LocalKey(DataFolder folder)
    {
        var path = Path.Combine(folder.Path, FileName);
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        _secret = Encoding.ASCII.GetBytes(secret);
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new StreamWriter(path, options);
        file.Write(secret);
    }

    /// <summary>The secret of the server that owns the folder, or null.</summary>
    public static string? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path) ? File.ReadAllText(path) : null;
    }

    /// <summary>Whether this is the secret.</summary>
    public bool Is(string secret) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(secret), _secret);
}
