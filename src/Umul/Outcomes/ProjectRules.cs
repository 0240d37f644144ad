using System.Globalization;
using Umul.Evaluation.Segmentation;
using Umul.Outcomes.Kinds;
using Umul.Projects;

namespace Umul.Outcomes;

/// <summary>What a project says about its predictions, in its tags <c>umul.labels</c>, <c>umul.threshold</c> …; what it does not say is as the commands have it.</summary>
internal sealed class ProjectRules
{
    private readonly Dictionary<string, string> _tags;

    private ProjectRules(Dictionary<string, string> tags) => _tags = tags;

    public static ProjectRules Of(ProjectStore projects, long projectId) =>
        new(projects.Tags([projectId]).ToDictionary(t => t.Name, t => t.Value, StringComparer.Ordinal));

    public SegmentationRules Segmentation => new()
    {
        Regions = Tag("labels") is { } labels ? SegmentationRules.ParseRegions(labels) : null,
        Threshold = Number("threshold"),
        TolerancesMm = Number("tolerance_mm") is { } tolerance and >= 0 ? [tolerance] : [2],
        Lesions = IsYes("lesions") ? new LesionOptions() : null,
        HasErrors = IsYes("errors"),
    };

    public DetectionRules Detection
    {
        get
        {
            var shape = Enum.TryParse<DetectionShape>(Tag("kind"), ignoreCase: true, out var named) && named != DetectionShape.Map ? named : DetectionShape.Box;
            return new() { Shape = shape, Iou = Number("iou") ?? (shape == DetectionShape.Box3d ? 0.1 : 0.5), Score = Number("score") };
        }
    }

    public ClassificationRules Classification => new()
    {
        Classes = Tag("labels")?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is { Length: >= 2 } classes ? classes : null,
        Positive = Tag("positive"),
        Threshold = Number("threshold") ?? 0.5,
    };

    public TranscriptionRules Transcription
    {
        get
        {
            var usual = new TranscriptionRules();
            return usual with
            {
                Normalization = (Tag("normalise") is { } steps ? TranscriptionRules.ParseNormalization(steps) : null) ?? usual.Normalization,
                Units = (Tag("unit") is { } units ? TranscriptionRules.ParseUnits([units]) : null) ?? usual.Units,
            };
        }
    }

    private bool IsYes(string name) => Tag(name)?.ToLowerInvariant() is "true" or "yes" or "1";

    private string? Tag(string name) => _tags.GetValueOrDefault("umul." + name);

    private double? Number(string name) => double.TryParse(Tag(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}
