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

    private static ConfigDiff Of(string[][] baseline, string[][] idea)
    {
        static IEnumerable<IEnumerable<KeyValuePair<string, string>>> Runs(string[][] arm) => arm.Select(run => run.Select(s => new KeyValuePair<string, string>(s.Split('=')[0], s.Split('=')[1])));
        return ConfigDiff.Of(Runs(baseline), Runs(idea), key => key == "loss", key => key == "seed");
    }
}
