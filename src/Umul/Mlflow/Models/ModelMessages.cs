using System.Globalization;
using System.Text.Json;
using Umul.Mlflow.Experiments;
using Umul.Mlflow.Wire;
using Umul.Models;

namespace Umul.Mlflow.Models;

/// <summary>Logged models, registered models and their versions as the protocol shows them.</summary>
internal static class ModelMessages
{
    public static readonly string[] LoggedModelStatuses = ["LOGGED_MODEL_PENDING", "LOGGED_MODEL_READY", "LOGGED_MODEL_UPLOAD_FAILED"];

    public static string StatusText(LoggedModelStatus status)
        => status == LoggedModelStatus.Unspecified ? "LOGGED_MODEL_STATUS_UNSPECIFIED" : LoggedModelStatuses[(int)status - 1];

    /// <summary>Where clients put the files of a logged model.</summary>
    public static string ArtifactUri(string location, string modelId) => $"{location.TrimEnd('/')}/models/{modelId}/artifacts";

    public static void Write(Utf8JsonWriter writer, LoggedModelData data, string location)
    {
        var model = data.Model;
        writer.WriteStartObject("info"u8);
        writer.WriteString("model_id"u8, model.Id);
        writer.WriteString("experiment_id"u8, ExperimentMessages.IdText(model.ProjectId));
        writer.WriteString("name"u8, model.Name);
        writer.WriteNumber("creation_timestamp_ms"u8, model.CreatedMs);
        writer.WriteNumber("last_updated_timestamp_ms"u8, model.UpdatedMs);
        writer.WriteString("artifact_uri"u8, ArtifactUri(location, model.Id));
        writer.WriteString("status"u8, StatusText(model.Status));
        writer.WriteString("model_type"u8, model.Kind);
        writer.WriteString("source_run_id"u8, model.SourceRun);
        ExperimentMessages.WritePairs(writer, "tags", data.Tags);
        writer.WriteEndObject();
        writer.WriteStartObject("data"u8);
        ExperimentMessages.WritePairs(writer, "params", data.Params);
        WriteMetrics(writer, data);
        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, RegisteredModelData data)
    {
        writer.WriteString("name"u8, data.Model.Name);
        writer.WriteNumber("creation_timestamp"u8, data.Model.CreatedMs);
        writer.WriteNumber("last_updated_timestamp"u8, data.Model.UpdatedMs);
        if (data.Model.Description.Length > 0)
            writer.WriteString("description"u8, data.Model.Description);
        var latest = Latest(data).ToList();
        if (latest.Count > 0)
        {
            writer.WriteStartArray("latest_versions"u8);
            foreach (var version in latest)
            {
                writer.WriteStartObject();
                Write(writer, version);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        }
        ExperimentMessages.WritePairs(writer, "tags", data.Tags);
        WriteAliases(writer, data.Aliases);
    }

    public static void Write(Utf8JsonWriter writer, ModelVersionData data)
    {
        var version = data.Version;
        writer.WriteString("name"u8, version.Name);
        writer.WriteString("version"u8, Text(version.Version));
        writer.WriteNumber("creation_timestamp"u8, version.CreatedMs);
        writer.WriteNumber("last_updated_timestamp"u8, version.UpdatedMs);
        writer.WriteString("current_stage"u8, version.Stage);
        writer.WriteString("description"u8, version.Description);
        writer.WriteString("source"u8, version.Source);
        writer.WriteString("run_id"u8, version.Run);
        writer.WriteString("status"u8, "READY"u8);
        ExperimentMessages.WritePairs(writer, "tags", data.Tags);
        writer.WriteString("run_link"u8, version.RunLink);
        if (data.Aliases.Count > 0)
        {
            writer.WriteStartArray("aliases"u8);
            foreach (var alias in data.Aliases)
                writer.WriteStringValue(alias);
            writer.WriteEndArray();
        }
        if (version.LoggedModel.Length > 0)
            writer.WriteString("model_id"u8, version.LoggedModel);
    }

    /// <summary>The newest version in each stage.</summary>
    public static IEnumerable<ModelVersionData> Latest(RegisteredModelData data)
        => data.Versions.GroupBy(v => v.Version.Stage).Select(stage => stage.MaxBy(v => v.Version.Version)!);

    private static void WriteMetrics(Utf8JsonWriter writer, LoggedModelData data)
    {
        if (data.Metrics.Count == 0)
            return;
        writer.WriteStartArray("metrics"u8);
        foreach (var metric in data.Metrics)
        {
            writer.WriteStartObject();
            writer.WriteString("key"u8, metric.Name);
            MlflowJson.WriteMetricValue(writer, metric.Value);
            writer.WriteNumber("timestamp"u8, metric.TimeMs);
            writer.WriteNumber("step"u8, metric.Step);
            if (metric.DatasetName.Length > 0)
                writer.WriteString("dataset_name"u8, metric.DatasetName);
            if (metric.DatasetDigest.Length > 0)
                writer.WriteString("dataset_digest"u8, metric.DatasetDigest);
            writer.WriteString("model_id"u8, data.Model.Id);
            writer.WriteString("run_id"u8, metric.Run);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteAliases(Utf8JsonWriter writer, List<KeyValuePair<string, long>> aliases)
    {
        if (aliases.Count == 0)
            return;
        writer.WriteStartArray("aliases"u8);
        foreach (var (alias, version) in aliases)
        {
            writer.WriteStartObject();
            writer.WriteString("alias"u8, alias);
            writer.WriteString("version"u8, Text(version));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);
}
