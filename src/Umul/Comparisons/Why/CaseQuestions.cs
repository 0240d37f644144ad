using Umul.Evaluation.Statistics;

namespace Umul.Comparisons.Why;

/// <summary>Which cases changed: few or many, beyond their own noise or not, which to look at, and which fail under every run.</summary>
internal static class CaseQuestions
{
    private const int GallerySize = 10;

    public static void AskWaterfall(WhyInputs inputs, WhyDraft draft)
    {
        var result = inputs.Result;
        var found = LossConcentration.Of(result.UnitDifferences);
        if (found.Losses == 0)
        {
            draft.Answer(WhyStep.Waterfall, t => t.NothingLost(found.Wins, found.Ties));
            return;
        }
        var share = ComparisonWords.Percent(found.Share);
        if (!found.FewDrive)
        {
            draft.Answer(WhyStep.Waterfall, t => t.Broad(found.Wins, found.Ties, found.Losses, share, found.Worst));
            return;
        }
        string Few(Web.Texts.WhyTexts t) => t.FewDrive(found.Worst, t.Units(result.Units, result.UnitsAreGroups ? inputs.Noun : null), share);
        draft.Answer(WhyStep.Waterfall, Few);
        var worst = result.UnitNames.Zip(result.UnitDifferences).OrderBy(u => u.Second).Take(found.Worst).ToList();
        draft.Findings.Add(new WhyFinding
        {
            Step = WhyStep.Waterfall,
            Key = "few-drive",
            Label = $"{found.Worst} / {result.Units}",
            Statement = WhyDraft.Say(Few),
            Certainty = WhyCertainty.Exploratory,
            Size = worst.Average(u => u.Second),
            Cases = [.. worst.SelectMany(u => inputs.Read.CasesOf[u.First])],
            Units = result.UnitsAreGroups ? found.Worst : 0,
            Contribution = worst.Sum(u => u.Second) / result.Units,
        });
    }

    public static void AskRepeatable(WhyInputs inputs, WhyDraft draft)
    {
        if (RepeatableCases.Of(inputs.Baseline, inputs.Idea) is not { } found)
        {
            draft.NotAsked(WhyStep.Repeatable, t => t.OneSeed, t => t.OneSeedRemedy);
            return;
        }
        var chance = ComparisonWords.Number(found.ExpectedByChance, found.ExpectedByChance < 10 ? 1 : 0);
        var (worse, better) = (found.Worse, found.Better);
        // Marked cases come and go by chance like a Poisson count: two standard deviations above.
        if (worse.Count + better.Count <= found.ExpectedByChance + (2 * Math.Sqrt(found.ExpectedByChance)))
        {
            draft.Answer(WhyStep.Repeatable, t => t.RepeatableNone(inputs.Amount(t), chance));
            return;
        }
        string Marked(Web.Texts.WhyTexts t) => t.Repeatable(worse.Count, better.Count, inputs.Amount(t), chance);
        draft.Answer(WhyStep.Repeatable, Marked);
        if (worse.Count == 0) return;
        draft.Findings.Add(new WhyFinding
        {
            Step = WhyStep.Repeatable,
            Key = "repeatable",
            Label = "|z| > 3",
            Statement = WhyDraft.Say(Marked),
            Certainty = WhyCertainty.Exploratory,
            Size = worse.Average(i => inputs.Deltas[i]),
            Cases = inputs.Names(worse),
            Units = inputs.UnitsOf(worse),
            Contribution = worse.Sum(i => inputs.Deltas[i]) / inputs.Cases.Count,
        });
    }

    public static void AskGallery(WhyInputs inputs, WhyDraft draft)
    {
        var delta = inputs.Result.SmallestWorthwhile;
        var gallery = CaseGallery.Of(inputs.Deltas, inputs.Baseline.UnitMeans(), delta, GallerySize, inputs.Result.AnalysisSeed);
        draft.Gallery["worst"] = inputs.Names(gallery.Worst);
        draft.Gallery["best"] = inputs.Names(gallery.Best);
        draft.Gallery["flipped"] = inputs.Names(gallery.Flipped);
        draft.Gallery["control"] = inputs.Names(gallery.Control);
        draft.Answer(WhyStep.Gallery, t => t.GalleryAnswer(gallery.Worst.Count, gallery.Best.Count, gallery.Flipped.Count, gallery.Control.Count));
        var all = CaseGallery.Of(inputs.Deltas, inputs.Baseline.UnitMeans(), delta, inputs.Cases.Count, inputs.Result.AnalysisSeed).Flipped;
        if (all.Count == 0 || delta is null) return;
        draft.Findings.Add(new WhyFinding
        {
            Step = WhyStep.Gallery,
            Key = "flipped",
            Label = $"> {ComparisonWords.Number(delta.Value, WhyDraft.Decimals(delta.Value))}",
            Statement = WhyDraft.Say(t => t.FlippedCases(all.Count, ComparisonWords.Number(delta.Value, WhyDraft.Decimals(delta.Value)), inputs.Amount(t))),
            Certainty = WhyCertainty.Exploratory,
            Size = all.Average(i => inputs.Deltas[i]),
            Cases = inputs.Names(all),
            Units = inputs.UnitsOf(all),
            Contribution = all.Sum(i => inputs.Deltas[i]) / inputs.Cases.Count,
        });
    }

    /// <param name="inputs">What is asked about.</param>
    /// <param name="draft">Takes the answer.</param>
    /// <param name="disputed">Cases whose class every run gives alike and unlike the reference; null if classes are not recorded.</param>
    public static void AskLabels(WhyInputs inputs, WhyDraft draft, IReadOnlyList<int>? disputed)
    {
        var runs = inputs.Baseline.Runs + inputs.Idea.Runs;
        var failures = SharedFailures.Of(inputs.Baseline, inputs.Idea);
        var fence = ComparisonWords.Number(inputs.Sign * failures.Fence, WhyDraft.Decimals(failures.Fence));
        var cases = disputed is { Count: > 0 } ? disputed : failures.Cases;
        if (cases.Count == 0)
        {
            draft.Answer(WhyStep.Labels, t => t.NoSharedFailures(runs));
            return;
        }
        string Said(Web.Texts.WhyTexts t) => disputed is { Count: > 0 } ? t.Disputed(cases.Count, runs) : t.SharedFailures(cases.Count, runs, fence);
        draft.Answer(WhyStep.Labels, Said);
        draft.Findings.Add(new WhyFinding
        {
            Step = WhyStep.Labels,
            Key = "labels",
            Label = $"{cases.Count} / {inputs.Cases.Count}",
            Statement = WhyDraft.Say(Said),
            Certainty = WhyCertainty.Exploratory,
            Cases = inputs.Names(cases),
            Units = inputs.UnitsOf(cases),
        });
    }
}
