using Umul.Artifacts;
using Umul.Ledger;
using Umul.Runs;
using Umul.Web;

namespace Umul.Outcomes;

/// <summary>
/// Outcomes as a person may see them. On a test split a run's values are taken out until they are unsealed for a decision, and what is shown is
/// noted in the ledger. Every page, endpoint and file that shows outcomes reads here; only what computes reads <see cref="OutcomeStore"/>.
/// </summary>
internal sealed class ShownOutcomes
{
    private readonly OutcomeStore _outcomes;
    private readonly LedgerStore _ledger;
    private readonly RunSeals _seals;
    private readonly RunStore _runs;

    public ShownOutcomes(OutcomeStore outcomes, LedgerStore ledger, RunSeals seals, RunStore runs, ArtifactStore artifacts)
    {
        (_outcomes, _ledger, _seals, _runs) = (outcomes, ledger, seals, runs);
        artifacts.Showing += ShowFile;
    }

    /// <summary>As <see cref="OutcomeStore.Matrix"/>; what is sealed is NaN with <see cref="Umul.Evaluation.UndefinedReason.Sealed"/>.</summary>
    public OutcomeMatrix? Matrix(IReadOnlyList<Run> runs, string split, string metric)
    {
        if (_outcomes.Matrix(runs, split, metric) is not { } matrix) return null;
        var isSealed = Sealed(runs, split);
        return isSealed.Count == 0 ? matrix : matrix.Seal(run => isSealed.Contains(run.Id));
    }

    /// <summary>As <see cref="OutcomeStore.Tables"/>.</summary>
    public IReadOnlyList<RunOutcomes> Tables(Run run) =>
        [.. _outcomes.Tables(run).Select(table => IsSealed(run, table.Split) ? table with { Columns = [.. table.Columns.Select(c => (c.Origin.Seal(), c.Column.Seal()))] } : table)];

    /// <summary>As <see cref="OutcomeStore.Origins"/>.</summary>
    public IReadOnlyList<ColumnOrigin> Origins(Run run) =>
        [.. _outcomes.Origins(run).GroupBy(origin => origin.Split).SelectMany(split => IsSealed(run, split.Key) ? split.Select(origin => origin.Seal()) : split)];

    /// <summary>Whether a run's results on a split must not be shown; what was not evaluated yet cannot have been unsealed.</summary>
    public bool IsSealed(Run run, string split) => !_ledger.IsOpen(run.ProjectId, split) && (_outcomes.Evidence([run], split).Count == 0 || Sealed([run], split).Count > 0);

    /// <summary>Ids of those of the runs whose results on a split must not be shown.</summary>
    public IReadOnlySet<string> Sealed(IReadOnlyList<Run> runs, string split) =>
        runs.Count == 0 || _ledger.IsOpen(runs[0].ProjectId, split) ? new HashSet<string>() : _seals.Sealed(runs[0].ProjectId, split, _outcomes.Evidence(runs, split));

    /// <summary>Notes that the caller was shown this.</summary>
    public Task NoteLook(OutcomeMatrix? matrix) => matrix is null ? Task.CompletedTask
        : NoteLook([.. matrix.Runs.Where((_, i) => matrix.Origins[i] is { IsSealed: false })], matrix.Split, [matrix.Metric.Name]);

    /// <summary>Notes that the caller was shown columns of a run.</summary>
    public async Task NoteLook(Run run, IEnumerable<ColumnOrigin> shown)
    {
        foreach (var split in shown.Where(origin => !origin.IsSealed).GroupBy(origin => origin.Split))
            await NoteLook([run], split.Key, [.. split.Select(origin => origin.Metric.Name)]);
    }

    /// <summary>Notes that the caller was shown metrics of runs.</summary>
    public Task NoteLook(IReadOnlyList<Run> runs, string split, IReadOnlyList<string> metrics) => runs.Count == 0 || !_ledger.IsTest(runs[0].ProjectId, split)
        ? Task.CompletedTask
        : _seals.Look(runs[0].ProjectId, split, _outcomes.Evidence(runs, split), metrics);

    /// <exception cref="UmulException">The run's results on the split are sealed.</exception>
    public void RequireUnsealed(Run run, string split)
    {
        if (IsSealed(run, split)) throw Refusal(run, split);
    }

    private static UmulException Refusal(Run run, string split) => new(ErrorCode.Forbidden, new Sentence(
        $"What the run '{run.Name}' scored on the test split '{split}' is sealed. Unseal it for a decision on the page /projects/{run.ProjectId}/ledger.",
        $"실행 '{run.Name}'의 테스트 분할 '{split}' 결과는 봉인되어 있습니다. /projects/{run.ProjectId}/ledger 페이지에서 결정을 위해 여세요."));

    // A file under cases/ holds the same numbers as the outcomes that are read from it, and before they are.
    private void ShowFile(Artifact artifact)
    {
        if (OutcomeWork.About(artifact.Path) is not (var split, OutcomeSource.Logged) || _runs.Find(artifact.Root) is not { } run || !_ledger.IsTest(run.ProjectId, split)) return;
        RequireUnsealed(run, split);
        NoteLook(run, _outcomes.Origins(run).Where(origin => origin.Split == split)).GetAwaiter().GetResult();
    }
}
