using Umul.Comparisons.Why;

namespace Umul.Tests.Comparisons.Why;

/// <summary>What counts as a difference between two arms.</summary>
public sealed class ConfigDiffTests
{
    [Fact]
    public void Settings_AreDeclared_Undeclared_TheSame_OrVaryInsideAnArm()
    {
        var diff = Of([["loss=dice", "lr=1", "width=8", "dir=a", "old=1"], ["loss=dice", "lr=1", "width=8", "dir=b", "old=1"]], [["loss=focal", "lr=2", "width=8", "dir=c"], ["loss=focal", "lr=2", "width=8", "dir=d"]]);
        Assert.Equal([new ConfigChange("loss", "dice", "focal")], diff.Declared);
        Assert.Equal([new ConfigChange("lr", "1", "2"), new ConfigChange("old", "1", "")], diff.Undeclared);
        Assert.Equal((1, 1), (diff.Same, diff.Varying));
    }

    [Fact]
    public void SettingThatOneRunLacks_Varies() => Assert.Equal(1, Of([["amp=1"], []], [["amp=1"]]).Varying);

    [Fact]
    public void Seeds_AreNoSetting() => Assert.Empty(Of([["seed=1"]], [["seed=2"]]).Undeclared);

    [Fact]
    public void Patches_DifferInFilesThatOneAloneChanges_OrThatTheyChangeDifferently()
    {
        const string shared = "diff --git a/data.py b/data.py\nindex 1..2\n-old\n+new\n";
        const string before = shared + "diff --git a/net/loss.py b/net/loss.py\nindex 1..3\n-a\n+b\n";
        const string after = shared + "diff --git a/net/loss.py b/net/loss.py\nindex 1..4\n-a\n+c\ndiff --git a/augment.py b/augment.py\nindex 5..6\n+d\n";
        Assert.Equal(["augment.py", "net/loss.py"], CodeDiff.Files(before, after));
        Assert.Empty(CodeDiff.Files(after, after.ReplaceLineEndings("\r\n")));
        Assert.Equal(["data.py"], CodeDiff.Files("", shared));
    }

    private static ConfigDiff Of(string[][] baseline, string[][] idea)
    {
        static IEnumerable<IEnumerable<KeyValuePair<string, string>>> Runs(string[][] arm) => arm.Select(run => run.Select(s => new KeyValuePair<string, string>(s.Split('=')[0], s.Split('=')[1])));
        return ConfigDiff.Of(Runs(baseline), Runs(idea), key => key == "loss", key => key == "seed");
    }
}
