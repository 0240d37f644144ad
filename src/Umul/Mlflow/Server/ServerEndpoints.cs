using System.Reflection;
using Umul.Mlflow.Wire;

namespace Umul.Mlflow.Server;

/// <summary>What clients ask about the server itself.</summary>
internal sealed class ServerEndpoints
{
    private static readonly string s_version =
        typeof(ServerEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    /// <summary>Umul's own version as bare text. Being below 3.4, it keeps clients from sending spans, which Umul does not take.</summary>
    public static Task Version(HttpContext http)
    {
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(s_version, http.RequestAborted);
    }

    public static Task ServerInformation(MlflowCall call) => call.Object(static w =>
    {
        w.WriteString("store_type"u8, "SqlStore"u8);
        w.WriteBoolean("workspaces_enabled"u8, false);
    });
}
