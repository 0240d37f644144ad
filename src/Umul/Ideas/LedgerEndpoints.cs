using Umul.Ledger;
using Umul.Projects;

namespace Umul.Ideas;

/// <summary>The ledger over HTTP: what was seen, and unsealing for a decision with a reason.</summary>
internal static class LedgerEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapLedger()
        {
            routes.MapGet("/api/ledger/verify", static (LedgerStore ledger) => TypedResults.Ok(Answer(ledger.Verify())));
            routes.MapGet("/api/projects/{project}/ledger", One);
            routes.MapPost("/api/projects/{project}/ledger/unseal", Unseal);
            routes.MapPost("/api/projects/{project}/ledger/open", (string project, SealRequest request, ProjectStore projects, IdeaUnsealing sealing) => Set(project, request, true, projects, sealing));
            routes.MapPost("/api/projects/{project}/ledger/close", (string project, SealRequest request, ProjectStore projects, IdeaUnsealing sealing) => Set(project, request, false, projects, sealing));
            routes.MapPost("/api/projects/{project}/ideas/{idea}/unseal", UnsealIdea);
        }
    }

    private static ProjectLedgerAnswer One(string project, ProjectStore projects, LedgerStore ledger, IdeaTree tree, SplitSeals seals)
    {
        var id = IdeaEndpoints.RequireProject(projects, project).Id;
        var entries = ledger.Of(id);
        return new ProjectLedgerAnswer(
            [.. seals.Of(id, tree.Of(id), entries).Select(s => new SplitSealAnswer(
                s.Split, s.IsOpen, s.Exposure.Looks, s.Exposure.IdeasAfter, s.SealedIdeas, [.. s.SealedRuns.Select(run => run.Id)]))],
            [.. entries.Select(e => new LedgerEntryAnswer(
                e.Id, Word((LedgerKind)e.Kind), e.Split, e.Subject, e.Metrics, e.Reason, e.Person, e.WrittenMs, e.Hash, IdeasAfter(entries, e)))]);
    }

    /// <summary>How many ideas came into being after an entry.</summary>
    public static int IdeasAfter(IReadOnlyList<LedgerEntry> entries, LedgerEntry entry) => entries.Count(other => other.Kind == (int)LedgerKind.Idea && other.Id > entry.Id);

    private static async Task<StoredAnswer> Unseal(string project, UnsealRunsRequest request, ProjectStore projects, IdeaUnsealing sealing)
    {
        await sealing.Unseal(IdeaEndpoints.RequireProject(projects, project).Id, request.Split, request.Runs, request.Reason, request.By);
        return new StoredAnswer(true);
    }

    private static async Task<StoredAnswer> UnsealIdea(string project, string idea, ReasonRequest request, ProjectStore projects, IdeaTree tree, IdeaUnsealing sealing)
    {
        var read = tree.Of(IdeaEndpoints.RequireProject(projects, project).Id);
        await sealing.Unseal(read, IdeaEndpoints.Require(read, idea), request.Reason, request.By);
        return new StoredAnswer(true);
    }

    private static async Task<StoredAnswer> Set(string project, SealRequest request, bool isOpen, ProjectStore projects, IdeaUnsealing sealing)
    {
        await sealing.Set(IdeaEndpoints.RequireProject(projects, project).Id, request.Split, isOpen, request.Reason, request.By);
        return new StoredAnswer(true);
    }

    private static string Word(LedgerKind kind) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());

    private static LedgerAnswer Answer(LedgerReport report) => new(report.IsWhole, report.Entries, report.Head, [.. report.Faults.Select(fault => fault.Say())]);
}

/// <summary>Why results are unsealed, and by whom where there are no accounts.</summary>
internal sealed record ReasonRequest(string Reason, string? By = null);

/// <summary>A split to be opened or sealed again.</summary>
internal sealed record SealRequest(string Split, string Reason, string? By = null);

/// <summary>Runs, by id or name, whose results on a split are to be unsealed.</summary>
internal sealed record UnsealRunsRequest(string Split, IReadOnlyList<string> Runs, string Reason, string? By = null);

/// <summary>It is in the ledger.</summary>
internal sealed record StoredAnswer(bool Stored);

/// <summary>A project's part of the ledger, oldest entry first.</summary>
internal sealed record ProjectLedgerAnswer(IReadOnlyList<SplitSealAnswer> Splits, IReadOnlyList<LedgerEntryAnswer> Entries);

/// <summary>A test split.</summary>
internal sealed record SplitSealAnswer(string Split, bool IsOpen, int Looks, int IdeasAfter, IReadOnlyList<string> SealedIdeas, IReadOnlyList<string> SealedRuns);

/// <summary>An entry; the subject is an idea's name or the ids of runs.</summary>
internal sealed record LedgerEntryAnswer(
    long Id, string Kind, string Split, string Subject, string Metrics, string Reason, string Person, long WrittenMs, string Hash, int IdeasAfter);
