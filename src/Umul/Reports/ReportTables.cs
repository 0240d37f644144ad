using System.Globalization;
using Umul.Comparisons;
using Umul.Comparisons.Why;
using Umul.Evaluation.Statistics;
using Umul.Ideas;
using Umul.Web;
using Umul.Web.Texts;

namespace Umul.Reports;

/// <summary>The tables about the comparison itself: metrics, runs, cases. Numbers are written by the words that the page uses.</summary>
internal sealed class ReportTables(ReportSource source, PageTexts texts)
{
    private const int Worst = 10;
    private const int Best = 5;

    private readonly ReportTexts _t = texts.Report;
    private readonly ComparisonResult _result = source.Read.Judgement.Result;

    public string Units => texts.Comparison.UnitsOf(source.Read.Judgement);

    private string Split => source.Ideas.Measure.Split;

    /// <summary>The deciding metric and the secondary ones.</summary>
    public ReportTable Results() => new("results", _t.ResultsCaption(Units, Split),
    [
        new("metric", _t.Metric), new("role", _t.Role), new("better", _t.Better), new("baseline_mean", _t.Baseline, true), new("idea_mean", _t.Idea, true),
        new("difference", _t.Difference, true), new("", _t.Interval, true), new("lower95", "", true), new("upper95", "", true), new("p", "", true), new("p_corrected", _t.P, true),
    ], [.. source.Read.Family.Primary.Concat(source.Read.Family.Secondary).Select(Result)]);

    private IReadOnlyList<ReportCell> Result(Judgement judgement)
    {
        var (result, decimals) = (judgement.Result, ComparisonWords.Decimals(judgement.Result));
        var lower = result.Direction == MetricDirection.LowerIsBetter;
        var own = result.Estimate is { } estimate ? ComparisonWords.Own(result, estimate.Difference) : double.NaN;
        var (low, high) = result.Interval95 is { } i ? lower ? (-i.Upper, -i.Lower) : (i.Lower, i.Upper) : (double.NaN, double.NaN);
        return
        [
            new(judgement.Metric), new(judgement.IsPrimary ? _t.Primary : _t.Secondary), new(lower ? _t.Lower : _t.Higher),
            new(ComparisonWords.Number(result.BaselineMean, decimals), result.BaselineMean, source.IdeaAddress(source.Read.Parent)),
            new(ComparisonWords.Number(result.IdeaMean, decimals), result.IdeaMean, source.IdeaAddress(source.Read.Idea)),
            new(ComparisonWords.Signed(own, decimals), own, source.Address),
            new(ComparisonWords.Interval(result, result.Interval95, decimals)), new("", low), new("", high),
            new(ComparisonWords.P(result.PValue), result.PValue), new(ComparisonWords.P(result.AdjustedP), result.AdjustedP),
        ];
    }

    /// <summary>Each run of both arms, linked.</summary>
    public ReportTable Runs()
    {
        var decimals = ComparisonWords.Decimals(_result) + 1;
        List<IReadOnlyList<ReportCell>> rows = [];
        foreach (var (isBaseline, scores, means) in new[] { (true, source.Read.Judgement.Baseline, _result.BaselineRunMeans), (false, source.Read.Judgement.Runs, _result.IdeaRunMeans) })
        {
            // Scores keep the order of the statistics; a run is found again by its name and seed.
            var left = source.Runs.Where(run => run.IsBaseline == isBaseline).ToList();
            for (var i = 0; i < scores.Count && i < means.Length; i++)
            {
                var run = left.Find(r => r.Member.Run.Name == scores[i].Run && r.Member.Seed == scores[i].Seed);
                if (run is not null) left.Remove(run);
                rows.Add(
                [
                    new(isBaseline ? _t.Baseline : _t.Idea), new(scores[i].Run, null, run is null ? null : source.RunAddress(run.Member.Run)), new(scores[i].Seed ?? "–"),
                    new(ComparisonWords.Number(means[i], decimals), means[i], run is null ? null : source.RunAddress(run.Member.Run)),
                    new(run?.Provenance.Commit is { Length: > 10 } commit ? commit[..10] : run?.Provenance.Commit ?? _t.NotRecorded), new(run?.Member.Run.Id ?? ""),
                ]);
            }
        }
        return new ReportTable("runs", _t.RunsCaption(source.Ideas.Measure.Metric, Split),
            [new("arm", _t.Arm), new("run", _t.Run), new("seed", _t.Seed), new("mean", _t.Mean, true), new("commit", _t.Commit), new("run_id", _t.RunId)], rows);
    }

    /// <summary>How many units became worse by more than what is worthwhile; null without δ.</summary>
    public string? Regressions() => _result.SmallestWorthwhile is { } delta
        ? _t.Regressions(_result.UnitDifferences.Count(d => d < -delta), Units, delta.ToString("0.#########", CultureInfo.InvariantCulture)) : null;

    /// <summary>The units that changed most for the worse, the worst first.</summary>
    public ReportTable Failures() => Cases("failures", Order().Take(Worst).ToList(), _t.WorstCaption);

    /// <summary>The units that changed most for the better, the best first.</summary>
    public ReportTable Successes() => Cases("successes", Order().Reverse().Take(Math.Min(Best, Math.Max(0, _result.Units - Worst))).ToList(), _t.BestCaption);

    private IEnumerable<int> Order() => Enumerable.Range(0, _result.Units).OrderBy(i => _result.UnitDifferences[i]).ThenBy(i => _result.UnitNames[i], StringComparer.Ordinal);

    private ReportTable Cases(string name, List<int> units, Func<int, string, string> caption)
    {
        var decimals = ComparisonWords.Decimals(_result) + 1;
        return new ReportTable(name, caption(units.Count, Units),
            [new("unit", _t.Unit), new("baseline", _t.Baseline, true), new("idea", _t.Idea, true), new("difference", _t.Difference, true)],
            [.. units.Select(i => (IReadOnlyList<ReportCell>)
            [
                new(_result.UnitNames[i], null, Address(_result.UnitNames[i])),
                new(ComparisonWords.Number(source.Read.BaselineUnits[i], decimals), source.Read.BaselineUnits[i]), new(ComparisonWords.Number(source.Read.IdeaUnits[i], decimals), source.Read.IdeaUnits[i]),
                new(ComparisonWords.Signed(ComparisonWords.Own(_result, _result.UnitDifferences[i]), decimals), ComparisonWords.Own(_result, _result.UnitDifferences[i])),
            ])]);
    }

    private string Address(string unit) => source.Read.CasesOf[unit].FirstOrDefault() is { } one && source.Read.CasesOf[unit].Count() == 1
        ? source.Server + source.Read.AddressOf(one) : $"{source.Address}#unit-{Uri.EscapeDataString(unit)}";

    /// <summary>What may explain the result, as the page of reasons says it.</summary>
    public ReportTable Why() => new("why", _t.WhyCaption, [new("finding", _t.Finding), new("certainty", _t.Certainty), new("cases", _t.CasesHead, true)],
        [.. source.Why.Select(finding => (IReadOnlyList<ReportCell>)
        [
            new(finding.Statement.In(texts.Language), null, $"{source.IdeaAddress(source.Node.Idea)}/why"), new(Sure(finding.Certainty)),
            finding.Cases.Count > 0 ? new(finding.Cases.Count.ToString(CultureInfo.InvariantCulture), finding.Cases.Count) : new("–"),
        ])]);

    private string Sure(WhyCertainty certainty) => certainty switch
    {
        WhyCertainty.Recorded => texts.Why.Recorded,
        WhyCertainty.Corrected => texts.Why.Corrected,
        _ => texts.Why.Exploratory,
    };

    /// <summary>What the arms must share.</summary>
    public ReportTable Checks() => new("checks", _t.ChecksCaption, [new("check", _t.Check), new("baseline", _t.Baseline), new("idea", _t.Idea), new("result", _t.Outcome)],
        [.. source.Read.Checks.Select(check => (IReadOnlyList<ReportCell>)
        [
            new(texts.Comparison.CheckName(check.Kind.ToString())), new(check.Baseline), new(check.Idea), new(Said(check)),
        ])]);

    private string Said(ComparabilityCheck check) => check.IsSame switch
    {
        true => texts.Comparison.Same,
        null => texts.Comparison.Unknown,
        _ => texts.Comparison.DiffersWith(check.Effect.ToString()),
    };

    /// <summary>Every idea of the project: a search that shows only what worked would not be one.</summary>
    public ReportTable Ideas()
    {
        var nodes = source.Ideas.Nodes.ToDictionary(node => node.Idea.Id);
        return new ReportTable("ideas", _t.IdeasCaption(source.Ideas.All.Count, source.Ideas.Measure.Metric, Split),
        [
            new("idea", _t.Idea), new("against", _t.Parent), new("runs", _t.Runs, true), new("improvement", _t.Improvement, true), new("", _t.Interval, true), new("lower95", "", true), new("upper95", "", true),
            new("p_corrected", _t.P, true), new("verdict", _t.Verdict), new("decision", _t.Decision), new("reason", _t.Reason),
        ], [.. source.Ideas.Nodes.Select(Tried), .. source.Ideas.All.Where(idea => !nodes.ContainsKey(idea.Id)).Select(Deleted)]);
    }

    private IReadOnlyList<ReportCell> Tried(IdeaNode node)
    {
        var (result, runs) = (node.Finding.Result, node.Runs.Count);
        var decimals = result is null ? 0 : ComparisonWords.Decimals(result);
        ReportCell Signed(double? value) => value is { } number ? new(ComparisonWords.Signed(number, decimals), number) : new("–");
        return
        [
            new(node.Idea.Name, null, source.IdeaAddress(node.Idea)), new(node.Finding.Against?.Name ?? "–"), new(runs.ToString(CultureInfo.InvariantCulture), runs),
            Signed(result?.Estimate?.Difference),
            new(result?.Interval95 is { } interval ? $"{ComparisonWords.Signed(interval.Lower, decimals)} … {ComparisonWords.Signed(interval.Upper, decimals)}" : "–"),
            new("", result?.Interval95?.Lower), new("", result?.Interval95?.Upper),
            result is null ? new("–") : new(ComparisonWords.P(result.AdjustedP), result.AdjustedP),
            new(IdeaSentences.Of(node, source.Ideas.Measure, texts.Language)?.Label ?? texts.Idea.Why(node.Finding.Why)),
            new(node.Idea.Decision == IdeaDecision.None ? "–" : texts.Idea.Decided(node.Idea.Decision)), new(node.Idea.Reason),
        ];
    }

    private IReadOnlyList<ReportCell> Deleted(Idea idea) =>
    [
        new(idea.Name), new(source.Ideas.All.FirstOrDefault(other => other.Id == idea.Parent)?.Name ?? "–"), new("–"), new("–"), new("–"), new(""), new(""), new("–"), new(_t.Deleted),
        new(idea.Decision == IdeaDecision.None ? "–" : texts.Idea.Decided(idea.Decision)), new(idea.Reason),
    ];

    /// <summary>The newest entries of the ledger about the split and the ideas.</summary>
    public ReportTable Ledger(int most)
    {
        var shown = source.Entries.TakeLast(most).ToList();
        return new ReportTable("ledger", _t.LedgerCaption(shown.Count, source.Entries.Count),
        [
            new("entry", _t.Number, true), new("when", _t.When), new("what", _t.What), new("about", _t.Subject), new("who", _t.Who), new("reason", _t.Reason), new("hash", _t.Hash),
        ], [.. shown.Select(entry => (IReadOnlyList<ReportCell>)
        [
            new(entry.Id.ToString(CultureInfo.InvariantCulture), entry.Id), new(Show.Utc(entry.WrittenMs)), new(_t.Kind((Umul.Ledger.LedgerKind)entry.Kind)), new(entry.Subject),
            new(entry.Person), new(entry.Reason), new(entry.Hash[..Math.Min(12, entry.Hash.Length)]),
        ])]);
    }
}
