using Umul.Evaluation.Transcription;

namespace Umul.Evaluation.Tests.Transcription;

/// <summary>Rates that other programs publish or print.</summary>
public class PublishedRateTests
{
    [Theory]
    [InlineData("X", "X", 0, 0, 0)]
    [InlineData("X", "X X Y Y", 3, 0.75, 0.75)]
    [InlineData("X Y X", "X Z", 2.0 / 3, 2.0 / 3, 5.0 / 6)]
    [InlineData("X", "Y", 1, 1, 1)]
    [InlineData("X", "Y Z", 2, 1, 1)]
    [InlineData("This is a test", "", 1, 1, 1)]
    [InlineData("This is a test", "This test", 0.5, 0.5, 0.5)]
    [InlineData("i am a short ground truth", "i am a considerably longer and very much incorrect hypothesis", 7.0 / 6, 0.7, 0.85)]
    public void Evaluate_VectorsOfJiwer_GivesItsRates(string reference, string prediction, double wer, double mer, double wil)
    {
        // Source: jitsi/jiwer, tests/test_measures.py; the first five after Morris, Maier and Green 2004.
        var values = Word([new("a", reference, prediction)]).Values;
        Assert.Equal(wer, values[0].Value, 1e-15);
        Assert.Equal(mer, values[1].Value, 1e-15);
        Assert.Equal(wil, values[2].Value, 1e-15);
    }

    [Theory]
    [InlineData("아키택트", "아키택쳐", 0.25)]
    [InlineData("STREAM", "STEAM", 1.0 / 6)]
    [InlineData("이 문장은 띄어쓰기만", "이문장은 띄어 쓰기만", 0)]
    public void CharactersWithoutSpaces_VectorsOfNlptutti_GivesItsRates(string reference, string prediction, double expected)
    {
        // Source: nlptutti test/test_er.py (first two); a pair that differs in spacing only has no character errors.
        var options = new TranscriptionOptions { Units = [TranscriptUnit.CharacterWithoutSpaces] };
        Assert.Equal(expected, TranscriptionEvaluation.Evaluate([new("a", reference, prediction)], options).Values.First().Value, 1e-15);
    }

    [Fact]
    public void Evaluate_2000Utterances_TotalIsThatOfPythonLevenshtein()
    {
        // Source: python-Levenshtein 0.12.2 (Debian 12) on the same utterances.
        Assert.Equal(6000, Word(Speech.Utterances(2000)).Total.Errors);
    }

    [Fact]
    public void Evaluate_LongText_TotalIsThatOfPythonLevenshtein()
    {
        var (reference, prediction) = new Speech(777, 40).Utterance(3000);
        var counts = TranscriptAlignment.Of(reference, prediction).Counts;
        Assert.Equal((3000L, 2971L, 833L), (counts.ReferenceLength, counts.PredictionLength, counts.Errors));
    }

    [Fact]
    public void Sclite_2000Utterances_GivesItsCountsForEverySpeaker()
    {
        // Source: sclite of sctk 2.4.10 (Debian 12) on the same utterances as TRN files: Corr, Sub, Del, Ins, utterances with errors.
        (long, long, long, long, int)[] expected =
        [
            (2341, 290, 260, 246, 248), (2514, 289, 290, 271, 253), (2324, 338, 268, 258, 258), (2429, 306, 263, 284, 248),
            (2434, 335, 273, 269, 260), (2506, 306, 301, 299, 249), (2425, 278, 279, 297, 256),
        ];
        var result = TranscriptionEvaluation.Evaluate(
            Speech.Utterances(2000), new TranscriptionOptions { Units = [TranscriptUnit.Word], Weights = EditWeights.Sclite })[TranscriptUnit.Word];
        Assert.Equal(
            expected,
            result.Speakers().Select(speaker => (speaker.Counts.Hits, speaker.Counts.Substitutions, speaker.Counts.Deletions, speaker.Counts.Insertions, speaker.Wrong)));
        Assert.Equal("wer.sclite@nfc+singleSpaces", result.Definition);
    }

    private static TranscriptUnitResult Word(IReadOnlyList<TranscriptPair> pairs) =>
        TranscriptionEvaluation.Evaluate(pairs, new TranscriptionOptions { Units = [TranscriptUnit.Word] })[TranscriptUnit.Word];
}
