using System.Text.Json;
using Umul.Mlflow.Experiments;
using Umul.Mlflow.Wire;
using Umul.Models;
using Umul.Runs;

namespace Umul.Mlflow.Runs;

/// <summary>Runs as the protocol shows them.</summary>
internal static class RunMessages
{
    /// <summary>The tag that holds a run's name beside the name itself.</summary>
    public const string NameTag = "mlflow.runName";

    private static readonly string[] s_statuses = ["RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED"];

    /// <summary>The status of a message; null where unset and, as MLflow has it, where unknown.</summary>
    public static RunStatus? Status(MlflowFields fields)
        => fields.Choice("status", s_statuses) is { } name ? (RunStatus)(Array.IndexOf(s_statuses, name) + 1) : null;

    /// <summary>Where clients put the files of a run.</summary>
    public static string ArtifactUri(string location, string runId) => $"{location.TrimEnd('/')}/{runId}/artifacts";

    public static void WriteInfo(Utf8JsonWriter writer, Run run, string location)
    {
        writer.WriteString("run_uuid"u8, run.Id);
        writer.WriteString("experiment_id"u8, ExperimentMessages.IdText(run.ProjectId));
        writer.WriteString("run_name"u8, run.Name);
        writer.WriteString("user_id"u8, run.UserName);
        writer.WriteString("status"u8, s_statuses[(int)run.Status - 1]);
        if (run.StartedMs is { } started)
            writer.WriteNumber("start_time"u8, started);
        if (run.EndedMs is { } ended)
            writer.WriteNumber("end_time"u8, ended);
        writer.WriteString("artifact_uri"u8, ArtifactUri(location, run.Id));
        writer.WriteString("lifecycle_stage"u8, ExperimentMessages.Stage(run.DeletedMs));
        writer.WriteString("run_id"u8, run.Id);
    }

    public static void WriteData(Utf8JsonWriter writer, RunData data)
    {
        if (data.Metrics.Count > 0)
        {
            writer.WriteStartArray("metrics"u8);
            foreach (var (key, summary) in data.Metrics)
                WriteMetric(writer, key, summary.LastValue, summary.LastTimeMs, summary.LastStep);
            writer.WriteEndArray();
        }
        ExperimentMessages.WritePairs(writer, "params", data.Params);
        ExperimentMessages.WritePairs(writer, "tags", data.Tags);
    }

    public static void WriteMetric(Utf8JsonWriter writer, string key, double value, long timeMs, long step, string? runId = null)
    {
        writer.WriteStartObject();
        writer.WriteString("key"u8, key);
        MlflowJson.WriteMetricValue(writer, value);
        writer.WriteNumber("timestamp"u8, timeMs);
        writer.WriteNumber("step"u8, step);
        if (runId is not null)
            writer.WriteString("run_id"u8, runId);
        writer.WriteEndObject();
    }

    public static void WriteInputs(Utf8JsonWriter writer, IEnumerable<RunInput> inputs, IEnumerable<RunModel> models)
    {
        var isOpen = false;
        foreach (var input in inputs)
        {
            if (!isOpen)
                writer.WriteStartArray("dataset_inputs"u8);
            isOpen = true;
            WriteInput(writer, input);
        }
        if (isOpen)
            writer.WriteEndArray();
        WriteModels(writer, "model_inputs", models.Where(m => m.Role == ModelRole.Input), withStep: false);
    }

    public static void WriteOutputs(Utf8JsonWriter writer, IEnumerable<RunModel> models)
        => WriteModels(writer, "model_outputs", models.Where(m => m.Role == ModelRole.Output), withStep: true);

    private static void WriteInput(Utf8JsonWriter writer, RunInput input)
    {
        var dataset = input.Dataset;
        writer.WriteStartObject();
        ExperimentMessages.WritePairs(writer, "tags", input.Tags);
        writer.WriteStartObject("dataset"u8);
        writer.WriteString("name"u8, dataset.Name);
        writer.WriteString("digest"u8, dataset.Digest);
        writer.WriteString("source_type"u8, dataset.SourceType);
        writer.WriteString("source"u8, dataset.Source);
        if (dataset.Schema is not null)
            writer.WriteString("schema"u8, dataset.Schema);
        if (dataset.Profile is not null)
            writer.WriteString("profile"u8, dataset.Profile);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteModels(Utf8JsonWriter writer, string name, IEnumerable<RunModel> models, bool withStep)
    {
        var isOpen = false;
        foreach (var model in models)
        {
            if (!isOpen)
                writer.WriteStartArray(name);
            isOpen = true;
            writer.WriteStartObject();
            writer.WriteString("model_id"u8, model.Model);
            if (withStep)
                writer.WriteNumber("step"u8, model.Step);
            writer.WriteEndObject();
        }
        if (isOpen)
            writer.WriteEndArray();
    }
}
