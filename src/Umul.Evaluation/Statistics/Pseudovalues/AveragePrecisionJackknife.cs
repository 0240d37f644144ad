namespace Umul.Evaluation.Statistics;

/// <summary>A detection after matching: its image, class, confidence and whether it hit a reference object.</summary>
public readonly record struct ScoredDetection(int Image, int Class, double Confidence, bool Hit);

/// <summary>
/// Mean average precision whose images can be left out or repeated without matching again: detections are sorted once, and an image's
/// weight multiplies its detections and its reference objects.
/// </summary>
/// <remarks>
/// <para>Formula: per class Σ (recall step)·(highest precision at that recall or beyond), the all-points area; the mean over classes that
/// have reference objects.</para>
/// <para>Ties in confidence are taken in the order given.</para>
/// </remarks>
public sealed class AveragePrecisionJackknife
{
    private readonly int images;
    private readonly ClassList[] classes;

    /// <summary>Sorts the detections of every class.</summary>
    /// <param name="detections">Matched detections.</param>
    /// <param name="referenceCounts">Reference objects by image (rows) and class (columns).</param>
    /// <exception cref="ArgumentException">No image, ragged counts, a detection outside the table, or a confidence that is NaN.</exception>
    public AveragePrecisionJackknife(IReadOnlyList<ScoredDetection> detections, IReadOnlyList<int[]> referenceCounts)
    {
        ArgumentNullException.ThrowIfNull(detections);
        ArgumentNullException.ThrowIfNull(referenceCounts);
        images = referenceCounts.Count;
        if (images == 0 || referenceCounts.Any(r => r.Length != referenceCounts[0].Length))
            throw new ArgumentException("Reference counts need at least one image and the same classes in each.", nameof(referenceCounts));
        int count = referenceCounts[0].Length;
        foreach (var d in detections)
        {
            if (d.Image < 0 || d.Image >= images || d.Class < 0 || d.Class >= count || double.IsNaN(d.Confidence))
                throw new ArgumentException($"Detection {d} lies outside {images} images × {count} classes or has no confidence.", nameof(detections));
        }
        classes = [.. Enumerable.Range(0, count).Select(c => new ClassList(
            [.. detections.Where(d => d.Class == c).OrderByDescending(d => d.Confidence)], [.. referenceCounts.Select(r => r[c])]))];
    }

    /// <summary>mAP with a weight for each image: 1 as it is, 0 left out, 2 drawn twice. NaN when no reference object is left.</summary>
    public double Weighted(ReadOnlySpan<double> weights)
    {
        if (weights.Length != images)
            throw new ArgumentException($"{weights.Length} weights for {images} images.", nameof(weights));
        double sum = 0;
        int defined = 0;
        foreach (var list in classes)
        {
            double average = list.Average(weights);
            if (double.IsNaN(average))
                continue;
            sum += average;
            defined++;
        }
        return defined == 0 ? double.NaN : sum / defined;
    }

    /// <summary>Pseudo-values with the image as unit.</summary>
    /// <exception cref="InvalidOperationException">A class loses its last reference object when one image is left out.</exception>
    public double[] Pseudovalues()
    {
        for (int c = 0; c < classes.Length; c++)
        {
            if (classes[c].OnlyImage is { } only)
                throw new InvalidOperationException($"All reference objects of class {c} lie in image {only}; leaving it out would change the classes averaged.");
        }
        var weights = new double[images];
        Array.Fill(weights, 1);
        return Statistics.Pseudovalues.Of(images, Weighted(weights), i =>
        {
            weights[i] = 0;
            double left = Weighted(weights);
            weights[i] = 1;
            return left;
        });
    }

    private sealed class ClassList(ScoredDetection[] sorted, int[] references)
    {
        private readonly double[] precision = new double[sorted.Length];
        private readonly double[] hits = new double[sorted.Length];

        public int? OnlyImage
        {
            get
            {
                int[] with = [.. Enumerable.Range(0, references.Length).Where(i => references[i] > 0).Take(2)];
                return with.Length == 1 ? with[0] : null;
            }
        }

        public double Average(ReadOnlySpan<double> weights)
        {
            double total = 0;
            for (int i = 0; i < references.Length; i++)
                total += weights[i] * references[i];
            if (!(total > 0))
                return double.NaN;
            double found = 0;
            double shown = 0;
            for (int i = 0; i < sorted.Length; i++)
            {
                double weight = weights[sorted[i].Image];
                shown += weight;
                hits[i] = sorted[i].Hit ? weight : 0;
                found += hits[i];
                precision[i] = shown > 0 ? found / shown : 0;
            }
            double best = 0;
            double area = 0;
            for (int i = sorted.Length - 1; i >= 0; i--)
            {
                best = Math.Max(best, precision[i]);
                area += hits[i] * best;
            }
            return area / total;
        }
    }
}
