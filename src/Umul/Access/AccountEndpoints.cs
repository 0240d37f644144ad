using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Umul.Database;
using Umul.Web;

namespace Umul.Access;

/// <summary>Accounts over HTTP: what <c>umul user</c> talks to. For administrators only.</summary>
internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-out", SignOut);
        var accounts = routes.MapGroup("/api/accounts");
        accounts.MapGet("", List);
        accounts.MapPost("", Add);
        accounts.MapDelete("/{name}", Remove);
        accounts.MapPost("/{name}/password", SetPassword);
        accounts.MapPost("/{name}/role", SetRole);
        accounts.MapPost("/{name}/tokens", AddToken);
        accounts.MapDelete("/{name}/tokens/{token}", RemoveToken);
    }

    private static async Task<RedirectHttpResult> SignOut(HttpContext context, AccountStore store)
    {
        if (context.Request.Cookies[SignIn.Cookie] is { Length: > 0 } session) await store.EndSession(session);
        context.Response.Cookies.Delete(SignIn.Cookie);
        return TypedResults.Redirect("/sign-in");
    }

    private static JsonHttpResult<ShownAccount[]> List(AccountStore store)
    {
        Caller.RequireEverywhere(Role.Admin);
        return TypedResults.Json(
            store.All.Select(a => new ShownAccount(
                a.Name, Word(a.Role), a.ProjectRoles.ToDictionary(r => r.Key, r => Word(r.Value)), a.Password is not null, store.TokensOf(a))).ToArray(),
            AccessJson.Default.ShownAccountArray);
    }

    private static Task Add(NewAccount request, AccountStore store)
    {
        Caller.RequireEverywhere(Role.Admin);
        return store.Add(request.Name, request.Password, Parse(request.Role));
    }

    private static Task Remove(string name, AccountStore store)
    {
        Caller.RequireEverywhere(Role.Admin);
        return store.Remove(name);
    }

    // Also one's own.
    private static Task SetPassword(string name, NewPassword request, AccountStore store)
    {
        if (Caller.Account?.Name != name) Caller.RequireEverywhere(Role.Admin);
        return store.SetPassword(name, request.Password);
    }

    private static Task SetRole(string name, NewRole request, AccountStore store)
    {
        Caller.RequireEverywhere(Role.Admin);
        return store.SetRole(name, Parse(request.Role), request.Project);
    }

    private static async Task<JsonHttpResult<ShownToken>> AddToken(string name, NewToken request, AccountStore store, TimeProvider clock)
    {
        if (Caller.Account?.Name != name) Caller.RequireEverywhere(Role.Admin);
        if (request.Days is <= 0 or > 36_500) throw new UmulException(ErrorCode.Invalid, new Sentence(
            "A token lives 1 to 36500 days, or for ever.",
            "토큰의 유효 기간은 1일에서 36500일까지이거나 무기한입니다."));
        var expiresMs = request.Days is { } days ? clock.UnixMs + days * 86_400_000L : (long?)null;
        return TypedResults.Json(new ShownToken(await store.AddToken(name, request.Name, expiresMs)), AccessJson.Default.ShownToken);
    }

    private static Task RemoveToken(string name, string token, AccountStore store)
    {
        if (Caller.Account?.Name != name) Caller.RequireEverywhere(Role.Admin);
        return store.RemoveToken(name, token);
    }

    private static string Word(Role role) => role.ToString().ToLowerInvariant();

    private static Role Parse(string word) => word switch
    {
        "none" => Role.None,
        "reader" => Role.Reader,
        "writer" => Role.Writer,
        "admin" => Role.Admin,
        _ => throw new UmulException(ErrorCode.Invalid, new Sentence(
            $"'{word}' is not a role; allowed are none, reader, writer and admin.",
            $"'{word}'은(는) 역할이 아닙니다. none, reader, writer, admin 가운데 하나여야 합니다.")),
    };
}

/// <summary>An account as administrators see it.</summary>
internal sealed record ShownAccount(string Name, string Role, Dictionary<long, string> Projects, bool HasPassword, IReadOnlyList<string> Tokens);

/// <summary>A token, the only time that it is shown.</summary>
internal sealed record ShownToken(string Token);

/// <summary>An account to be added.</summary>
internal sealed record NewAccount(string Name, string? Password, string Role);

/// <summary>A password to be set.</summary>
internal sealed record NewPassword(string Password);

/// <summary>A role to be set, in one project or in all.</summary>
internal sealed record NewRole(string Role, long? Project);

/// <summary>A token to be made.</summary>
internal sealed record NewToken(string Name, int? Days);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ShownAccount[]))]
[JsonSerializable(typeof(ShownToken))]
[JsonSerializable(typeof(NewAccount))]
[JsonSerializable(typeof(NewPassword))]
[JsonSerializable(typeof(NewRole))]
[JsonSerializable(typeof(NewToken))]
internal sealed partial class AccessJson : JsonSerializerContext;
