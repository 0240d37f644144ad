using System.Globalization;
using System.Text.Json;
using Umul.Mlflow.Wire;
using Umul.Projects;
using Umul.Runs.Search;

namespace Umul.Mlflow.Experiments;

/// <summary>Projects as MLflow's experiments.</summary>
internal static class ExperimentMessages
{
    public const string ProxyScheme = "mlflow-artifacts:/";

    private static readonly string[] s_viewTypes = ["ACTIVE_ONLY", "DELETED_ONLY", "ALL"];

    /// <summary>The number in an experiment id. Ids are digits, as the SQL store of MLflow has them.</summary>
    public static long ParseId(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw MlflowException.Invalid($"Invalid experiment ID '{id}'. Experiment ID must be a valid integer.");

    public static string IdText(long id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>Where clients put the files of an experiment: through this server, unless its creator chose a place of their own.</summary>
    public static string ArtifactLocation(Project project) => project.ArtifactRoot ?? ProxyScheme + IdText(project.Id);

    public static RunScope ViewType(MlflowFields fields, string name) => fields.Choice(name, s_viewTypes) switch
    {
        "DELETED_ONLY" => RunScope.Deleted,
        "ALL" => RunScope.All,
        _ => RunScope.Active,
    };

    public static MlflowException Missing(long id) => MlflowException.NotFound($"No Experiment with id={IdText(id)} exists");

    public static void Write(Utf8JsonWriter writer, Project project, IEnumerable<KeyValuePair<string, string>> tags)
    {
        writer.WriteString("experiment_id"u8, IdText(project.Id));
        writer.WriteString("name"u8, project.Name);
        writer.WriteString("artifact_location"u8, ArtifactLocation(project));
        writer.WriteString("lifecycle_stage"u8, Stage(project.DeletedMs));
        writer.WriteNumber("last_update_time"u8, project.UpdatedMs);
        writer.WriteNumber("creation_time"u8, project.CreatedMs);
        WritePairs(writer, "tags", tags);
    }

    public static string Stage(long? deletedMs) => deletedMs is null ? "active" : "deleted";

    /// <summary>A list of key and value, left out where it is empty.</summary>
    public static void WritePairs(Utf8JsonWriter writer, string name, IEnumerable<KeyValuePair<string, string>> pairs)
    {
        var isOpen = false;
        foreach (var (key, value) in pairs)
        {
            if (!isOpen)
                writer.WriteStartArray(name);
            isOpen = true;
            writer.WriteStartObject();
            writer.WriteString("key"u8, key);
            writer.WriteString("value"u8, value);
            writer.WriteEndObject();
        }
        if (isOpen)
            writer.WriteEndArray();
    }
}
