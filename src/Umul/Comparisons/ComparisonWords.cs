using System.Globalization;
using System.Text.Json;
using Umul.Evaluation.Statistics;
using Umul.Outcomes;
using Umul.Runs;
using Language = Umul.Web.Language;
using Way = Umul.Evaluation.Statistics.MetricDirection;

namespace Umul.Comparisons;

/// <summary>Between the words of the statistics and those of pages and commands: language, direction, units, numbers.</summary>
internal static class ComparisonWords
{
    public static Evaluation.Statistics.Language Of(Language language) =>
        language == Language.Korean ? Evaluation.Statistics.Language.Korean : Evaluation.Statistics.Language.English;

    public static Way Of(Runs.MetricDirection direction) => direction switch
    {
        Runs.MetricDirection.Higher => Way.HigherIsBetter,
        Runs.MetricDirection.Lower => Way.LowerIsBetter,
        _ => Way.Unknown,
    };

    /// <summary>Which way a metric of this name is better, as far as it is known.</summary>
    public static Way Direction(string metric) => Of(MetricCatalogue.Find(metric)?.Direction ?? MetricNames.GuessDirection(metric));

    /// <summary>The values that a metric can take, if they have bounds and hold every score given.</summary>
    public static (double Low, double High)? Range(string definition, IEnumerable<RunScores> runs) =>
        MetricCatalogue.Find(definition) is { } known && double.IsFinite(known.Low) && double.IsFinite(known.High)
        && runs.All(run => run.Scores.All(score => !double.IsFinite(score) || score >= known.Low && score <= known.High)) ? (known.Low, known.High) : null;

    /// <summary>Decimals that give δ, or the half-width of the interval, two digits, and keep its limits from printing as zero.</summary>
    public static int Decimals(ComparisonResult result)
    {
        var scale = Math.Abs(result.SmallestWorthwhile ?? result.Interval95?.HalfWidth ?? 0);
        var decimals = scale > 0 && double.IsFinite(scale) ? Math.Clamp(1 - (int)Math.Floor(Math.Log10(scale)), 0, 8) : 3;
        foreach (var limit in result.Interval95 is { } interval ? [interval.Lower, interval.Upper] : Array.Empty<double>())
            while (limit != 0 && decimals < 8 && Math.Abs(limit) < 0.5 * Math.Pow(10, -decimals)) decimals++;
        return decimals;
    }

    /// <summary>A number with a true minus sign.</summary>
    public static string Number(double value, int decimals) =>
        !double.IsFinite(value) ? "–" : value != 0 && Math.Abs(value) is >= 1e9 or < 1e-8
            ? value.ToString("0.###e+0", CultureInfo.InvariantCulture).Replace('-', '−')
            : value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>With a sign also if it is positive.</summary>
    public static string Signed(double value, int decimals) => value > 0 ? "+" + Number(value, decimals) : Number(value, decimals);

    /// <summary>A difference in the metric's own direction: idea minus baseline.</summary>
    public static double Own(ComparisonResult result, double improvement) => result.Direction == Way.LowerIsBetter ? -improvement : improvement;

    /// <summary>"0.031", "&lt; 0.001".</summary>
    public static string P(double p) => double.IsNaN(p) ? "–" : p < 0.001 ? "< 0.001" : p.ToString(p < 0.1 ? "0.000" : "0.00", CultureInfo.InvariantCulture);

    /// <summary>The interval in the metric's own direction.</summary>
    public static string Interval(ComparisonResult result, ConfidenceInterval? interval, int decimals) => interval is not { } i ? "–"
        : result.Direction == Way.LowerIsBetter ? $"{Signed(-i.Upper, decimals)} … {Signed(-i.Lower, decimals)}" : $"{Signed(i.Lower, decimals)} … {Signed(i.Upper, decimals)}";

    public static string Count(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    public static string Percent(double share) => (100 * share).ToString("0", CultureInfo.InvariantCulture) + " %";

    /// <summary>Shares of the variance of the difference that come from cases, seeds and what is left; null if there is none.</summary>
    public static (double Case, double Seed, double Residual)? Shares(ComparisonResult result)
    {
        if (result.Components is not { } c || result.Units == 0) return null;
        var (cases, seeds, rest) = (c.Case / result.Units, SeedPart(c, result), ResidualPart(c, result));
        var sum = cases + seeds + rest;
        return sum > 0 && double.IsFinite(sum) ? (cases / sum, seeds / sum, rest / sum) : null;
    }

    /// <summary>A name of the statistics as JSON writes it.</summary>
    public static string Json(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static double SeedPart(VarianceComponents c, ComparisonResult r) => c is { BaselineSeed: { } baseline, IdeaSeed: { } idea }
        ? baseline / r.BaselineRuns + idea / r.IdeaRuns : c.Seed / r.BaselineRuns;

    private static double ResidualPart(VarianceComponents c, ComparisonResult r) => (c is { BaselineResidual: { } baseline, IdeaResidual: { } idea }
        ? baseline / r.BaselineRuns + idea / r.IdeaRuns : c.Residual / r.BaselineRuns) / r.Units;
}
