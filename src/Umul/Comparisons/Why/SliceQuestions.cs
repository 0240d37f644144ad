using System.Globalization;
using Umul.Evaluation.Statistics;

namespace Umul.Comparisons.Why;

/// <summary>Which slices, and which combinations of properties, changed differently from the rest.</summary>
internal static class SliceQuestions
{
    /// <param name="inputs">What is asked about.</param>
    /// <param name="draft">Takes the answers.</param>
    /// <param name="columns">What is known about the cases.</param>
    public static void Ask(WhyInputs inputs, WhyDraft draft, IReadOnlyList<CaseColumn> columns)
    {
        if (columns.Count == 0)
        {
            draft.NotAsked(WhyStep.Slices, t => t.NoMetadata, t => t.NoMetadataRemedy);
            draft.NotAsked(WhyStep.Tree, t => t.NoMetadata, t => t.NoMetadataRemedy);
            return;
        }
        AskSlices(inputs, draft, columns);
        AskTree(inputs, draft, columns);
    }

    private static void AskSlices(WhyInputs inputs, WhyDraft draft, IReadOnlyList<CaseColumn> columns)
    {
        var scan = SliceScan.Of(inputs.Deltas, columns);
        var tests = scan.Slices.Count;
        if (tests == 0)
        {
            draft.Answer(WhyStep.Slices, t => t.NoSliceLargeEnough(scan.Least));
            return;
        }
        var cut = columns.Count - scan.NotCut.Count;
        var standing = scan.Slices.Where(s => s.AdjustedP < inputs.Result.Alpha).ToList();
        if (standing.Count > 0) draft.Answer(WhyStep.Slices, t => t.SlicesFound(standing.Count, tests, cut));
        else draft.Answer(WhyStep.Slices, t => t.SlicesNone(tests, cut));
        // One a column: quartiles of one column tell one story. What stands; else the one nearest to it.
        var told = standing.Count > 0
            ? standing.GroupBy(s => s.Column, StringComparer.Ordinal).Select(g => g.MaxBy(s => Math.Abs(s.Contribution))!)
            : scan.Slices.Where(s => s.PValue < inputs.Result.Alpha).Take(1);
        foreach (var slice in told) draft.Findings.Add(Slice(inputs, slice, tests));
    }

    private static WhyFinding Slice(WhyInputs inputs, CaseSlice slice, int tests)
    {
        var stands = slice.AdjustedP < inputs.Result.Alpha;
        var where = Label(slice.Conditions);
        var (mean, rest) = (Signed(inputs, slice.Mean), Signed(inputs, slice.Mean - slice.Gap));
        var interval = WhyDraft.Interval(slice.Interval!.Value, inputs.Decimals);
        string Amount(Web.Texts.WhyTexts t) => t.Amount(slice.Cases.Count, inputs.Groups is null ? 0 : slice.Units, inputs.Noun);
        return Found(inputs, slice, WhyStep.Slices) with
        {
            Statement = WhyDraft.Say(t => stands
                ? t.Slice(where, (mean, interval), Amount(t), rest, WhyDraft.P(slice.AdjustedP), tests)
                : t.SliceExploratory(where, (mean, interval), Amount(t), rest, WhyDraft.P(slice.PValue), tests)),
            Certainty = stands ? WhyCertainty.Corrected : WhyCertainty.Exploratory,
            P = slice.AdjustedP,
        };
    }

    private static void AskTree(WhyInputs inputs, WhyDraft draft, IReadOnlyList<CaseColumn> columns)
    {
        if (HonestTree.Of(inputs.Deltas, columns, new DeltaTreeOptions { Seed = inputs.Result.AnalysisSeed }) is not { } tree)
        {
            draft.Answer(WhyStep.Tree, t => t.TreeNone);
            return;
        }
        var explained = ComparisonWords.Percent(tree.Tree.CrossValidated);
        draft.Answer(WhyStep.Tree, t => t.TreeFound(tree.Leaves.Count, explained));
        foreach (var leaf in Ends(tree, inputs.Result.Alpha))
        {
            var where = Label(leaf.Conditions);
            var (mean, interval) = (Signed(inputs, leaf.Mean), WhyDraft.Interval(leaf.Interval!.Value, inputs.Decimals));
            string Amount(Web.Texts.WhyTexts t) => t.Amount(leaf.Cases.Count, inputs.UnitsOf(leaf.Cases), inputs.Noun);
            var honest = !tree.IsExploratory && leaf.AdjustedP < inputs.Result.Alpha;
            draft.Findings.Add(Found(inputs, leaf, WhyStep.Tree) with
            {
                Statement = WhyDraft.Say(t => tree.IsExploratory
                    ? t.LeafExploratory(where, (mean, interval), Amount(t)) : t.Leaf(where, (mean, interval), Amount(t), WhyDraft.P(leaf.AdjustedP), tree.Leaves.Count, tree.HeldOut)),
                Certainty = honest ? WhyCertainty.Corrected : WhyCertainty.Exploratory,
                P = tree.IsExploratory ? null : leaf.AdjustedP,
            });
        }
    }

    // The leaf that loses most and the one that gains most, if they lie on the two sides; of the held-out ones only what stands.
    private static IEnumerable<CaseSlice> Ends(HonestTree tree, double alpha) =>
        ((CaseSlice[])[tree.Leaves[0], tree.Leaves[^1]]).Distinct().Where(leaf => leaf.Interval is not null && (tree.IsExploratory || leaf.AdjustedP < alpha));

    private static WhyFinding Found(WhyInputs inputs, CaseSlice slice, WhyStep step) => new()
    {
        Step = step,
        Key = $"{step.ToString().ToLowerInvariant()} {Label(slice.Conditions)}",
        Label = Label(slice.Conditions),
        Statement = new Web.Sentence("", ""),
        Certainty = WhyCertainty.Exploratory,
        Size = slice.Mean,
        Interval = slice.Interval,
        Cases = inputs.Names(slice.Cases),
        Units = inputs.UnitsOf(slice.Cases),
        Where = slice.Conditions.Any(c => c.Column.StartsWith(IdeaWhy.OtherIdeas, StringComparison.Ordinal)) ? null : Filter(slice.Conditions),
        Contribution = slice.Contribution,
    };

    /// <summary>"size_ml ≤ 3.8 · device = B": symbols, the same in every language. Two bounds of a column stand once: "3.9 &lt; size_ml ≤ 7.7".</summary>
    internal static string Label(IReadOnlyList<CaseCondition> conditions) => string.Join(" · ", conditions.GroupBy(c => c.Column, StringComparer.Ordinal).Select(Column));

    private static string Column(IGrouping<string, CaseCondition> conditions)
    {
        var (above, most) = (conditions.Where(c => c.Relation == CaseRelation.Above).ToList(), conditions.Where(c => c.Relation == CaseRelation.AtMost).ToList());
        var words = conditions.Where(c => c.Relation is CaseRelation.Is or CaseRelation.IsNot)
            .Select(c => $"{c.Column} {(c.Relation == CaseRelation.Is ? "=" : "≠")} {(c.Word.Length == 0 ? "∅" : c.Word)}");
        var bounds = (above.Count, most.Count) switch
        {
            (0, 0) => "",
            (0, _) => $"{conditions.Key} ≤ {Number(most.Min(c => c.Bound))}",
            (_, 0) => $"{conditions.Key} > {Number(above.Max(c => c.Bound))}",
            _ => $"{Number(above.Max(c => c.Bound))} < {conditions.Key} ≤ {Number(most.Min(c => c.Bound))}",
        };
        return string.Join(" · ", words.Prepend(bounds).Where(part => part.Length > 0));
    }

    /// <summary>The same as the page of cases reads it; null where it could not: spaces end its words, and it does not know what is missing.</summary>
    internal static string? Filter(IReadOnlyList<CaseCondition> conditions)
    {
        var words = conditions.Select(c => c.Relation switch
        {
            CaseRelation.AtMost => $"{c.Column}<={c.Bound.ToString("R", CultureInfo.InvariantCulture)}",
            CaseRelation.Above => $"{c.Column}>{c.Bound.ToString("R", CultureInfo.InvariantCulture)}",
            CaseRelation.Is => $"{c.Column}={c.Word}",
            _ => $"{c.Column}!={c.Word}",
        }).ToList();
        return conditions.Any(c => c.Relation is CaseRelation.Is or CaseRelation.IsNot && c.Word.Length == 0) || words.Exists(w => w.Any(char.IsWhiteSpace)) ? null : string.Join(' ', words);
    }

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);

    private static string Signed(WhyInputs inputs, double value) => ComparisonWords.Signed(value, inputs.Decimals);
}
