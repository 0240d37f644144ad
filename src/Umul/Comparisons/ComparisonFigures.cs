using System.Globalization;
using Umul.Evaluation.Statistics;
using Umul.Ideas;
using Umul.Web.Figures;
using Umul.Web.Texts;

namespace Umul.Comparisons;

/// <summary>The four figures of a comparison with captions and data. Without an interval there is nothing to draw.</summary>
internal sealed class ComparisonFigures(ComparisonRead read, ProjectIdeas ideas, PageTexts texts)
{
    private readonly ComparisonPageTexts _t = texts.Comparison;
    private readonly ComparisonResult _result = read.Judgement.Result;

    /// <summary>All that can be drawn, in reading order.</summary>
    public IReadOnlyList<Figure> All() => _result is { Estimate: not null, Interval95: not null } ? [Paired(), Slopes(), .. Frontier(), Waterfall(), Forest()] : [];

    private string Metric => read.Judgement.Metric + (read.Unit.Length > 0 ? $" ({read.Unit})" : "");

    private string Units => _t.UnitsOf(read.Judgement);

    private string Seeds => _t.Seeds(_result.BaselineRuns, _result.IdeaRuns);

    // A sentence of its own after a caption, where there is a band.
    private string Band => _result.SmallestWorthwhile is null ? "" : " " + _t.BandCaption;

    private Figure Paired()
    {
        var (estimate, interval) = (_result.Estimate!, _result.Interval95!.Value);
        var lower = _result.Direction == MetricDirection.LowerIsBetter;
        var data = new PairedEstimation
        {
            Units = _result.UnitNames,
            Baseline = read.BaselineUnits,
            Idea = read.IdeaUnits,
            Difference = ComparisonWords.Own(_result, estimate.Difference),
            Lower = lower ? -interval.Upper : interval.Lower,
            Upper = lower ? -interval.Lower : interval.Upper,
            StandardError = estimate.StandardError,
            DegreesOfFreedom = estimate.DegreesOfFreedom,
            Worthwhile = _result.SmallestWorthwhile,
            LowerIsBetter = lower,
        };
        var svg = PairedEstimationFigure.Draw(data, new PairedEstimationWords(read.Parent.Name, read.Idea.Name, Metric, _t.Difference, lower ? _t.BetterDown : _t.BetterUp, _t.Magnified, _t.Paired));
        var decimals = ComparisonWords.Decimals(_result);
        var caption = _t.PairedCaption(Units, Seeds, ComparisonWords.Interval(_result, interval, decimals), P(_result), _result.SmallestWorthwhile is not null);
        var csv = FigureCsv.Write(["unit", "baseline", "idea", "difference"],
            _result.UnitNames.Select((name, i) => (IReadOnlyList<object?>)[name, read.BaselineUnits[i], read.IdeaUnits[i], read.IdeaUnits[i] - read.BaselineUnits[i]]));
        return new Figure("paired-estimation", _t.Paired, caption, svg, csv);
    }

    private Figure Slopes()
    {
        List<(string, double)> Named(IReadOnlyList<RunScores> runs, double[] means) =>
            [.. means.Select((mean, i) => (runs.Count == means.Length ? runs[i].Run + (runs[i].Seed is { } seed ? $" · {seed}" : "") : (i + 1).ToString(CultureInfo.InvariantCulture), mean))];
        var matched = _result.Design == SeedDesign.Matched;
        var (baseline, idea) = (Named(read.Judgement.Baseline, _result.BaselineRunMeans), Named(read.Judgement.Runs, _result.IdeaRunMeans));
        var svg = SeedSlopeFigure.Draw(new SeedSlopes(baseline, idea, matched, ComparisonWords.Shares(_result)),
            new SeedSlopeWords(read.Parent.Name, read.Idea.Name, Metric, _t.SharesTitle, _t.ShareCases, _t.ShareSeeds, _t.ShareRest, _t.Slopes));
        var csv = FigureCsv.Write(["arm", "run", "mean"],
            baseline.Select(r => (IReadOnlyList<object?>)["baseline", r.Item1, r.Item2]).Concat(idea.Select(r => (IReadOnlyList<object?>)["idea", r.Item1, r.Item2])));
        return new Figure("runs", _t.Slopes, _t.SlopesCaption(Seeds, matched), svg, csv);
    }

    private Figure Waterfall()
    {
        var hasSeeds = read.IdeaRunUnits.Count > 1 && WaterfallFigure.ShowsSeeds(_result.Units);
        var bars = _result.UnitNames.Select((name, i) => new WaterfallBar(name, _result.UnitDifferences[i], Address(name), hasSeeds ? Seeded(i) : [])).ToList();
        var svg = WaterfallFigure.Draw(bars, _result.SmallestWorthwhile, new WaterfallWords(_t.Improvement(Metric), _t.Sorted(Units), _t.Better, _t.Worse, _t.Waterfall));
        var effects = _result.Effects!;
        var csv = FigureCsv.Write(["unit", "improvement", .. read.IdeaRunUnits.Select((_, s) => $"improvement_run_{s + 1}")], Enumerable.Range(0, _result.Units).OrderBy(i => _result.UnitDifferences[i])
            .Select(i => (IReadOnlyList<object?>)[_result.UnitNames[i], _result.UnitDifferences[i], .. Seeded(i).Cast<object?>()]));
        return new Figure("waterfall", _t.Waterfall, _t.WaterfallCaption(_t.Counts(effects.Wins, effects.Ties, effects.Losses), Concentration()).Trim() + (hasSeeds ? " " + _t.SeedTicks(_result.Design == SeedDesign.Matched) : "") + Band, svg, csv);
    }

    /// <summary>A unit's improvement by each run of the idea: over its own pair where seeds are matched, else over the baseline's mean.</summary>
    private double[] Seeded(int unit) => [.. read.IdeaRunUnits.Select((run, s) => ComparisonWords.Own(_result,
        run[unit] - (_result.Design == SeedDesign.Matched && s < read.BaselineRunUnits.Count ? read.BaselineRunUnits[s][unit] : read.BaselineUnits[unit])))];

    // One case: its page. Several: their names, from which each page is a click away.
    private string Address(string unit) => read.CasesOf[unit].Count() == 1 ? read.AddressOf(read.CasesOf[unit].First()) : "#unit-" + Uri.EscapeDataString(unit);

    /// <summary>Whether the loss sits in few units: the share of it in the worst twentieth.</summary>
    private string Concentration()
    {
        var losses = _result.UnitDifferences.Where(d => d < 0).Order().ToList();
        var worst = Math.Max(1, (int)Math.Round(_result.Units * 0.05));
        if (losses.Count == 0) return "";
        var share = losses.Take(worst).Sum() / losses.Sum();
        return share > 0.5 ? _t.FewDrive(worst, ComparisonWords.Percent(share)) : _t.Broad(worst, ComparisonWords.Percent(share));
    }

    private Figure Forest()
    {
        var family = ideas.Nodes.Where(node => node.Finding.Against?.Id == read.Parent.Id).ToList();
        var rows = family.ConvertAll(Row);
        var svg = ForestFigure.Draw(rows, _result.SmallestWorthwhile, new ForestWords(_t.Improvement(Metric), _t.Better, _t.Worse, _t.Forest));
        var correction = _result.FamilyMethod switch { FamilyMethod.Holm => "Holm", FamilyMethod.StepDownMaxT => "max-T", _ => _t.NoCorrection };
        var csv = FigureCsv.Write(["idea", "runs", "decision", "improvement", "lower95", "upper95", "p", "adjusted_p", "state"], family.Select(node => (IReadOnlyList<object?>)
        [
            node.Idea.Name, node.Runs.Count(r => r.Counts), node.Idea.Decision, node.Finding.Result?.Estimate?.Difference, node.Finding.Result?.Interval95?.Lower,
            node.Finding.Result?.Interval95?.Upper, node.Finding.Result?.PValue, node.Finding.Result?.AdjustedP, node.Finding.Result?.Verdict.State,
        ]));
        return new Figure("ideas", _t.Forest, _t.ForestCaption(family.Count, correction) + Band, svg, csv);
    }

    /// <summary>Where it is not settled and there is a δ: which designs would settle it.</summary>
    private IEnumerable<Figure> Frontier()
    {
        if (_result is not { Plan: { } plan, Components: { } components } || plan.RunsNow < 2
            || _result.Verdict.State is not (VerdictState.Undecided or VerdictState.NotWorseByMore or VerdictState.PromisingNotConfirmed)) yield break;
        var (model, delta) = (new PlanningModel(components), plan.SmallestWorthwhile);
        var (enough, pessimistic) = (Designs(model, delta), Designs(model.Pessimistic(plan.RunsNow, plan.UnitsNow), delta));
        if (enough.Count == 0) yield break;
        var data = new Frontier(enough, pessimistic, (plan.RunsNow, plan.UnitsNow), plan.UnitsAtLeast);
        var size = delta.ToString("0.#########", CultureInfo.InvariantCulture);
        var svg = FrontierFigure.Draw(data, new FrontierWords(_t.FrontierUnits(_t.UnitNoun(read.Judgement)), _t.FrontierRuns, _t.FrontierEnough(size), _t.FrontierPessimistic, _t.FrontierNow, _t.FrontierNever, _t.Frontier));
        var csv = FigureCsv.Write(["seeds_per_arm", "units_for_80_percent", "noise"], enough.Select(d => (IReadOnlyList<object?>)[d.Runs, d.Units, "estimated"]).Concat(pessimistic.Select(d => (IReadOnlyList<object?>)[d.Runs, d.Units, "upper 80 % limit"])));
        yield return new Figure("frontier", _t.Frontier, _t.FrontierCaption(size, plan.RunsNow, Units) + (pessimistic.Count > 0 ? " " + _t.FrontierRange : ""), svg, csv);
    }

    private static List<(int Runs, int Units)> Designs(PlanningModel model, double delta) =>
        [.. Enumerable.Range(2, 11).Select(runs => (Runs: runs, Units: model.UnitsNeeded(delta, runs))).Where(d => d.Units is not null).Select(d => (d.Runs, d.Units!.Value))];

    private ForestRow Row(IdeaNode node)
    {
        var result = node.Finding.Result;
        var below = _t.RunsOf(node.Runs.Count(r => r.Counts)) + (node.Idea.Decision == IdeaDecision.None ? "" : " · " + texts.Idea.Decided(node.Idea.Decision));
        var words = IdeaSentences.Of(node, ideas.Measure, texts.Language);
        var decimals = result is null ? 0 : ComparisonWords.Decimals(result);
        var right = result?.Interval95 is { } interval
            ? $"{ComparisonWords.Signed(result.Estimate!.Difference, decimals)}  [{ComparisonWords.Signed(interval.Lower, decimals)}, {ComparisonWords.Signed(interval.Upper, decimals)}]  {P(result)}" : "";
        return new ForestRow(node.Idea.Name, below, right, words?.Label ?? texts.Idea.Why(node.Finding.Why))
        {
            Improvement = result?.Estimate?.Difference,
            Lower = result?.Interval95?.Lower,
            Upper = result?.Interval95?.Upper,
            IsThis = node.Idea.Id == read.Idea.Id,
            IsFaded = node.Idea.Decision == IdeaDecision.Drop,
            Address = node.Idea.Id == read.Idea.Id || result is null ? null : $"/projects/{node.Idea.ProjectId}/ideas/{node.Idea.Id}/comparison",
        };
    }

    private static string P(ComparisonResult result) => double.IsNaN(result.AdjustedP) ? "p –" : result.AdjustedP < 0.001 ? "p < 0.001" : "p = " + ComparisonWords.P(result.AdjustedP);
}
