using System.Globalization;
using Umul.Ledger;
using Umul.Runs;

namespace Umul.Ideas;

/// <summary>A param that an idea's runs do not share with its parent's.</summary>
/// <param name="Key">The param.</param>
/// <param name="Was">Its values in the parent's runs, "" if it is not set.</param>
/// <param name="Now">Its values in the idea's runs.</param>
/// <param name="IsDeclared">Whether the idea says that it changes it.</param>
internal sealed record IdeaChange(string Key, string Was, string Now, bool IsDeclared);

/// <summary>An idea as the tree shows it.</summary>
internal sealed record IdeaNode(Idea Idea, int Depth, IReadOnlyList<IdeaRun> Runs, IdeaFinding Finding)
{
    /// <summary>What differs from the parent's runs in fact.</summary>
    public required IReadOnlyList<IdeaChange> Changes { get; init; }

    /// <summary>Hours of its runs, times the GPUs that were seen working; a run without any counts once.</summary>
    public required double Hours { get; init; }

    /// <summary>Whether GPUs were seen.</summary>
    public required bool OnGpu { get; init; }

    /// <summary>Dropped, and nothing below it is alive: folded away.</summary>
    public required bool IsDeadEnd { get; init; }

    public int Seeds => Runs.Where(r => r.Counts).Select(r => r.Seed ?? r.Run.Id).Distinct(StringComparer.Ordinal).Count();
}

/// <summary>The ideas of a project in the order of the tree, with what belongs to each. Read at once, for a page or an answer.</summary>
internal sealed class IdeaTree(IdeaStore ideas, IdeaRunStore members, IdeaMeasureStore measures, IdeaEvidence evidence, RunStore runs, LedgerStore ledger)
{
    private static readonly HashSet<string> s_never = new(StringComparer.OrdinalIgnoreCase) { "seed", "random_seed", "random-seed", "rng_seed", "manual_seed" };

    /// <summary>Reads a project; <paramref name="primaryMetric"/> is the project's, as its runs log it.</summary>
    public ProjectIdeas Of(long projectId, string? primaryMetric = null)
    {
        var all = ideas.All(projectId);
        var of = members.Of(projectId, all);
        var measure = measures.Of(projectId, primaryMetric);
        var found = evidence.Of(all, of, measure);
        var alive = all.Where(idea => idea.DeletedMs is null).ToList();
        var data = runs.Data([.. alive.SelectMany(idea => of.Of(idea.Id)).Select(member => member.Run)]).ToDictionary(d => d.Run.RowId);
        var nodes = Order(alive).Select(place => Node(place, all, of, (measure, found, data))).ToList();
        return new ProjectIdeas(all, nodes, of, measure);
    }

    /// <summary>Notes in the ledger what of a test split is shown to the caller.</summary>
    /// <param name="read">The ideas that were shown with their findings.</param>
    /// <param name="also">Metrics besides the deciding one that were shown of one idea, by its number.</param>
    public async Task NoteLooks(ProjectIdeas read, (long Idea, IReadOnlyList<string> Metrics)? also = null)
    {
        var measure = read.Measure;
        foreach (var node in read.Nodes.Where(node => node.Finding.Result is not null))
        {
            var project = node.Idea.ProjectId;
            if (!ledger.IsTest(project, measure.Split)) return;
            await ledger.Look(new LedgerLine(LedgerKind.Look, project, measure.Split, node.Idea.Name)
            {
                Metrics = string.Join(", ", also is { } more && more.Idea == node.Idea.Id ? [measure.Metric, .. more.Metrics] : (string[])[measure.Metric]),
                Evidence = node.Finding.Evidence,
                Person = IdeaStore.Who(null),
            });
        }
    }

    private static IdeaNode Node(
        (Idea Idea, int Depth, bool IsDeadEnd) place, IReadOnlyList<Idea> all, IdeaRuns of,
        (IdeaMeasure Measure, IReadOnlyDictionary<long, IdeaFinding> Found, Dictionary<long, RunData> Data) read)
    {
        var own = of.Of(place.Idea.Id);
        var parent = all.FirstOrDefault(idea => idea.Id == (place.Idea.Parent ?? read.Measure.Baseline) && idea.Id != place.Idea.Id);
        var (hours, onGpu) = HoursOf(own, read.Data);
        return new IdeaNode(place.Idea, place.Depth, own, read.Found[place.Idea.Id])
        {
            Changes = parent is null ? [] : Changes(place.Idea, of.Of(parent.Id), own, read.Data),
            Hours = hours,
            OnGpu = onGpu,
            IsDeadEnd = place.IsDeadEnd,
        };
    }

    /// <summary>Parents before children, oldest first; whoever's parent is gone, or in a circle, stands as a root.</summary>
    private static List<(Idea Idea, int Depth, bool IsDeadEnd)> Order(List<Idea> alive)
    {
        var ids = alive.Select(idea => idea.Id).ToHashSet();
        var children = alive.ToLookup(idea => idea.Parent is { } parent && ids.Contains(parent) ? parent : 0);
        var (placed, order) = (new HashSet<long>(), new List<(Idea, int, bool)>());
        foreach (var root in children[0]) Place(root, 0);
        foreach (var left in alive) Place(left, 0);
        return order;

        bool Place(Idea idea, int depth)
        {
            if (!placed.Add(idea.Id)) return true;
            var at = order.Count;
            order.Add((idea, depth, false));
            var isDead = idea.Decision == IdeaDecision.Drop;
            foreach (var child in children[idea.Id]) isDead &= Place(child, depth + 1);
            order[at] = (idea, depth, isDead);
            return isDead;
        }
    }

    private static (double Hours, bool OnGpu) HoursOf(IReadOnlyList<IdeaRun> members, Dictionary<long, RunData> data)
    {
        var (hours, onGpu) = (0.0, false);
        foreach (var run in members.Select(member => member.Run))
        {
            var gpus = data[run.RowId].Metrics.Select(metric => metric.Key).Where(key => key.StartsWith("system/gpu_", StringComparison.Ordinal))
                .Select(key => key.Split('_')[1]).Distinct(StringComparer.Ordinal).Count();
            onGpu |= gpus > 0;
            if (run.StartedMs is { } start && run.EndedMs is { } end && end > start) hours += (end - start) / 3_600_000.0 * Math.Max(1, gpus);
        }
        return (hours, onGpu);
    }

    private static List<IdeaChange> Changes(Idea idea, IReadOnlyList<IdeaRun> parent, IReadOnlyList<IdeaRun> own, Dictionary<long, RunData> data)
    {
        if (parent.Count == 0 || own.Count == 0) return [];
        var (was, now) = (Values(parent, data), Values(own, data));
        return [.. was.Keys.Union(now.Keys, StringComparer.Ordinal).Where(key => !s_never.Contains(key)).Order(StringComparer.Ordinal)
            .Select(key => new IdeaChange(key, was.GetValueOrDefault(key, ""), now.GetValueOrDefault(key, ""), idea.Text.ConfigKeys.Contains(key, StringComparer.Ordinal)))
            .Where(change => change.Was != change.Now)];
    }

    private static Dictionary<string, string> Values(IReadOnlyList<IdeaRun> members, Dictionary<long, RunData> data) => members
        .SelectMany(member => data[member.Run.RowId].Params)
        .GroupBy(param => param.Key, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => string.Join(", ", g.Select(p => p.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)), StringComparer.Ordinal);
}

/// <summary>What was read of a project's ideas.</summary>
/// <param name="All">Every idea, the deleted ones included.</param>
/// <param name="Nodes">Those that are not deleted, in the order of the tree.</param>
/// <param name="Runs">Which runs belong to which.</param>
/// <param name="Measure">What they are judged by.</param>
internal sealed record ProjectIdeas(IReadOnlyList<Idea> All, IReadOnlyList<IdeaNode> Nodes, IdeaRuns Runs, IdeaMeasure Measure)
{
    public IdeaNode? Find(long id) => Nodes.FirstOrDefault(node => node.Idea.Id == id);

    /// <summary>The ideas under one parent, dropped ones included: how many have results, how many were declared, how many dropped.</summary>
    public (int Assessed, int Declared, int Dropped) FamilyOf(long parent)
    {
        var family = Nodes.Where(node => (node.Idea.Parent ?? Measure.Baseline) == parent && node.Idea.Id != parent).ToList();
        return (family.Count(node => node.Finding.Result is not null || node.Finding.Why == NoVerdict.Sealed), family.Count, family.Count(node => node.Idea.Decision == IdeaDecision.Drop));
    }

    /// <summary>Have we tried this? Ideas whose name, words, reasons, declared or actual params and files speak of all the words.</summary>
    public IReadOnlyList<IdeaNode> Search(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return [.. Nodes.Where(node => words.All(word => Spoken(node).Any(said => said.Contains(word, StringComparison.OrdinalIgnoreCase))))];
    }

    private static IEnumerable<string> Spoken(IdeaNode node)
    {
        var idea = node.Idea;
        return [
            idea.Name, idea.Text.Hypothesis, idea.Reason, idea.Cause, .. idea.Text.ConfigKeys, .. idea.Text.Files,
            .. node.Changes.Select(change => string.Create(CultureInfo.InvariantCulture, $"{change.Key} {change.Was} {change.Now}")),
        ];
    }
}
