using Umul.Evaluation.Transcription;

namespace Umul.Evaluation.Statistics;

/// <summary>A pair of tokens that is confused more or less often: left out without a prediction, put in without a reference.</summary>
/// <param name="Reference">What was said; null: nothing.</param>
/// <param name="Prediction">What was recognised; null: nothing.</param>
/// <param name="Baseline">How often, mean over the baseline's runs.</param>
/// <param name="Idea">The same of the idea.</param>
/// <param name="Cases">Cases in which any run has it.</param>
public sealed record TokenConfusionChange(string? Reference, string? Prediction, double Baseline, double Idea, IReadOnlyList<int> Cases);

/// <summary>How the errors of transcripts changed from baseline to idea.</summary>
public sealed record TranscriptShift
{
    private const int RepeatLength = 3;
    private const int RepeatTimes = 3;
    private static readonly string[] Names = ["substitutions", "deletions", "insertions"];

    /// <summary>Substitutions, deletions and insertions per utterance, corrected together.</summary>
    public required IReadOnlyList<QuantityChange> Operations { get; init; }

    /// <summary>Confused tokens, the largest change of count first. Exploratory: nobody named them beforehand.</summary>
    public required IReadOnlyList<TokenConfusionChange> Confusions { get; init; }

    /// <summary>Cases in which a run of the idea, and no run of the baseline, says up to three tokens three times or more in a row, unlike the reference.</summary>
    public required IReadOnlyList<int> Repeating { get; init; }

    /// <param name="references">What was said, by case.</param>
    /// <param name="arms">What was recognised, [run][case].</param>
    /// <param name="units">The cases with their units.</param>
    /// <param name="unit">What is counted.</param>
    /// <param name="design">How the seeds relate.</param>
    public static TranscriptShift Of(
        IReadOnlyList<string> references, (IReadOnlyList<IReadOnlyList<string>> Baseline, IReadOnlyList<IReadOnlyList<string>> Idea) arms, CaseDeltas units,
        TranscriptUnit unit = TranscriptUnit.Word, SeedDesign design = SeedDesign.Independent)
    {
        ArgumentNullException.ThrowIfNull(references);
        ArgumentNullException.ThrowIfNull(units);
        var pairs = new Dictionary<(string? Reference, string? Prediction), (double Baseline, double Idea, SortedSet<int> Cases)>();
        var (left, right) = (Count(arms.Baseline, isIdea: false), Count(arms.Idea, isIdea: true));
        return new TranscriptShift
        {
            Operations = QuantityChange.Of([.. Names.Select((name, k) => new CaseQuantity(name, ScoreMatrix.FromRuns(left[k]), ScoreMatrix.FromRuns(right[k])))], units, design),
            Confusions = [.. pairs.Select(p => new TokenConfusionChange(p.Key.Reference, p.Key.Prediction, p.Value.Baseline, p.Value.Idea, [.. p.Value.Cases]))
                .OrderByDescending(c => Math.Abs(c.Idea - c.Baseline)).ThenBy(c => c.Reference, StringComparer.Ordinal).ThenBy(c => c.Prediction, StringComparer.Ordinal)],
            Repeating = [.. Enumerable.Range(0, references.Count).Where(i =>
                !Repeats(references[i]) && arms.Idea.Any(run => Repeats(run[i])) && !arms.Baseline.Any(run => Repeats(run[i])))],
        };

        double[][][] Count(IReadOnlyList<IReadOnlyList<string>> runs, bool isIdea)
        {
            double[][][] counts = [.. Names.Select(_ => runs.Select(_ => new double[references.Count]).ToArray())];
            for (int s = 0; s < runs.Count; s++)
            {
                for (int i = 0; i < references.Count; i++)
                {
                    var alignment = TranscriptAlignment.Of(references[i], runs[s][i], unit);
                    foreach (var token in alignment.Tokens.Where(t => t.Operation != EditOperation.Hit))
                    {
                        counts[token.Reference is null ? 2 : token.Prediction is null ? 1 : 0][s][i]++;
                        var key = (token.Reference, token.Prediction);
                        var known = pairs.TryGetValue(key, out var found) ? found : (0, 0, []);
                        known.Cases.Add(i);
                        pairs[key] = isIdea ? known with { Idea = known.Idea + (1.0 / runs.Count) } : known with { Baseline = known.Baseline + (1.0 / runs.Count) };
                    }
                }
            }
            return counts;
        }
    }

    /// <summary>Whether one to three tokens come three times or more in a row: what a recogniser that makes things up does.</summary>
    internal static bool Repeats(string text)
    {
        string[] tokens = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (int length = 1; length <= RepeatLength; length++)
        {
            int same = 0;
            for (int i = length; i < tokens.Length; i++)
            {
                same = string.Equals(tokens[i], tokens[i - length], StringComparison.Ordinal) ? same + 1 : 0;
                if (same >= length * (RepeatTimes - 1))
                    return true;
            }
        }
        return false;
    }
}
