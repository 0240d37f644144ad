using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Umul.Database;
using Umul.Web;

namespace Umul.Access;

/// <summary>
/// Makes guessing passwords slow: after five wrong ones for an account from an address, each further one has to wait, twice as long each
/// time, at most a minute. Nobody else is held up: not the owner at another address, and nobody who has a token or is signed in.
/// </summary>
internal sealed class SignInThrottle(TimeProvider clock)
{
    private const int FreeAttempts = 5;
    private const int FreeAttemptsOfAddress = 50;
    private const int LongestWaitSeconds = 60;
    private const int MostKept = 10_000;
    private const long ForgottenAfterMs = 3600 * 1000;
    private readonly ConcurrentDictionary<string, Failures> _failures = new(StringComparer.Ordinal);

    /// <exception cref="UmulException">It is too early for another attempt; the message says when.</exception>
    public void RequirePatience(string name, IPAddress? address)
    {
        var wait = Math.Max(WaitMs(Pair(name, address), FreeAttempts), WaitMs(Place(address), FreeAttemptsOfAddress));
        if (wait <= 0) return;
        var seconds = (wait + 999) / 1000;
        throw new UmulException(ErrorCode.Unauthenticated, new Sentence(
            $"Too many wrong passwords from your address. Wait {seconds} s, then try again.",
            $"이 주소에서 틀린 비밀번호가 너무 많았습니다. {seconds}초 뒤에 다시 해 보세요."));
    }

    /// <summary>Counts a wrong password.</summary>
    public void Failed(string name, IPAddress? address)
    {
        if (_failures.Count > MostKept) Forget();
        foreach (var key in (string[])[Pair(name, address), Place(address)])
            _failures.AddOrUpdate(key, _ => new Failures(1, clock.UnixMs), (_, before) => new Failures(IsOld(before) ? 1 : before.Count + 1, clock.UnixMs));
    }

    /// <summary>Who knew the password in the end starts anew.</summary>
    public void Succeeded(string name, IPAddress? address) => _failures.TryRemove(Pair(name, address), out _);

    private long WaitMs(string key, int free)
    {
        if (!_failures.TryGetValue(key, out var failures) || failures.Count < free || IsOld(failures)) return 0;
        var seconds = Math.Min(LongestWaitSeconds, 1L << Math.Min(30, failures.Count - free));
        return failures.LastMs + seconds * 1000 - clock.UnixMs;
    }

    // What is new is kept however much there is: a flood of made-up names must not make the throttle forget the flooder.
    private void Forget()
    {
        foreach (var (key, failures) in _failures)
            if (IsOld(failures) || _failures.Count > 2 * MostKept && failures.Count < FreeAttempts) _failures.TryRemove(key, out _);
    }

    private bool IsOld(Failures failures) => clock.UnixMs - failures.LastMs > ForgottenAfterMs;

    private static string Pair(string name, IPAddress? address) => $"{Place(address)} {(name.Length > 64 ? name[..64] : name)}";

    // A machine with IPv6 has a whole network of addresses of its own.
    private static string Place(IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true }) address = address.MapToIPv4();
        return address is { AddressFamily: AddressFamily.InterNetworkV6 } ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : $"{address}";
    }

    private sealed record Failures(int Count, long LastMs);
}
