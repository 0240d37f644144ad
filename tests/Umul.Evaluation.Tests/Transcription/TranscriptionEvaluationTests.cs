using System.Text;
using Umul.Evaluation.Statistics;
using Umul.Evaluation.Transcription;

namespace Umul.Evaluation.Tests.Transcription;

public class TranscriptionEvaluationTests
{
    [Fact]
    public void Of_SpokenSentence_TellsWhatBecameOfEachWord()
    {
        var alignment = TranscriptAlignment.Of("the cat sat on the mat today", "cat sat at the mat to day");
        Assert.Equal(
            "the/- cat/cat sat/sat on/at the/the mat/mat -/to today/day",
            string.Join(' ', alignment.Tokens.Select(token => $"{token.Reference ?? "-"}/{token.Prediction ?? "-"}")));
        Assert.Equal(new EditCounts(4, 2, 1, 1), alignment.Counts);
    }

    [Theory]
    [InlineData(TranscriptUnit.Character, "가 나", "나", 2, 3)] // 가 and the space
    [InlineData(TranscriptUnit.CharacterWithoutSpaces, "가 나", "나", 1, 2)]
    [InlineData(TranscriptUnit.CharacterWithoutSpaces, "각", "간", 1, 1)]
    [InlineData(TranscriptUnit.CompatibilityJamo, "각", "간", 1, 3)] // ㄱㅏㄱ, ㄱㅏㄴ
    [InlineData(TranscriptUnit.CompatibilityJamo, "아이", "가이", 1, 4)] // ㅇㅏㅇㅣ, ㄱㅏㅇㅣ
    [InlineData(TranscriptUnit.CompatibilityJamoWithoutSilentIeung, "아이", "가이", 1, 2)] // ㅏㅣ, ㄱㅏㅣ
    [InlineData(TranscriptUnit.CompatibilityJamoWithoutSilentIeung, "강", "가", 1, 3)] // the ㅇ at the end is spoken
    [InlineData(TranscriptUnit.CompatibilityJamo, "닭", "닥", 1, 3)] // ㄺ is one letter
    [InlineData(TranscriptUnit.CompatibilityJamo, "가구", "각우", 1, 4)] // ㄱㅏㄱㅜ, ㄱㅏㄱㅇㅜ: one ㄱ, wherever it stands
    [InlineData(TranscriptUnit.ConjoiningJamo, "가구", "각우", 2, 4)] // an ending ㄱ is another letter than a beginning one
    [InlineData(TranscriptUnit.Character, "😀a", "a", 1, 2)] // a pair of surrogates is one character
    public void Evaluate_Unit_CountsWhatItSays(TranscriptUnit unit, string reference, string prediction, long errors, long length)
    {
        var total = TranscriptionEvaluation.Evaluate([new("a", reference, prediction)], new TranscriptionOptions { Units = [unit] })[unit].Total;
        Assert.Equal((errors, length), (total.Errors, total.ReferenceLength));
    }

    [Fact]
    public void Evaluate_JamoOfAllSyllables_AgreesWithUnicode()
    {
        // Conjoining jamo are Unicode's NFD; compatibility jamo have its NFKD as well.
        var random = new Random(1);
        for (var round = 0; round < 500; round++)
        {
            var syllable = ((char)(0xAC00 + random.Next(11172))).ToString();
            var conjoining = TranscriptAlignment.Of(syllable, "", TranscriptUnit.ConjoiningJamo).Tokens.Select(token => token.Reference);
            Assert.Equal(syllable.Normalize(NormalizationForm.FormD), string.Concat(conjoining));
            var letters = TranscriptAlignment.Of(syllable, "", TranscriptUnit.CompatibilityJamo).Tokens.Select(token => token.Reference!).ToList();
            Assert.Equal(syllable.Normalize(NormalizationForm.FormD)[..2], string.Concat(letters[..2]).Normalize(NormalizationForm.FormKD));
            Assert.Equal(syllable.Normalize(NormalizationForm.FormD).Length, letters.Count);
        }
    }

    [Fact]
    public void Evaluate_ComposedAgainstDecomposed_IsTheSameTextAndSaid()
    {
        const string Said = "한국어 음성 인식";
        var pairs = new TranscriptPair[] { new("a", Said, Said.Normalize(NormalizationForm.FormD)), new("b", Said, Said) };
        var composed = TranscriptionEvaluation.Evaluate(pairs);
        Assert.All(composed.Values, value => Assert.Equal(0, value.Value));
        Assert.Equal(new NormalForms(2, 0, 1, 1, true), composed.Forms);
        Assert.True(composed.Forms.IsMixed && !composed.Forms.SpoilsResult);

        var raw = TranscriptionEvaluation.Evaluate(pairs[..1], new TranscriptionOptions { Normalization = TextNormalization.Raw });
        Assert.True(raw.Forms.SpoilsResult);
        Assert.True(raw[TranscriptUnit.Character].Values[0].Value > 1, "decomposed letters have no code point in common with composed ones");
    }

    [Fact]
    public void Evaluate_ReferenceEmpty_IsUndefinedButItsInsertionsCount()
    {
        var words = TranscriptionEvaluation.Evaluate([new("a", "", "one two"), new("b", "three four", "three four"), new("c", " ", "")])[TranscriptUnit.Word];
        Assert.Equal(UndefinedReason.ReferenceEmpty, words.OfUtterance(0)[0].Reason);
        Assert.Equal(UndefinedReason.BothEmpty, words.OfUtterance(2)[0].Reason);
        Assert.Equal(1, words.Values[0].Value); // two insertions over two reference words
        Assert.Equal("wer.macro@nfc+singleSpaces", words.Values[^1].Definition);
        Assert.Equal(0, words.Values[^1].Value); // the mean over the one utterance that has a rate
        Assert.Equal(1, words.Values[^1].Denominator);
    }

    [Fact]
    public void Of_RepeatedMistakes_AreOrderedByFrequency()
    {
        TranscriptPair[] pairs = [new("a", "a b c", "a x c"), new("b", "b b", "x b"), new("c", "d", ""), new("d", "", "e")];
        Assert.Equal([new Confusion("b", "x", 2), new Confusion(null, "e", 1), new Confusion("d", null, 1)], Confusion.Of(pairs));
    }

    [Fact]
    public void ToWordAlignment_TwoRecognisers_FeedMapsswe()
    {
        const string Said = "a b c d e f g h";
        var first = TranscriptAlignment.Of(Said, "a x c d e f g y h").ToWordAlignment();
        var second = TranscriptAlignment.Of(Said, Said).ToWordAlignment();
        var test = MapssweTest.Compute([first], [second]);
        Assert.Equal([1, 1], test.Differences);
    }

    [Theory]
    [InlineData("nfc+lower+noPunctuation+singleSpaces", "  Don’t,  STOP! ", "dont stop")]
    [InlineData("nfkc", "ＡＢＣ", "ABC")]
    [InlineData("noSpaces", "가 나\t다", "가나다")]
    [InlineData("lower", "ÄB Σ", "äb σ")]
    [InlineData("raw", " A ", " A ")]
    public void Apply_NamedPipeline_DoesItsSteps(string name, string text, string expected)
    {
        var normalization = TextNormalization.Parse(name);
        Assert.Equal(expected, normalization.Apply(text));
        Assert.Equal(name, normalization.Name);
    }

    [Fact]
    public void Evaluate_HalfASurrogatePair_IsAReplacementCharacter()
    {
        Assert.Equal("a\ufffdb", TextNormalization.Default.Apply("a\ud800b"));
        Assert.Equal("a\ufffdb", TextNormalization.Default.Apply("a\ufffeb"));
        var raw = new TranscriptionOptions { Normalization = TextNormalization.Raw };
        Assert.Equal("\ufffd", TranscriptAlignment.Of("\udc00", "", TranscriptUnit.Character, raw).Tokens.Single().Reference);
    }

    [Theory]
    [InlineData("nfd")]
    [InlineData("nfc+nfc")]
    public void Parse_UnknownOrRepeatedStep_IsRefused(string name) => Assert.Throws<ArgumentException>(() => TextNormalization.Parse(name));

    [Fact]
    public void Scan_TextItCallsInOrder_IsUnchangedByNormalisation()
    {
        // The shortcut past ICU must never skip a text that composition or single spaces would change.
        for (var c = 1; c <= char.MaxValue; c++)
        {
            if (char.IsSurrogate((char)c))
                continue;
            foreach (var text in (string[])[((char)c).ToString(), $"e{(char)c}", $"가{(char)c}", $"{(char)c}\u0301"])
            {
                var normalization = TextNormalization.Default;
                Assert.Equal(Canonical(normalization.Apply(text)), Canonical(normalization.Apply(text, TextScan.Of(text))));
            }
        }

        static string Canonical(string text) => string.Join(' ', text.Select(c => ((int)c).ToString("X4")));
    }

    [Fact]
    public void Evaluate_SameUnitTwice_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => TranscriptionEvaluation.Evaluate([], new TranscriptionOptions { Units = [TranscriptUnit.Word, TranscriptUnit.Word] }));
        Assert.Throws<ArgumentException>(() => TranscriptionEvaluation.Evaluate([], new TranscriptionOptions { Units = [] }));
    }
}
