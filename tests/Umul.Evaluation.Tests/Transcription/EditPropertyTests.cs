using Umul.Evaluation.Statistics;
using Umul.Evaluation.Transcription;

namespace Umul.Evaluation.Tests.Transcription;

public class EditPropertyTests
{
    [Fact]
    public void Align_AnyLength_EqualsTheTextbook()
    {
        var random = new Random(5);
        for (var round = 0; round < 600; round++)
        {
            // Up to 300 tokens: one block of 64 and several, few words (many ties) and many.
            var longest = round % 5 == 0 ? 300 : 70;
            var (reference, prediction) = Words(random, random.Next(longest), random.Next(longest), 2 + (round % 30));
            var alignment = Align(reference, prediction);
            var counts = alignment.Counts;
            Assert.Equal(
                NaiveEdits.ByTieRule(reference, prediction),
                ((int)counts.Hits, (int)counts.Substitutions, (int)counts.Deletions, (int)counts.Insertions));
            Assert.Equal(NaiveEdits.Distance(reference, prediction), counts.Errors);
        }
    }

    [Fact]
    public void Characters_AnyTexts_AreCountedByTheTieRuleAfterNormalisation()
    {
        var random = new Random(11);
        string[] usual = ["한", "국", "어", "말", " ", "a", "b", "!"];
        string[] odd = [.. usual, "  ", "\t", "\u3000", "é", "e\u0301", "\u1112\u1161\u11ab", "漢", "😀", "😁", "\u007f", "\ud7a4", "\uabff"];
        for (var round = 0; round < 600; round++)
        {
            var letters = round % 3 == 0 ? odd : usual;
            string Text() => string.Concat(Enumerable.Range(0, random.Next(round % 5 == 0 ? 130 : 40)).Select(_ => letters[random.Next(letters.Length)]));
            var (reference, prediction) = (Text(), round % 4 == 0 ? Text() : "");
            if (round % 4 != 0)
                prediction = reference.Length == 0 ? "말" : reference.Remove(random.Next(reference.Length), 1).Insert(random.Next(reference.Length), letters[random.Next(usual.Length)]);
            var options = new TranscriptionOptions { Units = [TranscriptUnit.Character] };
            string[] Tokens(string text) => [.. options.Normalization.Apply(text).EnumerateRunes().Select(rune => rune.ToString())];
            var counts = TranscriptionEvaluation.Evaluate([new TranscriptPair("1", reference, prediction, null)], options).Units[0].Utterances[0];
            Assert.Equal(
                NaiveEdits.ByTieRule(Tokens(reference), Tokens(prediction)),
                ((int)counts.Hits, (int)counts.Substitutions, (int)counts.Deletions, (int)counts.Insertions));
        }
    }

    [Fact]
    public void Align_AnyTexts_SpellsBothOut()
    {
        var random = new Random(6);
        foreach (var weights in Enum.GetValues<EditWeights>())
        {
            for (var round = 0; round < 100; round++)
            {
                var (reference, prediction) = Words(random, random.Next(150), random.Next(150), 9);
                var alignment = Align(reference, prediction, weights);
                Assert.Equal(reference, alignment.Tokens.Where(token => token.Operation != EditOperation.Insertion).Select(token => token.Reference));
                Assert.Equal(prediction, alignment.Tokens.Where(token => token.Operation != EditOperation.Deletion).Select(token => token.Prediction));
                Assert.All(alignment.Tokens, token => Assert.Equal(token.Operation == EditOperation.Hit, token.Reference == token.Prediction));
                Assert.Equal(alignment.Counts.Hits, alignment.Tokens.Count(token => token.Operation == EditOperation.Hit));
            }
        }
    }

    [Fact]
    public void Align_Sclite_MinimisesItsWeights()
    {
        var random = new Random(7);
        for (var round = 0; round < 100; round++)
        {
            var (reference, prediction) = Words(random, random.Next(120), random.Next(120), 5);
            var counts = Align(reference, prediction, EditWeights.Sclite).Counts;
            Assert.Equal(
                NaiveEdits.Matrix(reference, prediction, 4, 3, 3)[reference.Length, prediction.Length],
                (4 * counts.Substitutions) + (3 * (counts.Insertions + counts.Deletions)));
            Assert.True(counts.Errors >= NaiveEdits.Distance(reference, prediction));
        }
    }

    [Fact]
    public void Distance_AnyTexts_IsAMetric()
    {
        var random = new Random(8);
        for (var round = 0; round < 200; round++)
        {
            var (a, b) = Words(random, random.Next(90), random.Next(90), 6);
            var (c, _) = Words(random, random.Next(90), 0, 6);
            var (ab, ba, ac, cb) = (Errors(a, b), Errors(b, a), Errors(a, c), Errors(c, b));
            Assert.Equal(ab, ba);
            Assert.True(ab <= ac + cb);
            Assert.InRange(ab, Math.Abs(a.Length - b.Length), Math.Max(a.Length, b.Length));
            Assert.Equal(0, Errors(a, a));
        }
    }

    [Fact]
    public void Evaluate_OneTwoOrFiveThreads_GivesTheSame()
    {
        var pairs = Speech.Utterances(1500);
        var alone = TranscriptionEvaluation.Evaluate(pairs);
        foreach (var threads in (int[])[2, 5])
        {
            var together = TranscriptionEvaluation.Evaluate(pairs, new TranscriptionOptions { Threads = threads });
            Assert.Equal(alone.Values, together.Values);
            Assert.Equal(alone.Units.SelectMany(unit => unit.Utterances), together.Units.SelectMany(unit => unit.Utterances));
        }
    }

    [Fact]
    public void Ratios_PooledRate_ServesPseudoValues()
    {
        var words = TranscriptionEvaluation.Evaluate(Speech.Utterances(50))[TranscriptUnit.Word];
        var (errors, lengths) = words.Ratios();
        var total = words.Total;
        var without = words.Utterances.Skip(1).Aggregate(default(EditCounts), (sum, counts) => sum + counts);
        var expected = (50 * ErrorRates.ErrorRate(total).Value) - (49 * ErrorRates.ErrorRate(without).Value);
        Assert.Equal(expected, Pseudovalues.Ratio(errors, lengths)[0], 1e-12);
        expected = (50 * ErrorRates.WordInformationLost(total).Value) - (49 * ErrorRates.WordInformationLost(without).Value);
        Assert.Equal(expected, Pseudovalues.OfSums(words.InformationSums(), sums => ErrorRates.InformationLost(sums[0], sums[1], sums[2]))[0], 1e-12);
    }

    private static (string[] Reference, string[] Prediction) Words(Random random, int reference, int prediction, int words)
    {
        string[] first = [.. Enumerable.Range(0, reference).Select(_ => $"w{random.Next(words)}")];
        // Half of the predictions resemble their references, as in life.
        string[] second = random.Next(2) == 0
            ? [.. Enumerable.Range(0, prediction).Select(_ => $"w{random.Next(words)}")]
            : [.. first.Where(_ => random.Next(8) > 0).Select(word => random.Next(8) == 0 ? $"w{random.Next(words)}" : word)];
        return (first, second);
    }

    private static TranscriptAlignment Align(string[] reference, string[] prediction, EditWeights weights = EditWeights.Unit) =>
        TranscriptAlignment.Of(string.Join(' ', reference), string.Join(' ', prediction), TranscriptUnit.Word, new TranscriptionOptions { Weights = weights });

    private static long Errors(string[] first, string[] second) => Align(first, second).Counts.Errors;
}
