using System.Globalization;

namespace Umul.Evaluation.Statistics;

/// <summary>Writes the sentences of a comparison.</summary>
public static class VerdictWriter
{
    /// <summary>Whole sentences for the verdict of a comparison, in the metric's own direction.</summary>
    public static VerdictSentences Write(ComparisonResult result, SentenceFacts facts, Language language)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(facts);
        return new Sentences(result, facts, language).Write();
    }

    /// <summary>The odds that the idea is better, as a sentence; null when the comparison is not assessable.</summary>
    public static string? Odds(ComparisonResult result, Language language)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Estimate is not { } estimate || result.Verdict.State == VerdictState.NotAssessable)
            return null;
        double odds = estimate.OddsBetter;
        return VerdictTexts.Fill(odds >= 1 ? SentenceKey.OddsFor : SentenceKey.OddsAgainst, language,
            new Dictionary<string, string>(StringComparer.Ordinal) { ["odds"] = NumberText.Odds(odds >= 1 ? odds : 1 / odds) });
    }

    private sealed class Sentences
    {
        private readonly ComparisonResult result;
        private readonly SentenceFacts facts;
        private readonly Language language;
        private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);
        private readonly int decimals;
        private readonly bool lower;

        public Sentences(ComparisonResult result, SentenceFacts facts, Language language)
        {
            this.result = result;
            this.facts = facts;
            this.language = language;
            lower = result.Direction == MetricDirection.LowerIsBetter;
            decimals = result.Interval95 is { } interval
                ? NumberText.Decimals(result.SmallestWorthwhile ?? interval.HalfWidth, interval.Lower, interval.Upper)
                : NumberText.Decimals(result.SmallestWorthwhile ?? 0);
            Collect();
        }

        public VerdictSentences Write()
        {
            var state = result.Verdict.State;
            bool assessable = state != VerdictState.NotAssessable;
            var deciding = result.Verdict.Guards.Where(g => g.Effect == GuardEffect.Blocks).ToArray();
            string consequence = assessable
                ? Fill(ConsequenceKey())
                : string.Join(' ', deciding.Select(Say).DefaultIfEmpty(Fill(SentenceKey.LabelNotAssessable)));
            string[] notes = [.. result.Verdict.Guards.Where(g => g.Effect != GuardEffect.Blocks).Select(Say)];
            return new VerdictSentences(Fill(LabelKey()), Fill(ProposalKey()), assessable ? Fill(HeadlineKey()) : null, consequence,
                Fill(ScopeKey()), PlanKey() is { } plan ? Fill(plan) : null, notes);
        }

        private string Fill(SentenceKey key) => VerdictTexts.Fill(key, language, values);

        private void Collect()
        {
            string noun = facts.UnitNoun ?? VerdictTexts.Fill(result.UnitsAreGroups ? SentenceKey.NounGroups : SentenceKey.NounCases, language, values);
            values["idea"] = facts.Idea;
            values["metric"] = facts.Metric;
            values["noun"] = noun;
            values["units"] = NumberText.Count(result.Units);
            values["runs"] = NumberText.Count(result.BaselineRuns);
            values["baselineRuns"] = NumberText.Count(result.BaselineRuns);
            values["ideaRuns"] = NumberText.Count(result.IdeaRuns);
            values["split"] = facts.Split ?? "";
            values["sites"] = facts.Sites?.ToString(CultureInfo.InvariantCulture) ?? "";
            values["family"] = NumberText.Count(result.FamilySize);
            values["adjustment"] = result.FamilyMethod == FamilyMethod.StepDownMaxT ? "max-T" : "Holm";
            values["alpha"] = result.Alpha.ToString("0.###", CultureInfo.InvariantCulture);
            if (result.SmallestWorthwhile is { } worthwhile)
                values["worthwhile"] = NumberText.Plain(worthwhile, decimals);
            values["p"] = NumberText.P(result.AdjustedP);
            values["design"] = Fill(result.Claim == Claim.ModelPair ? SentenceKey.DesignOneRun
                : result.BaselineRuns == result.IdeaRuns ? SentenceKey.DesignEqual : SentenceKey.DesignUnequal);
            if (result.Estimate is { } estimate)
            {
                values["delta"] = Own(estimate.Difference);
                values["df"] = estimate.DegreesOfFreedom.ToString("0.0", CultureInfo.InvariantCulture);
            }
            Limits("low", "high", result.Interval95);
            Limits("low90", "high90", result.Interval90);
            if (result.Missing is { } missing)
            {
                values["used"] = NumberText.Count(missing.Used);
                values["total"] = NumberText.Count(missing.Cases);
                values["worst"] = Own(missing.Worst);
                values["best"] = Own(missing.Best);
            }
            CollectPlan();
        }

        private void CollectPlan()
        {
            if (result.Plan is not { } plan)
                return;
            values["upper"] = plan.RunsNeededUpper is { } u ? NumberText.Count(u) : "";
            values["more"] = plan.RunsNeeded is { } needed ? NumberText.Count(Math.Max(0, needed - plan.RunsNow)) : "";
        }

        private void Limits(string low, string high, ConfidenceInterval? interval)
        {
            if (interval is not { } found)
                return;
            values[low] = Own(lower ? found.Upper : found.Lower);
            values[high] = Own(lower ? found.Lower : found.Upper);
        }

        private string Own(double oriented) => NumberText.Signed(lower ? -oriented : oriented, decimals);

        private SentenceKey LabelKey() => (result.Verdict.State, result.Verdict.Qualifier) switch
        {
            (VerdictState.NotAssessable, _) => SentenceKey.LabelNotAssessable,
            (VerdictState.BetterByAtLeastWorthwhile, _) => SentenceKey.LabelBetterByAtLeast,
            (VerdictState.BetterSizeUncertain, VerdictQualifier.SmallerThanWorthwhile) => SentenceKey.LabelBetterSmaller,
            (VerdictState.BetterSizeUncertain, _) => SentenceKey.LabelBetter,
            (VerdictState.Worse, VerdictQualifier.WorseByLessThanWorthwhile) => SentenceKey.LabelWorseByLess,
            (VerdictState.Worse, _) => SentenceKey.LabelWorse,
            (VerdictState.PromisingNotConfirmed, _) => SentenceKey.LabelPromising,
            (VerdictState.PracticallyTheSame, _) => SentenceKey.LabelSame,
            (VerdictState.NotWorseByMore, _) => SentenceKey.LabelNotWorse,
            _ => SentenceKey.LabelUndecided,
        };

        private SentenceKey ProposalKey() => result.Verdict.Proposal switch
        {
            Proposal.Keep => SentenceKey.ProposalKeep,
            Proposal.ConsiderKeeping => SentenceKey.ProposalConsider,
            Proposal.DropUnlessFree => SentenceKey.ProposalDropUnlessFree,
            Proposal.Drop => SentenceKey.ProposalDrop,
            Proposal.ConfirmOnFreshSeeds => SentenceKey.ProposalConfirm,
            Proposal.DropUnlessCheaper => SentenceKey.ProposalDropUnlessCheaper,
            Proposal.FollowPlan => SentenceKey.ProposalPlan,
            _ => SentenceKey.ProposalNone,
        };

        /// <summary>Headlines stand in the enumeration as pairs (alone, family) of five outcomes, first for recipes, then for models.</summary>
        private SentenceKey HeadlineKey()
        {
            bool above = result.Interval95!.Value.Lower > 0;
            bool below = result.Interval95.Value.Upper < 0;
            var outcome = result.Verdict.State == VerdictState.Undecided ? SentenceKey.RecipeOpen
                : above ? (lower ? SentenceKey.RecipeLowerIsBetter : SentenceKey.RecipeHigher)
                : below ? (lower ? SentenceKey.RecipeHigherIsWorse : SentenceKey.RecipeLower)
                : SentenceKey.RecipeOpen;
            int models = result.Claim == Claim.ModelPair ? SentenceKey.ModelsHigher - SentenceKey.RecipeHigher : 0;
            return outcome + models + (result.FamilySize > 1 ? 1 : 0);
        }

        private SentenceKey ConsequenceKey() => (result.Verdict.State, result.Verdict.Qualifier) switch
        {
            (VerdictState.BetterByAtLeastWorthwhile, _) => SentenceKey.BetterByAtLeast,
            (VerdictState.BetterSizeUncertain, VerdictQualifier.SmallerThanWorthwhile) => SentenceKey.BetterSmaller,
            (VerdictState.BetterSizeUncertain, _) => result.SmallestWorthwhile is null ? SentenceKey.BetterSizeNotSet : SentenceKey.BetterSizeUncertain,
            (VerdictState.Worse, VerdictQualifier.WorseByLessThanWorthwhile) => SentenceKey.WorseByLess,
            (VerdictState.Worse, _) => SentenceKey.Worse,
            (VerdictState.PromisingNotConfirmed, _) => PromisingKey(),
            (VerdictState.PracticallyTheSame, _) => SentenceKey.Same,
            (VerdictState.NotWorseByMore, _) => SentenceKey.NotWorse,
            _ => Has(GuardKind.MissingCasesFlipTheSign) ? SentenceKey.UndecidedMissing : SentenceKey.Undecided,
        };

        private SentenceKey PromisingKey()
        {
            if (Has(GuardKind.FewDegreesOfFreedom))
                return SentenceKey.PromisingFewDegrees;
            if (result.Verdict.Guards.Any(g => g.Effect == GuardEffect.BlocksBetter))
                return SentenceKey.PromisingUnequal;
            return result.FamilySize > 1 && result.PValue < result.Alpha ? SentenceKey.PromisingFamily : SentenceKey.PromisingExactTest;
        }

        private SentenceKey ScopeKey() => (result.Claim, facts.Split, facts.Sites) switch
        {
            (Claim.Recipe, null, _) => SentenceKey.ScopeRecipeNoSplit,
            (Claim.Recipe, _, null) => SentenceKey.ScopeRecipe,
            (Claim.Recipe, _, _) => SentenceKey.ScopeRecipeSites,
            (_, null, _) => SentenceKey.ScopeModelsNoSplit,
            (_, _, null) => SentenceKey.ScopeModels,
            _ => SentenceKey.ScopeModelsSites,
        };

        private SentenceKey? PlanKey()
        {
            if (result.Verdict.State is not (VerdictState.Undecided or VerdictState.NotWorseByMore or VerdictState.PromisingNotConfirmed))
                return null;
            if (result.Claim == Claim.ModelPair)
                return SentenceKey.PlanOneRun;
            if (result.SmallestWorthwhile is null)
                return SentenceKey.PlanNoWorthwhile;
            if (result.Plan is not { } plan)
                return null;
            if (plan.MoreRunsCannotSettle)
            {
                values["units"] = NumberText.Count(plan.UnitsAtLeast);
                return SentenceKey.PlanCannotSettle;
            }
            if (plan.RunsNeeded is { } runs)
            {
                values["runs"] = NumberText.Count(runs);
                return runs <= plan.RunsNow ? SentenceKey.PlanPowered
                    : plan.RunsNeededUpper > runs ? SentenceKey.PlanRunsRange : SentenceKey.PlanRuns;
            }
            if (plan.UnitsNeeded is { } units)
            {
                values["units"] = NumberText.Count(units);
                return SentenceKey.PlanUnits;
            }
            return SentenceKey.PlanNeither;
        }

        private bool Has(GuardKind kind) => result.Verdict.Guards.Any(g => g.Kind == kind);

        private string Say(Guard guard)
        {
            values["number"] = guard.Number is { } n ? n.ToString(n == Math.Floor(n) ? "#,0" : "0.0", CultureInfo.InvariantCulture) : "";
            values["subject"] = guard.Kind == GuardKind.BootstrapDisagrees && result.BootstrapInterval is { } b
                ? $"{Own(lower ? b.Upper : b.Lower)} … {Own(lower ? b.Lower : b.Upper)}"
                : guard.Subject ?? "";
            return Fill(KeyOf(guard));
        }

        private SentenceKey KeyOf(Guard guard) => guard.Kind switch
        {
            GuardKind.RunsExcludedByHand when guard.Effect == GuardEffect.Blocks => SentenceKey.GuardRunsExcludedMatter,
            GuardKind.MissingCases when result.Missing is { Missing: 0 } => SentenceKey.GuardMissingCasesUndefined,
            _ => Enum.Parse<SentenceKey>("Guard" + guard.Kind),
        };
    }
}
