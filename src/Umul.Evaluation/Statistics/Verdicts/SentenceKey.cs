namespace Umul.Evaluation.Statistics;

/// <summary>Every whole template that verdicts are written with.</summary>
internal enum SentenceKey
{
    LabelNotAssessable, LabelBetterByAtLeast, LabelBetter, LabelBetterSmaller, LabelWorse, LabelWorseByLess, LabelPromising, LabelSame,
    LabelNotWorse, LabelUndecided,
    ProposalNone, ProposalKeep, ProposalConsider, ProposalDropUnlessFree, ProposalDrop, ProposalConfirm, ProposalDropUnlessCheaper, ProposalPlan,

    RecipeHigher, RecipeHigherFamily, RecipeLower, RecipeLowerFamily, RecipeLowerIsBetter, RecipeLowerIsBetterFamily,
    RecipeHigherIsWorse, RecipeHigherIsWorseFamily, RecipeOpen, RecipeOpenFamily,
    ModelsHigher, ModelsHigherFamily, ModelsLower, ModelsLowerFamily, ModelsLowerIsBetter, ModelsLowerIsBetterFamily,
    ModelsHigherIsWorse, ModelsHigherIsWorseFamily, ModelsOpen, ModelsOpenFamily,

    DesignEqual, DesignUnequal, DesignOneRun,

    BetterByAtLeast, BetterSizeUncertain, BetterSizeNotSet, BetterSmaller, Worse, WorseByLess, PromisingFamily, PromisingFewDegrees,
    PromisingUnequal, PromisingExactTest, Same, NotWorse, Undecided, UndecidedMissing,

    PlanRuns, PlanRunsRange, PlanPowered, PlanCannotSettle, PlanUnits, PlanNeither, PlanOneRun, PlanNoWorthwhile,

    ScopeRecipe, ScopeRecipeSites, ScopeRecipeNoSplit, ScopeModels, ScopeModelsSites, ScopeModelsNoSplit,
    OddsFor, OddsAgainst,
    NounCases, NounGroups,

    GuardTooFewUnits, GuardTooFewGroups, GuardNoRuns, GuardNoCommonCases, GuardNoSpread, GuardNumbersTooLarge, GuardDirectionUnknown,
    GuardDuplicatedCases, GuardRunsDoNotPair, GuardGroupMissing, GuardGroupIsCase, GuardFewOrUnevenGroups, GuardFewDegreesOfFreedom,
    GuardMissingCases, GuardMissingCasesUndefined, GuardMissingCasesFlipTheSign, GuardRunsExcludedByHand, GuardRunsExcludedMatter, GuardTrainingNotFinished,
    GuardMetricDiffers, GuardCaseSetDiffers, GuardSplitDiffers, GuardDataDiffers, GuardCheckpointRuleDiffers, GuardEpochsDiffer,
    GuardTestSetUsedForSelection, GuardExposureOverBudget, GuardOneRun, GuardBootstrapDisagrees,
}
