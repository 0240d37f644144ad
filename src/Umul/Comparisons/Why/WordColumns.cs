using System.Globalization;
using Umul.Ideas;
using Umul.Outcomes;
using Umul.Runs;

namespace Umul.Comparisons.Why;

/// <summary>
/// Words that runs recorded beside their scores, laid out on the cases of a comparison: what each case is, what each run took it for, and
/// with which probability. Null where a run lacks them.
/// </summary>
internal sealed record WordColumns(IReadOnlyList<string> References, IReadOnlyList<IReadOnlyList<string>> Baseline, IReadOnlyList<IReadOnlyList<string>> Idea)
{
    private const int MostClasses = 30;

    private static readonly string[] s_references = ["reference", "label", "target", "truth", "class", "transcript_reference"];
    private static readonly string[] s_predictions = ["prediction", "predicted", "hypothesis", "pred", "transcript"];
    private static readonly string[] s_probabilities = ["probability", "confidence", "score", "prob", "p_positive"];

    /// <summary>Probability of the event, [run][case] of both arms; null if it is not recorded.</summary>
    public (IReadOnlyList<double[]> Baseline, IReadOnlyList<double[]> Idea)? Probabilities { get; init; }

    /// <summary>Whether they are sentences and not classes: more different ones than anybody has classes, or several words each.</summary>
    public bool AreTranscripts => References.Distinct(StringComparer.Ordinal).Count() > MostClasses || References.Count(r => r.Contains(' ', StringComparison.Ordinal)) > References.Count / 2;

    public static WordColumns? Read(WhyInputs inputs, OutcomeStore outcomes)
    {
        if (Words(inputs, outcomes, inputs.BaselineRuns[0].Run, s_references) is not { } references) return null;
        var baseline = inputs.BaselineRuns.Select(m => Words(inputs, outcomes, m.Run, s_predictions)).ToList();
        var idea = inputs.IdeaRuns.Select(m => Words(inputs, outcomes, m.Run, s_predictions)).ToList();
        if (baseline.Concat(idea).Any(run => run is null)) return null;
        return new WordColumns(references, baseline!, idea!) { Probabilities = ReadProbabilities(inputs, outcomes, references) };
    }

    private static (IReadOnlyList<double[]>, IReadOnlyList<double[]>)? ReadProbabilities(WhyInputs inputs, OutcomeStore outcomes, string[] references)
    {
        foreach (var name in s_probabilities)
        {
            if (inputs.Other(outcomes, OutcomeMetric.LoggedPrefix + name) is not var (left, right)) continue;
            double[][] baseline = [.. Enumerable.Range(0, left.Runs).Select(s => left.Run(s).ToArray())], idea = [.. Enumerable.Range(0, right.Runs).Select(s => right.Run(s).ToArray())];
            if (baseline.Concat(idea).All(run => run.All(IsProbability))) return (baseline, idea);
        }
        // As umul evaluate classification keeps them: the score of the positive class.
        var positive = "score:" + references.Max(StringComparer.Ordinal);
        var (before, after) = (Scores(inputs, outcomes, inputs.BaselineRuns, positive), Scores(inputs, outcomes, inputs.IdeaRuns, positive));
        return before is null || after is null ? null : (before, after);
    }

    private static List<double[]>? Scores(WhyInputs inputs, OutcomeStore outcomes, IReadOnlyList<IdeaRun> members, string name)
    {
        var runs = new List<double[]>();
        foreach (var words in members.Select(m => Words(inputs, outcomes, m.Run, [name])))
        {
            if (words is null) return null;
            double[] scores = Array.ConvertAll(words, word => double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) ? score : double.NaN);
            if (!scores.All(IsProbability)) return null;
            runs.Add(scores);
        }
        return runs;
    }

    private static bool IsProbability(double value) => value is >= 0 and <= 1;

    // Words, or numbers that name classes.
    private static string[]? Words(WhyInputs inputs, OutcomeStore outcomes, Run run, string[] names)
    {
        var texts = outcomes.Texts(run, inputs.Split);
        foreach (var name in names)
        {
            if (texts.FirstOrDefault(t => t.Text.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { Text: not null } found)
                return Lay(inputs, found.Cases, at => found.Text.Texts[at]);
            if (outcomes.Matrix([run], inputs.Split, OutcomeMetric.LoggedPrefix + name) is { } matrix)
                return Lay(inputs, matrix.Cases, at => double.IsFinite(matrix.Values[0][at]) ? matrix.Values[0][at].ToString("R", CultureInfo.InvariantCulture) : null);
        }
        return null;
    }

    private static string[]? Lay(WhyInputs inputs, CaseList cases, Func<int, string?> wordOf)
    {
        var words = new string[inputs.Cases.Count];
        for (var i = 0; i < words.Length; i++)
        {
            var at = cases.IndexOf(inputs.Cases[i]);
            if (at < 0 || wordOf(at) is not { } word) return null;
            words[i] = word;
        }
        return words;
    }
}
