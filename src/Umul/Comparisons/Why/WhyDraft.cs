using Umul.Evaluation.Statistics;
using Umul.Web;
using Umul.Web.Texts;

namespace Umul.Comparisons.Why;

/// <summary>Where questions put their answers and findings, each in both languages.</summary>
internal sealed class WhyDraft
{
    private static readonly (WhyTexts English, WhyTexts Korean) s_texts = (new(Web.Language.English), new(Web.Language.Korean));

    public List<WhyFinding> Findings { get; } = [];

    public List<WhyAnswer> Answers { get; } = [];

    public Dictionary<string, IReadOnlyList<string>> Gallery { get; } = new(StringComparer.Ordinal);

    public static Sentence Say(Func<WhyTexts, string> text) => new(text(s_texts.English), text(s_texts.Korean));

    public void Answer(WhyStep step, Func<WhyTexts, string> text) => Answers.Add(new WhyAnswer(step, Say(text)));

    public void NotAsked(WhyStep step, Func<WhyTexts, string> reason, Func<WhyTexts, string> remedy) => Answers.Add(new WhyAnswer(step, Say(reason), Say(remedy)));

    public void DoesNotApply(WhyStep step, string metric) => Answers.Add(new WhyAnswer(step, Say(t => t.DoesNotApply(metric))) { DoesNotApply = true });

    /// <summary>"0.021 … 0.040", signed.</summary>
    public static string Interval(ConfidenceInterval interval, int decimals) =>
        $"{ComparisonWords.Signed(interval.Lower, decimals)} … {ComparisonWords.Signed(interval.Upper, decimals)}";

    public static string P(double p) => p < 0.001 ? "p < 0.001" : "p = " + ComparisonWords.P(p);

    /// <summary>Two digits of a scale.</summary>
    public static int Decimals(double scale)
    {
        var size = Math.Abs(scale);
        return size > 0 && double.IsFinite(size) ? Math.Clamp(1 - (int)Math.Floor(Math.Log10(size)), 0, 6) : 2;
    }
}
