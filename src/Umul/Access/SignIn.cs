using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Umul.Web;

namespace Umul.Access;

/// <summary>Finds out who sends a request: a bearer token, Basic as MLflow's clients send it, or a browser's session.</summary>
internal sealed class SignIn(AccountStore accounts, LocalKey localKey, SignInThrottle throttle, TimeProvider clock) : IDisposable
{
    /// <summary>The cookie of a session.</summary>
    public const string Cookie = "umul-session";

    private static readonly TimeSpan s_delayAfterFailure = TimeSpan.FromMilliseconds(500);
    private static readonly Account s_thisMachine = new() { Id = 0, Name = "this machine", Role = Role.Admin, CreatedMs = 0 };

    // A password takes tens of milliseconds to verify, and MLflow's clients send it with every request.
    private readonly ConcurrentDictionary<string, Account> _verified = new();
    private readonly SemaphoreSlim _verifying = new(2);

    /// <summary>The account, or null if the request brings no or wrong credentials.</summary>
    public async Task<Account?> Find(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return BySecret(header["Bearer ".Length..].Trim());
        if (header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return await ByBasic(header["Basic ".Length..].Trim(), request.HttpContext.Connection.RemoteIpAddress);
        if (header.Length > 0) return null;
        return request.Cookies[Cookie] is { Length: > 0 } session ? accounts.ByToken(session) : null;
    }

    /// <summary>The account of that name and password, or null; wrong ones are answered slowly, two at a time.</summary>
    /// <exception cref="UmulException">There were too many wrong ones from this address.</exception>
    public async Task<Account?> ByPassword(string name, string password, IPAddress? address)
    {
        throttle.RequirePatience(name, address);
        await _verifying.WaitAsync();
        try
        {
            var account = accounts.ByPassword(name, password);
            if (account is not null)
            {
                throttle.Succeeded(name, address);
                return account;
            }
            throttle.Failed(name, address);
            await Task.Delay(s_delayAfterFailure, clock);
            return account;
        }
        finally
        {
            _verifying.Release();
        }
    }

    public void Dispose() => _verifying.Dispose();

    private Account? BySecret(string secret) => localKey.Is(secret) ? s_thisMachine : accounts.ByToken(secret);

    private async Task<Account?> ByBasic(string encoded, IPAddress? address)
    {
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out var length)) return null;
        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return null;
        var (name, password) = (pair[..colon], pair[(colon + 1)..]);
        if (BySecret(password) is { } byToken) return byToken;
        var mark = Convert.ToHexString(SHA256.HashData(bytes.AsSpan(0, length)));
        // Only as long as the account is exactly what it was: a new password or role makes it another record.
        if (_verified.TryGetValue(mark, out var known) && accounts.All.Any(a => a == known)) return known;
        _verified.TryRemove(mark, out _);
        if (await ByPassword(name, password, address) is not { } account) return null;
        if (_verified.Count > 1000) _verified.Clear();
        return _verified[mark] = account;
    }
}
