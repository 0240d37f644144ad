using System.Globalization;
using Umul.Evaluation.Kernels;

namespace Umul.Evaluation.Classification;

/// <summary>How confidences are put into bins.</summary>
public enum CalibrationBinning
{
    /// <summary>Bins of equal width [low, high), 1 in the last one. The default.</summary>
    EqualWidth,

    /// <summary>The same with edges i·(1/n), of which 3·0.1 lies above 0.3, and 1 in a further bin of its own (torchmetrics).</summary>
    TorchMetrics,

    /// <summary>Bins of equal width (low, high]; a confidence of 0 is left out (MetricsReloaded).</summary>
    EqualWidthUpperClosed,

    /// <summary>Bins of as many cases each, as far as it goes; equal confidences may lie in two bins.</summary>
    EqualMass,
}

/// <summary>Cases of similar confidence: what was promised and what came true.</summary>
public sealed record ReliabilityBin(double Low, double High, long Count, double MeanConfidence, double ObservedRate);

/// <summary>Whether predicted probabilities come true, by bins of confidence.</summary>
public sealed class Calibration
{
    private readonly string _suffix;

    private Calibration(IReadOnlyList<ReliabilityBin> bins, string suffix)
    {
        (Bins, _suffix) = (bins, suffix);
        Cases = bins.Sum(bin => bin.Count);
    }

    /// <summary>All bins, empty ones included (count 0, NaN means).</summary>
    public IReadOnlyList<ReliabilityBin> Bins { get; }

    public long Cases { get; }

    /// <param name="confidences">Probability of the event, in [0, 1]: of the positive class, or of the class chosen.</param>
    /// <param name="happened">Whether it came true: the case is positive, or the choice is right.</param>
    /// <param name="binCount">Number of bins.</param>
    /// <param name="binning">How to cut them.</param>
    /// <exception cref="ArgumentException">Lengths differ, a confidence lies outside [0, 1], or there is no bin.</exception>
    public static Calibration Of(
        ReadOnlySpan<double> confidences, ReadOnlySpan<bool> happened, int binCount = 15, CalibrationBinning binning = CalibrationBinning.EqualWidth)
    {
        ProbabilityScores.Check(confidences, happened.Length, 1);
        if (binCount < 1)
            throw new ArgumentException($"binCount is {binCount}: at least 1.", nameof(binCount));
        var name = string.Create(CultureInfo.InvariantCulture, $"{char.ToLowerInvariant(binning.ToString()[0])}{binning.ToString()[1..]}@{binCount}bins");
        var edges = Edges(binCount, binning);
        var places = binning == CalibrationBinning.EqualMass ? ByMass(confidences, binCount) : ByWidth(confidences, edges, binning);
        binCount = edges.Length - 1;
        var (counts, sums, events) = (new long[binCount], new double[binCount], new long[binCount]);
        var (low, high) = (new double[binCount], new double[binCount]);
        for (var b = 0; b < binCount; b++)
            (low[b], high[b]) = binning == CalibrationBinning.EqualMass ? (1, 0) : (edges[b], edges[b + 1]);
        for (var i = 0; i < places.Length; i++)
        {
            var b = places[i];
            if (b < 0)
                continue;
            counts[b]++;
            sums[b] += confidences[i];
            events[b] += happened[i] ? 1 : 0;
            if (binning == CalibrationBinning.EqualMass)
                (low[b], high[b]) = (Math.Min(low[b], confidences[i]), Math.Max(high[b], confidences[i]));
        }

        return new Calibration(
            [.. Enumerable.Range(0, binCount).Select(b => new ReliabilityBin(low[b], high[b], counts[b], sums[b] / counts[b], events[b] / (double)counts[b]))],
            name);
    }

    /// <summary>Σ (share of cases)·|observed − promised|. 0 is best. Depends on the bins, so they are in its name.</summary>
    /// <remarks>Source: Naeini et al. 2015; Guo et al. 2017, arXiv:1706.04599.</remarks>
    public MetricValue ExpectedError => Weighted("expectedCalibrationError", Math.Abs);

    /// <summary>The largest gap of any bin.</summary>
    public MetricValue MaximumError =>
        Cases == 0
            ? MetricValue.Undefined($"maximumCalibrationError.{_suffix}", UndefinedReason.BothEmpty)
            : MetricValue.Of($"maximumCalibrationError.{_suffix}", Filled.Max(bin => Math.Abs(Gap(bin))));

    /// <summary>Σ (share of cases)·(promised − observed): above 0 is overconfident.</summary>
    public MetricValue SignedError => Weighted("calibrationError.signed", gap => gap);

    /// <summary>
    /// Root of Σ share·(gap² − observed·(1 − observed)/(n − 1)), at least 0: the squared error without what chance adds to each bin. Bins
    /// of one case are left out.
    /// </summary>
    /// <remarks>Source: Kumar, Liang and Ma 2019, arXiv:1909.10155.</remarks>
    public MetricValue DebiasedError
    {
        get
        {
            var name = $"calibrationError.l2Debiased.{_suffix}";
            var (sum, cases) = (0.0, 0L);
            foreach (var bin in Filled.Where(bin => bin.Count > 1))
            {
                sum += bin.Count * ((Gap(bin) * Gap(bin)) - (bin.ObservedRate * (1 - bin.ObservedRate) / (bin.Count - 1)));
                cases += bin.Count;
            }

            return cases == 0
                ? MetricValue.Undefined(name, Cases == 0 ? UndefinedReason.BothEmpty : UndefinedReason.TooFewCases)
                : MetricValue.Of(name, Math.Sqrt(Math.Max(0, sum / cases)));
        }
    }

    private IEnumerable<ReliabilityBin> Filled => Bins.Where(bin => bin.Count > 0);

    private MetricValue Weighted(string metric, Func<double, double> shape) =>
        MetricValue.Ratio($"{metric}.{_suffix}", Filled.Sum(bin => bin.Count * shape(Gap(bin))), Cases, UndefinedReason.BothEmpty);

    private static double Gap(ReliabilityBin bin) => bin.MeanConfidence - bin.ObservedRate;

    private static double[] Edges(int bins, CalibrationBinning binning)
    {
        if (binning == CalibrationBinning.TorchMetrics)
            return [.. Enumerable.Range(0, bins).Select(b => b * (1.0 / bins)), 1, 1];
        // A quotient, not a multiple of 1/n: 3/10 is the number that is written 0.3, 3·0.1 is not.
        return [.. Enumerable.Range(0, bins + 1).Select(b => (double)b / bins)];
    }

    /// <summary>The last bin that begins at or below each confidence; upper-closed: strictly below.</summary>
    private static int[] ByWidth(ReadOnlySpan<double> confidences, double[] edges, CalibrationBinning binning)
    {
        var (places, bins) = (new int[confidences.Length], edges.Length - 1);
        for (var i = 0; i < places.Length; i++)
        {
            var bin = Math.Min(bins - 1, (int)(confidences[i] * bins));
            while (bin > 0 && edges[bin] > confidences[i])
                bin--;
            while (bin + 1 < bins && edges[bin + 1] <= confidences[i])
                bin++;
            if (binning == CalibrationBinning.EqualWidthUpperClosed && edges[bin] == confidences[i])
                bin--;
            places[i] = bin;
        }

        return places;
    }

    private static int[] ByMass(ReadOnlySpan<double> confidences, int bins)
    {
        var order = DescendingOrder.Of(confidences);
        var places = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
            places[order[i]] = bins - 1 - (int)((long)i * bins / order.Length);
        return places;
    }
}
