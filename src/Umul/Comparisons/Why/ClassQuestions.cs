using Umul.Evaluation.Statistics;

namespace Umul.Comparisons.Why;

/// <summary>Which classes are taken for which, how well probabilities come true, and which words are misheard.</summary>
internal static class ClassQuestions
{
    private const int MostTokens = 3;

    /// <summary>Answers the question; gives the cases that all runs dispute, null if classes are not recorded.</summary>
    public static IReadOnlyList<int>? Ask(WhyInputs inputs, WhyDraft draft, WordColumns? words)
    {
        if (words is null)
        {
            if (ErrorQuestions.IsAboutPlaces(inputs)) draft.DoesNotApply(WhyStep.Classes, inputs.Metric);
            else draft.NotAsked(WhyStep.Classes, t => t.NoClasses, t => t.NoClassesRemedy);
            return null;
        }
        if (words.AreTranscripts)
        {
            AskTranscripts(inputs, draft, words);
            return null;
        }
        var shift = ConfusionShift.Of(words.References, words.Baseline, words.Idea, inputs.Deltas, inputs.Result.Design);
        var standing = shift.Cells.Where(c => c.Change.AdjustedP < inputs.Result.Alpha).ToList();
        draft.Answer(WhyStep.Classes, t => t.ClassesAnswer(standing.Count, shift.Lost.Count, shift.Won.Count));
        foreach (var cell in standing) draft.Findings.Add(Confused(inputs, cell, shift.Cells.Count));
        if (standing.Count == 0 && shift.Lost.Count > shift.Won.Count)
            draft.Findings.Add(Cases(inputs, WhyStep.Classes, "lost", shift.Lost) with { Statement = WhyDraft.Say(t => t.Lost(shift.Lost.Count, inputs.Amount(t))) });
        AskCalibration(inputs, draft, words);
        return shift.Suspicious;
    }

    private static void AskCalibration(WhyInputs inputs, WhyDraft draft, WordColumns words)
    {
        // The event is the larger of two classes as they are written: 1 of 0 and 1.
        var classes = words.References.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (words.Probabilities is not { } probabilities || classes.Count != 2) return;
        bool[] happened = [.. words.References.Select(r => r == classes[1])];
        var shift = CalibrationShift.Of(probabilities, happened, inputs.Deltas, inputs.Result.Design, seed: inputs.Result.AnalysisSeed);
        var interval = shift.ExpectedErrorChange;
        string Said(Web.Texts.WhyTexts t) => t.CalibrationChanged(
            ComparisonWords.Number(shift.Baseline.ExpectedError, 3), ComparisonWords.Number(shift.Idea.ExpectedError, 3), WhyDraft.Interval(interval, 3),
            ComparisonWords.Signed(shift.Brier.Change.Difference, 4), WhyDraft.P(shift.Brier.Change.PValue));
        draft.Answer(WhyStep.Classes, Said);
        if (!interval.Contains(0))
        {
            draft.Findings.Add(new WhyFinding
            {
                Step = WhyStep.Classes,
                Key = "calibration",
                Label = "ECE",
                Statement = WhyDraft.Say(Said),
                Certainty = WhyCertainty.Exploratory,
                Size = shift.Baseline.ExpectedError - shift.Idea.ExpectedError,
                Interval = interval.Negated(),
                P = shift.Brier.Change.PValue,
            });
        }
    }

    private static void AskTranscripts(WhyInputs inputs, WhyDraft draft, WordColumns words)
    {
        var shift = TranscriptShift.Of(words.References, (words.Baseline, words.Idea), inputs.Deltas, design: inputs.Result.Design);
        var standing = shift.Operations.Where(o => o.AdjustedP < inputs.Result.Alpha).ToList();
        if (standing.Count == 0) draft.Answer(WhyStep.Classes, t => t.TranscriptsNone);
        else draft.Answer(WhyStep.Classes, t => t.TranscriptsFound(standing.Count));
        foreach (var change in standing)
        {
            var interval = change.Change.Interval();
            var decimals = WhyDraft.Decimals(interval.HalfWidth);
            int[] cases = [.. Enumerable.Range(0, change.OfCases.Count).Where(i => change.OfCases[i] * change.Change.Difference > 0).OrderByDescending(i => Math.Abs(change.OfCases[i]))];
            draft.Findings.Add(Cases(inputs, WhyStep.Classes, change.Name, cases) with
            {
                Statement = WhyDraft.Say(t => t.KindChanged(
                    t.Kind(change.Name), (ComparisonWords.Number(change.Baseline, decimals), ComparisonWords.Number(change.Idea, decimals)),
                    ComparisonWords.Signed(change.Change.Difference, decimals), WhyDraft.Interval(interval, decimals), WhyDraft.P(change.AdjustedP), shift.Operations.Count)),
                Certainty = WhyCertainty.Corrected,
                Size = -change.Change.Difference,
                Interval = interval.Negated(),
                P = change.AdjustedP,
            });
        }
        foreach (var token in shift.Confusions.Where(c => Math.Abs(c.Idea - c.Baseline) >= 2).Take(MostTokens))
        {
            draft.Findings.Add(Cases(inputs, WhyStep.Classes, $"{token.Reference ?? "∅"} → {token.Prediction ?? "∅"}", token.Cases) with
            {
                Statement = WhyDraft.Say(t => t.TokenConfused(Quoted(token.Reference) ?? t.Nothing, Quoted(token.Prediction) ?? t.Nothing, ComparisonWords.Number(token.Baseline, 1), ComparisonWords.Number(token.Idea, 1))),
            });
        }
        if (shift.Repeating.Count > 0)
            draft.Findings.Add(Cases(inputs, WhyStep.Classes, "repeating", shift.Repeating) with { Statement = WhyDraft.Say(t => t.Repeating(shift.Repeating.Count, inputs.Amount(t))) });
    }

    private static string? Quoted(string? token) => token is null ? null : $"“{token}”";

    private static WhyFinding Confused(WhyInputs inputs, ConfusionCell cell, int cells)
    {
        var interval = cell.Change.Change.Interval();
        var decimals = WhyDraft.Decimals(interval.HalfWidth);
        int[] cases = [.. Enumerable.Range(0, cell.Change.OfCases.Count).Where(i => cell.Change.OfCases[i] * cell.Change.Change.Difference > 0)];
        return Cases(inputs, WhyStep.Classes, $"{cell.Reference} → {cell.Prediction}", cases) with
        {
            Statement = WhyDraft.Say(t => t.Confused(
                (Quoted(cell.Reference)!, Quoted(cell.Prediction)!), (ComparisonWords.Number(cell.Baseline, 1), ComparisonWords.Number(cell.Idea, 1)), WhyDraft.Interval(interval, decimals), WhyDraft.P(cell.Change.AdjustedP), cells)),
            Certainty = WhyCertainty.Corrected,
            Size = -cell.Change.Change.Difference,
            Interval = interval.Negated(),
            P = cell.Change.AdjustedP,
        };
    }

    private static WhyFinding Cases(WhyInputs inputs, WhyStep step, string label, IReadOnlyList<int> cases) => new()
    {
        Step = step,
        Key = $"{step.ToString().ToLowerInvariant()} {label}",
        Label = label,
        Statement = new Web.Sentence("", ""),
        Certainty = WhyCertainty.Exploratory,
        Cases = inputs.Names(cases),
        Units = inputs.UnitsOf(cases),
    };
}
