using Umul.Runs;

namespace Umul.Ideas;

/// <summary>What says that a run belongs to an idea; a person comes before tags, tags before rules.</summary>
internal enum JoinedBy
{
    /// <summary>The run's tag <c>umul.idea</c>.</summary>
    Tag = 1,

    /// <summary>A rule over a param.</summary>
    Rule = 2,

    /// <summary>A person.</summary>
    Hand = 3,
}

/// <summary>A run of an idea.</summary>
/// <param name="Run">The run.</param>
/// <param name="Seed">Its seed: as a person said, by the tag <c>umul.seed</c>, or a param that is named so; null if unknown.</param>
/// <param name="By">What says that it belongs there.</param>
/// <param name="ExcludedBecause">Why a person leaves it out of comparisons; null if it counts.</param>
internal sealed record IdeaRun(Run Run, string? Seed, JoinedBy By, string? ExcludedBecause)
{
    public bool Counts => ExcludedBecause is null;

    /// <summary>When it began, by whichever clock says so first: what was written later was not written before it.</summary>
    public long BeganMs => Math.Min(Run.StartedMs ?? Run.CreatedMs, Run.CreatedMs);
}

/// <summary>Runs whose param is like a pattern belong to an idea.</summary>
internal sealed record IdeaRule(long Id, long Idea, string Param, string Pattern);

/// <summary>Which runs of a project belong to which idea, at one moment. Runs in the bin belong to none.</summary>
internal sealed class IdeaRuns
{
    private readonly Dictionary<long, List<IdeaRun>> _byIdea = [];

    public IdeaRuns(IEnumerable<(Run Run, long? Idea, IdeaRun Member)> runs)
    {
        var without = new List<Run>();
        foreach (var (run, idea, member) in runs)
        {
            if (idea is not { } id) without.Add(run);
            else if (_byIdea.TryGetValue(id, out var members)) members.Add(member);
            else _byIdea[id] = [member];
        }
        Without = without;
    }

    /// <summary>Runs of no idea, newest first.</summary>
    public IReadOnlyList<Run> Without { get; }

    /// <summary>Runs of an idea, oldest first.</summary>
    public IReadOnlyList<IdeaRun> Of(long idea) => _byIdea.TryGetValue(idea, out var members) ? members : [];

    /// <summary>When the first run of an idea began; null without runs.</summary>
    public long? FirstRunMs(long idea) => Of(idea) is { Count: > 0 } members ? members.Min(m => m.BeganMs) : null;
}
