using System.Globalization;
using Umul.Comparisons;
using Umul.Evaluation.Statistics;
using Umul.Runs;
using Umul.Web;
using Umul.Web.Texts;

namespace Umul.Reports;

/// <summary>
/// What reviewers ask, answered from the records with the evidence, or "not recorded". An item that only a person can answer says so in the
/// same way: nothing is invented.
/// </summary>
internal sealed class ReportChecklist(ReportSource source, PageTexts texts, ReportTables tables)
{
    private const string Neurips = "NeurIPS", Miccai = "MICCAI", Claim = "CLAIM", Pineau = "ML Reproducibility", Tripod = "TRIPOD+AI", Dome = "DOME";

    private readonly ReportChecklistTexts _t = texts.ReportChecklist;
    private readonly ComparisonResult _result = source.Read.Judgement.Result;
    private readonly List<(string Item, string Asked, string? Answer, ReportCell Evidence)> _items = [];

    public ReportTable Table()
    {
        Code();
        Search();
        Data();
        Statistics();
        Cost();
        foreach (var item in (string[])[_t.Readers, _t.Limitations, _t.Licences]) Add(item, $"{Claim}, {Tripod}, {Neurips}", null, Said(""));
        return new ReportTable("checklist", texts.Report.ChecklistCaption(_items.Count(item => item.Answer is not null), _items.Count),
            [new("item", texts.Report.Item), new("asked_by", texts.Report.Asked), new("answer", texts.Report.Answer), new("evidence", texts.Report.Evidence)],
            [.. _items.Select(item => (IReadOnlyList<ReportCell>)
            [
                new(item.Item), new(item.Asked), new(item.Answer ?? texts.Report.NotRecorded), item.Evidence,
            ])]);
    }

    private void Code()
    {
        var commits = source.Runs.Select(run => run.Provenance.Commit).OfType<string>().Distinct(StringComparer.Ordinal).Select(Short).ToList();
        Add(_t.Code, $"{Neurips} 4, {Pineau}", commits.Count == 0 ? null : _t.Commits(string.Join(", ", commits)), NewestRun);
        var known = source.Runs.Where(run => run.Provenance.Commit is not null).ToList();
        var dirty = known.Count(run => run.IsDirty);
        Add(_t.Uncommitted, $"{Neurips} 4", known.Count == 0 ? null : dirty == 0 ? _t.NoneDirty : _t.Dirty(dirty, known.Count, known.Count(run => run.HasPatch)), NewestRun);
        var machines = source.Runs.Where(run => run.Provenance.KnowsMachine)
            .Select(run => string.Join(", ", new[] { run.Provenance.Python is { } python ? "Python " + python : null, run.Provenance.Platform, string.Join(", ", run.Provenance.Gpus) }.Where(part => part is { Length: > 0 })))
            .Where(machine => machine.Length > 0).Distinct(StringComparer.Ordinal).Take(3).ToList();
        Add(_t.Environment, $"{Neurips} 8, {Pineau}", machines.Count == 0 ? null : string.Join("; ", machines), NewestRun);
        Add(_t.Command, $"{Neurips} 4", source.Runs.Select(run => run.Provenance.Command).OfType<string>().LastOrDefault(), NewestRun);
    }

    private void Search()
    {
        var changes = source.Node.Changes;
        string Keys(bool declared) => changes.Any(c => c.IsDeclared == declared) ? string.Join(", ", changes.Where(c => c.IsDeclared == declared).Select(c => $"{c.Key}: {c.Was} → {c.Now}")) : "–";
        Add(_t.Settings, $"{Neurips} 6, {Pineau}", source.Runs.All(run => run.Data.Params.Count == 0) ? null : _t.Declared(Keys(true), Keys(false)), Story);
        var runs = source.Ideas.Nodes.SelectMany(node => node.Runs).ToList();
        Add(_t.Selection, $"{Neurips} 6, {Pineau}", _t.Tried(source.Ideas.All.Count, runs.Count, runs.Count(run => run.Run.Status is RunStatus.Failed or RunStatus.Killed)), Said(texts.Report.Ideas));
        var wording = source.Edits.Where(edit => edit.Text.Hypothesis.Length > 0).OrderBy(edit => edit.WrittenMs).FirstOrDefault();
        Add(_t.Hypothesis, $"{Claim}, {Tripod}", wording is null ? null : wording.BeforeFirstRun ? _t.HypothesisBefore(Show.Utc(wording.WrittenMs)) : _t.HypothesisAfter(Show.Utc(wording.WrittenMs)), Story);
        string Seeds(bool baseline) => string.Join(", ", source.Runs.Where(run => run.IsBaseline == baseline).Select(run => run.Member.Seed ?? "–"));
        Add(_t.Seeds, $"{Neurips} 7, {Pineau}", source.Runs.All(run => run.Member.Seed is null) ? null : _t.SeedsOf(Seeds(true), Seeds(false)), Said(texts.Report.Numbers));
        var rules = source.Read.Checks.Where(check => check.Kind is ComparabilityKind.Epochs or ComparabilityKind.CheckpointRule && check.IsSame is not null)
            .Select(check => check.Baseline == check.Idea ? check.Idea : $"{check.Baseline} → {check.Idea}").ToList();
        Add(_t.Training, $"{Miccai}, {Pineau}", rules.Count == 0 ? null : string.Join("; ", rules), Said(texts.Report.Checks));
    }

    private void Data()
    {
        var (dataset, content) = (source.Dataset, source.Content);
        var page = new ReportCell(texts.Data.Tab, null, $"{source.Server}/projects/{source.Project.Id}/data");
        Add(_t.Dataset, $"{Neurips} 4, {Claim}, {Tripod}", dataset is null ? null : _t.DatasetIs(dataset.Name, dataset.Version, dataset.Fingerprint), page);
        var splits = content is null ? "" : string.Join(", ", content.Splits.Select(split => string.Create(CultureInfo.InvariantCulture, $"{split.Name} {split.Cases.Count}")));
        Add(_t.Splits, $"{Claim}, {Dome}", content is null ? null : content.HasGroups ? _t.SplitsAre(splits, content.GroupsInSeveralSplits().Count) : _t.SplitsWithoutGroups(splits), page);
        var cases = source.Read.CasesOf.Sum(unit => unit.Count());
        Add(_t.Flow, $"{Claim}, {Pineau}", _t.FlowIs(_result.Missing?.Cases ?? cases, _result.Missing?.Used ?? cases, tables.Units), Said(texts.Report.Methods));
        var excluded = source.Ideas.Runs.Of(source.Read.Parent.Id).Concat(source.Node.Runs).Where(run => !run.Counts).Select(run => $"{run.Run.Name}: {run.ExcludedBecause}").ToList();
        Add(_t.RunFlow, $"{Pineau}", excluded.Count == 0 ? _t.NoneLeftOut : string.Join("; ", excluded), Said(texts.Report.Methods));
    }

    private void Statistics()
    {
        Add(_t.MetricDefinition, $"{Claim}, {Pineau}, Metrics Reloaded", source.Read.Origin is { Metric.IsLogged: false } origin ? $"{origin.Metric.Name} · {origin.Evaluator}. {texts.ReportMethod.Undefined}" : null, Said(texts.Report.Methods));
        Add(_t.Variation, $"{Neurips} 7, {Miccai}, {Pineau}", _result.Claim == Umul.Evaluation.Statistics.Claim.ModelPair ? _t.VariationOneRun(tables.Units) : _t.VariationIs(_result.BaselineRuns + _result.IdeaRuns, tables.Units), Said(texts.Report.Numbers));
        Add(_t.Test, $"{Neurips} 7, {Claim}, {Tripod}", _t.SeeMethods, Said(texts.Report.Methods));
        Add(_t.SampleSize, $"{Claim}, {Tripod}", _result.Plan is { } plan && double.IsFinite(plan.PowerNow)
            ? _t.Power(ComparisonWords.Percent(plan.PowerNow), plan.SmallestWorthwhile.ToString("0.#########", CultureInfo.InvariantCulture), plan.RunsNow, tables.Units) : null, Page);
        Add(_t.Failures, $"{Claim}, {Miccai}", _result.Effects is { } effects ? _t.FailuresAre(effects.Losses, _result.Units) : null, Said(texts.Report.Cases));
        Add(_t.TestUse, Dome, source.IsTest ? _t.Looks(source.Exposure.Looks, source.Exposure.IdeasAfter) : texts.Report.NotSealed, Said(texts.Report.Ledger));
    }

    private void Cost()
    {
        var (parent, all) = (source.Ideas.Find(source.Read.Parent.Id), source.Ideas.Nodes.Sum(node => node.Hours));
        var own = source.Node.Hours + (parent?.Hours ?? 0);
        Add(_t.Compute, $"{Neurips} 8, {Pineau}", all > 0 ? _t.Hours(Hours(own), Hours(all), source.Node.OnGpu || parent?.OnGpu == true) : null, Page);
        var withCurves = source.Runs.Count(run => run.Data.Metrics.Any(metric => metric.Summary.Count > 1));
        Add(_t.Curves, $"{Dome}, {Miccai}", withCurves == 0 ? null : _t.CurvesAre(withCurves, source.Runs.Count), new ReportCell(source.Project.Name, null, $"{source.Server}/projects/{source.Project.Id}"));
    }

    private ReportCell NewestRun => source.Runs.Count == 0 ? Said("") : new(source.Runs[^1].Member.Run.Name, null, source.RunAddress(source.Runs[^1].Member.Run));

    private ReportCell Story => new(source.Node.Idea.Name, null, source.IdeaAddress(source.Node.Idea));

    private ReportCell Page => new(texts.Report.Comparison, null, source.Address);

    // A section of the report itself.
    private static ReportCell Said(string section) => new(section);

    private void Add(string item, string asked, string? answer, ReportCell evidence) => _items.Add((item, asked, answer, answer is null ? Said("") : evidence));

    private static string Short(string commit) => commit.Length > 10 ? commit[..10] : commit;

    private static string Hours(double hours) => hours.ToString("0.##", CultureInfo.InvariantCulture);
}
