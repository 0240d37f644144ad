using Umul.Datasets;
using Umul.Web;

namespace Umul.Tests.Datasets;

/// <summary>Dividing by group, and what a pattern of files means.</summary>
public sealed class SplittingTests
{
    private static readonly (string, double)[] s_shares = [("train", 0.7), ("development", 0.15), ("test", 0.15)];

    [Fact]
    public void Divide_ByGroup_PutsEveryPatientIntoOneSplitOnly_InTheSharesAskedFor()
    {
        var content = Content(400, 5);
        var splits = Splitting.Divide(content, s_shares, 1);
        Assert.Empty(content.WithSplits([.. splits]).GroupsInSeveralSplits());
        Assert.Equal(2000, splits.SelectMany(s => s.Cases).Distinct().Count());
        // 400 groups: standard error of a share of .15 is .018; four of them
        Assert.All(splits.Zip(s_shares), pair => Assert.InRange(pair.First.Cases.Count / 2000.0, pair.Second.Item2 - 0.09, pair.Second.Item2 + 0.09));
        Assert.Equal([SplitRole.Train, SplitRole.Development, SplitRole.Test], splits.Select(s => s.Role));
    }

    [Fact]
    public void Divide_SameSeed_IsTheSame_AndNewGroupsMoveNobody()
    {
        var (few, many) = (Content(100, 2), Content(200, 2));
        var before = Splitting.Divide(few, s_shares, 7).ToDictionary(s => s.Name, s => s.Cases);
        var after = Splitting.Divide(many, s_shares, 7).ToDictionary(s => s.Name, s => s.Cases);
        Assert.All(before, split => Assert.Empty(split.Value.Except(after[split.Key])));
        Assert.NotEqual(before["test"], Splitting.Divide(few, s_shares, 8)[2].Cases);
    }

    [Fact]
    public void Divide_ByCase_SpreadsAPatient_WhichIsSeen()
    {
        var content = Content(20, 20);
        Assert.NotEmpty(content.WithSplits([.. Splitting.Divide(content, s_shares, 1, byCase: true)]).GroupsInSeveralSplits());
    }

    [Theory]
    [InlineData("train=1")]
    [InlineData("train=0.5,test=0.6")]
    [InlineData("train=1.5,test=-0.5")]
    [InlineData("train,test")]
    [InlineData("train=a,test=b")]
    public void Shares_ThatCannotBe_AreRefused(string shares) =>
        Assert.Equal(ErrorCode.Invalid, Assert.Throws<UmulException>(() => Splitting.Divide(Content(10, 1), Splitting.ParseShares(shares), 1)).Code);

    [Fact]
    public void Divide_SplitThatWouldBeEmpty_IsRefused() => Assert.Throws<UmulException>(() => Splitting.Divide(Content(1, 3), s_shares, 1));

    [Theory]
    [InlineData("images/{case}.png", "images/P1.png", "P1", "")]
    [InlineData("images/{case}.png", "images/a/b.png", "a/b", "")]
    [InlineData("{group}/{case}_img.png", "P7/s1_img.png", "s1", "P7")]
    [InlineData("**/{case}.nii.gz", "a/b/c.nii.gz", "c", "")]
    [InlineData("**/{case}.nii.gz", "c.nii.gz", "c", "")]
    [InlineData("{case}/scan_*.png", "P1/scan_x.png", "P1", "")]
    [InlineData("{case}/{case}.png", "P1/P1.png", "P1", "")]
    [InlineData("a+b({case}).png", "a+b(1).png", "1", "")]
    public void Pattern_FindsCaseAndGroup(string pattern, string path, string id, string group) => Assert.Equal((id, group), FilePattern.Parse(pattern).Match(path));

    [Theory]
    [InlineData("images/{case}.png", "masks/P1.png")]
    [InlineData("{case}/{case}.png", "P1/P2.png")]
    [InlineData("{group}/{case}.png", "P1.png")]
    [InlineData("{case}.png", "P1.PNG")]
    public void Pattern_OfAnotherShape_DoesNotFit(string pattern, string path) => Assert.Null(FilePattern.Parse(pattern).Match(path));

    [Theory]
    [InlineData("images/*.png")]
    [InlineData("=images/{case}.png")]
    public void Pattern_ThatDoesNotSayWhereTheCaseStands_IsRefused(string pattern) =>
        Assert.Contains(pattern, Assert.Throws<UmulException>(() => FilePattern.Parse(pattern)).Message, StringComparison.Ordinal);

    private static DatasetContent Content(int groups, int each) => DatasetContent.Of(
        [], Enumerable.Range(0, groups).SelectMany(g => Enumerable.Range(0, each).Select(i => new DatasetCase($"P{g}-{i}", $"P{g}", [], []))), []);
}
