using System.Text.Json;
using Umul.Web;

namespace Umul.Comparisons.Why;

/// <summary>A report of "why" as programs read it (docs/why.md). Findings are ranked; <c>Shown</c> marks those that a page shows.</summary>
internal sealed record WhyReportAnswer(
    string Idea, string Parent, string Split, string Metric, int Cases, int Units, IReadOnlyList<WhyFindingAnswer> Findings, IReadOnlyList<WhyQuestionAnswer> Questions, IReadOnlyDictionary<string, IReadOnlyList<string>> Gallery)
{
    public static WhyReportAnswer Of(WhyReport report)
    {
        var top = report.Top;
        return new WhyReportAnswer(
            report.Idea.Name, report.Parent.Name, report.Split, report.Metric, report.Cases.Count, report.Units,
            [.. report.All.Select(f => new WhyFindingAnswer
            {
                Key = f.Key,
                Question = Json(f.Step),
                Shown = top.Contains(f),
                Certainty = Json(f.Certainty),
                Statement = f.Statement,
                Label = f.Label,
                Size = Finite(f.Size),
                Lower = Finite(f.Interval?.Lower),
                Upper = Finite(f.Interval?.Upper),
                P = Finite(f.P),
                Contribution = f.Contribution,
                Cases = f.Cases,
                Units = f.Units,
                Where = f.Where,
            })],
            [.. report.Answers.Select(a => new WhyQuestionAnswer(Json(a.Step), a.WasAsked ? "answered" : a.DoesNotApply ? "doesNotApply" : "notAsked", a.Said, a.Remedy))],
            report.Gallery);
    }

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    private static string Json(Enum value) => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

/// <summary>A finding; sizes are positive where the idea is better, null where there is none.</summary>
internal sealed record WhyFindingAnswer
{
    public required string Key { get; init; }

    public required string Question { get; init; }

    public required bool Shown { get; init; }

    public required string Certainty { get; init; }

    public required Sentence Statement { get; init; }

    public required string Label { get; init; }

    public double? Size { get; init; }

    public double? Lower { get; init; }

    public double? Upper { get; init; }

    public double? P { get; init; }

    public double Contribution { get; init; }

    public required IReadOnlyList<string> Cases { get; init; }

    public int Units { get; init; }

    public string? Where { get; init; }
}

/// <summary>A question with its answer, or with why it was not asked and what would let it.</summary>
internal sealed record WhyQuestionAnswer(string Question, string State, Sentence Said, Sentence? Remedy);
