using System.CommandLine;
using Umul.Server;
using Umul.Web;
using Umul.Web.Texts;

namespace Umul.Comparisons.Why;

/// <summary><c>umul why IDEA</c>: findings, and with <c>--all</c> every answer and what could not be asked.</summary>
internal static class WhyCommands
{
    public static Command Why()
    {
        var (texts, shared) = (new WhyTexts(Terminal.Language), IdeaCommandTexts.Here);
        var idea = new Argument<string>("IDEA") { Description = shared.Name };
        var project = new Option<string?>("--project") { Description = shared.Project };
        var all = new Option<bool>("--all") { Description = texts.AllOption };
        return CommandFrame.Frame(new Command("why", texts.Command) { idea, project, all }, async (result, frame, connection) =>
        {
            using var response = await ServerConnection.Require(connection.Client.GetAsync(
                $"api/why?idea={Uri.EscapeDataString(result.GetRequiredValue(idea))}&project={Uri.EscapeDataString(result.GetValue(project) ?? "")}"));
            var report = (await response.Content.ReadFromJsonAsync<WhyReportAnswer>())!;
            return frame.Answer(report, Tell(report, texts, result.GetValue(all)));
        });
    }

    private static string Tell(WhyReportAnswer report, WhyTexts texts, bool all)
    {
        var (shown, language) = (report.Findings.Where(f => all || f.Shown).ToList(), Terminal.Language);
        List<string> lines = [texts.TitleOf(report.Idea, report.Parent), texts.Lead(shown.Count, report.Questions.Count(q => q.State == "answered")), ""];
        lines.AddRange(shown.Select((f, i) => $"{i + 1}. {f.Statement.In(language)}"));
        foreach (var question in report.Questions.Where(q => all || q.State == "notAsked"))
        {
            lines.Add("");
            lines.Add($"{texts.Step(char.ToUpperInvariant(question.Question[0]) + question.Question[1..])}{(question.State == "notAsked" ? $" ({texts.Unanswered})" : "")}");
            lines.Add("  " + question.Said.In(language));
            if (question.Remedy is { } remedy) lines.Add("  " + remedy.In(language));
        }
        return string.Join(Environment.NewLine, lines);
    }
}
