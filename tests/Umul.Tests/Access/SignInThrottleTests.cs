using System.Net;
using System.Text.Json;
using Umul.Access;
using Umul.Web;

namespace Umul.Tests.Access;

/// <summary>Guessing passwords is slow, and costs nobody else their access.</summary>
public sealed class SignInThrottleTests(AccessFixture fixture) : IClassFixture<AccessFixture>
{
    private static readonly IPAddress s_guesser = IPAddress.Parse("192.0.2.7");
    private static readonly IPAddress s_owner = IPAddress.Parse("192.0.2.8");
    private readonly HandClock _clock = new();

    [Fact]
    public void FiveWrongPasswords_AreFree_TheNextWaitsLongerEachTime()
    {
        var throttle = new SignInThrottle(_clock);
        for (var i = 0; i < 5; i++) Wrong(throttle);
        foreach (var seconds in (int[])[1, 2, 4, 8, 16, 32, 60, 60])
        {
            Assert.Contains($"Wait {seconds} s", Refused(throttle, "kim", s_guesser), StringComparison.Ordinal);
            _clock.Move(seconds);
            Wrong(throttle);
        }
    }

    [Fact]
    public void Owner_AtAnotherAddress_IsNotHeldUp()
    {
        var throttle = new SignInThrottle(_clock);
        for (var i = 0; i < 5; i++) Wrong(throttle);
        throttle.RequirePatience("kim", s_owner);
        Refused(throttle, "kim", s_guesser);
    }

    [Fact]
    public void ManyNames_FromOneAddress_AreHeldUpToo()
    {
        var throttle = new SignInThrottle(_clock);
        for (var i = 0; i < 50; i++) throttle.Failed($"name-{i}", s_guesser);
        Refused(throttle, "another", s_guesser);
    }

    [Fact]
    public void RightPassword_OrAnHour_StartsAnew()
    {
        var throttle = new SignInThrottle(_clock);
        for (var i = 0; i < 5; i++) Wrong(throttle);
        throttle.Succeeded("kim", s_guesser);
        throttle.RequirePatience("kim", s_guesser);
        for (var i = 0; i < 9; i++) throttle.Failed("kim", s_guesser);
        _clock.Move(3601);
        throttle.RequirePatience("kim", s_guesser);
        throttle.Failed("kim", s_guesser);
        throttle.RequirePatience("kim", s_guesser);
    }

    [Fact]
    public void AddressesOfOneIpv6Network_CountAsOne()
    {
        var throttle = new SignInThrottle(_clock);
        for (var i = 0; i < 5; i++) throttle.Failed("kim", IPAddress.Parse($"2001:db8:1:2::{i + 1}"));
        Refused(throttle, "kim", IPAddress.Parse("2001:db8:1:2:ffff::9"));
        throttle.RequirePatience("kim", IPAddress.Parse("2001:db8:1:3::1"));
    }

    [Fact]
    public async Task SixthWrongPassword_OverTheProtocol_SaysSoInItsShape_AndTokensGoOn()
    {
        using var guesser = fixture.With(AccessFixture.Basic("admin", "wrong"));
        var path = new Uri("/api/2.0/mlflow/experiments/get?experiment_id=0", UriKind.Relative);
        HttpResponseMessage? last = null;
        for (var i = 0; i < 6; i++)
        {
            last?.Dispose();
            last = await guesser.GetAsync(path);
            Assert.Equal(HttpStatusCode.Unauthorized, last.StatusCode);
        }
        using var answer = JsonDocument.Parse(await last!.Content.ReadAsStringAsync());
        Assert.Equal("UNAUTHENTICATED", answer.RootElement.GetProperty("error_code").GetString());
        Assert.Contains("Too many wrong passwords", answer.RootElement.GetProperty("message").GetString(), StringComparison.Ordinal);
        using var owner = fixture.As("admin");
        Assert.Equal(HttpStatusCode.OK, (await owner.GetAsync(path)).StatusCode);
        last.Dispose();
    }

    private static void Wrong(SignInThrottle throttle)
    {
        throttle.RequirePatience("kim", s_guesser);
        throttle.Failed("kim", s_guesser);
    }

    private static string Refused(SignInThrottle throttle, string name, IPAddress address)
    {
        var refusal = Assert.Throws<UmulException>(() => throttle.RequirePatience(name, address));
        Assert.Equal(ErrorCode.Unauthenticated, refusal.Code);
        return refusal.Message;
    }

    private sealed class HandClock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now;

        public void Move(double seconds) => _now += TimeSpan.FromSeconds(seconds);
    }
}
