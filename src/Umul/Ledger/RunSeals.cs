using Dapper;
using Umul.Access;
using Umul.Database;

namespace Umul.Ledger;

/// <summary>
/// Seals and looks of single runs on a test split, where nobody asks about an idea: pages of cases, tables of a run, files of results. A run is
/// named with the hash of all that it has on the split, so that what comes later is sealed again.
/// </summary>
internal sealed class RunSeals(UmulDatabase database, LedgerStore ledger)
{
    /// <summary>Runs whose results must not be shown.</summary>
    /// <param name="projectId">The project.</param>
    /// <param name="split">The split.</param>
    /// <param name="evidence">Hash of each run's results by its id.</param>
    public IReadOnlySet<string> Sealed(long projectId, string split, IReadOnlyDictionary<string, string> evidence)
    {
        if (evidence.Count == 0 || ledger.IsOpen(projectId, split)) return new HashSet<string>(StringComparer.Ordinal);
        using var connection = database.OpenRead();
        var unsealed = Read(connection, projectId, split, LedgerKind.UnsealRuns).SelectMany(entry => Pairs(entry.Subject, entry.Evidence)).ToHashSet();
        return evidence.Where(run => !unsealed.Contains((run.Key, run.Value))).Select(run => run.Key).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The entry that unseals runs.</summary>
    public static LedgerLine Unsealing(long projectId, string split, IReadOnlyDictionary<string, string> evidence, string reason) =>
        Line(LedgerKind.UnsealRuns, (projectId, split), [.. evidence.Select(run => (run.Key, run.Value))], "") with { Reason = reason };

    /// <summary>Notes that the caller was shown metrics of runs; what this person has seen before is not noted again.</summary>
    public async Task Look(long projectId, string split, IReadOnlyDictionary<string, string> evidence, IReadOnlyList<string> metrics)
    {
        if (evidence.Count == 0 || !ledger.IsTest(projectId, split)) return;
        List<(string, string)> unseen;
        using (var connection = database.OpenRead()) unseen = Unseen(Read(connection, projectId, split, LedgerKind.LookAtRuns), evidence, metrics);
        if (unseen.Count == 0) return;
        await database.Writer.Write(scope => ledger.Append(scope, Line(LedgerKind.LookAtRuns, (projectId, split), unseen, string.Join(", ", metrics))));
    }

    /// <summary>The runs of an entry, each with the hash of its results.</summary>
    public static IEnumerable<(string Run, string Evidence)> Pairs(string subject, string evidence) => subject.Split(',').Zip(evidence.Split(','));

    private static LedgerLine Line(LedgerKind kind, (long Project, string Split) place, IReadOnlyList<(string Run, string Evidence)> runs, string metrics)
    {
        var sorted = runs.OrderBy(run => run.Run, StringComparer.Ordinal).ToList();
        return new LedgerLine(kind, place.Project, place.Split, string.Join(',', sorted.Select(run => run.Run)))
        {
            Evidence = string.Join(',', sorted.Select(run => run.Evidence)),
            Metrics = metrics,
            Person = Caller.Account?.Name ?? "",
        };
    }

    private static List<(string, string)> Unseen(List<EntryRow> looks, IReadOnlyDictionary<string, string> evidence, IReadOnlyList<string> metrics)
    {
        var person = Caller.Account?.Name ?? "";
        var seen = looks.Where(look => look.Person == person)
            .SelectMany(look => Pairs(look.Subject, look.Evidence).SelectMany(run => look.Metrics.Split(", ").Select(metric => (run, metric)))).ToHashSet();
        return [.. evidence.Select(run => (run.Key, run.Value)).Where(run => metrics.Any(metric => !seen.Contains((run, metric))))];
    }

    private static List<EntryRow> Read(System.Data.Common.DbConnection connection, long projectId, string split, LedgerKind kind) => connection.Query<EntryRow>(
        "SELECT subject AS Subject, evidence AS Evidence, metrics AS Metrics, person AS Person FROM ledger WHERE project_id = @projectId AND split = @split AND kind = @kind ORDER BY id",
        new { projectId, split, kind = (int)kind }).AsList();

    private sealed record EntryRow
    {
        public string Subject { get; init; } = "";

        public string Evidence { get; init; } = "";

        public string Metrics { get; init; } = "";

        public string Person { get; init; } = "";
    }
}
