using System.Globalization;

namespace Umul.Evaluation.Detection;

/// <summary>Which numbers are averaged: null for "all of them".</summary>
internal readonly record struct CocoSelection(double? Iou, int? Category, int Range, int Limit);

/// <summary>The averages that pycocotools prints, in its order of summation.</summary>
internal static class CocoSummary
{
    public static IReadOnlyList<MetricValue> Values(CocoResult result) =>
        result.Data.References.Shapes is KeypointShapes ? [.. Keypoints(result)] : [.. Shapes(result)];

    public static MetricValue Precision(CocoResult result, CocoSelection chosen)
    {
        var kept = new List<double>();
        foreach (var t in Thresholds(result, chosen))
        {
            for (var r = 0; r < result.Options.RecallThresholds.Count; r++)
            {
                foreach (var k in Categories(result, chosen))
                    Keep(kept, result.Precision(t, r, k, chosen.Range, chosen.Limit));
            }
        }

        return Mean(Name("averagePrecision", result, chosen), kept);
    }

    public static MetricValue PrecisionWithAbsent(CocoResult result, CocoSelection chosen)
    {
        var all = new List<double>();
        foreach (var t in Thresholds(result, chosen))
        {
            foreach (var k in Categories(result, chosen))
            {
                for (var r = 0; r < result.Options.RecallThresholds.Count; r++)
                    all.Add(result.Precision(t, r, k, chosen.Range, chosen.Limit));
            }
        }

        return Mean(Name("averagePrecision", result, chosen) + ".nnDetection", all);
    }

    private static MetricValue Recall(CocoResult result, CocoSelection chosen)
    {
        var kept = new List<double>();
        foreach (var t in Thresholds(result, chosen))
        {
            foreach (var k in Categories(result, chosen))
                Keep(kept, result.Recall(t, k, chosen.Range, chosen.Limit));
        }

        return Mean(Name("averageRecall", result, chosen), kept);
    }

    private static IEnumerable<MetricValue> Shapes(CocoResult result)
    {
        var (last, all) = (result.Options.MaxDetections.Count - 1, Range(result, "all"));
        // pycocotools asks for 100 detections here and for the third setting everywhere else.
        var hundred = result.Options.MaxDetections.ToList().IndexOf(100);
        yield return Or(result, "averagePrecision", new(null, null, all, hundred), isRecall: false);
        yield return Or(result, "averagePrecision", new(0.5, null, all, last), isRecall: false);
        yield return Or(result, "averagePrecision", new(0.75, null, all, last), isRecall: false);
        foreach (var range in SizeRanges(result))
            yield return Or(result, "averagePrecision", new(null, null, range, last), isRecall: false);
        for (var m = 0; m <= last; m++)
            yield return Or(result, "averageRecall", new(null, null, all, m), isRecall: true);
        foreach (var range in SizeRanges(result))
            yield return Or(result, "averageRecall", new(null, null, range, last), isRecall: true);
    }

    private static IEnumerable<MetricValue> Keypoints(CocoResult result)
    {
        var (limit, all) = (result.Options.MaxDetections.ToList().IndexOf(20), Range(result, "all"));
        foreach (var isRecall in (bool[])[false, true])
        {
            var name = isRecall ? "averageRecall" : "averagePrecision";
            foreach (var iou in (double?[])[null, 0.5, 0.75])
                yield return Or(result, name, new(iou, null, all, limit), isRecall);
            foreach (var range in SizeRanges(result))
                yield return Or(result, name, new(null, null, range, limit), isRecall);
        }
    }

    private static MetricValue Or(CocoResult result, string name, CocoSelection chosen, bool isRecall)
    {
        if (chosen.Limit < 0 || chosen.Range < 0)
            return MetricValue.Undefined($"coco.{name}.{result.Data.References.Shapes.Kind}", UndefinedReason.NotComputed);
        return isRecall ? Recall(result, chosen) : Precision(result, chosen);
    }

    private static int Range(CocoResult result, string name) =>
        result.Options.AreaRanges.ToList().FindIndex(range => range.Name == name);

    private static IEnumerable<int> SizeRanges(CocoResult result) =>
        Enumerable.Range(0, result.Options.AreaRanges.Count).Where(range => result.Options.AreaRanges[range].Name != "all");

    private static IEnumerable<int> Thresholds(CocoResult result, CocoSelection chosen)
    {
        for (var t = 0; t < result.Options.IouThresholds.Count; t++)
        {
            if (chosen.Iou is not { } iou || iou == result.Options.IouThresholds[t])
                yield return t;
        }
    }

    private static IEnumerable<int> Categories(CocoResult result, CocoSelection chosen) =>
        chosen.Category is { } only ? [only] : Enumerable.Range(0, result.CategoryIds.Count);

    private static void Keep(List<double> kept, double value)
    {
        if (value > -1)
            kept.Add(value);
    }

    private static MetricValue Mean(string name, List<double> kept) =>
        kept.Count == 0
            ? MetricValue.Undefined(name, UndefinedReason.NoPositives)
            : MetricValue.Of(name, PairwiseSum.Mean(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(kept)));

    private static string Name(string name, CocoResult result, CocoSelection chosen)
    {
        var options = result.Options;
        var iou = chosen.Iou is { } one
            ? one.ToString("0.00", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{options.IouThresholds[0]:0.00}:{options.IouThresholds[^1]:0.00}");
        var category = chosen.Category is { } k ? $".category{result.CategoryIds[k]}" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"coco.{name}.{result.Data.References.Shapes.Kind}@{iou}.{options.AreaRanges[chosen.Range].Name}.max{options.MaxDetections[chosen.Limit]}{category}");
    }
}
