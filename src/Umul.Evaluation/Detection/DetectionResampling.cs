namespace Umul.Evaluation.Detection;

/// <summary>
/// COCO's AP with a weight for each image, from what was matched and ordered once: 1 as it is, 0 left out, 2 drawn twice. What
/// leave-one-out pseudo-values and bootstrap samples need.
/// </summary>
/// <remarks>A sample costs one pass over the detections. The mean runs over categories that have reference objects in it.</remarks>
public sealed class DetectionResampling
{
    private readonly CocoResult _result;
    private readonly int _range;
    private readonly int[] _imageOfSlot;

    /// <param name="result">An evaluation.</param>
    /// <param name="range">Index of the area range.</param>
    public DetectionResampling(CocoResult result, int range = 0)
    {
        ArgumentNullException.ThrowIfNull(result);
        (_result, _range) = (result, range);
        _imageOfSlot = new int[result.Cells.Predictions.Length];
        foreach (var cell in result.Cells.Cells)
            _imageOfSlot.AsSpan(cell.Predictions).Fill(cell.Image);
    }

    /// <summary>AP over all overlap thresholds, images weighted in the order of <see cref="CocoResult.ImageIds"/>; NaN if no object is left.</summary>
    public double Weighted(ReadOnlySpan<double> imageWeights)
    {
        if (imageWeights.Length != _result.ImageIds.Count)
            throw new ArgumentException($"{imageWeights.Length} weights for {_result.ImageIds.Count} images.", nameof(imageWeights));
        var (sum, categories) = (0.0, 0);
        for (var k = 0; k < _result.CategoryIds.Count; k++)
        {
            var ap = OfCategory(k, imageWeights);
            if (double.IsNaN(ap))
                continue;
            (sum, categories) = (sum + ap, categories + 1);
        }

        return categories == 0 ? double.NaN : sum / categories;
    }

    /// <summary>Pseudo-values with the image as unit.</summary>
    /// <exception cref="InvalidOperationException">A category has all its reference objects in one unit: without it the categories averaged would change.</exception>
    public double[] Pseudovalues(int threads = 1)
    {
        var groups = new int[_result.ImageIds.Count];
        for (var i = 0; i < groups.Length; i++)
            groups[i] = i;
        return Pseudovalues(groups, threads);
    }

    /// <summary>Pseudo-values with the group (patient) as unit; groups are numbered 0, 1, 2 … and given for each image.</summary>
    public double[] Pseudovalues(IReadOnlyList<int> groupOfImage, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(groupOfImage);
        if (groupOfImage.Count != _result.ImageIds.Count)
            throw new ArgumentException($"{groupOfImage.Count} groups for {_result.ImageIds.Count} images.", nameof(groupOfImage));
        var units = groupOfImage.Count == 0 ? 0 : groupOfImage.Max() + 1;
        RequireSpread(groupOfImage, units);
        var all = new double[_result.ImageIds.Count];
        Array.Fill(all, 1);
        var without = new double[units];
        Parallel.For(0, units, new ParallelOptions { MaxDegreeOfParallelism = threads }, unit =>
        {
            double[] weights = [.. groupOfImage.Select(group => group == unit ? 0.0 : 1.0)];
            without[unit] = Weighted(weights);
        });
        return Statistics.Pseudovalues.Of(units, Weighted(all), unit => without[unit]);
    }

    private void RequireSpread(IReadOnlyList<int> groupOfImage, int units)
    {
        var unitOf = new int[_result.CategoryIds.Count];
        Array.Fill(unitOf, -1);
        var several = new bool[unitOf.Length];
        var wanted = _result.Bits.Wanted(_range);
        for (var i = 0; i < wanted.Length; i++)
        {
            var cell = _result.Cells.Cells[i];
            if (wanted[i] == 0)
                continue;
            several[cell.Category] |= unitOf[cell.Category] >= 0 && unitOf[cell.Category] != groupOfImage[cell.Image];
            unitOf[cell.Category] = groupOfImage[cell.Image];
        }

        for (var k = 0; k < unitOf.Length; k++)
        {
            if (unitOf[k] >= 0 && !several[k])
            {
                throw new InvalidOperationException(
                    $"All reference objects of category {_result.CategoryIds[k]} lie in one of {units} units; leaving it out would change the categories averaged.");
            }
        }
    }

    private double OfCategory(int k, ReadOnlySpan<double> weights)
    {
        var (wanted, objects) = (0.0, _result.Bits.Wanted(_range).ToArray());
        for (var i = 0; i < objects.Length; i++)
        {
            if (_result.Cells.Cells[i].Category == k)
                wanted += objects[i] * weights[_result.Cells.Cells[i].Image];
        }

        if (!(wanted > 0))
            return double.NaN;
        var sum = 0.0;
        for (var t = 0; t < _result.Options.IouThresholds.Count; t++)
            sum += AtThreshold(k, t, wanted, weights);
        return sum / _result.Options.IouThresholds.Count;
    }

    private double AtThreshold(int k, int t, double wanted, ReadOnlySpan<double> weights)
    {
        var bits = _result.Bits;
        var hits = bits.Hits(_range);
        var alarms = bits.Alarms(_range);
        var limit = _result.Options.MaxDetections[^1];
        var curve = new List<(double Recall, double Precision)>();
        var (found, wrong) = (0.0, 0.0);
        foreach (var slot in _result.Orders[k])
        {
            var weight = weights[_imageOfSlot[slot]];
            if (weight == 0 || bits.Ranks[slot] >= limit)
                continue;
            wrong += ((alarms[slot] >> t) & 1) * weight;
            if (((hits[slot] >> t) & 1) == 0)
                continue;
            found += weight;
            curve.Add((found / wanted, found / (found + wrong)));
        }

        return Area(curve, _result.Options.RecallThresholds);
    }

    private static double Area(List<(double Recall, double Precision)> curve, IReadOnlyList<double> recalls)
    {
        var (sum, best, next) = (0.0, 0.0, curve.Count);
        for (var r = recalls.Count - 1; r >= 0; r--)
        {
            for (; next > 0 && curve[next - 1].Recall >= recalls[r]; next--)
                best = Math.Max(best, curve[next - 1].Precision);
            sum += best;
        }

        return sum / recalls.Count;
    }
}
