namespace Umul.Mlflow.Routing;

/// <summary>Endpoints of MLflow 3.11 that Umul does not offer: traces, gateway, scorers, prompts, workspaces, issues, evaluation data sets, webhooks.</summary>
/// <remarks>They answer 501 NOT_IMPLEMENTED, which clients neither retry nor take for an old server's missing route.</remarks>
internal static class NotOfferedRoutes
{
    private const string Listed = """
        PATCH /api/2.0/mlflow/traces/{request_id}/tags
        PATCH /api/3.0/mlflow/traces/{trace_id}/tags
        DELETE /api/2.0/mlflow/traces/{request_id}/tags
        DELETE /api/3.0/mlflow/traces/{trace_id}/tags
        POST /api/2.0/mlflow/artifacts/presigned-upload-url
        POST /api/2.0/mlflow/traces
        PATCH /api/2.0/mlflow/traces/{request_id}
        GET /api/2.0/mlflow/traces/{request_id}/info
        GET /api/3.0/mlflow/traces/{trace_id}
        GET /api/3.0/mlflow/traces/get
        GET /api/3.0/mlflow/traces/batchGet
        POST /api/3.0/mlflow/traces/batchGetInfos
        GET /api/2.0/mlflow/traces
        POST /api/3.0/mlflow/traces/search
        POST /api/3.0/mlflow/traces
        POST /api/2.0/mlflow/traces/link-to-run
        POST /api/2.0/mlflow/traces/link-prompts
        GET /api/2.0/mlflow/unified-traces
        GET /api/2.0/mlflow/get-online-trace-details
        POST /api/2.0/mlflow/traces/delete-traces
        POST /api/3.0/mlflow/traces/delete-traces
        POST /api/3.0/mlflow/traces/calculate-filter-correlation
        POST /api/3.0/mlflow/traces/metrics
        GET /api/3.0/mlflow/workspaces
        POST /api/3.0/mlflow/workspaces
        GET /api/3.0/mlflow/workspaces/{workspace_name}
        PATCH /api/3.0/mlflow/workspaces/{workspace_name}
        DELETE /api/3.0/mlflow/workspaces/{workspace_name}
        GET /api/3.0/mlflow/traces/{trace_id}/assessments/{assessment_id}
        POST /api/3.0/mlflow/traces/{trace_id}/assessments
        PATCH /api/3.0/mlflow/traces/{trace_id}/assessments/{assessment_id}
        DELETE /api/3.0/mlflow/traces/{trace_id}/assessments/{assessment_id}
        POST /api/3.0/mlflow/issues
        PATCH /api/3.0/mlflow/issues/{issue_id}
        GET /api/3.0/mlflow/issues/{issue_id}
        POST /api/3.0/mlflow/issues/search
        POST /api/3.0/mlflow/datasets/create
        GET /api/3.0/mlflow/datasets/{dataset_id}
        DELETE /api/3.0/mlflow/datasets/{dataset_id}
        POST /api/3.0/mlflow/datasets/search
        GET /api/3.0/mlflow/datasets/search
        PATCH /api/3.0/mlflow/datasets/{dataset_id}/tags
        DELETE /api/3.0/mlflow/datasets/{dataset_id}/tags/{key}
        POST /api/3.0/mlflow/datasets/{dataset_id}/records
        GET /api/3.0/mlflow/datasets/{dataset_id}/experiment-ids
        POST /api/3.0/mlflow/scorers/register
        GET /api/3.0/mlflow/scorers/list
        GET /api/3.0/mlflow/scorers/versions
        GET /api/3.0/mlflow/scorers/get
        DELETE /api/3.0/mlflow/scorers/delete
        GET /api/3.0/mlflow/datasets/{dataset_id}/records
        DELETE /api/3.0/mlflow/datasets/{dataset_id}/records
        POST /api/3.0/mlflow/datasets/{dataset_id}/add-experiments
        POST /api/3.0/mlflow/datasets/{dataset_id}/remove-experiments
        POST /api/3.0/mlflow/gateway/secrets/create
        GET /api/3.0/mlflow/gateway/secrets/get
        POST /api/3.0/mlflow/gateway/secrets/update
        DELETE /api/3.0/mlflow/gateway/secrets/delete
        GET /api/3.0/mlflow/gateway/secrets/list
        POST /api/3.0/mlflow/gateway/endpoints/create
        GET /api/3.0/mlflow/gateway/endpoints/get
        POST /api/3.0/mlflow/gateway/endpoints/update
        DELETE /api/3.0/mlflow/gateway/endpoints/delete
        GET /api/3.0/mlflow/gateway/endpoints/list
        POST /api/3.0/mlflow/gateway/model-definitions/create
        GET /api/3.0/mlflow/gateway/model-definitions/get
        GET /api/3.0/mlflow/gateway/model-definitions/list
        POST /api/3.0/mlflow/gateway/model-definitions/update
        DELETE /api/3.0/mlflow/gateway/model-definitions/delete
        POST /api/3.0/mlflow/gateway/endpoints/models/attach
        POST /api/3.0/mlflow/gateway/endpoints/models/detach
        POST /api/3.0/mlflow/gateway/endpoints/bindings/create
        DELETE /api/3.0/mlflow/gateway/endpoints/bindings/delete
        GET /api/3.0/mlflow/gateway/endpoints/bindings/list
        POST /api/3.0/mlflow/gateway/endpoints/set-tag
        DELETE /api/3.0/mlflow/gateway/endpoints/delete-tag
        POST /api/3.0/mlflow/gateway/budgets/create
        GET /api/3.0/mlflow/gateway/budgets/get
        POST /api/3.0/mlflow/gateway/budgets/update
        DELETE /api/3.0/mlflow/gateway/budgets/delete
        GET /api/3.0/mlflow/gateway/budgets/list
        GET /api/3.0/mlflow/gateway/budgets/windows
        POST /api/3.0/mlflow/gateway/guardrails/create
        GET /api/3.0/mlflow/gateway/guardrails/get
        DELETE /api/3.0/mlflow/gateway/guardrails/delete
        GET /api/3.0/mlflow/gateway/guardrails/list
        POST /api/3.0/mlflow/gateway/guardrails/add-to-endpoint
        DELETE /api/3.0/mlflow/gateway/guardrails/remove-from-endpoint
        GET /api/3.0/mlflow/gateway/guardrails/list-for-endpoint
        PATCH /api/3.0/mlflow/gateway/guardrails/update-config
        POST /api/3.0/mlflow/prompt-optimization/jobs
        GET /api/3.0/mlflow/prompt-optimization/jobs/{job_id}
        POST /api/3.0/mlflow/prompt-optimization/jobs/search
        GET /api/3.0/mlflow/prompt-optimization/jobs/search
        POST /api/3.0/mlflow/prompt-optimization/jobs/{job_id}/cancel
        DELETE /api/3.0/mlflow/prompt-optimization/jobs/{job_id}
        GET /api/2.0/mlflow-artifacts/presigned/{**artifact_path}
        POST /api/2.0/mlflow/webhooks
        GET /api/2.0/mlflow/webhooks
        GET /api/2.0/mlflow/webhooks/{webhook_id}
        PATCH /api/2.0/mlflow/webhooks/{webhook_id}
        DELETE /api/2.0/mlflow/webhooks/{webhook_id}
        POST /api/2.0/mlflow/webhooks/{webhook_id}/test
        """;

    public static IReadOnlyList<MlflowRoute> All { get; } =
        [.. Listed.Split('\n', StringSplitOptions.TrimEntries).Select(line => line.Split(' ')).Select(parts => MlflowRoute.NotOffered(parts[0], parts[1]))];
}
