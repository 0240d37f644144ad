using System.Net;
using Umul.Web;

namespace Umul.Access;

/// <summary>Puts accounts into the program.</summary>
internal static class AccessHost
{
    public static IServiceCollection AddAccess(this IServiceCollection services) => services
        .AddSingleton<AccountStore>().AddSingleton<LocalKey>().AddSingleton<SignInThrottle>().AddSingleton<SignIn>().AddSingleton<AccessGate>();

    /// <summary>Call it after what turns failures into answers, and before routing.</summary>
    public static void UseAccess(this WebApplication application)
    {
        var gate = application.Services.GetRequiredService<AccessGate>();
        application.Use(next => context => gate.Pass(context, next));
    }

    /// <summary>Endpoints that touch everything at once: only administrators in all projects.</summary>
    public static RouteGroupBuilder RequireAdmin(this RouteGroupBuilder group)
    {
        ((IEndpointConventionBuilder)group).Add(static endpoint =>
        {
            var answer = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context =>
            {
                Caller.RequireEverywhere(Role.Admin);
                return answer(context);
            };
        });
        return group;
    }

    /// <summary>A server that other machines can reach must not be open to all of them.</summary>
    /// <exception cref="UmulException">There is no account, and the address is not loopback.</exception>
    public static void RequireAccountsFor(string host, AccountStore accounts)
    {
        var isLoopback = host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);
        if (isLoopback || !accounts.IsEmpty) return;
        throw new UmulException(
            ErrorCode.WrongState,
            new Sentence(
                $"Other machines could reach Umul at --host {host}, and nobody would have to sign in. Add an account first: umul user add NAME --role admin",
                $"--host {host}이면 다른 기계에서 로그인 없이 Umul에 닿을 수 있습니다. 먼저 계정을 추가하세요: umul user add 이름 --role admin"));
    }
}
