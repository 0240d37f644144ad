using System.CommandLine;
using Umul.Evaluation.Statistics;
using Umul.Outcomes;
using Umul.Web;

namespace Umul.Comparisons;

/// <summary><c>umul compare</c>: an idea, or several, against a baseline, from tables of scores. Exit code 0: judged; 1: refused or not assessable.</summary>
internal static class CompareCommands
{
    private const string BaselineArm = "\0baseline";

    public static Command Compare()
    {
        var texts = ComparisonTexts.Here;
        var baseline = ScoreOptions.Many("--baseline", texts.BaselineOption, required: true);
        var idea = ScoreOptions.Many("--idea", texts.IdeaOption, required: true);
        var matched = new Option<bool>("--matched") { Description = texts.MatchedOption };
        var split = new Option<string?>("--split") { Description = texts.SplitOption };
        var options = new ScoreOptions();
        var command = new Command("compare", texts.Compare) { baseline, idea, matched, split };
        options.AddTo(command);
        command.SetAction((result, _) => ScoreOptions.Guarded(async () =>
        {
            var given = new Given(result.GetRequiredValue(baseline), result.GetRequiredValue(idea), result.GetValue(matched), result.GetValue(split));
            var arms = Read(given, options.Columns(result));
            var family = Judge(arms, given, options, result);
            if (await options.WriteJson(result, () => ComparisonJson.Write(family)))
                ComparisonConsole.Write(family, Notes(arms, family, options, result), Terminal.Language, Console.Out);
            return family.Primary.All(j => j.Result.Verdict.State == VerdictState.NotAssessable) ? 1 : 0;
        }));
        return command;
    }

    private static ScoreArms Read(Given given, ScoreColumns columns)
    {
        (string, string?)[] files = [.. given.Baseline.Select(f => (f, (string?)BaselineArm)), .. given.Ideas.Select(f => (f, (string?)ComparisonTexts.Here.TheIdea))];
        return EvaluateFrame.Progress(files.Length, progress => ScoreArms.Read(files, columns, progress));
    }

    private static JudgementFamily Judge(ScoreArms arms, Given given, ScoreOptions options, ParseResult result)
    {
        var metrics = arms.Metrics(options.Metrics(result));
        List<Judgement> judged = [.. metrics.SelectMany((metric, at) => arms.Arms.Skip(1).Select(idea =>
        {
            var design = given.Matched ? SeedDesign.Matched : SeedDesign.Independent;
            var baseline = arms.Runs(BaselineArm, metric);
            var runs = Judgement.Paired(baseline, arms.Runs(idea, metric), design);
            var compared = Comparison.Evaluate(new ComparisonRequest
            {
                Baseline = baseline,
                Idea = runs,
                Direction = options.Direction(result, metric, at == 0).Direction,
                Design = design,
                Groups = arms.Units,
                SmallestWorthwhile = at == 0 ? options.Worthwhile(result) : null,
                Alpha = options.Alpha(result),
                MetricRange = ComparisonWords.Range(metric, baseline.Concat(runs)),
                Resampling = options.Resampling(result),
            });
            return new Judgement(idea, metric, compared) { Unit = arms.UnitColumn, Split = given.Split, Baseline = baseline, Runs = runs };
        }))];
        return JudgementFamily.Of([.. judged.Where(j => j.Metric == metrics[0])], [.. judged.Where(j => j.Metric != metrics[0])], options.Alpha(result));
    }

    private static List<string> Notes(ScoreArms arms, JudgementFamily family, ScoreOptions options, ParseResult result)
    {
        var texts = ComparisonTexts.Here;
        var notes = new List<string>();
        foreach (var (metric, at) in family.Primary.Concat(family.Secondary).Select(j => j.Metric).Distinct(StringComparer.Ordinal).Select((m, i) => (m, i)))
        {
            var (direction, guessed) = options.Direction(result, metric, at == 0);
            if (direction == MetricDirection.Unknown) continue;
            notes.Add(guessed ? texts.DirectionGuessed(metric, direction == MetricDirection.LowerIsBetter) : texts.DirectionIs(metric, direction == MetricDirection.LowerIsBetter));
        }
        if (arms.UnitColumn is { } column && family.Primary.FirstOrDefault(j => j.Result.UnitsAreGroups) is { } grouped) notes.Add(texts.UnitIs(column, grouped.Result.Units));
        notes.AddRange(family.Secondary.Where(j => double.IsNaN(j.Result.AdjustedP)).Select(j => texts.SecondaryShut(j.Metric)).Distinct(StringComparer.Ordinal));
        return notes;
    }

    private sealed record Given(IReadOnlyList<string> Baseline, IReadOnlyList<string> Ideas, bool Matched, string? Split);
}
