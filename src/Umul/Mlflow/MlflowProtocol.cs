using Umul.Mlflow.Artifacts;
using Umul.Mlflow.Experiments;
using Umul.Mlflow.Metrics;
using Umul.Mlflow.Models;
using Umul.Mlflow.Routing;
using Umul.Mlflow.Runs;
using Umul.Mlflow.Server;
using Umul.Mlflow.Wire;
using Umul.Models;
using Umul.Runs;
using Umul.Runs.Search;
using Umul.Web;

namespace Umul.Mlflow;

/// <summary>The MLflow tracking protocol in front of Umul's stores: what a client sends to MLFLOW_TRACKING_URI.</summary>
internal static class MlflowProtocol
{
    private static readonly string[] s_prefixes = ["/api/2.0", "/ajax-api", "/api/3.0/mlflow"];

    extension(IServiceCollection services)
    {
        /// <summary>The protocol's handlers, and the stores that only it needs so far.</summary>
        public IServiceCollection AddMlflow() => services
            .AddSingleton<ProjectBin>()
            .AddSingleton<RunInputStore>()
            .AddSingleton<LoggedModelStore>()
            .AddSingleton<RegisteredModelStore>()
            .AddSingleton<RunSearch>()
            .AddSingleton<MlflowDispatch>()
            .AddSingleton<RunAnswers>()
            .AddSingleton<ExperimentEndpoints>()
            .AddSingleton<RunEndpoints>()
            .AddSingleton<LoggingEndpoints>()
            .AddSingleton<RunSearchEndpoints>()
            .AddSingleton<HistoryCache>()
            .AddSingleton<HistoryEndpoints>()
            .AddSingleton<ArtifactProxyEndpoints>()
            .AddSingleton<RunArtifactEndpoints>()
            .AddSingleton<LoggedModelEndpoints>()
            .AddSingleton<RegisteredModelEndpoints>()
            .AddSingleton<ModelVersionEndpoints>()
            .AddSingleton<UserEndpoints>()
            .AddSingleton<ServerEndpoints>();
    }

    extension(WebApplication application)
    {
        /// <summary>Answers every route of <see cref="MlflowRoutes"/>, and in MLflow's shape whatever else is asked under its prefixes. Must come after access.</summary>
        public void AnswerMlflow()
        {
            var dispatch = application.Services.GetRequiredService<MlflowDispatch>();
            application.Use(next => http => !IsProtocol(http.Request.Path.Value!) ? next(http)
                : RouteLookup.Find(http) is { } route ? dispatch.Answer(route, http)
                : UnknownRoute.Answer(http));
        }

        /// <summary>
        /// Takes doubled slashes out of paths, because clients join addresses carelessly, and answers in MLflow's shape what is refused
        /// before a route is reached. Must come before access and routing.
        /// </summary>
        public void UseMlflow() => application.Use(static async (http, next) =>
        {
            var path = Collapsed(http.Request.Path.Value ?? "/");
            http.Request.Path = new PathString(path); // assigned as text it would be decoded a second time
            if (!IsProtocol(path))
            {
                await next(http);
                return;
            }
            try
            {
                await next(http);
            }
            catch (UmulException refusal) when (MlflowErrors.Translate(refusal) is { } answer)
            {
                await MlflowCall.Error(http, answer);
            }
        });
    }

    private static bool IsProtocol(string path)
    {
        foreach (var prefix in s_prefixes)
        {
            if (path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return path is "/get-artifact" or "/model-versions/get-artifact" or "/v1/traces" or "/version";
    }

    private static string Collapsed(string path)
    {
        while (path.Contains("//", StringComparison.Ordinal))
            path = path.Replace("//", "/", StringComparison.Ordinal);
        return path;
    }
}
