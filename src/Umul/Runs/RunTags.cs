namespace Umul.Runs;

/// <summary>Tags of a run that pages read and write.</summary>
internal static class RunTags
{
    /// <summary>The note, under the name that MLflow's own UI uses.</summary>
    public const string Note = "mlflow.note.content";

    /// <summary>The run that this one is nested in.</summary>
    public const string Parent = "mlflow.parentRunId";

    /// <summary>Whether a tag was set by a tool and not by a person: shown apart.</summary>
    public static bool IsOfTool(string name) => name.StartsWith("mlflow.", StringComparison.Ordinal) || name.StartsWith("umul.", StringComparison.Ordinal);
}
