
namespace Umul.Outcomes.Pages;

/// <summary>
/// How a soft prediction and the reference overlap over the whole case, for the thresholds 0.00, 0.01 … 1.00 on the prediction's own scale:
/// counts from which the browser has Dice wherever the reader puts the threshold. Above the threshold is foreground; any label is.
/// </summary>
/// <param name="TruePositive">By threshold.</param>
/// <param name="FalsePositive">By threshold.</param>
/// <param name="FalseNegative">By threshold.</param>
internal sealed record ThresholdCounts(long[] TruePositive, long[] FalsePositive, long[] FalseNegative)
{
    /// <summary>How many thresholds there are.</summary>
    public const int Count = 101;

    /// <summary>Null if the two are not on one grid, or the prediction is not soft.</summary>
    public static ThresholdCounts? Of(CaseVolume prediction, CaseVolume reference)
    {
        if (prediction.Kind != CaseVolumeKind.Soft || reference.Kind != CaseVolumeKind.Labels || prediction.Shape with { IsPlane = true } != reference.Shape with { IsPlane = true }) return null;
        // [how many thresholds the value is above][outside, inside the reference]
        var above = new long[Count + 1, 2];
        var cuts = Cuts(prediction.Scale);
        var plane = new CasePlane("z", 0, 1, 2, false, false, "");
        for (var z = 0; z < prediction.Shape.Depth; z++)
        {
            var values = prediction.Slice(plane, z);
            var labels = reference.Slice(plane, z);
            for (var i = 0; i < values.Length; i++)
                above[Above(CaseVolume.At(values, i), prediction.Scale, cuts), CaseVolume.At(labels, i) > 0 ? 1 : 0]++;
        }
        return Summed(above);
    }

    private static double[] Cuts((double Low, double High) scale)
    {
        var cuts = new double[Count];
        for (var k = 0; k < Count; k++) cuts[k] = scale.Low + k / (double)(Count - 1) * (scale.High - scale.Low);
        return cuts;
    }

    // The first guess is off by one at most; the comparison decides, as it does in the browser.
    private static int Above(double value, (double Low, double High) scale, double[] cuts)
    {
        if (!(value > cuts[0])) return 0;
        var guess = (int)Math.Clamp(Math.Ceiling((value - scale.Low) / (scale.High - scale.Low) * (Count - 1)), 1, Count);
        while (guess < Count && value > cuts[guess]) guess++;
        while (guess > 0 && !(value > cuts[guess - 1])) guess--;
        return guess;
    }

    private static ThresholdCounts Summed(long[,] above)
    {
        var (inside, outside) = (0L, 0L);
        for (var n = 0; n <= Count; n++) (outside, inside) = (outside + above[n, 0], inside + above[n, 1]);
        var (tp, fp, fn) = (new long[Count], new long[Count], new long[Count]);
        var (hit, wrong) = (inside, outside);
        for (var k = 0; k < Count; k++)
        {
            (hit, wrong) = (hit - above[k, 1], wrong - above[k, 0]);
            (tp[k], fp[k], fn[k]) = (hit, wrong, inside - hit);
        }
        return new ThresholdCounts(tp, fp, fn);
    }
}
