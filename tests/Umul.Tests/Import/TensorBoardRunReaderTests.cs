using System.Buffers.Binary;
using System.Text;
using Umul.Import;
using Umul.Import.TensorBoard;

namespace Umul.Tests.Import;

public sealed class TensorBoardRunReaderTests : IDisposable
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    private readonly SourceFolder folder = new();
    private readonly RecordingSink sink = new();
    private readonly ImportReport report = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Read_PyTorchScalars_BecomePointsWithStepAndTime()
    {
        Read(new EventFileBuilder().Scalar("loss/train", 0, 1.5f).Scalar("loss/train", 10, 0.5f));

        Assert.Equal([("loss/train", 0, EventFileBuilder.FirstTime + 1, 1.5), ("loss/train", 10, EventFileBuilder.FirstTime + 2, 0.5)], sink.Points);
        Assert.Equal((2, 0), (report.Points, report.SkipCount));
    }

    [Fact]
    public void Read_SeedGroupOfTensorboardReducer_MeanAndDeviationAreTheWorkedOnes()
    {
        // janosh/tensorboard-reducer, tests/runs/strict, tag strict/foo at step 495.
        var values = new[] { 1.212090f, 2.489091f, 3.331873f };
        for (var i = 0; i < values.Length; i++)
            Read(new EventFileBuilder().Scalar("strict/foo", 495, values[i]), $"run_{i}/events.out.tfevents.1.host.{i}.0");

        var mean = sink.Values("strict/foo").Average();
        Assert.Equal(2.344352, mean, 1e-6);
        Assert.Equal(1.067278, Math.Sqrt(sink.Values("strict/foo").Sum(value => (value - mean) * (value - mean)) / 2), 1e-6);
    }

    [Fact]
    public void Read_KerasScalars_AreFoundInEveryEncodingThatTensorFlowUses()
    {
        byte[] content = new byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(content, 0.25f);
        byte[] packed = new byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(packed, 0.75f);
        var shape = new ProtoBytes();

        Read(new EventFileBuilder()
            .Tensor("epoch_loss", 0, new ProtoBytes().Varint(1, 1).Message(2, shape).Float(5, 0.5f), "scalars")
            .Tensor("epoch_loss", 1, new ProtoBytes().Varint(1, 1).Message(2, shape).Bytes(4, content))
            .Tensor("epoch_loss", 2, new ProtoBytes().Varint(1, 1).Message(2, shape).Bytes(5, packed))
            .Tensor("epoch_loss", 3, new ProtoBytes().Varint(1, 2).Message(2, shape).Double(6, 0.125))
            .Tensor("epoch_loss", 4, new ProtoBytes().Varint(1, 3).Message(2, shape).Varint(7, -7))
            .Tensor("epoch_loss", 5, new ProtoBytes().Varint(1, 9).Message(2, shape).Bytes(10, [0x96, 0x01]))
            .Tensor("epoch_loss", 6, new ProtoBytes().Varint(1, 19).Message(2, shape).Varint(13, 0x3C00)));

        Assert.Equal([0.5, 0.25, 0.75, 0.125, -7, 150, 1], sink.Values("epoch_loss"));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], sink.Steps("epoch_loss"));
    }

    [Fact]
    public void Read_UndefinedNumbers_AreDataAndNotDamage()
    {
        Read(new EventFileBuilder().Scalar("loss", 1, float.NaN).Scalar("loss", 2, float.PositiveInfinity).Scalar("loss", -3, 1));

        Assert.Equal([1.0], sink.Values("loss").Where(double.IsFinite));
        Assert.Equal(0, report.SkipCount);
    }

    [Fact]
    public void Read_ImagesOfBothDialects_AreTakenOverAsTheyAre()
    {
        byte[] jpeg = [0xFF, 0xD8, 0xFF, 0xE0];
        Read(new EventFileBuilder()
            .Value(3, new ProtoBytes().Text(1, "sample").Message(4, new ProtoBytes().Varint(1, 2).Varint(2, 2).Varint(3, 3).Bytes(4, Png)))
            .Tensor("batch", 4, Strings([4], "2"u8.ToArray(), "2"u8.ToArray(), Png, jpeg), "images"));

        Assert.Equal(
            [(MediaKind.Image, "sample", 3, 0, "image/png"), (MediaKind.Image, "batch", 4, 0, "image/png"), (MediaKind.Image, "batch", 4, 1, "image/jpeg")],
            sink.Kept.Select(item => (item.Kind, item.Key, item.Step, item.Index, item.ContentType)));
        Assert.Equal(Png, sink.Kept[1].Bytes);
    }

    [Fact]
    public void Read_AudioOfBothDialects_DropsTheLabelColumn()
    {
        byte[] wav = [.. "RIFF"u8, 0, 0, 0, 0, .. "WAVE"u8];
        Read(new EventFileBuilder()
            .Value(1, new ProtoBytes().Text(1, "voice").Message(6, new ProtoBytes().Float(1, 16000).Varint(2, 1).Bytes(4, wav).Text(5, "audio/wav")))
            .Tensor("speech", 2, Strings([2, 2], wav, "first speaker"u8.ToArray(), wav, "second speaker"u8.ToArray()), "audio"));

        Assert.Equal([("voice", 0), ("speech", 0), ("speech", 1)], sink.Kept.Select(item => (item.Key, item.Index)));
        Assert.All(sink.Kept, item => Assert.Equal("audio/wav", item.ContentType));
    }

    [Fact]
    public void Read_TextAndTables_KeepTheirCells()
    {
        Read(new EventFileBuilder()
            .Tensor("note/text_summary", 0, Strings([], "정상 조직"u8.ToArray()), "text")
            .Tensor("confusion", 0, Strings([2, 2], "a"u8.ToArray(), "b"u8.ToArray(), "c"u8.ToArray(), "d"u8.ToArray()), "text"));

        Assert.Equal(["정상 조직", "a\tb\nc\td"], sink.Kept.Select(item => item.Text));
    }

    [Fact]
    public void Read_HistogramsOfBothDialects_BecomeTheSameRows()
    {
        var old = new ProtoBytes().Double(1, -1).Double(2, 2).Double(3, 3).Double(4, 1).Double(5, 5)
            .Bytes(6, Doubles(0, 1.7976931348623157e308)).Bytes(7, Doubles(1, 2));
        var rows = new ProtoBytes().Varint(1, 2).Message(2, Shape([2, 3])).Bytes(4, Doubles(-1, 0, 1, 0, 2, 2));
        Read(new EventFileBuilder()
            .Value(5, new ProtoBytes().Text(1, "weights").Message(5, old))
            .Tensor("weights2", 5, rows, "histograms"));

        Assert.Equal(["""{"buckets":[[-1,0,1],[0,2,2]]}""", """{"buckets":[[-1,0,1],[0,2,2]]}"""], sink.Kept.Select(item => item.Text));
    }

    [Fact]
    public void Read_HParams_BecomeParamsWrittenAsPythonPrintsThem()
    {
        static ProtoBytes Entry(string key, ProtoBytes value) => new ProtoBytes().Text(1, key).Message(2, value);
        var start = new ProtoBytes()
            .Message(1, Entry("lr", new ProtoBytes().Double(2, 0.001)))
            .Message(1, Entry("batch", new ProtoBytes().Double(2, 32)))
            .Message(1, Entry("optimizer", new ProtoBytes().Text(3, "adam")))
            .Message(1, Entry("augment", new ProtoBytes().Varint(4, 1)));

        Read(new EventFileBuilder()
            .HParams("_hparams_/session_start_info", new ProtoBytes().Message(3, start))
            .HParams("_hparams_/session_end_info", new ProtoBytes().Message(4, new ProtoBytes().Varint(1, 2).Double(2, 1_700_000_000))));

        Assert.Equal("augment=True batch=32 lr=0.001 optimizer=adam", string.Join(' ', sink.Params.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={p.Value}")));
        Assert.Equal(SourceStatus.Failed, sink.Status);
    }

    [Fact]
    public void Read_JobRestartedFromItsCheckpoint_KeepsTheLaterValuesOnly()
    {
        var first = new EventFileBuilder();
        for (var step = 0; step <= 100; step += 10)
            first.Scalar("loss", step, 1);
        var second = new EventFileBuilder();
        for (var step = 90; step <= 120; step += 10)
            second.Scalar("loss", step, 2);
        Read((first, "events.out.tfevents.100.host"), (second, "events.out.tfevents.200.host"));

        Assert.Equal([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120], sink.Steps("loss"));
        Assert.Equal(9, sink.Values("loss").Count(value => value == 1));
        Assert.Equal(2, report.Superseded);
    }

    [Fact]
    public void Read_EverythingLoggedAtStepZero_IsKept()
    {
        Read(new EventFileBuilder().Scalar("loss", 0, 3).Scalar("loss", 0, 2).Scalar("loss", 0, 1));

        Assert.Equal([3.0, 2.0, 1.0], sink.Values("loss"));
    }

    [Fact]
    public void Read_NotebookCellRunTwice_KeepsTheSecondRun()
    {
        Read(new EventFileBuilder().Scalar("loss", 1, 9).Scalar("loss", 2, 8).Scalar("acc", 2, 5).Scalar("loss", 1, 7).Scalar("loss", 2, 6));

        Assert.Equal([7.0, 6.0], sink.Values("loss"));
        Assert.Equal([5.0], sink.Values("acc"));
    }

    [Fact]
    public void Read_RecordWithBadChecksum_IsReportedWithItsOffsetAndTheRestIsRead()
    {
        var builder = new EventFileBuilder().Scalar("loss", 1, 1);
        var offset = builder.Length;
        var bytes = builder.Scalar("loss", 2, 2).Scalar("loss", 3, 3).ToArray();
        bytes[offset + 20] ^= 0xFF;
        Read(bytes);

        Assert.Equal([1, 3], sink.Steps("loss"));
        Assert.Equal((offset, SkipReason.BadChecksum), (report.Skips.Single().Offset, report.Skips.Single().Reason));
    }

    [Fact]
    public void Read_DamagedLength_EndsTheFileThere()
    {
        var builder = new EventFileBuilder().Scalar("loss", 1, 1);
        var offset = builder.Length;
        var bytes = builder.Scalar("loss", 2, 2).Scalar("loss", 3, 3).ToArray();
        bytes[offset] ^= 0xFF;
        Read(bytes);

        Assert.Equal([1], sink.Steps("loss"));
        Assert.Equal((offset, SkipReason.BrokenFrame), (report.Skips.Single().Offset, report.Skips.Single().Reason));
    }

    [Fact]
    public void Read_FileEndingInsideARecord_GivesWhatIsWholeAndSaysWhere()
    {
        var builder = new EventFileBuilder().Scalar("loss", 1, 1);
        var offset = builder.Length;
        var bytes = builder.Scalar("loss", 2, 2).ToArray();
        Read(bytes[..^3]);

        Assert.Equal([1], sink.Steps("loss"));
        Assert.Equal((offset, SkipReason.Truncated), (report.Skips.Single().Offset, report.Skips.Single().Reason));
    }

    [Fact]
    public void Read_LengthOfAnExabyteWithARightChecksum_ReservesNoMemory()
    {
        var bytes = new byte[12];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, 1UL << 60);
        var crc = SlowChecksums.Crc32C(bytes.AsSpan(0, 8));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), unchecked(((crc >> 15) | (crc << 17)) + 0xA282EAD8));
        var before = GC.GetAllocatedBytesForCurrentThread();
        Read([.. new EventFileBuilder().Scalar("loss", 1, 1).ToArray(), .. bytes]);

        Assert.Equal([1], sink.Steps("loss"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    [Fact]
    public void Read_FromAnEarlierEnd_GivesOnlyWhatIsNew()
    {
        var builder = new EventFileBuilder().Scalar("loss", 1, 1);
        var file = folder.Write("events.out.tfevents.1.host", builder.ToArray());
        var first = new RecordingSink();
        new TensorBoardRunReader(report, _ => -1).Read([file], first, CancellationToken.None);
        folder.Write("events.out.tfevents.1.host", builder.Scalar("loss", 2, 2).ToArray());

        new TensorBoardRunReader(report, name => first.Positions[name]).Read([file], sink, CancellationToken.None);

        Assert.Equal([2], sink.Steps("loss"));
    }

    [Fact]
    public void Read_GrowingFileAgain_GivesOnlyWhatIsNewAndKeepsThePlugin()
    {
        static ProtoBytes One(float value) => new ProtoBytes().Varint(1, 1).Message(2, new ProtoBytes()).Float(5, value);
        var builder = new EventFileBuilder().Tensor("loss", 1, One(1), "scalars");
        var reader = new TensorBoardRunReader(report, _ => -1);
        reader.Read([folder.Write("events.out.tfevents.1.host", builder.ToArray())], sink, CancellationToken.None);
        var bytes = builder.Tensor("loss", 2, One(2)).ToArray();
        reader.Read([folder.Write("events.out.tfevents.1.host", bytes.AsSpan(..^4))], sink, CancellationToken.None);
        Assert.Equal([1], sink.Steps("loss"));

        reader.Read([folder.Write("events.out.tfevents.1.host", bytes)], sink, CancellationToken.None);

        Assert.Equal([1, 2], sink.Steps("loss"));
    }

    [Fact]
    public void Read_KindsThatUmulDoesNotTake_AreCountedByName()
    {
        Read(new EventFileBuilder()
            .Tensor("curve", 0, new ProtoBytes().Varint(1, 1).Message(2, Shape([6, 2])).Bytes(4, new byte[48]), "pr_curves")
            .Record(new ProtoBytes().Double(1, 1).Bytes(4, [1, 2, 3]).ToArray()));

        Assert.Equal("graph=1 pr_curves=1", string.Join(' ', report.LeftOut.Select(kind => $"{kind.Key}={kind.Value}")));
    }

    private static ProtoBytes Shape(int[] sizes)
    {
        var shape = new ProtoBytes();
        foreach (var size in sizes)
            shape.Message(2, new ProtoBytes().Varint(1, size));
        return shape;
    }

    private static ProtoBytes Strings(int[] sizes, params ReadOnlySpan<byte[]> values)
    {
        var tensor = new ProtoBytes().Varint(1, 7).Message(2, Shape(sizes));
        foreach (var value in values)
            tensor.Bytes(8, value);
        return tensor;
    }

    private static byte[] Doubles(params double[] values) => [.. values.SelectMany(BitConverter.GetBytes)];

    private void Read(EventFileBuilder file, string name = "events.out.tfevents.1.host") => Read((file, name));

    private void Read(byte[] file) =>
        new TensorBoardRunReader(report, _ => -1).Read([folder.Write("events.out.tfevents.1.host", file)], sink, CancellationToken.None);

    private void Read(params (EventFileBuilder File, string Name)[] files) =>
        new TensorBoardRunReader(report, _ => -1)
            .Read([.. files.Select(file => folder.Write(file.Name, file.File.ToArray()))], sink, CancellationToken.None);
}
