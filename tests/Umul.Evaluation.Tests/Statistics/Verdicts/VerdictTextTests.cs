using System.Text.RegularExpressions;
using Umul.Evaluation.Statistics;

namespace Umul.Evaluation.Tests.Statistics;

public sealed partial class VerdictTextTests
{
    [Fact]
    public void EveryKey_HasATemplateInBothLanguages()
    {
        Assert.Equal(Enum.GetValues<SentenceKey>().Order(), VerdictTexts.All.Keys.Order());
        Assert.All(VerdictTexts.All.Values, t => Assert.True(t.English.Length > 1 && t.Korean.Length > 1));
    }

    [Fact]
    public void EveryTemplate_HasTheSamePlaceholdersInBothLanguages() => Assert.All(VerdictTexts.All, pair =>
        Assert.Equal(Placeholders(pair.Value.English), Placeholders(pair.Value.Korean)));

    [Fact]
    public void EveryKorean_IsKorean() => Assert.All(VerdictTexts.All, pair =>
        Assert.Contains(pair.Value.Korean, c => c is >= '\uAC00' and <= '\uD7A3'));

    [Fact]
    public void EveryGuardKind_HasATemplate() => Assert.All(Enum.GetNames<GuardKind>(), name => Assert.True(Enum.TryParse<SentenceKey>("Guard" + name, out _), name));

    // statistics.md §1.8: words that claim more than the numbers do.
    [Theory]
    [InlineData("(?<!statistically )significantly")]
    [InlineData("prove[sdn]?\\b")]
    [InlineData("no difference")]
    [InlineData("\\bSOTA\\b")]
    [InlineData("state of the art")]
    [InlineData("method is better")]
    [InlineData("1\\s*[-−]\\s*p\\b")]
    [InlineData("(?<!통계적으로 )유의하게")]
    [InlineData("증명")]
    [InlineData("입증")]
    [InlineData("차이가 없")]
    [InlineData("차이 없음")]
    [InlineData("최고 성능")]
    [InlineData("방법이 더 (낫|좋)")]
    public void NoTemplate_HasAForbiddenWord(string pattern)
    {
        var forbidden = new Regex(pattern, RegexOptions.IgnoreCase, TimeSpan.FromSeconds(30));
        foreach (var (key, (english, korean)) in VerdictTexts.All)
        {
            Assert.False(forbidden.IsMatch(english), $"{key}: {english}");
            Assert.False(forbidden.IsMatch(korean), $"{key}: {korean}");
        }
    }

    [Fact]
    public void TheWordSame_BelongsToPracticallyTheSameOnly()
    {
        string[] allowed = [nameof(SentenceKey.LabelSame), nameof(SentenceKey.GuardRunsExcludedByHand), nameof(SentenceKey.GuardDuplicatedCases)];
        Assert.All(VerdictTexts.All.Where(t => t.Value.English.Contains("same", StringComparison.OrdinalIgnoreCase)),
            t => Assert.Contains(t.Key.ToString(), allowed));
    }

    [Theory]
    [InlineData(0.010, 3)]
    [InlineData(0.5, 2)]
    [InlineData(2, 1)]
    [InlineData(25, 0)]
    [InlineData(0, 3)]
    public void Decimals_GiveTheScaleTwoDigits(double scale, int expected) => Assert.Equal(expected, NumberText.Decimals(scale));

    [Fact]
    public void Numbers_NeverHideALimitBehindZero()
    {
        Assert.Equal(4, NumberText.Decimals(0.01, 0.0002));
        Assert.Equal("+0.0002", NumberText.Signed(0.0002, 4));
        Assert.Equal("\u22120.004", NumberText.Signed(-0.004, 3));
        Assert.Equal("p < 0.001", NumberText.P(0.0009));
        Assert.Equal("p = 0.050", NumberText.P(0.0499));
        Assert.Equal("p = 0.38", NumberText.P(0.38));
    }

    private static IEnumerable<string> Placeholders(string template) => Placeholder().Matches(template).Select(m => m.Value).Distinct().Order();

    [GeneratedRegex(@"\{[a-zA-Z0-9]+\}", RegexOptions.None, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex Placeholder();
}
