using Umul.Ledger;
using Umul.Runs;

namespace Umul.Ideas;

/// <summary>A test split as the ledger sees it.</summary>
/// <param name="Split">Its name.</param>
/// <param name="IsOpen">Whether everything on it is shown.</param>
/// <param name="Exposure">How often it was seen.</param>
/// <param name="SealedIdeas">Ideas whose comparison on it is not shown.</param>
/// <param name="SealedRuns">Runs whose results on it are not shown.</param>
/// <param name="Gates">What the ladder releases of the gains that are shown, by idea.</param>
internal sealed record SplitSeal(
    string Split, bool IsOpen, Exposure Exposure, IReadOnlyList<string> SealedIdeas, IReadOnlyList<Run> SealedRuns, IReadOnlyList<(Idea Idea, LadderGate Gate)> Gates);
