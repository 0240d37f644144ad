namespace Umul.Projects;

/// <summary>Tags of a project that pages read and write. A client may set them as it sets any tag.</summary>
internal static class ProjectTags
{
    /// <summary>The description, under the name that MLflow's own UI uses.</summary>
    public const string Description = "mlflow.note.content";

    /// <summary>On the sample project: "loading", then "loaded".</summary>
    public const string Sample = "umul.sample";

    /// <summary>The description for readers of Korean, where it was written in both languages.</summary>
    public const string KoreanDescription = "umul.description.ko";

    /// <summary>The one metric that decides whether an idea is kept.</summary>
    public const string PrimaryMetric = "umul.primary_metric";
}
