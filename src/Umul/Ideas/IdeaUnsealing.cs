using Umul.Ledger;
using Umul.Outcomes;
using Umul.Runs;
using Umul.Web;

namespace Umul.Ideas;

/// <summary>Unseals for a decision: an idea's finding with the results of its and its parent's runs, or the results of single runs.</summary>
internal sealed class IdeaUnsealing(LedgerStore ledger, OutcomeStore outcomes, RunStore store, RunLookup lookup)
{
    /// <summary>Unseals what there is of an idea now; what comes later is sealed again.</summary>
    /// <exception cref="UmulException">Nothing of it is sealed, or no reason was given.</exception>
    public async Task Unseal(ProjectIdeas read, IdeaNode node, string reason, string? person = null)
    {
        var (project, split) = (node.Idea.ProjectId, read.Measure.Split);
        if (node.Finding.Why != NoVerdict.Sealed || node.Finding.Against is not { } parent) throw NothingSealed();
        var runs = read.Runs.Of(node.Idea.Id).Concat(read.Runs.Of(parent.Id)).Select(member => member.Run).ToList();
        var line = new LedgerLine(LedgerKind.Unseal, project, split, node.Idea.Name)
        {
            Metrics = read.Measure.Metric,
            Evidence = node.Finding.Evidence,
            Reason = reason,
            Person = IdeaStore.Who(person),
        };
        await ledger.Write(line, RunSeals.Unsealing(project, split, outcomes.Evidence(runs, split), reason) with { Person = line.Person });
    }

    /// <summary>Unseals what runs, by id or name, have on a split now.</summary>
    /// <exception cref="UmulException">The split is no test, the runs have nothing there or belong to another project, or no reason was given.</exception>
    public async Task Unseal(long project, string split, IReadOnlyList<string> wanted, string reason, string? person = null)
    {
        var runs = wanted.Select(text => store.Find(lookup.Require(text, project))!).ToList();
        if (runs.FirstOrDefault(run => run.ProjectId != project) is { } other) throw IdeaRefusals.OtherProject(other.Id);
        var evidence = outcomes.Evidence(runs, split);
        if (evidence.Count == 0 || ledger.IsOpen(project, split)) throw NothingSealed();
        await ledger.Write(RunSeals.Unsealing(project, split, evidence, reason) with { Person = IdeaStore.Who(person) });
    }

    /// <summary>Opens a split to whoever may see the project, or seals it again.</summary>
    /// <exception cref="UmulException">The split is no test, it is so already, or no reason was given.</exception>
    public async Task Set(long project, string split, bool isOpen, string reason, string? person = null)
    {
        if (!ledger.IsTest(project, split) || ledger.IsOpen(project, split) == isOpen) throw NothingSealed();
        await ledger.Write(new LedgerLine(isOpen ? LedgerKind.Open : LedgerKind.Close, project, split, "") { Reason = reason, Person = IdeaStore.Who(person) });
    }

    private static UmulException NothingSealed() => new(ErrorCode.WrongState, new Sentence(
        "There is nothing to do: these results are not sealed, or are so already.", "할 일이 없습니다. 이 결과는 봉인되어 있지 않거나 이미 그 상태입니다."));
}
