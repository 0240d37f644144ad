using Umul.Runs;
using Umul.Web;
using Umul.Web.Texts;

namespace Umul.Tests.Web;

/// <summary>How pages write numbers, times and console output.</summary>
public sealed class ShowTests
{
    [Theory]
    [InlineData(0.812346, "0.81235")]
    [InlineData(3, "3")]
    [InlineData(-0.5, "-0.5")]
    [InlineData(123456.789, "123460")]
    [InlineData(7.8539e-6, "7.854e-6")]
    [InlineData(12_345_678.9, "1.235e+7")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "+∞")]
    [InlineData(double.NegativeInfinity, "−∞")]
    public void Value_HasFiveSignificantDigits(double value, string expected) => Assert.Equal(expected, Show.Value(value));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1536, "1.5 KB")]
    [InlineData(250L * 1024 * 1024, "250 MB")]
    public void Bytes_AreInUnitsOf1024(long sizeBytes, string expected) => Assert.Equal(expected, Show.Bytes(sizeBytes));

    [Theory]
    [InlineData(30_000, "just now", "방금")]
    [InlineData(61_000, "1 minute ago", "1분 전")]
    [InlineData(26 * 3_600_000L, "yesterday", "어제")]
    [InlineData(70 * 86_400_000L, "2 months ago", "2개월 전")]
    public void Ago_IsAWholePhraseInEachLanguage(long elapsedMs, string english, string korean)
    {
        Assert.Equal(english, new TimeTexts(Language.English).Ago(elapsedMs));
        Assert.Equal(korean, new TimeTexts(Language.Korean).Ago(elapsedMs));
    }

    [Theory]
    [InlineData("\u001b[31mred\u001b[0m", "red")]
    [InlineData("10%\r50%\r100%\nnext", "100%\nnext")]
    [InlineData("windows\r\nline", "windows\nline")]
    [InlineData("\u001b]0;title\u0007text", "text")]
    public void Clean_ShowsWhatATerminalWouldLeave(string raw, string expected) => Assert.Equal(expected, ConsoleText.Clean(raw));
}
