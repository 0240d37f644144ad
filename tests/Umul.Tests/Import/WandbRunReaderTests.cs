using Umul.Import;
using Umul.Import.Wandb;

namespace Umul.Tests.Import;

public sealed class WandbRunReaderTests : IDisposable
{
    private const int BlockBytes = 32 << 10;

    private readonly SourceFolder folder = new();
    private readonly RecordingSink sink = new();
    private readonly ImportReport report = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Read_FinishedRun_GivesNameParamsPointsAndStatus()
    {
        Read(new WandbFileBuilder()
            .Run("abc123", "baseline-1", new ProtoBytes().Message(4, new ProtoBytes().Message(1, WandbFileBuilder.Item("lr", "0.001"))))
            .Config("model", """{"depth": 4, "name": "unet", "pretrained": true, "_type": null, "widths": [16, 32]}""")
            .Config("_wandb", """{"cli_version": "0.19"}""")
            .History(0, ("loss", "1.5"), ("ok", "true"))
            .History(1, ("loss", "0.75"))
            .Exit(0));

        Assert.Equal(("baseline-1", SourceStatus.Finished, 1_700_000_000.5), (sink.Name, sink.Status, sink.StartTime));
        Assert.Equal([("loss", 0, 1_700_000_100, 1.5), ("ok", 0, 1_700_000_100, 1), ("loss", 1, 1_700_000_100, 0.75)], sink.Points);
        Assert.Equal(
            ["lr=0.001", "model._type=None", "model.depth=4", "model.name=unet", "model.pretrained=True", "model.widths=[16, 32]"],
            sink.Params.Select(param => $"{param.Key}={param.Value}").Order(StringComparer.Ordinal));
        Assert.Equal("segmentation", sink.Tags[SourceTags.Project]);
    }

    [Fact]
    public void Read_NestedKeysOfWandbCore_AreJoinedByDots()
    {
        Read(new WandbFileBuilder().NestedHistory(7, ("val.dice", "0.9")));

        Assert.Equal([("val.dice", 7, 1_700_000_100, 0.9)], sink.Points);
    }

    [Fact]
    public void Read_NumbersThatJsonDoesNotKnow_AreRead()
    {
        Read(new WandbFileBuilder().History(0, ("a", "NaN"), ("b", "Infinity"), ("c", "\"-Infinity\""), ("d", "1.7487e+09")));

        Assert.Equal([double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1.7487e9], sink.Points.Select(point => point.Value));
    }

    [Fact]
    public void Read_RecordOverSeveralBlocks_IsPutTogether()
    {
        var items = Enumerable.Range(0, 4000).Select(i => ($"layer{i}/weight_norm", "0.123456")).ToArray();
        var file = new WandbFileBuilder().History(3, items).History(4, ("after", "1"));

        Read(file);

        Assert.InRange(file.Length, 4 * BlockBytes, 10 * BlockBytes);
        Assert.Equal(4001, sink.Points.Count);
        Assert.Equal(0, report.SkipCount);
    }

    [Fact]
    public void Read_CrashedRunEndingAtABlockInsideARecord_KeepsAllBeforeAndSaysWhere()
    {
        var file = new WandbFileBuilder().History(0, ("loss", "1"));
        var offset = file.Length;
        var items = Enumerable.Range(0, 4000).Select(i => ($"layer{i}/weight_norm", "0.123456")).ToArray();
        var bytes = file.History(1, items).ToArray();
        Read(bytes[..(2 * BlockBytes)]);

        Assert.Equal([1.0], sink.Values("loss"));
        Assert.Equal((offset, SkipReason.Truncated), (report.Skips.Single().Offset, report.Skips.Single().Reason));
        Assert.Equal(SourceStatus.Killed, sink.Status);
    }

    [Fact]
    public void Read_FileEndingInsideAChunk_KeepsAllBeforeAndSaysWhere()
    {
        var file = new WandbFileBuilder().History(0, ("loss", "1"));
        var offset = file.Length;
        Read(file.History(1, ("loss", "2")).ToArray()[..^5]);

        Assert.Equal([1.0], sink.Values("loss"));
        Assert.Equal((offset, SkipReason.Truncated), (report.Skips.Single().Offset, report.Skips.Single().Reason));
    }

    [Fact]
    public void Read_DamagedChunk_GoesOnAtTheNextBlock()
    {
        var file = new WandbFileBuilder().History(0, ("loss", "0"));
        var offset = file.Length;
        var step = 1;
        while (file.Length < BlockBytes + 4096)
            file.History(step++, ("loss", "1"));
        var bytes = file.ToArray();
        bytes[offset + 9] ^= 0xFF;
        Read(bytes);

        Assert.Equal(0, sink.Steps("loss").First());
        Assert.Equal(step - 1, sink.Steps("loss").Last());
        Assert.InRange(sink.Steps("loss").Count(), 2, step - 100);
        Assert.Equal((offset, SkipReason.BadChecksum), (report.Skips.Single().Offset, report.Skips.Single().Reason));
    }

    [Fact]
    public void Read_NotAWandbFile_IsSaid()
    {
        Read("PK\u0003\u0004 not this one"u8.ToArray());

        Assert.Equal(SkipReason.NotThisFormat, report.Skips.Single().Reason);
    }

    [Fact]
    public void Read_SummaryOnlyNumber_BecomesAPointAtTheLastStep()
    {
        Read(new WandbFileBuilder().History(41, ("loss", "0.5")).Summary("loss", "0.5").Summary("test_dice", "0.83"));

        Assert.Equal([("loss", 41, 1_700_000_100, 0.5), ("test_dice", 41, 1_700_000_100, 0.83)], sink.Points);
    }

    [Fact]
    public void Read_ImageOfAStep_ComesFromTheFilesFolderAndItsSizeIsNoMetric()
    {
        byte[] png = [0x89, (byte)'P', (byte)'N', (byte)'G', 1, 2, 3];
        folder.Write("files/media/images/mask_5_ab.png", png);
        Read(new WandbFileBuilder().NestedHistory(5,
            ("mask._type", "\"image-file\""), ("mask.path", "\"media/images/mask_5_ab.png\""), ("mask.width", "64"), ("loss", "1")));

        Assert.Equal(("mask", 5, "image/png"), sink.Kept.Select(item => (item.Key, item.Step, item.ContentType)).Single());
        Assert.Equal(["loss"], sink.Points.Select(point => point.Key));
    }

    [Theory]
    [InlineData("../secret.png")]
    [InlineData("media/../../secret.png")]
    [InlineData("/etc/hostname")]
    public void Read_ImagePathOutOfTheRun_IsNotFollowed(string path)
    {
        folder.Write("../secret.png", "x");
        Read(new WandbFileBuilder().History(5, ("mask", $$"""{"_type": "image-file", "path": "{{path}}"}""")));

        Assert.Empty(sink.Kept);
        File.Delete(Path.Combine(folder.Path, "../secret.png"));
    }

    [Fact]
    public void Read_Histogram_BecomesRows()
    {
        Read(new WandbFileBuilder().History(1, ("w", """{"_type": "histogram", "values": [3, 4], "bins": [0, 0.5, 1]}"""),
            ("v", """{"_type": "histogram", "values": [1, 2], "packedBins": {"min": -1, "size": 0.5, "count": 2}}""")));

        Assert.Equal(["""{"buckets":[[0,0.5,3],[0.5,1,4]]}""", """{"buckets":[[-1,-0.5,1],[-0.5,0,2]]}"""], sink.Kept.Select(item => item.Text));
    }

    [Fact]
    public void Read_ConsoleAndSystemMetrics_AreTakenOver()
    {
        Read(new WandbFileBuilder().Console("epoch 1\n").Stats("gpu.0.gpu", "87.5").Exit(1));

        Assert.Equal([new ConsoleLine(false, "epoch 1\n")], sink.Lines);
        Assert.Equal([("system/gpu.0.gpu", 0, 1_700_000_060, 87.5)], sink.Points);
        Assert.Equal(SourceStatus.Failed, sink.Status);
    }

    [Fact]
    public void Read_FromAnEarlierEnd_GivesOnlyWhatIsNew()
    {
        var file = new WandbFileBuilder().Run("id", "name").History(0, ("loss", "1")).Stats("cpu", "1").Summary("best", "0.9");
        var path = folder.Write("run-id.wandb", file.ToArray());
        var first = new RecordingSink();
        new WandbRunReader(path, "run-id.wandb", new ImportReport()).Read(first, -1, CancellationToken.None);
        folder.Write("run-id.wandb", file.History(1, ("loss", "2")).Stats("cpu", "2").Summary("loss", "2").ToArray());

        new WandbRunReader(path, "run-id.wandb", report).Read(sink, first.Positions["run-id.wandb"], CancellationToken.None);

        Assert.Equal([("loss", 1, 1_700_000_100, 2), ("system/cpu", 1, 1_700_000_060, 2)], sink.Points);
        Assert.Equal(2, report.Points);
    }

    private void Read(WandbFileBuilder file) => Read(file.ToArray());

    private void Read(byte[] bytes) => new WandbRunReader(folder.Write("run-id.wandb", bytes), "run-id.wandb", report).Read(sink, -1, CancellationToken.None);
}
