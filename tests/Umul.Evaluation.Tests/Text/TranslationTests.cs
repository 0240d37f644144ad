using Umul.Evaluation.Statistics;
using Umul.Evaluation.Text;

namespace Umul.Evaluation.Tests.Text;

public class TranslationTests
{
    private static readonly string[] s_references =
    [
        "the well behind the house is thirty metres deep", "she measured the water level every morning before work",
        "rain fills the well faster than anyone expected",
    ];

    private static readonly string[] s_predictions =
    [
        "the well behind our house is thirty metres deep", "she measured the water every morning before going to work",
        "rain has filled the well faster than anyone had expected",
    ];

    [Fact]
    public void Bleu_CorpusAndSentences_AreThoseOfNltk()
    {
        // Source: NLTK 3.8 (Debian 12), corpus_bleu and sentence_bleu on the same words.
        var counts = Counts(s_references, s_predictions);
        Assert.Equal(0.4722424033732779, Bleu.Corpus(Sums(counts)).Value, 1e-14);
        Assert.Equal(0.4722424033732779, Bleu.CorpusSmoothed(Sums(counts)).Value, 1e-14);
        double[] expected = [0.5969491792019646, 0.392814650900513, 0.42728700639623407];
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], Bleu.Sentence(counts[i]).Value, 1e-14);
        var two = Bleu.Counts([s_references[0], "the well behind our home is deep"], s_predictions[0]);
        Assert.Equal(0.7476743906106103, Bleu.Corpus(two).Value, 1e-14);
    }

    [Fact]
    public void Bleu_OrdersWithoutMatch_AreHalvedInTurn()
    {
        // Four words, two of them right but apart: 2/4, then 1/2 of one of 3, 1/4 of one of 2, 1/8 of one of 1.
        var counts = Bleu.Counts(["a b c d"], "a x c y");
        Assert.Equal(0, Bleu.Corpus(counts).Value);
        Assert.Equal(Math.Pow(2 / 4.0 * (0.5 / 3) * (0.25 / 2) * 0.125, 0.25), Bleu.CorpusSmoothed(counts).Value, 1e-15);
    }

    [Fact]
    public void Sentence_ShorterThanFourWords_UsesTheOrdersItHas()
    {
        Assert.Equal(1, Bleu.Sentence(Bleu.Counts(["good morning"], "good morning")).Value);
        Assert.Equal(0, Bleu.Sentence(Bleu.Counts(["good morning"], "")).Value);
        Assert.Equal(UndefinedReason.TooFewCases, Bleu.Sentence(Bleu.Counts([""], "")).Reason);
        Assert.Equal(Math.Exp(1 - 3.0), Bleu.Sentence(Bleu.Counts(["a b c"], "a")).Value, 1e-15);
    }

    [Theory]
    [InlineData("Hello, world!", "Hello , world !")]
    [InlineData("It costs 1,234.50 dollars.", "It costs 1,234.50 dollars .")]
    [InlineData("a well-known 5-year plan", "a well-known 5 - year plan")]
    [InlineData("&quot;x&quot; &lt;b&gt; R&amp;D", "\" x \" < b > R & D")]
    [InlineData("don't (stop)", "don't ( stop )")]
    [InlineData("hyphen-\nated <skipped> line\nnext", "hyphenated line next")]
    public void Split_13a_SplitsAsMteval(string text, string expected) => Assert.Equal(expected, string.Join(' ', Tokenizer13a.Split(text)));

    [Fact]
    public void ChrF_CorpusAndSentences_AreThoseOfTheFormulaInPython()
    {
        // Source: the published formula in Python with collections.Counter, orders averaged; sentences without punctuation.
        Assert.Equal(0.7854256936336947, ChrF.Value(Sums(Characters(0))).Value, 1e-14);
        Assert.Equal(0.776643293589745, ChrF.Value(Sums(Characters(2))).Value, 1e-14);
        Assert.Equal(0.846786307622221, ChrF.Value(Characters(0)[0]).Value, 1e-14);
        Assert.Equal("chrF2++", ChrF.Value(Characters(2)[0]).Definition);
    }

    [Fact]
    public void ChrF_Extremes_AreOneAndZero()
    {
        Assert.Equal(1, ChrF.Value(ChrF.Counts(["우물 하나"], "우물하나")).Value, 1e-15);
        Assert.Equal(0, ChrF.Value(ChrF.Counts(["우물"], "")).Value);
        Assert.Equal(0, ChrF.Value(ChrF.Counts(["우물"], "abc")).Value);
        Assert.Equal(1, ChrF.Value(ChrF.Counts(["x", "the well"], "the well", 2)).Value, 1e-15);
    }

    [Fact]
    public void ChrF_PlusPlus_SplitsOnePunctuationMark()
    {
        // "well." is well and a point: the words match, one of two word tokens of the prediction; by characters 4 of 5.
        var counts = ChrF.Counts(["well"], "well.", 1);
        Assert.Equal([2, 1, 1], counts[18..]);
        Assert.Equal([5, 4, 4], counts[..3]);
    }

    [Fact]
    public void Counts_OfSentences_ServePseudoValues()
    {
        var counts = Counts(s_references, s_predictions);
        var without = Bleu.Corpus(Sums(counts[1..])).Value;
        Assert.Equal((3 * Bleu.Corpus(Sums(counts)).Value) - (2 * without), Pseudovalues.OfSums(counts, sums => Bleu.Corpus(sums).Value)[0], 1e-12);
    }

    private static double[][] Counts(string[] references, string[] predictions) => [.. references.Zip(predictions, (reference, prediction) => Bleu.Counts([reference], prediction))];

    private static double[][] Characters(int words) =>
        [.. s_references.Zip(s_predictions, (reference, prediction) => ChrF.Counts([reference], prediction, words))];

    private static double[] Sums(double[][] counts) => [.. Enumerable.Range(0, counts[0].Length).Select(c => counts.Sum(row => row[c]))];
}
