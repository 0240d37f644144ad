using Umul.Mlflow.Artifacts;
using Umul.Mlflow.Experiments;
using Umul.Mlflow.Metrics;
using Umul.Mlflow.Models;
using Umul.Mlflow.Runs;
using Umul.Mlflow.Server;
using static Umul.Mlflow.Routing.MlflowRoute;

namespace Umul.Mlflow.Routing;

/// <summary>Every endpoint of the protocol, on one screen. docs/mlflow-compatibility.md is held to this table by a test.</summary>
internal static class MlflowRoutes
{
    private const string Api = "/api/2.0/mlflow/";
    private const string Proxy = "/api/2.0/mlflow-artifacts/";
    private const string File = "artifacts/{**" + ArtifactProxyEndpoints.PathParameter + "}";
    private const string Part = "/{**" + ArtifactProxyEndpoints.PathParameter + "}";

    public static IReadOnlyList<MlflowRoute> All { get; } =
        [.. Experiments(), .. Runs(), .. Metrics(), .. Artifacts(), .. LoggedModels(), .. Registry(), .. Versions(), .. Users(), .. Server(), .. NotOfferedRoutes.All];

    private static IEnumerable<MlflowRoute> Experiments() =>
    [
        Message<ExperimentEndpoints>("POST", Api + "experiments/create", (e, c) => e.Create(c)),
        Message<ExperimentEndpoints>("GET", Api + "experiments/get", (e, c) => e.Get(c)),
        Message<ExperimentEndpoints>("GET", Api + "experiments/get-by-name", (e, c) => e.GetByName(c)),
        Message<ExperimentEndpoints>("POST", Api + "experiments/search", (e, c) => e.Search(c)),
        Message<ExperimentEndpoints>("GET", Api + "experiments/search", (e, c) => e.Search(c)),
        Message<ExperimentEndpoints>("POST", Api + "experiments/update", (e, c) => e.Update(c)),
        Message<ExperimentEndpoints>("POST", Api + "experiments/delete", (e, c) => e.Delete(c)),
        Message<ExperimentEndpoints>("POST", Api + "experiments/restore", (e, c) => e.Restore(c)),
        Message<ExperimentEndpoints>("POST", Api + "experiments/set-experiment-tag", (e, c) => e.SetTag(c)),
        Message<ExperimentEndpoints>("POST", Api + "experiments/delete-experiment-tag", (e, c) => e.DeleteTag(c)),
        Message<ExperimentEndpoints>("POST", Api + "experiments/search-datasets", (e, c) => e.SearchDatasets(c)),
        Message<ExperimentEndpoints>("POST", "/api/2.0mlflow/experiments/search-datasets", (e, c) => e.SearchDatasets(c)),
    ];

    private static IEnumerable<MlflowRoute> Runs() =>
    [
        Message<RunEndpoints>("POST", Api + "runs/create", (e, c) => e.Create(c)),
        Message<RunEndpoints>("GET", Api + "runs/get", (e, c) => e.Get(c)),
        Message<RunSearchEndpoints>("POST", Api + "runs/search", (e, c) => e.Search(c)),
        Message<RunEndpoints>("POST", Api + "runs/update", (e, c) => e.Update(c)),
        Message<RunEndpoints>("POST", Api + "runs/delete", (e, c) => e.Delete(c)),
        Message<RunEndpoints>("POST", Api + "runs/restore", (e, c) => e.Restore(c)),
        Raw<LoggingEndpoints>("POST", Api + "runs/log-metric", (e, h) => e.LogMetric(h)),
        Raw<LoggingEndpoints>("POST", Api + "runs/log-batch", (e, h) => e.LogBatch(h)),
        Message<RunEndpoints>("POST", Api + "runs/log-parameter", (e, c) => e.LogParameter(c)),
        Message<RunEndpoints>("POST", Api + "runs/set-tag", (e, c) => e.SetTag(c)),
        Message<RunEndpoints>("POST", Api + "runs/delete-tag", (e, c) => e.DeleteTag(c)),
        Message<RunEndpoints>("POST", Api + "runs/log-inputs", (e, c) => e.LogInputs(c)),
        Message<RunEndpoints>("POST", Api + "runs/outputs", (e, c) => e.LogOutputs(c)),
        Message<RunEndpoints>("POST", Api + "runs/log-model", (e, c) => e.LogModel(c)),
    ];

    private static IEnumerable<MlflowRoute> Metrics() =>
    [
        Message<HistoryEndpoints>("GET", Api + "metrics/get-history", (e, c) => e.Get(c)),
        Message<HistoryEndpoints>("GET", Api + "metrics/get-history-bulk", (e, c) => e.GetBulk(c)),
        Message<HistoryEndpoints>("GET", Api + "metrics/get-history-bulk-interval", (e, c) => e.GetBulkInterval(c)),
    ];

    private static IEnumerable<MlflowRoute> Artifacts() =>
    [
        Message<RunArtifactEndpoints>("GET", Api + "artifacts/list", (e, c) => e.List(c)),
        Message<RunArtifactEndpoints>("GET", "/get-artifact", (e, c) => e.Get(c)),
        Message<RunArtifactEndpoints>("GET", "/model-versions/get-artifact", (e, c) => e.GetOfVersion(c)),
        Raw<RunArtifactEndpoints>("POST", Api + "upload-artifact", (e, h) => e.Upload(h)),
        Message<ArtifactProxyEndpoints>("GET", Proxy + "artifacts", (e, c) => e.List(c)),
        Raw<ArtifactProxyEndpoints>("GET", Proxy + File, (e, h) => e.Get(h)),
        Raw<ArtifactProxyEndpoints>("PUT", Proxy + File, (e, h) => e.Put(h)),
        Raw<ArtifactProxyEndpoints>("DELETE", Proxy + File, (e, h) => e.Delete(h)),
        Raw<ArtifactProxyEndpoints>("POST", Proxy + "mpu/create" + Part, (_, h) => ArtifactProxyEndpoints.Multipart(h), Support.Not),
        Raw<ArtifactProxyEndpoints>("POST", Proxy + "mpu/complete" + Part, (_, h) => ArtifactProxyEndpoints.Multipart(h), Support.Not),
        Raw<ArtifactProxyEndpoints>("POST", Proxy + "mpu/abort" + Part, (_, h) => ArtifactProxyEndpoints.Multipart(h), Support.Not),
    ];

    private static IEnumerable<MlflowRoute> LoggedModels() =>
    [
        Message<LoggedModelEndpoints>("POST", Api + "logged-models", (e, c) => e.Create(c)),
        Message<LoggedModelEndpoints>("POST", Api + "logged-models/search", (e, c) => e.Search(c)),
        Message<LoggedModelEndpoints>("GET", Api + "logged-models/{model_id}", (e, c) => e.Get(c)),
        Message<LoggedModelEndpoints>("PATCH", Api + "logged-models/{model_id}", (e, c) => e.Update(c)),
        Message<LoggedModelEndpoints>("DELETE", Api + "logged-models/{model_id}", (e, c) => e.Delete(c)),
        Message<LoggedModelEndpoints>("PATCH", Api + "logged-models/{model_id}/tags", (e, c) => e.SetTags(c)),
        Message<LoggedModelEndpoints>("DELETE", Api + "logged-models/{model_id}/tags/{tag_key}", (e, c) => e.DeleteTag(c)),
        Message<LoggedModelEndpoints>("POST", Api + "logged-models/{model_id}/params", (e, c) => e.LogParams(c)),
        Message<LoggedModelEndpoints>("GET", Api + "logged-models/{model_id}/artifacts/directories", (e, c) => e.ListArtifacts(c)),
    ];

    private static IEnumerable<MlflowRoute> Registry() =>
    [
        Message<RegisteredModelEndpoints>("POST", Api + "registered-models/create", (e, c) => e.Create(c)),
        Message<RegisteredModelEndpoints>("POST", Api + "registered-models/rename", (e, c) => e.Rename(c)),
        Message<RegisteredModelEndpoints>("PATCH", Api + "registered-models/update", (e, c) => e.Update(c)),
        Message<RegisteredModelEndpoints>("DELETE", Api + "registered-models/delete", (e, c) => e.Delete(c)),
        Message<RegisteredModelEndpoints>("GET", Api + "registered-models/get", (e, c) => e.Get(c)),
        Message<RegisteredModelEndpoints>("GET", Api + "registered-models/search", (e, c) => e.Search(c)),
        Message<RegisteredModelEndpoints>("POST", Api + "registered-models/get-latest-versions", (e, c) => e.GetLatestVersions(c)),
        Message<RegisteredModelEndpoints>("GET", Api + "registered-models/get-latest-versions", (e, c) => e.GetLatestVersions(c)),
        Message<RegisteredModelEndpoints>("POST", Api + "registered-models/set-tag", (e, c) => e.SetTag(c)),
        Message<RegisteredModelEndpoints>("DELETE", Api + "registered-models/delete-tag", (e, c) => e.DeleteTag(c)),
        Message<RegisteredModelEndpoints>("POST", Api + "registered-models/alias", (e, c) => e.SetAlias(c)),
        Message<RegisteredModelEndpoints>("DELETE", Api + "registered-models/alias", (e, c) => e.DeleteAlias(c)),
        Message<RegisteredModelEndpoints>("GET", Api + "registered-models/alias", (e, c) => e.GetByAlias(c)),
    ];

    private static IEnumerable<MlflowRoute> Versions() =>
    [
        Message<ModelVersionEndpoints>("POST", Api + "model-versions/create", (e, c) => e.Create(c)),
        Message<ModelVersionEndpoints>("PATCH", Api + "model-versions/update", (e, c) => e.Update(c)),
        Message<ModelVersionEndpoints>("POST", Api + "model-versions/transition-stage", (e, c) => e.TransitionStage(c)),
        Message<ModelVersionEndpoints>("DELETE", Api + "model-versions/delete", (e, c) => e.Delete(c)),
        Message<ModelVersionEndpoints>("GET", Api + "model-versions/get", (e, c) => e.Get(c)),
        Message<ModelVersionEndpoints>("GET", Api + "model-versions/search", (e, c) => e.Search(c)),
        Message<ModelVersionEndpoints>("GET", Api + "model-versions/get-download-uri", (e, c) => e.GetDownloadUri(c)),
        Message<ModelVersionEndpoints>("POST", Api + "model-versions/set-tag", (e, c) => e.SetTag(c)),
        Message<ModelVersionEndpoints>("DELETE", Api + "model-versions/delete-tag", (e, c) => e.DeleteTag(c)),
    ];

    private static IEnumerable<MlflowRoute> Users() =>
    [
        Message<UserEndpoints>("POST", Api + "users/create", (e, c) => e.Create(c), Support.Partly),
        Message<UserEndpoints>("GET", Api + "users/get", (e, c) => e.Get(c)),
        Message<UserEndpoints>("GET", Api + "users/current", (_, c) => UserEndpoints.GetCurrent(c)),
        Message<UserEndpoints>("GET", Api + "users/list", (e, c) => e.List(c)),
        Message<UserEndpoints>("PATCH", Api + "users/update-password", (e, c) => e.UpdatePassword(c), Support.Partly),
        Message<UserEndpoints>("PATCH", Api + "users/update-admin", (e, c) => e.UpdateAdministrator(c)),
        Message<UserEndpoints>("DELETE", Api + "users/delete", (e, c) => e.Delete(c)),
        Message<UserEndpoints>("POST", Api + "experiments/permissions/create", (e, c) => e.SetPermission(c), Support.Partly),
        Message<UserEndpoints>("PATCH", Api + "experiments/permissions/update", (e, c) => e.SetPermission(c), Support.Partly),
        Message<UserEndpoints>("GET", Api + "experiments/permissions/get", (e, c) => e.GetPermission(c)),
        Message<UserEndpoints>("DELETE", Api + "experiments/permissions/delete", (e, c) => e.DeletePermission(c)),
    ];

    private static IEnumerable<MlflowRoute> Server() =>
    [
        Raw<ServerEndpoints>("GET", "/version", (_, h) => ServerEndpoints.Version(h)),
        Message<ServerEndpoints>("GET", "/api/3.0/mlflow/server-info", (_, c) => ServerEndpoints.ServerInformation(c)),
        NotOffered("POST", "/v1/traces"),
    ];
}
