using Umul.Datasets;
using Umul.Web;

namespace Umul.Tests.Datasets;

public sealed class DatasetContentTests
{
    private static readonly DatasetCase s_first = new("P1-1", "P1", ["A", "12"], [new CaseFile("image", "images/P1-1.png", "aa", 10), new CaseFile("reference", "masks/P1-1.png", "bb", 5)]);
    private static readonly DatasetCase s_second = new("P2-1", "P2", ["B", ""], [new CaseFile("image", "images/P2-1.png", "cc", 10)]);
    private static readonly DatasetSplit s_test = new("test", SplitRole.Test, ["P2-1"]);

    private static DatasetContent Base => Content([s_first, s_second], s_test);

    [Fact]
    public void Fingerprint_RowsShuffledFilesMovedColumnsReordered_IsTheSame()
    {
        var moved = s_first with { Files = [.. s_first.Files.Reverse().Select(f => f with { Path = "elsewhere/" + f.Path })] };
        Assert.Equal(Base.Fingerprint(), Content([s_second, moved], s_test).Fingerprint());
        var swapped = DatasetContent.Of(["size", "device"], [s_first with { Metadata = ["12", "A"] }, s_second with { Metadata = ["", "B"] }], [s_test]);
        Assert.Equal(Base.Fingerprint(), swapped.Fingerprint());
    }

    [Fact]
    public void Fingerprint_AnyContentChanged_IsAnother()
    {
        DatasetContent[] changed =
        [
            Content([s_first with { Id = "P1-2" }, s_second], s_test),
            Content([s_first with { Group = "P9" }, s_second], s_test),
            Content([s_first with { Metadata = ["A", "13"] }, s_second], s_test),
            Content([s_first with { Files = [s_first.Files[0]] }, s_second], s_test),
            Content([s_first with { Files = [s_first.Files[0] with { Hash = "ab" }, s_first.Files[1]] }, s_second], s_test),
            Content([s_first, s_second]),
            Content([s_first, s_second], new DatasetSplit("test", SplitRole.Test, ["P1-1"])),
            Content([s_first, s_second], new DatasetSplit("test", SplitRole.Development, ["P2-1"])),
            DatasetContent.Of(["device", "diameter"], [s_first, s_second], [s_test]),
        ];
        Assert.Equal(changed.Length + 1, changed.Append(Base).Select(c => c.Fingerprint()).Distinct().Count());
    }

    [Fact]
    public void Of_SameNameComposedAndDecomposed_IsRefusedAsDuplicate()
    {
        var refusal = Assert.Throws<UmulException>(() => Content([s_first with { Id = "환자1" }, s_second with { Id = "환자1".Normalize(System.Text.NormalizationForm.FormD) }]));
        Assert.Contains("'환자1' is there twice", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_SplitWithAStranger_IsRefusedAndNamesBoth()
    {
        var refusal = Assert.Throws<UmulException>(() => Content([s_first], s_test));
        Assert.Contains("'test' names the case 'P2-1'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GroupsInSeveralSplits_PatientInTwo_IsNamed()
    {
        var content = Content(
            [s_first, s_first with { Id = "P1-2" }, s_second],
            new DatasetSplit("train", SplitRole.Train, ["P1-1", "P2-1"]), new DatasetSplit("test", SplitRole.Test, ["P1-2"]));
        Assert.Equal(["P1"], content.GroupsInSeveralSplits());
    }

    private static DatasetContent Content(DatasetCase[] cases, params DatasetSplit[] splits) => DatasetContent.Of(["device", "size"], cases, splits);
}
