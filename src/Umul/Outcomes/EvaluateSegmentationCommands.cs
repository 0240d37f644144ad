using System.CommandLine;
using System.Globalization;
using Umul.Evaluation.Segmentation;
using Umul.Files.Masks;
using Umul.Outcomes.Kinds;
using Umul.Outcomes.Reports;
using Umul.Web;

namespace Umul.Outcomes;

/// <summary><c>umul evaluate segmentation</c>.</summary>
internal static class EvaluateSegmentationCommands
{
    private static readonly string[] s_images =
        [".png", ".nii", ".nii.gz", ".nrrd", ".nhdr", ".mha", ".mhd", ".npy", ".npz", ".dcm", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".gif", ".webp", ".pgm"];

    private static readonly Option<string?> s_labels = new("--labels") { Description = "Labels to evaluate, with names if you like: 1,2 or liver=1,tumour=2,all=1+2. All that occur if not given." };
    private static readonly Option<int?> s_ignore = new("--ignore-label") { Description = "Voxels whose reference has this label count for nothing." };
    private static readonly Option<double[]> s_tolerance = new("--tolerance-mm") { Description = "Tolerance of the normalised surface distance; may be repeated.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [2] };
    private static readonly Option<string?> s_spacing = new("--spacing") { Description = "Spacing in mm where files do not say it: one number, y,x or z,y,x." };
    private static readonly Option<double?> s_threshold = new("--threshold") { Description = "Soft predictions above this are foreground." };
    private static readonly Option<bool> s_binary = new("--binary") { Description = "Any value but 0 is foreground." };
    private static readonly Option<string?> s_colours = new("--colours") { Description = "Labels of the colours of RGB masks: #ff0000=1,#00ff00=2." };
    private static readonly Option<string?> s_resample = new("--resample") { Description = "nearest: bring predictions that lie on another grid onto the reference's." };
    private static readonly Option<string?> s_nnunet = new("--nnunet") { Description = "Also write the report in the layout of nnU-Net's summary.json to this file." };

    public static Command Segmentation()
    {
        var frame = new EvaluateFrame();
        var command = new Command("segmentation", "Compare predicted masks with reference masks, 2D or 3D.")
        {
            s_labels, s_ignore, s_tolerance, s_spacing, s_threshold, s_binary, s_colours, s_resample, s_nnunet,
        };
        return frame.Complete(command, (result, language) => Run(frame, result, language));
    }

    /// <summary>True if the name is that of an image.</summary>
    public static bool IsImage(string name) => s_images.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static async Task<int> Run(EvaluateFrame frame, ParseResult result, Language language)
    {
        var rules = Rules(frame, result);
        var pairing = frame.Pair(result, IsImage);
        var jobs = Math.Clamp(result.GetRequiredValue(frame.Jobs), 1, 256);
        var report = EvaluateFrame.Progress(pairing.Pairs.Count, progress => SegmentationKind.Evaluate(pairing, rules, jobs, progress));
        if (result.GetValue(s_nnunet) is { } file) await File.WriteAllBytesAsync(file, NnunetSummary.Write(report));
        return await frame.Deliver(result, report, [ReportWords.Paired(pairing), .. pairing.Ambiguous.Select(a => ReportWords.Ambiguous(a.Case, a.Files))], language);
    }

    private static SegmentationRules Rules(EvaluateFrame frame, ParseResult result)
    {
        var wanted = result.GetRequiredValue(frame.Variant);
        var tolerances = result.GetRequiredValue(s_tolerance);
        foreach (var tolerance in tolerances)
            if (!double.IsFinite(tolerance) || tolerance < 0) throw Bad("--tolerance-mm", tolerance.ToString(CultureInfo.InvariantCulture), "--tolerance-mm 2");
        if (result.GetValue(s_resample) is { } how && how != "nearest") throw Bad("--resample", how, "--resample nearest");
        return new SegmentationRules
        {
            Regions = result.GetValue(s_labels) is { } labels ? SegmentationRules.ParseRegions(labels) ?? throw Bad("--labels", labels, "--labels liver=1,tumour=2") : null,
            IgnoredLabel = result.GetValue(s_ignore),
            TolerancesMm = tolerances,
            Metrics = wanted.Length == 0 ? SegmentationMetrics.Default | SegmentationMetrics.SurfelDistances : SegmentationMetrics.All,
            SpacingMm = result.GetValue(s_spacing) is { } spacing ? ParseSpacing(spacing) ?? throw Bad("--spacing", spacing, "--spacing 0.3") : null,
            Threshold = result.GetValue(s_threshold),
            IsBinary = result.GetValue(s_binary),
            Colours = result.GetValue(s_colours) is { } colours ? MaskOptions.ParseColours(colours) ?? throw Bad("--colours", colours, "--colours \"#ff0000=1\"") : null,
            IsResampled = result.GetValue(s_resample) is not null,
        };
    }

    private static (double, double, double)? ParseSpacing(string text)
    {
        var numbers = new List<double>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number) || number <= 0) return null;
            numbers.Add(number);
        }
        return numbers switch
        {
            [var same] => (same, same, same),
            [var y, var x] => (1, y, x),
            [var z, var y, var x] => (z, y, x),
            _ => null,
        };
    }

    private static UmulException Bad(string option, string value, string example) => EvaluateFrame.Refusal(ReportWords.BadOption(option, value, example));
}
