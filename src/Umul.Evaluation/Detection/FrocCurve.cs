using System.Globalization;
using Umul.Evaluation.Kernels;

namespace Umul.Evaluation.Detection;

/// <summary>How sensitivity is read off at a rate of false alarms that no threshold gives exactly.</summary>
public enum FrocRule
{
    /// <summary>The last point at or below the rate (PI-CAI); 0 if the first point lies above. Promises nothing that was not observed.</summary>
    Stepped,

    /// <summary>On straight lines between the points, from 0 false alarms and sensitivity 0 (nnDetection). The last value goes on to the right.</summary>
    Interpolated,

    /// <summary>The same without the point of the lowest score (CAMELYON's script, MONAI).</summary>
    InterpolatedCamelyon,
}

/// <summary>Free-response ROC: sensitivity over objects against false alarms per image, by falling score.</summary>
/// <remarks>Source: Bunch et al. 1977; Setio et al. 2017 (LUNA16), doi:10.1016/j.media.2017.06.015.</remarks>
public sealed class FrocCurve
{
    private readonly double[] _rates;
    private readonly double[] _sensitivities;

    /// <summary>1/8, 1/4, 1/2, 1, 2, 4, 8 false alarms per image (LUNA16, nnDetection). The default.</summary>
    public static readonly IReadOnlyList<double> Luna16Rates = [1.0 / 8, 1.0 / 4, 1.0 / 2, 1, 2, 4, 8];

    /// <summary>1/4, 1/2, 1, 2, 4, 8 false alarms per image.</summary>
    public static readonly IReadOnlyList<double> CamelyonRates = [1.0 / 4, 1.0 / 2, 1, 2, 4, 8];

    private FrocCurve(double[] thresholds, double[] rates, double[] sensitivities, (long References, long Images) over)
    {
        (Thresholds, _rates, _sensitivities) = (thresholds, rates, sensitivities);
        (References, Images) = over;
    }

    /// <summary>Distinct scores, falling.</summary>
    public IReadOnlyList<double> Thresholds { get; }

    /// <summary>False alarms per image at or above each threshold.</summary>
    public IReadOnlyList<double> FalseAlarmsPerImage => _rates;

    /// <summary>Share of the reference objects found at or above each threshold.</summary>
    public IReadOnlyList<double> Sensitivities => _sensitivities;

    public long References { get; }

    public long Images { get; }

    /// <param name="scores">Of the predictions that count, in any order.</param>
    /// <param name="isHit">Whether each found an object of its own.</param>
    /// <param name="references">Objects to be found.</param>
    /// <param name="images">Images, those without any object or prediction included.</param>
    /// <exception cref="ArgumentException">Lengths differ, a score is NaN, or there is no image.</exception>
    public static FrocCurve Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isHit, long references, long images)
    {
        if (scores.Length != isHit.Length)
            throw new ArgumentException($"{scores.Length} scores for {isHit.Length} outcomes.", nameof(scores));
        if (images < 1)
            throw new ArgumentException($"{images} images: false alarms per image need at least one.", nameof(images));
        foreach (var score in scores)
        {
            if (double.IsNaN(score))
                throw new ArgumentException("A score is NaN: predictions cannot be ordered.", nameof(scores));
        }

        var order = DescendingOrder.Of(scores);
        var (thresholds, rates, sensitivities) = (new List<double>(), new List<double>(), new List<double>());
        var (hits, alarms) = (0L, 0L);
        for (var i = 0; i < order.Length; i++)
        {
            hits += isHit[order[i]] ? 1 : 0;
            alarms += isHit[order[i]] ? 0 : 1;
            if (i + 1 < order.Length && scores[order[i + 1]] == scores[order[i]])
                continue;
            thresholds.Add(scores[order[i]]);
            rates.Add((double)alarms / images);
            sensitivities.Add((double)hits / references);
        }

        return new FrocCurve([.. thresholds], [.. rates], [.. sensitivities], (references, images));
    }

    /// <summary>All categories pooled, at overlap threshold t and for the objects of one area range.</summary>
    public static FrocCurve Of(CocoResult result, int t, int range = 0)
    {
        ArgumentNullException.ThrowIfNull(result);
        var (scores, isHit, references) = (new List<double>(), new List<bool>(), 0L);
        for (var k = 0; k < result.CategoryIds.Count; k++)
        {
            var curve = result.Curve(k, t, range);
            scores.AddRange(curve.Scores);
            isHit.AddRange(curve.IsHit);
            references += curve.References;
        }

        return Of([.. scores], [.. isHit], references, result.ImageIds.Count);
    }

    /// <summary>Sensitivity at a rate of false alarms per image. No reference object ⇒ NaN.</summary>
    public MetricValue SensitivityAt(double falseAlarmsPerImage, FrocRule rule = FrocRule.Stepped)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"froc.sensitivity@{falseAlarmsPerImage:0.####}.{Name(rule)}");
        return References == 0
            ? MetricValue.Undefined(name, UndefinedReason.NoPositives)
            : MetricValue.Of(name, Read(falseAlarmsPerImage, rule));
    }

    /// <summary>Mean sensitivity over the rates, 1/8 … 8 unless others are given.</summary>
    public MetricValue Score(FrocRule rule = FrocRule.Stepped, IReadOnlyList<double>? rates = null)
    {
        rates ??= Luna16Rates;
        var name = string.Create(CultureInfo.InvariantCulture, $"froc.score@{rates[0]:0.####}:{rates[^1]:0.####}.{Name(rule)}");
        return References == 0
            ? MetricValue.Undefined(name, UndefinedReason.NoPositives)
            : MetricValue.Of(name, rates.Sum(rate => Read(rate, rule)) / rates.Count);
    }

    private double Read(double rate, FrocRule rule)
    {
        var count = rule == FrocRule.InterpolatedCamelyon ? Math.Max(0, _rates.Length - 1) : _rates.Length;
        // Of points at one rate the last holds: it has the highest sensitivity.
        var at = -1;
        while (at + 1 < count && _rates[at + 1] <= rate)
            at++;
        var (low, below) = at < 0 ? (0.0, 0.0) : (_rates[at], _sensitivities[at]);
        if (rule == FrocRule.Stepped || at + 1 == count || low == rate)
            return below;
        return (((_sensitivities[at + 1] - below) / (_rates[at + 1] - low)) * (rate - low)) + below;
    }

    private static string Name(FrocRule rule) => rule switch
    {
        FrocRule.Stepped => "stepped",
        FrocRule.Interpolated => "interpolated",
        FrocRule.InterpolatedCamelyon => "interpolated.camelyon",
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "Stepped, Interpolated or InterpolatedCamelyon."),
    };
}
