using Umul.Evaluation.Detection;

namespace Umul.Evaluation.Tests.Detection;

/// <summary>AP and recall by the definition, one category, threshold and area range at a time: the oracle of the kernels.</summary>
internal static class NaiveCoco
{
    public static (double[] Precision, double Recall) Of(DetectionData data, long category, double threshold, AreaRange range, int maxDetections)
    {
        var (outcomes, wanted) = (new List<(double Score, bool IsHit)>(), 0);
        foreach (var image in data.ImageIds!.Order())
        {
            var references = Rows(data.References.ImageIds.ToArray(), data.References.CategoryIds.ToArray(), image, category)
                .Select(row => (Row: row, Ignored: Crowd(data, row) || !Holds(range, Area(data, row)))).OrderBy(item => item.Ignored).ToList();
            wanted += references.Count(item => !item.Ignored);
            var taken = new HashSet<int>();
            var predictions = Rows(data.Predictions.ImageIds.ToArray(), data.Predictions.CategoryIds.ToArray(), image, category)
                .OrderByDescending(row => data.Predictions.Scores.Span[row]).Take(maxDetections);
            foreach (var prediction in predictions)
            {
                var best = references
                    .Where(item => !taken.Contains(item.Row) || Crowd(data, item.Row))
                    .Select(item => (item.Row, item.Ignored, Iou: Iou(data, prediction, item.Row)))
                    .Where(item => item.Iou >= threshold)
                    .OrderBy(item => item.Ignored).ThenByDescending(item => item.Iou).ThenByDescending(item => references.FindIndex(r => r.Row == item.Row))
                    .Cast<(int Row, bool Ignored, double Iou)?>().FirstOrDefault();
                if (best is { } match)
                    taken.Add(match.Row);
                if (best is null ? Holds(range, data.Predictions.Shapes.Area(prediction)) : !best.Value.Ignored)
                    outcomes.Add((data.Predictions.Scores.Span[prediction], best is not null));
            }
        }

        return wanted == 0 ? ([], -1) : Curve([.. outcomes.OrderByDescending(item => item.Score)], wanted);
    }

    private static (double[] Precision, double Recall) Curve((double Score, bool IsHit)[] outcomes, int wanted)
    {
        var hits = outcomes.Select((_, i) => outcomes.Take(i + 1).Count(item => item.IsHit)).ToArray();
        double[] precision =
        [
            .. Enumerable.Range(0, 101).Select(r => hits
                .Select((hit, i) => hit / (double)wanted >= r * 0.01 ? hit / (i + 1 + (Math.BitIncrement(1) - 1)) : 0)
                .DefaultIfEmpty(0).Max()),
        ];
        return (precision, hits.Length == 0 ? 0 : hits[^1] / (double)wanted);
    }

    private static IEnumerable<int> Rows(long[] images, long[] categories, long image, long category) =>
        Enumerable.Range(0, images.Length).Where(row => images[row] == image && categories[row] == category);

    private static bool Crowd(DetectionData data, int row) => !data.References.IsCrowd.IsEmpty && data.References.IsCrowd.Span[row];

    private static double Area(DetectionData data, int row) =>
        data.References.Areas.IsEmpty ? data.References.Shapes.Area(row) : data.References.Areas.Span[row];

    private static bool Holds(AreaRange range, double area) => area >= range.Least && area <= range.Most;

    private static double Iou(DetectionData data, int prediction, int reference)
    {
        var (p, r) = (((BoxShapes)data.Predictions.Shapes).Box(prediction).ToArray(), ((BoxShapes)data.References.Shapes).Box(reference).ToArray());
        var width = Math.Min(p[0] + p[2], r[0] + r[2]) - Math.Max(p[0], r[0]);
        var height = Math.Min(p[1] + p[3], r[1] + r[3]) - Math.Max(p[1], r[1]);
        if (width <= 0 || height <= 0)
            return 0;
        var common = width * height;
        return common / (Crowd(data, reference) ? p[2] * p[3] : (p[2] * p[3]) + (r[2] * r[3]) - common);
    }
}
