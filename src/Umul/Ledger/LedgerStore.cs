using Dapper;
using Umul.Access;
using Umul.Database;
using Umul.Datasets;
using Umul.Projects;
using Umul.Web;

namespace Umul.Ledger;

/// <summary>How often results of a split were seen, and how many ideas came after.</summary>
/// <param name="Looks">Different results that somebody has seen; the same again is no new look.</param>
/// <param name="IdeasAfter">Ideas that came into being after the first of these looks.</param>
internal sealed record Exposure(int Looks, int IdeasAfter);

/// <summary>
/// All SQL about the ledger. Results on a split with the role "test" are sealed: not shown until a person unseals those of one idea for a
/// decision, or opens the split; either is an entry. Each entry is chained to the one before by its hash and sealed by the folder's key.
/// </summary>
internal sealed class LedgerStore(UmulDatabase database, DatasetStore datasets, LedgerKey key, TimeProvider clock)
{
    private const string Columns =
        "id AS Id, kind AS Kind, project_id AS ProjectId, split AS Split, subject AS Subject, metrics AS Metrics, evidence AS Evidence, reason AS Reason, "
        + "person AS Person, written_ms AS WrittenMs, previous AS Previous, hash AS Hash, seal AS Seal";

    /// <summary>Appends an entry, inside the caller's write.</summary>
    public void Append(WriteScope scope, LedgerLine line)
    {
        long entries = 0;
        var previous = "";
        using (var reader = scope.Read("SELECT entries, hash FROM ledger_head WHERE id = 1"))
        {
            if (reader.Read()) (entries, previous) = (reader.GetInt64(0), reader.GetString(1));
        }
        var entry = new LedgerEntry
        {
            Id = entries + 1,
            Kind = (int)line.Kind,
            ProjectId = line.ProjectId,
            Split = line.Split,
            Subject = line.Subject,
            Metrics = line.Metrics,
            Evidence = line.Evidence,
            Reason = line.Reason,
            Person = line.Person,
            WrittenMs = clock.UnixMs,
            Previous = previous,
        };
        var hash = entry.ComputeHash();
        scope.Execute(
            """
            INSERT INTO ledger (id, kind, project_id, split, subject, metrics, evidence, reason, person, written_ms, previous, hash, seal)
            VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10, @p11, @p12)
            """,
            entry.Id, entry.Kind, entry.ProjectId, entry.Split, entry.Subject, entry.Metrics, entry.Evidence, entry.Reason, entry.Person, entry.WrittenMs,
            previous, hash, key.Seal(hash));
        scope.Execute(
            "INSERT INTO ledger_head (id, entries, hash, seal) VALUES (1, @p0, @p1, @p2) ON CONFLICT (id) DO UPDATE SET entries = excluded.entries, hash = excluded.hash, seal = excluded.seal",
            entry.Id, hash, key.Seal(HeadText(entry.Id, hash)));
    }

    /// <summary>Opens a split, seals it again, or unseals the results of an idea or of runs for a decision: all of it or nothing.</summary>
    /// <exception cref="UmulException">No reason was given.</exception>
    public Task Write(params IReadOnlyList<LedgerLine> lines) => database.Writer.Write(scope =>
    {
        foreach (var line in lines)
        {
            ProjectStore.RequireActive(scope, line.ProjectId);
            if (line.Reason.Trim().Length == 0)
                throw new UmulException(ErrorCode.Invalid, new Sentence("Say why: the ledger keeps it beside the look.", "이유를 적어 주세요. 원장에 열람 기록과 함께 남습니다."));
            Append(scope, line with { Reason = line.Reason.Trim() });
        }
    });

    /// <summary>Notes that a person was shown results. Who has seen them before is not noted again.</summary>
    public async Task Look(LedgerLine line)
    {
        if (HasSeen(line)) return;
        await database.Writer.Write(scope => Append(scope, line));
    }

    /// <summary>Whether results of an idea must not be shown.</summary>
    /// <param name="projectId">The project.</param>
    /// <param name="split">The split.</param>
    /// <param name="subject">The idea.</param>
    /// <param name="evidence">Hash of the results as they are now: those that came after an unsealing are sealed again.</param>
    public bool IsSealed(long projectId, string split, string subject, string evidence)
    {
        if (!IsTest(projectId, split)) return false;
        using var connection = database.OpenRead();
        if (LastState(connection, projectId, split) == LedgerKind.Open) return false;
        return connection.QuerySingle<long>(
            "SELECT COUNT(*) FROM ledger WHERE project_id = @projectId AND split = @split AND subject = @subject AND evidence = @evidence AND kind = 4",
            new { projectId, split, subject, evidence }) == 0;
    }

    /// <summary>Whether a split was opened, so that nothing on it is sealed.</summary>
    public bool IsOpen(long projectId, string split)
    {
        using var connection = database.OpenRead();
        return !IsTest(projectId, split) || LastState(connection, projectId, split) == LedgerKind.Open;
    }

    /// <summary>Whether a split is for testing: as its dataset says, else as its name does.</summary>
    public bool IsTest(long projectId, string split)
    {
        var role = datasets.WithSplit(projectId, split) is { } dataset
            ? datasets.Content(dataset).Splits.FirstOrDefault(s => s.Name == split)?.Role ?? SplitRole.Unknown
            : SplitRole.Unknown;
        return (role == SplitRole.Unknown ? DatasetSplit.RoleOf(split) : role) == SplitRole.Test;
    }

    /// <summary>How often results of a split were seen, and how many ideas came after.</summary>
    public Exposure ExposureOf(long projectId, string split)
    {
        using var connection = database.OpenRead();
        var (seen, runs, looks, first) = (new HashSet<(string, string)>(), new HashSet<(string, string)>(), 0, 0L);
        foreach (var (id, kind, subject, evidence) in connection.Query<(long, long, string, string)>(
            "SELECT id, kind, subject, evidence FROM ledger WHERE project_id = @projectId AND split = @split AND kind IN (1, 4, 8) ORDER BY id", new { projectId, split }))
        {
            if (first == 0) first = id;
            // Of a page with several runs: a look, if any of them had not been seen like this by anybody.
            var before = runs.Count + seen.Count;
            if ((LedgerKind)kind == LedgerKind.LookAtRuns) runs.UnionWith(RunSeals.Pairs(subject, evidence));
            else seen.Add((subject, evidence));
            if (runs.Count + seen.Count > before) looks++;
        }
        var ideas = first == 0 ? 0 : connection.QuerySingle<long>(
            "SELECT COUNT(*) FROM ledger WHERE project_id = @projectId AND kind = 5 AND id > @first", new { projectId, first });
        return new Exposure(looks, (int)ideas);
    }

    /// <summary>Entries about a project, oldest first.</summary>
    public IReadOnlyList<LedgerEntry> Of(long projectId)
    {
        Caller.RequireReader(projectId);
        using var connection = database.OpenRead();
        return connection.Query<LedgerEntry>($"SELECT {Columns} FROM ledger WHERE project_id = @projectId ORDER BY id", new { projectId }).AsList();
    }

    /// <summary>Reads the whole ledger and says what in it is not as it was written.</summary>
    public LedgerReport Verify()
    {
        using var connection = database.OpenRead();
        var entries = connection.Query<LedgerEntry>($"SELECT {Columns} FROM ledger ORDER BY id").AsList();
        var head = connection.QuerySingleOrDefault<(long Entries, string Hash, string Seal)?>("SELECT entries, hash, seal FROM ledger_head WHERE id = 1");
        var faults = new List<LedgerFault>();
        var (expected, previous) = (1L, "");
        foreach (var entry in entries)
        {
            for (; expected < entry.Id; expected++) faults.Add(new LedgerFault(expected, LedgerFaultKind.Missing));
            if (entry.Id < expected) faults.Add(new LedgerFault(entry.Id, LedgerFaultKind.Inserted));
            if (entry.ComputeHash() != entry.Hash) faults.Add(new LedgerFault(entry.Id, LedgerFaultKind.Changed));
            else if (key.Seal(entry.Hash) != entry.Seal) faults.Add(new LedgerFault(entry.Id, LedgerFaultKind.NotSealed));
            else if (entry.Previous != previous && faults.All(f => f.Entry != entry.Id - 1)) faults.Add(new LedgerFault(entry.Id, LedgerFaultKind.DoesNotFollow));
            (expected, previous) = (entry.Id + 1, entry.Hash);
        }
        AddHeadFaults(faults, entries, head);
        return new LedgerReport(entries.Count, previous, faults);
    }

    private void AddHeadFaults(List<LedgerFault> faults, List<LedgerEntry> entries, (long Entries, string Hash, string Seal)? head)
    {
        if (head is not { } end)
        {
            if (entries.Count > 0) faults.Add(new LedgerFault(0, LedgerFaultKind.HeadChanged));
            return;
        }
        if (key.Seal(HeadText(end.Entries, end.Hash)) != end.Seal) faults.Add(new LedgerFault(0, LedgerFaultKind.HeadChanged));
        var last = entries.Count == 0 ? 0 : entries[^1].Id;
        for (var id = last + 1; id <= end.Entries; id++) faults.Add(new LedgerFault(id, LedgerFaultKind.Missing));
        for (var id = end.Entries + 1; id <= last; id++) faults.Add(new LedgerFault(id, LedgerFaultKind.Inserted));
        if (last == end.Entries && last > 0 && entries[^1].Hash != end.Hash && faults.Count == 0) faults.Add(new LedgerFault(last, LedgerFaultKind.DoesNotFollow));
    }

    private bool HasSeen(LedgerLine line)
    {
        using var connection = database.OpenRead();
        return connection.QuerySingle<long>(
            """
            SELECT COUNT(*) FROM ledger WHERE project_id = @ProjectId AND split = @Split AND subject = @Subject AND evidence = @Evidence AND person = @Person
            AND metrics = @Metrics AND kind IN (1, 4)
            """, new { line.ProjectId, line.Split, line.Subject, line.Evidence, line.Person, line.Metrics }) > 0;
    }

    private static LedgerKind? LastState(System.Data.Common.DbConnection connection, long projectId, string split) => (LedgerKind?)connection.QuerySingleOrDefault<long?>(
        "SELECT kind FROM ledger WHERE project_id = @projectId AND split = @split AND kind IN (2, 3) ORDER BY id DESC LIMIT 1", new { projectId, split });

    private static string HeadText(long entries, string hash) => FormattableString.Invariant($"{entries} {hash}");
}
