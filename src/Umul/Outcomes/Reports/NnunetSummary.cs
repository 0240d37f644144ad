using System.Text.Json;

namespace Umul.Outcomes.Reports;

/// <summary>
/// The layout of nnU-Net v2's <c>summary.json</c>, for scripts that read it: Dice and IoU are NaN where neither side has the label, and means
/// are over what is left. Unlike nnU-Net's own file it holds null for NaN, so that every JSON reader can open it.
/// </summary>
internal static class NnunetSummary
{
    private static readonly string[] s_names = ["Dice", "FN", "FP", "IoU", "TN", "TP", "n_pred", "n_ref"];

    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(EvaluationReport report)
    {
        var cases = report.Cases.Where(c => c.Problem is null).Select(c => (Case: c, Regions: Regions(c))).ToList();
        var regions = cases.SelectMany(c => c.Regions.Keys).Distinct(StringComparer.Ordinal).ToList();
        var means = regions.ToDictionary(region => region, region => Mean([.. cases.Select(c => c.Regions[region])]), StringComparer.Ordinal);
        return JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, object>
            {
                ["foreground_mean"] = Mean([.. means.Values]),
                ["mean"] = means,
                ["metric_per_case"] = cases.Select(c => new Dictionary<string, object?>
                {
                    ["metrics"] = c.Regions,
                    ["prediction_file"] = c.Case.Prediction,
                    ["reference_file"] = c.Case.Reference,
                }),
            }, s_json);
    }

    private static Dictionary<string, Dictionary<string, double?>> Regions(EvaluatedCase c) => c.Counts.GroupBy(count => count.Region.Length == 0 ? "1" : count.Region)
        .ToDictionary(region => region.Key, region => Values(region.ToDictionary(count => count.Name, count => count.Count, StringComparer.Ordinal)), StringComparer.Ordinal);

    private static Dictionary<string, double?> Values(Dictionary<string, long> counts)
    {
        var (tp, fp, fn, tn) = (counts["truePositive"], counts["falsePositive"], counts["falseNegative"], counts["trueNegative"]);
        var isEmpty = tp + fp + fn == 0;
        return new Dictionary<string, double?>
        {
            ["Dice"] = isEmpty ? null : 2.0 * tp / ((2 * tp) + fp + fn),
            ["FN"] = fn,
            ["FP"] = fp,
            ["IoU"] = isEmpty ? null : (double)tp / (tp + fp + fn),
            ["TN"] = tn,
            ["TP"] = tp,
            ["n_pred"] = tp + fp,
            ["n_ref"] = tp + fn,
        };
    }

    private static Dictionary<string, double?> Mean(IReadOnlyList<Dictionary<string, double?>> rows) => s_names.ToDictionary(
        name => name, name => rows.Select(row => row[name]).OfType<double>().ToList() is { Count: > 0 } values ? values.Average() : (double?)null, StringComparer.Ordinal);
}
