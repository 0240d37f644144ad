using Umul.Import;
using Umul.Import.Mlruns;
using Umul.Import.TensorBoard;
using Umul.Import.Wandb;

namespace Umul.Tests.Import;

/// <summary>Random damage, fixed seeds: nothing is thrown, nothing hangs, nothing false is imported, nothing is lost in silence.</summary>
public sealed class ReaderFuzzTests : IDisposable
{
    private const long MostAllocatedBytes = 64L << 20;

    private readonly SourceFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void TensorBoard_DamagedBytes_GiveOnlyTruePointsAndAReportOfWhatIsMissing()
    {
        var whole = EventFile();
        var (truth, _) = ReadEvents(whole);
        Assert.Equal(402, truth.Points.Count);
        for (var seed = 0; seed < 150; seed++)
        {
            var damaged = Damage(whole, new Random(seed), out var isCut);
            var (sink, report) = ReadEvents(damaged);

            Assert.Empty(sink.Points.Except(truth.Points));
            // A cut exactly between two records leaves no trace in the file.
            Assert.True(sink.Points.Count + report.Superseded == truth.Points.Count || report.SkipCount > 0 || isCut, $"seed {seed}");
        }
    }

    [Fact]
    public void TensorBoard_DamageUnderARightChecksum_IsSurvived()
    {
        var content = Records(EventFile());
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var builder = new EventFileBuilder();
            foreach (var record in content)
                builder.Record(random.Next(4) == 0 ? Damage(record, random, out _) : record);
            ReadEvents(builder.ToArray());
        }
    }

    [Fact]
    public void Wandb_DamagedBytes_GiveOnlyTruePointsAndAReportOfWhatIsMissing()
    {
        var whole = WandbFile();
        var (truth, _) = ReadWandb(whole);
        Assert.Equal(600 + 3000, truth.Points.Count);
        for (var seed = 0; seed < 100; seed++)
        {
            var damaged = Damage(whole, new Random(seed), out var isCut);
            var (sink, report) = ReadWandb(damaged);

            Assert.Empty(sink.Points.Except(truth.Points));
            Assert.True(sink.Points.Count == truth.Points.Count || report.SkipCount > 0 || isCut, $"seed {seed}");
        }
    }

    [Fact]
    public void Wandb_DamageUnderARightChecksum_IsSurvived()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var builder = new WandbFileBuilder();
            for (var i = 0; i < 20; i++)
            {
                var history = new ProtoBytes()
                    .Message(1, WandbFileBuilder.Item("_step", "3"))
                    .Message(1, WandbFileBuilder.Item("img", """{"_type": "image-file", "path": "media/images/x.png", "width": 3}"""))
                    .Message(1, WandbFileBuilder.Item("h", """{"_type": "histogram", "values": [1, 2], "bins": [0, 1, 2]}""")).ToArray();
                builder.Record(random.Next(1, 30), Raw(Damage(history, random, out _)));
            }
            ReadWandb(builder.ToArray());
        }
    }

    [Fact]
    public void Mlruns_DamagedFiles_AreSurvived()
    {
        var meta = "artifact_location: file:///x\nexperiment_id: '7'\nname: \"caf\\u00e9\"\nlifecycle_stage: active\n"u8.ToArray();
        var runMeta = "run_id: abc\nstart_time: 1731484365897\nend_time: null\nstatus: 3\nrun_name: 'it''s'\n"u8.ToArray();
        var metric = "1731484365931 0.5 0\n1731484366931 nan 1\n1731484367931 1e-05 2\n"u8.ToArray();
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            folder.Write("mlruns/7/meta.yaml", Damage(meta, random, out _));
            folder.Write("mlruns/7/abc/meta.yaml", Damage(runMeta, random, out _));
            folder.Write("mlruns/7/abc/metrics/loss", Damage(metric, random, out _));
            var report = new ImportReport();
            foreach (var run in MlrunsFolder.Runs(folder.Path, report))
                new MlrunsRunReader(run, report).Read(new RecordingSink(), _ => -1, CancellationToken.None);
        }
    }

    [Fact]
    public void PureNoise_EndsWithAReportAndLittleMemory()
    {
        var noise = new byte[4 << 20];
        new Random(1).NextBytes(noise);

        Assert.Equal(SkipReason.BrokenFrame, ReadEvents(noise).Report.Skips.Single().Reason);
        Assert.Equal(SkipReason.NotThisFormat, ReadWandb(noise).Report.Skips.Single().Reason);
        noise = [0x3A, 0x57, 0x26, 0x42, 0xE1, 0xBE, 0x00, .. noise];
        Assert.InRange(ReadWandb(noise).Report.SkipCount, 100, 129);
    }

    private static byte[] EventFile()
    {
        var builder = new EventFileBuilder();
        for (var step = 0; step < 200; step++)
        {
            builder.Scalar("loss", step, 1.0f / (step + 1));
            builder.Tensor("acc", step, new ProtoBytes().Varint(1, 1).Message(2, new ProtoBytes()).Float(5, step), step == 0 ? "scalars" : null);
        }
        builder.Tensor("h", 3, new ProtoBytes().Varint(1, 2)
            .Message(2, new ProtoBytes().Message(2, new ProtoBytes().Varint(1, 1)).Message(2, new ProtoBytes().Varint(1, 3)))
            .Double(6, 1).Double(6, 2).Double(6, 3), "histograms");
        builder.Tensor("t", 3, new ProtoBytes().Varint(1, 7).Message(2, new ProtoBytes()).Text(8, "x"), "text");
        return builder.Scalar("loss", 500, 1).Scalar("loss", 501, 2).ToArray();
    }

    private static byte[] WandbFile()
    {
        var builder = new WandbFileBuilder().Run("id", "name").Config("lr", "0.1");
        for (var step = 0; step < 600; step++)
            builder.History(step, ("loss", "0.5"));
        var wide = Enumerable.Range(0, 3000).Select(i => ($"layer{i}", "1")).ToArray();
        return builder.History(600, wide).Exit(0).ToArray();
    }

    private static List<byte[]> Records(byte[] file)
    {
        using var reader = new TfRecordReader(new MemoryStream(file), "x", new ImportReport());
        var records = new List<byte[]>();
        while (reader.TryRead(out var record))
            records.Add(record.ToArray());
        return records;
    }

    private static byte[] Damage(byte[] whole, Random random, out bool isCut)
    {
        var bytes = (byte[])whole.Clone();
        isCut = random.Next(3) == 0;
        if (isCut)
            return bytes[..random.Next(bytes.Length)];
        for (var i = random.Next(1, 5); i > 0; i--)
            bytes[random.Next(bytes.Length)] ^= (byte)random.Next(1, 256);
        return bytes;
    }

    private static ProtoBytes Raw(byte[] bytes) => ProtoBytes.FromRaw(bytes);

    private (RecordingSink Sink, ImportReport Report) ReadEvents(byte[] bytes) => Bounded((sink, report) =>
        new TensorBoardRunReader(report, _ => -1).Read([folder.Write("events.out.tfevents.1", bytes)], sink, CancellationToken.None));

    private (RecordingSink Sink, ImportReport Report) ReadWandb(byte[] bytes) => Bounded((sink, report) =>
        new WandbRunReader(folder.Write("run-x.wandb", bytes), "run-x.wandb", report).Read(sink, -1, CancellationToken.None));

    private static (RecordingSink Sink, ImportReport Report) Bounded(Action<RecordingSink, ImportReport> read)
    {
        var sink = new RecordingSink();
        var report = new ImportReport();
        var before = GC.GetAllocatedBytesForCurrentThread();
        read(sink, report);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostAllocatedBytes);
        return (sink, report);
    }
}
