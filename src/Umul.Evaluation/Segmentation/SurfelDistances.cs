using Umul.Evaluation.Kernels;

namespace Umul.Evaluation.Segmentation;

/// <summary>
/// Distances (mm) from every surface element of one mask to the nearest one of the other, each weighing its area (mm²; in a plane its
/// length, mm). The areas are counted per kind of element, so that sums of areas do not depend on any order.
/// </summary>
public sealed class SurfelDistances
{
    private readonly DistanceTally _tally;
    private readonly double[] _shellsMm;
    private readonly double[] _areas;

    internal SurfelDistances(DistanceTally tally, double[] shellsSquared, double[] areas)
    {
        _tally = tally;
        _shellsMm = Array.ConvertAll(shellsSquared, Math.Sqrt);
        _areas = areas;
        var all = (long[])tally.Beyond.Clone();
        for (var i = 0; i < tally.Near.Length; i++)
            all[i % tally.Codes] += tally.Near[i];
        foreach (var code in tally.SquaredCodes)
            all[code]++;
        Count = all.Sum();
        Area = Weigh(all);
    }

    public long Count { get; }

    public double Area { get; }

    /// <summary>True if distances beyond some tolerance were not asked for: only <see cref="AreaWithin"/> can be.</summary>
    public bool IsLimited => _tally.Beyond.Any(count => count != 0);

    public double AreaWithin(double limitMm)
    {
        var within = new long[_tally.Codes];
        for (var shell = 0; shell < _shellsMm.Length && _shellsMm[shell] <= limitMm; shell++)
        {
            for (var code = 0; code < within.Length; code++)
                within[code] += _tally.Near[(shell * within.Length) + code];
        }

        for (var i = 0; i < _tally.Squared.Count; i++)
        {
            if (Math.Sqrt(_tally.Squared[i]) <= limitMm)
                within[_tally.SquaredCodes[i]]++;
        }

        return Weigh(within);
    }

    /// <summary>Σ distance · area, the additive part of the mean.</summary>
    public double WeightedSum()
    {
        RequireAll();
        var products = new double[_tally.Squared.Count];
        for (var i = 0; i < products.Length; i++)
            products[i] = Math.Sqrt(_tally.Squared[i]) * _areas[_tally.SquaredCodes[i]];
        var sum = LaneSum.Of(products);
        for (var shell = 0; shell < _shellsMm.Length; shell++)
            sum += _shellsMm[shell] * ShellArea(shell);
        return sum;
    }

    public double MeanMm() => WeightedSum() / Area;

    /// <summary>The smallest distance up to which at least <paramref name="percent"/> % of the area lies; no interpolation.</summary>
    public double PercentileMm(double percent)
    {
        RequireAll();
        var distances = _tally.Squared.ConvertAll(Math.Sqrt).ToArray();
        byte[] codes = [.. _tally.SquaredCodes];
        Array.Sort(distances, codes);
        var (target, sum, shell, last) = (percent / 100, 0.0, 0, 0.0);
        for (var i = 0; i <= distances.Length; i++)
        {
            for (; shell < _shellsMm.Length && (i == distances.Length || _shellsMm[shell] <= distances[i]); shell++)
            {
                var area = ShellArea(shell);
                if (area == 0)
                    continue;
                (sum, last) = (sum + area, _shellsMm[shell]);
                if (sum / Area >= target)
                    return last;
            }

            if (i == distances.Length)
                break;
            (sum, last) = (sum + _areas[codes[i]], distances[i]);
            if (sum / Area >= target)
                return last;
        }

        return last;
    }

    private double ShellArea(int shell) => Weigh(_tally.Near.AsSpan(shell * _tally.Codes, _tally.Codes));

    private double Weigh(ReadOnlySpan<long> counts)
    {
        var sum = 0.0;
        for (var code = 0; code < counts.Length; code++)
            sum += counts[code] * _areas[code];
        return sum;
    }

    private void RequireAll()
    {
        if (IsLimited)
            throw new InvalidOperationException("These distances were measured up to a tolerance only.");
    }
}
