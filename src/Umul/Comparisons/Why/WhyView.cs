using Umul.Ideas;

namespace Umul.Comparisons.Why;

/// <summary>What "why" found about the idea that a request's page is about.</summary>
internal sealed class WhyView(IdeaView ideas, IdeaWhy why)
{
    /// <summary>The browser and the server take a longer address no further.</summary>
    private const int LongestList = 3_000;

    private const int MostRuns = 24;

    /// <summary>Null if there is nothing to ask about.</summary>
    public WhyReport? Report { get; private set; }

    public void Load(IdeaNode node) => Report = why.Of(ideas.Read, node);

    /// <summary>The page of cases, on the cases of a finding under the runs of both arms.</summary>
    public string CasesOf(WhyFinding finding) => finding.Where is { } where ? Address($"&where={Uri.EscapeDataString(where)}") : Address(List(finding.Cases));

    public string CasesOf(IReadOnlyList<string> cases) => Address(List(cases));

    private string Address(string which)
    {
        var report = Report!;
        var runs = report.Runs.Count <= MostRuns ? $"&runs={string.Join(',', report.Runs)}" : "";
        return $"/projects/{report.Idea.ProjectId}/cases?split={Uri.EscapeDataString(report.Split)}&metric={Uri.EscapeDataString(report.Metric)}&by=idea{runs}{which}";
    }

    // As many as an address holds, the first first; the page says how many it shows.
    private static string List(IReadOnlyList<string> cases)
    {
        var list = "";
        foreach (var name in cases)
        {
            var next = (list.Length == 0 ? "" : "|") + name;
            if (Uri.EscapeDataString(list + next).Length > LongestList) break;
            list += next;
        }
        return $"&cases={Uri.EscapeDataString(list)}";
    }
}
