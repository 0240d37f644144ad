namespace Umul.Tests.Conventions;

/// <summary>
/// Whoever shows outcomes reads <c>ShownOutcomes</c>, which keeps test splits sealed and notes looks. <c>OutcomeStore</c> is for what computes or
/// stores; each file that reads it is listed with the reason why no sealed number can leave through it.
/// </summary>
public sealed class SealTests
{
    private static readonly Dictionary<string, string> s_readers = new(StringComparer.Ordinal)
    {
        ["Outcomes/OutcomeStore.cs"] = "itself",
        ["Outcomes/ShownOutcomes.cs"] = "seals",
        ["Outcomes/OutcomeIntake.cs"] = "writes",
        ["Outcomes/PredictionEvaluation.cs"] = "writes",
        ["Outcomes/OutcomeEndpoints.cs"] = "names of metrics only",
        ["Outcomes/Pages/CasesView.cs"] = "names of metrics and runs only",
        ["Challenges/ChallengeBoard.cs"] = "ranks and what the ladder releases; a submission is noted as a look",
        ["Challenges/ChallengesPage.razor"] = "names of metrics only",
        ["Ideas/BaselineReader.cs"] = "fingerprint of the data only",
        ["Ideas/IdeaEvidence.cs"] = "asks the ledger for each finding",
        ["Ideas/IdeaMeasureForm.razor"] = "names of metrics only",
        ["Ideas/IdeaMeasureStore.cs"] = "names of metrics and fingerprints only",
        ["Ideas/IdeaUnsealing.cs"] = "hashes only",
        ["Ideas/SplitSeals.cs"] = "names of metrics and runs only",
        ["Server/UmulServer.cs"] = "makes it",
    };

    // Reached only with a finding that is not sealed, which it is about.
    private static readonly string[] s_ofFindings = ["Comparisons/", "Reports/"];

    [Fact]
    public void OutcomeStore_IsReadOnlyWhereNoSealedNumberCanLeave()
    {
        var readers = SourceTree.Files("cs", "razor").Where(file => File.ReadAllText(file).Contains("OutcomeStore", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(SourceTree.Umul, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith("..", StringComparison.Ordinal) && !s_ofFindings.Any(folder => file.StartsWith(folder, StringComparison.Ordinal))).ToList();
        Assert.Empty(readers.Except(s_readers.Keys));
        Assert.Empty(s_readers.Keys.Except(readers)); // reads it no more: take it off the list
    }
}
