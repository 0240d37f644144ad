using System.Globalization;
using Umul.Evaluation.Statistics;
using Umul.Metrics;
using Umul.Projects;
using Umul.Web.Figures;
using Umul.Web.Texts;

namespace Umul.Comparisons;

/// <summary>Figures that help to understand a result rather than to judge it: level, share of units at each value, learning curves.</summary>
internal sealed class DiagnosticFigures(MetricStore metrics, ProjectStore projects)
{
    /// <summary>All that can be drawn of a comparison.</summary>
    public IReadOnlyList<Figure> Of(ComparisonRead read, PageTexts texts) => new DiagnosticDrawing(read, texts)
        .All(metrics, projects.Tags([read.Idea.ProjectId]).FirstOrDefault(tag => tag.Name == ProjectTags.PrimaryMetric).Value);
}

/// <summary>Draws them for one comparison.</summary>
internal sealed class DiagnosticDrawing(ComparisonRead read, PageTexts texts)
{
    private const int MostCurves = 2;
    private const int MostPoints = 300;

    private readonly ComparisonPageTexts _t = texts.Comparison;
    private readonly ComparisonResult _result = read.Judgement.Result;

    private string Metric => read.Judgement.Metric + (read.Unit.Length > 0 ? $" ({read.Unit})" : "");

    private string Units => _t.UnitsOf(read.Judgement);

    private string Seeds => _t.Seeds(_result.BaselineRuns, _result.IdeaRuns);

    /// <summary>All that can be drawn.</summary>
    public IReadOnlyList<Figure> All(MetricStore metrics, string? primary) =>
        _result is { Estimate: not null, Units: > 1 } ? [Agreement(), Profile(), .. Curves(metrics, primary)] : [];

    private Figure Agreement()
    {
        List<AgreementPoint> points = [.. _result.UnitNames.Select((name, i) => new AgreementPoint(name, (read.BaselineUnits[i] + read.IdeaUnits[i]) / 2, _result.UnitDifferences[i]))];
        var (mean, deviation, slope, _) = AgreementFigure.Lines(points);
        var decimals = ComparisonWords.Decimals(_result);
        string Said(double value) => ComparisonWords.Signed(value, decimals);
        var svg = AgreementFigure.Draw(points, new AgreementWords(_t.AgreementLevel(Metric), _t.Improvement(Metric), _t.AgreementMean, _t.AgreementLimit, _t.Agreement));
        var csv = FigureCsv.Write(["unit", "mean_of_arms", "improvement"], points.Select(p => (IReadOnlyList<object?>)[p.Unit, p.Level, p.Improvement]));
        return new Figure("agreement", _t.Agreement, _t.AgreementCaption(Units, Said(mean), Said(mean - 1.96 * deviation), Said(mean + 1.96 * deviation), ComparisonWords.Signed(slope, 3)), svg, csv);
    }

    private Figure Profile()
    {
        Profile[] arms = [new(read.Parent.Name, FigureInk.Baseline, read.BaselineRunUnits), new(read.Idea.Name, FigureInk.Idea, read.IdeaRunUnits)];
        var svg = ProfileFigure.Draw(arms, new ProfileWords(Metric, _t.ProfileShare, _t.Profile));
        var csv = FigureCsv.Write(["value", "baseline", "baseline_lowest", "baseline_highest", "idea", "idea_lowest", "idea_highest"], ProfileFigure.Values(arms)
            .Select(value => (Value: value, Baseline: arms[0].At(value), Idea: arms[1].At(value)))
            .Select(v => (IReadOnlyList<object?>)[v.Value, v.Baseline.Mean, v.Baseline.Least, v.Baseline.Most, v.Idea.Mean, v.Idea.Least, v.Idea.Most]));
        return new Figure("profile", _t.Profile, _t.ProfileCaption(Units, Seeds), svg, csv);
    }

    private IEnumerable<Figure> Curves(MetricStore metrics, string? primary)
    {
        var arms = (Baseline: read.BaselineRuns, Idea: read.IdeaRuns);
        var runs = arms.Baseline.Concat(arms.Idea).ToList();
        var keys = runs.Select(run => metrics.Summaries(run.ProjectId, run.RowId).Where(m => m.Summary is { Count: > 2, HasFinite: true }).Select(m => m.Key)).Aggregate((left, right) => left.Intersect(right, StringComparer.Ordinal));
        foreach (var key in keys.Where(key => !key.StartsWith("system/", StringComparison.Ordinal)).OrderBy(key => key == primary ? 0 : key.Contains("val", StringComparison.OrdinalIgnoreCase) ? 1 : 2).ThenBy(key => key, StringComparer.Ordinal).Take(MostCurves).ToList())
        {
            CurveArm[] curves = [new(read.Parent.Name, FigureInk.Baseline, [.. arms.Baseline.Select(run => Points(metrics, run, key))]), new(read.Idea.Name, FigureInk.Idea, [.. arms.Idea.Select(run => Points(metrics, run, key))])];
            var svg = LearningCurvesFigure.Draw(curves, new LearningCurvesWords(key, _t.Step, _t.Curves(key)));
            var csv = FigureCsv.Write(["arm", "run", "step", "value"], curves.SelectMany((arm, a) => arm.Runs.SelectMany((run, r) => run.Select(p => (IReadOnlyList<object?>)[a == 0 ? "baseline" : "idea", (a == 0 ? arms.Baseline : arms.Idea)[r].Name, p.Step, p.Value]))));
            var name = "curves-" + string.Concat(key.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-').ToLower(CultureInfo.InvariantCulture);
            yield return new Figure(name, _t.Curves(key), _t.CurvesCaption(Seeds), svg, csv);
        }
    }

    /// <summary>Finite points by step, thinned evenly to what a figure can show.</summary>
    private static List<(double Step, double Value)> Points(MetricStore metrics, Runs.Run run, string key)
    {
        if (metrics.Points(run.ProjectId, run.RowId, key) is not var (points, _)) return [];
        var all = new List<(double Step, double Value)>(points.Count);
        for (var i = 0; i < points.Count; i++)
            if (double.IsFinite(points.Values[i])) all.Add((points.Steps[i], points.Values[i]));
        all.Sort((left, right) => left.Step.CompareTo(right.Step));
        var every = (all.Count + MostPoints - 1) / MostPoints;
        return every <= 1 ? all : [.. all.Where((_, i) => i % every == 0 || i == all.Count - 1)];
    }
}
