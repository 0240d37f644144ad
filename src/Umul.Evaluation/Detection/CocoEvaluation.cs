using Umul.Evaluation.Kernels;

namespace Umul.Evaluation.Detection;

/// <summary>Average precision and recall of boxes, masks, keypoints or volume boxes, equal to pycocotools' to the bit.</summary>
/// <remarks>
/// <para>Formula: per category, overlap threshold and area range, the mean over 101 recalls of the highest precision at that recall or
/// beyond; then the mean over categories that have reference objects.</para>
/// <para>Matching is done once for all thresholds (one bit each); each category is ordered once. The result is the same to the bit for
/// any number of threads.</para>
/// <para>Source: cocodataset/cocoapi 8c9bcc3, PythonAPI/pycocotools/cocoeval.py; Lin et al. 2014, doi:10.1007/978-3-319-10602-1_48.</para>
/// </remarks>
public static class CocoEvaluation
{
    private const int CellsAtOnce = 512;

    /// <exception cref="ArgumentException">
    /// Columns of different length, a NaN score, a box that is not finite, a prediction of an unknown image, or shapes of two kinds.
    /// </exception>
    public static CocoResult Evaluate(DetectionData data, CocoOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        options ??= data.References?.Shapes is KeypointShapes ? CocoOptions.Keypoints : CocoOptions.Coco;
        CocoOptions.Check(options);
        DetectionData.Check(data);
        if (!options.UseCategories && data.References!.Shapes is KeypointShapes)
            throw new ArgumentException("Keypoints are evaluated by category: their points are those of the category.", nameof(options));
        var cells = new DetectionCells(data, options.UseCategories ? CellGrouping.ByCategory : CellGrouping.Pooled);
        var bits = new MatchBits(cells.Predictions.Length, cells.Cells.Length, options.AreaRanges.Count);
        // Image after image, because the rows of an image lie together: category after category was a third slower.
        var byImage = cells.CellsByImage();
        var chunks = (cells.Cells.Length + CellsAtOnce - 1) / CellsAtOnce;
        InParallel(chunks, options.Threads, chunk =>
        {
            var matching = new CellMatching(data, cells, options, bits);
            for (var i = chunk * CellsAtOnce; i < Math.Min(cells.Cells.Length, (chunk + 1) * CellsAtOnce); i++)
                matching.Match(byImage[i]);
        });
        var result = new CocoResult(data, options, cells, bits);
        var orders = result.Orders;
        InParallel(cells.CategoryCount, options.Threads, category => orders[category] = Order(data, cells, result.Slots(category)));
        InParallel(
            cells.CategoryCount * options.AreaRanges.Count, options.Threads,
            task => Accumulate(result, bits, task / options.AreaRanges.Count, task % options.AreaRanges.Count));
        return result;
    }

    /// <summary>A category's slots by falling score; equal scores in the order of the images, then of the predictions.</summary>
    private static int[] Order(DetectionData data, DetectionCells cells, Range slots)
    {
        var rows = cells.Predictions.AsSpan(slots);
        var all = data.Predictions.Scores.Span;
        var scores = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            scores[i] = all[rows[i]];
        var order = DescendingOrder.Of(scores);
        for (var i = 0; i < order.Length; i++)
            order[i] += slots.Start.Value;
        return order;
    }

    private static void Accumulate(CocoResult result, MatchBits bits, int category, int range)
    {
        var wanted = result.WantedOf(category, range);
        if (wanted == 0)
            return;
        var options = result.Options;
        var tally = new CategoryTally(options, wanted);
        var scores = result.SlotScores;
        for (var m = 0; m < options.MaxDetections.Count; m++)
        {
            tally.Count(result.Orders[category], bits.Hits(range), bits.Alarms(range), bits.Ranks, options.MaxDetections[m]);
            for (var t = 0; t < options.IouThresholds.Count; t++)
            {
                result.SetRecall(t, category, range, m, tally.Recall(t));
                tally.Read(t, scores, result.PrecisionSpan(t, category, range, m), result.ScoreSpan(t, category, range, m));
            }
        }
    }

    private static void InParallel(int count, int threads, Action<int> body)
    {
        if (threads <= 1 || count <= 1)
        {
            for (var i = 0; i < count; i++)
                body(i);
            return;
        }

        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, body);
    }
}
