using System.Reflection;
using System.Text.RegularExpressions;
using Umul.Web;
using Umul.Web.Texts;

namespace Umul.Tests.Comparisons.Why;

/// <summary>Every sentence of "why", filled with anything: both languages, and no word that claims more than its number.</summary>
public sealed class WhyTextTests
{
    // statistics.md §1.8, as for verdicts
    [Theory]
    [InlineData("(?<!statistically )significant")]
    [InlineData("\\bprove[sdn]?\\b")]
    [InlineData("no difference")]
    [InlineData("\\bSOTA\\b")]
    [InlineData("state of the art")]
    [InlineData("method is better")]
    [InlineData("\\bbecause of the idea\\b")]
    [InlineData("(?<!통계적으로 )유의")]
    [InlineData("증명")]
    [InlineData("입증")]
    [InlineData("차이가 없")]
    [InlineData("최고 성능")]
    public void NoSentence_HasAForbiddenWord(string pattern)
    {
        var forbidden = new Regex(pattern, RegexOptions.IgnoreCase, TimeSpan.FromSeconds(10));
        foreach (var language in (Language[])[Language.English, Language.Korean])
            foreach (var (name, text) in All(language)) Assert.False(forbidden.IsMatch(text), $"{name}: {text}");
    }

    [Fact]
    public void EverySentence_IsInBothLanguages_WithTheSameNumbersInIt()
    {
        var (english, korean) = (All(Language.English), All(Language.Korean));
        Assert.True(english.Count > 70, $"only {english.Count} were found");
        Assert.Equal(english.Keys, korean.Keys);
        foreach (var (name, text) in english)
        {
            Assert.False(Hangul(text), $"{name} is Korean in English: {text}");
            Assert.True(Hangul(korean[name]), $"{name} is not Korean: {korean[name]}");
            Assert.Equal(Slots(text), Slots(korean[name]));
        }
    }

    // Each text once for every word that it may be asked by, its other slots filled with marks of their own.
    private static Dictionary<string, string> All(Language language)
    {
        var texts = new WhyTexts(language);
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in typeof(WhyTexts).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(m => m.ReturnType == typeof(string)))
        {
            foreach (var first in Firsts(member.Name))
            {
                var slots = member.GetParameters().Select((p, at) => p.ParameterType == typeof(int) ? 7000 + at : p.ParameterType == typeof(bool) ? true : p.ParameterType == typeof(Sentence) ? new Sentence($"§{at}", $"§{at}") : p.ParameterType == typeof((string, string)) ? ($"§{at}", $"§{at + 10}") : (object)(at == 0 && first is not null ? first : $"§{at}")).ToArray();
                found[$"{member.Name} {first}"] = (string)member.Invoke(texts, slots)!;
            }
        }
        return found;
    }

    private static IEnumerable<string?> Firsts(string member) => member switch
    {
        nameof(WhyTexts.Step) => Enum.GetNames<Umul.Comparisons.Why.WhyStep>(),
        nameof(WhyTexts.Curve) => Enum.GetNames<Umul.Evaluation.Statistics.CurveFault>(),
        nameof(WhyTexts.Kind) => ["missedObject", "missedBoundary", "missedInterior", "spuriousObject", "spuriousBoundary", "leak", "localisation", "wrongClass", "wrongClassAndLocalisation", "falseAlarms", "duplicate", "background", "missed", "substitutions", "deletions", "insertions"],
        _ => new string?[] { null },
    };

    private static bool Hangul(string text) => text.Any(c => c is >= '가' and <= '힣');

    private static IEnumerable<string> Slots(string text) => Regex.Matches(text, "§\\d+|700\\d", RegexOptions.None, TimeSpan.FromSeconds(10)).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal);
}
