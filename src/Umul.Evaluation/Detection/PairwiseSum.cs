namespace Umul.Evaluation.Detection;

/// <summary>numpy's summation: blocks of at most 128 in eight lanes, halves added up. Needed to print its very digits.</summary>
internal static class PairwiseSum
{
    private const int Block = 128;
    private const int Buffer = 8192;

    public static double Of(ReadOnlySpan<double> values)
    {
        if (values.Length < 8)
        {
            var sum = 0.0;
            foreach (var value in values)
                sum += value;
            return sum;
        }

        if (values.Length > Block)
        {
            var half = values.Length / 2;
            half -= half % 8;
            return Of(values[..half]) + Of(values[half..]);
        }

        Span<double> lanes = stackalloc double[8];
        values[..8].CopyTo(lanes);
        var i = 8;
        for (; i + 8 <= values.Length; i += 8)
        {
            for (var lane = 0; lane < 8; lane++)
                lanes[lane] += values[i + lane];
        }

        var total = (lanes[0] + lanes[1] + (lanes[2] + lanes[3])) + (lanes[4] + lanes[5] + (lanes[6] + lanes[7]));
        for (; i < values.Length; i++)
            total += values[i];
        return total;
    }

    /// <summary>numpy's mean: sums of buffers of 8,192, added up one after the other.</summary>
    public static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        for (var i = 0; i < values.Length; i += Buffer)
            sum += Of(values[i..Math.Min(values.Length, i + Buffer)]);
        return sum / values.Length;
    }
}
