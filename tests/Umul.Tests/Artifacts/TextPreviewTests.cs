using System.Text;
using Umul.Artifacts;

namespace Umul.Tests.Artifacts;

/// <summary>What a preview makes of a file's first bytes.</summary>
public sealed class TextPreviewTests
{
    [Fact]
    public void Rows_UnderstandQuotesAndLineBreaksInside()
    {
        var rows = Read("case,note\nP1,\"soft, \"\"blurred\"\"\nborder\"\r\nP2,").Rows(',');
        Assert.Equal([["case", "note"], ["P1", "soft, \"blurred\"\nborder"], ["P2", ""]], rows);
    }

    [Fact]
    public void JsonTable_IsReadAsLogTableWritesIt()
    {
        Assert.Equal([["case", "dice"], ["P1", "0.5"]], Read("""{"columns":["case","dice"],"data":[["P1",0.5]]}""").JsonTable());
        Assert.Null(Read("""{"columns":5}""").JsonTable());
        Assert.Null(Read("""{"columns":["a"]}""").JsonTable());
    }

    [Fact]
    public void Read_StopsAtTheLimitAndSaysSo()
    {
        Assert.False(Read(new string('a', TextPreview.MaximumBytes + 1)).IsWhole);
        Assert.True(Read(new string('a', TextPreview.MaximumBytes)).IsWhole);
    }

    [Fact]
    public void Read_ZeroBytes_IsNotText() => Assert.Null(TextPreview.Read(new MemoryStream([65, 0, 66])));

    [Theory]
    [InlineData("a/model.svg", "text/plain; charset=utf-8")]
    [InlineData("page.HTML", "text/plain; charset=utf-8")]
    [InlineData("x.png", "image/png")]
    [InlineData("weights.pt", null)]
    [InlineData("MLmodel", "text/plain; charset=utf-8")]
    public void ContentType_LetsNothingRun(string path, string? expected) => Assert.Equal(expected, ArtifactTypes.ContentType(path));

    private static TextPreview Read(string text) => TextPreview.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)))!;
}
