using System.Globalization;
using Umul.Comparisons;
using Umul.Evaluation.Statistics;
using Umul.Web.Texts;

namespace Umul.Reports;

/// <summary>The methods paragraph: one sentence for each thing that was done, none for what was not.</summary>
internal static class ReportMethods
{
    public static string Paragraph(ReportSource source, PageTexts texts) => string.Join(' ', Sentences(source, texts));

    private static IEnumerable<string> Sentences(ReportSource source, PageTexts texts)
    {
        var (t, result, measure) = (texts.ReportMethod, source.Read.Judgement.Result, source.Ideas.Measure);
        yield return source.Read.Origin is { Metric.IsLogged: false } origin
            ? t.Computed(measure.Metric, IsLower(result), origin.Evaluator, measure.Split)
            : t.Logged(measure.Metric, IsLower(result), measure.Split);
        yield return t.Undefined;
        foreach (var sentence in Data(source, t)) yield return sentence;
        yield return t.Arms(source.Node.Idea.Name, result.IdeaRuns, source.Read.Parent.Name, result.BaselineRuns);
        foreach (var sentence in Choices(source, t)) yield return sentence;
        foreach (var sentence in Statistics(source, texts)) yield return sentence;
    }

    private static IEnumerable<string> Data(ReportSource source, ReportMethodTexts t)
    {
        if (source is not { Dataset: { } dataset, Content: { } content })
        {
            yield return t.NoData;
            yield break;
        }
        var split = content.Splits.First(s => s.Name == source.Ideas.Measure.Split);
        yield return t.Data(dataset.Name, dataset.Version, dataset.ShortFingerprint, split.Cases.Count);
        yield return t.SplitHash(split.Name, split.Hash[..12]);
    }

    private static IEnumerable<string> Choices(ReportSource source, ReportMethodTexts t)
    {
        var result = source.Read.Judgement.Result;
        foreach (var run in source.Ideas.Runs.Of(source.Read.Parent.Id).Concat(source.Node.Runs).Where(run => !run.Counts))
            yield return t.Excluded(run.Run.Name, run.ExcludedBecause!);
        if (result.Missing is { } missing)
        {
            var decimals = ComparisonWords.Decimals(result);
            yield return t.Missing(missing.Cases - missing.Used, missing.Cases, ComparisonWords.Signed(missing.Worst, decimals), ComparisonWords.Signed(missing.Best, decimals));
        }
        if (source.Ideas.Measure.CheckpointRule is { Length: > 0 } rule) yield return t.Rule(rule);
    }

    private static IEnumerable<string> Statistics(ReportSource source, PageTexts texts)
    {
        var (t, result) = (texts.ReportMethod, source.Read.Judgement.Result);
        if (result.UnitsAreGroups) yield return t.Groups(source.Read.Judgement.UnitNoun(texts.Language) ?? texts.Comparison.Groups);
        var df = ComparisonWords.Number(result.Estimate?.DegreesOfFreedom ?? double.NaN, 1);
        yield return result.Claim == Claim.ModelPair ? t.OneRun(ComparisonWords.Count(result.SignFlip?.Flips ?? 0)) : result.Design == SeedDesign.Matched ? t.Matched(df) : t.Independent(df);
        yield return t.Scope;
        if (result.BootstrapInterval is not null)
            yield return t.Bootstrap(ComparisonWords.Interval(result, result.BootstrapInterval, ComparisonWords.Decimals(result)), result.AnalysisSeed.ToString(CultureInfo.InvariantCulture));
        yield return result.FamilySize <= 1 ? t.Alone : t.Family(result.FamilySize, result.FamilyMethod == FamilyMethod.StepDownMaxT ? "max-T" : "Holm");
        if (source.Read.Family.Secondary.Count > 0) yield return t.Gate;
        yield return t.Level(result.Alpha.ToString("0.###", CultureInfo.InvariantCulture));
        yield return result.SmallestWorthwhile is { } delta ? t.Worthwhile(delta.ToString("0.#########", CultureInfo.InvariantCulture)) : t.NoWorthwhile;
    }

    private static bool IsLower(ComparisonResult result) => result.Direction == MetricDirection.LowerIsBetter;
}
