using System.IO.Compression;
using System.Text;
using Umul.Artifacts;
using Umul.Database;
using Umul.Ledger;
using Umul.Metrics;
using Umul.Projects;
using Umul.Runs;
using Umul.Upkeep;
using Umul.Web;

namespace Umul.Tests.Upkeep;

public sealed class BackupTests(UmulFixture umul) : IClassFixture<UmulFixture>
{
    [Fact]
    public async Task A_restored_backup_brings_back_runs_points_and_files_and_logging_goes_on()
    {
        var run = await RecordRun("kept");
        var file = await Backup();
        await umul.Get<RunStore>().Append(run.Id, new RunBatch { Points = new[] { new MetricPoint("loss", 99, 99, 0.5) } });
        var later = await RecordRun("made after the backup");

        await umul.Get<BackupReader>().Restore(file);

        var runs = umul.Get<RunStore>();
        Assert.Null(runs.Find(later.Id));
        var restored = runs.Find(run.Id)!;
        Assert.Equal([1.0, double.NaN, 0.25], umul.Get<MetricStore>().Points(restored.ProjectId, restored.RowId, "loss")!.Value.Points.Values.ToArray());
        Assert.Equal([new("lr", "0.1")], runs.Data([restored])[0].Params);
        var artifacts = umul.Get<ArtifactStore>();
        using var reader = new StreamReader(artifacts.OpenRead(artifacts.Find(run.Id, ArtifactPath.Parse("notes.txt"))!));
        Assert.Equal("kept", await reader.ReadToEndAsync());

        await runs.Append(run.Id, new RunBatch { Points = new[] { new MetricPoint("loss", 3, 4, 0.125) }, Params = [new("seed", "1")] });
        await RecordRun("made after the restore");
        Assert.Equal(4, umul.Get<MetricStore>().Summaries(restored.ProjectId, restored.RowId).Single().Summary.Count);
        await umul.Restart();
        Assert.Equal(4, umul.Get<MetricStore>().Summaries(restored.ProjectId, restored.RowId).Single().Summary.Count);
    }

    [Fact]
    public async Task A_backup_restored_into_another_data_folder_brings_a_ledger_that_verifies_and_goes_on()
    {
        var project = await umul.Get<ProjectStore>().Create("p" + Guid.NewGuid());
        await umul.Get<LedgerStore>().Write(new LedgerLine(LedgerKind.Open, project, "test", "") { Reason = "The study is finished." });
        var file = await Backup();
        var other = new UmulFixture();
        await other.InitializeAsync();
        try
        {
            var unlike = await other.Get<ProjectStore>().Create("sealed with the key that this folder made for itself");
            await other.Get<LedgerStore>().Write(new LedgerLine(LedgerKind.Open, unlike, "test", "") { Reason = "Another study." });

            await other.Get<BackupReader>().Restore(file);

            Assert.Equal("The study is finished.", Assert.Single(other.Get<LedgerStore>().Of(project)).Reason);
            Assert.True(other.Get<LedgerStore>().Verify().IsWhole);
            await other.Restart();
            await other.Get<LedgerStore>().Write(new LedgerLine(LedgerKind.Close, project, "test", "") { Reason = "A new one begins." });
            Assert.True(other.Get<LedgerStore>().Verify().IsWhole);
        }
        finally
        {
            await other.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_backup_taken_while_logging_goes_on_holds_a_prefix_of_what_was_logged()
    {
        var run = await RecordRun("busy");
        var stop = false;
        var logging = Task.Run(async () =>
        {
            for (var i = 10; !Volatile.Read(ref stop); i++)
                await umul.Get<RunStore>().Append(run.Id, new RunBatch { Points = new[] { new MetricPoint("busy", i, i, i) } });
        });
        await Task.Delay(100);
        var file = await Backup();
        Volatile.Write(ref stop, true);
        await logging;
        await umul.Get<BackupReader>().Restore(file);
        var restored = umul.Get<RunStore>().Find(run.Id)!;
        var values = umul.Get<MetricStore>().Points(restored.ProjectId, restored.RowId, "busy")!.Value.Points.Values.ToArray();
        Assert.Equal(Enumerable.Range(10, values.Length).Select(i => (double)i), values);
    }

    [Theory]
    [InlineData("cut off")]
    [InlineData("not a zip")]
    [InlineData("foreign entry")]
    [InlineData("no database")]
    [InlineData("wrong blob")]
    [InlineData("wrong key")]
    public async Task A_damaged_backup_is_refused_and_nothing_changes(string damage)
    {
        var run = await RecordRun("safe");
        var file = await Backup();
        Damage(file, damage);
        var refusal = await Assert.ThrowsAsync<UmulException>(() => umul.Get<BackupReader>().Restore(file));
        Assert.Contains("Nothing was changed", refusal.Message, StringComparison.Ordinal);
        Assert.NotNull(umul.Get<RunStore>().Find(run.Id));
    }

    [Fact]
    public async Task Collecting_garbage_deletes_what_lies_in_the_bin_and_only_that()
    {
        var (kept, binned) = (await RecordRun("shared content"), await RecordRun("only in the bin"));
        await umul.Get<ArtifactStore>().Put(binned.Id, ArtifactPath.Parse("copy.txt"), new MemoryStream("shared content"u8.ToArray()));
        await umul.Get<RunStore>().Delete(binned.Id);
        var report = umul.Get<StorageReport>().Projects().Single(p => p.ProjectId == binned.ProjectId);
        Assert.Equal((1, 1, "only in the bin".Length), (report.Runs, report.RunsInBin, report.ArtifactBytesFreed));

        var counted = await umul.Get<GarbageCollector>().Collect(TimeSpan.Zero, dryRun: true);
        Assert.Equal(1, counted.Runs);
        Assert.NotNull(umul.Get<RunStore>().Find(binned.Id));
        AgeFiles();
        var collected = await umul.Get<GarbageCollector>().Collect(TimeSpan.Zero, dryRun: false);
        Assert.Equal(1, collected.Runs);
        Assert.Null(umul.Get<RunStore>().Find(binned.Id));
        Assert.Empty(umul.Get<ArtifactStore>().All(binned.Id));
        await umul.Get<RunStore>().Append(kept.Id, new RunBatch { Points = new[] { new MetricPoint("loss", 9, 9, 9) } });
        Assert.Equal(4, umul.Get<MetricStore>().Summaries(kept.ProjectId, kept.RowId).Single().Summary.Count);
        var artifacts = umul.Get<ArtifactStore>();
        await artifacts.OpenRead(artifacts.Find(kept.Id, ArtifactPath.Parse("notes.txt"))!).DisposeAsync();
        Assert.False(File.Exists(artifacts.BlobPath(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("only in the bin"u8)))));
    }

    private void AgeFiles()
    {
        foreach (var file in Directory.EnumerateFiles(umul.Get<DataFolder>().Blobs, "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    }

    private async Task<string> Backup()
    {
        var file = Path.Combine(umul.DataFolder, Guid.NewGuid() + ".zip");
        await using var stream = File.Create(file);
        await umul.Get<BackupWriter>().Write(stream);
        return file;
    }

    private async Task<Run> RecordRun(string content)
    {
        var project = await umul.Get<ProjectStore>().Create("p" + Guid.NewGuid());
        var run = await umul.Get<RunStore>().Create(new NewRun { ProjectId = project });
        await umul.Get<RunStore>().Append(run.Id, new RunBatch
        {
            Params = [new("lr", "0.1")],
            Points = new[] { new MetricPoint("loss", 0, 1, 1), new MetricPoint("loss", 1, 2, double.NaN), new MetricPoint("loss", 2, 3, 0.25) },
        });
        await umul.Get<ArtifactStore>().Put(run.Id, ArtifactPath.Parse("notes.txt"), new MemoryStream(Encoding.UTF8.GetBytes(content)));
        return run;
    }

    private static void Damage(string file, string damage)
    {
        if (damage == "cut off") File.WriteAllBytes(file, File.ReadAllBytes(file)[..^200]);
        if (damage == "not a zip") File.WriteAllText(file, "hello");
        if (damage is "cut off" or "not a zip") return;
        using var zip = ZipFile.Open(file, ZipArchiveMode.Update);
        if (damage == "foreign entry") zip.CreateEntry("../../etc/passwd");
        if (damage == "no database") zip.GetEntry("umul.db")!.Delete();
        if (damage == "wrong key")
        {
            zip.GetEntry("ledger.key")!.Delete();
            using var stream = zip.CreateEntry("ledger.key").Open();
            stream.Write(new byte[1000]);
        }
        if (damage == "wrong blob")
        {
            using var stream = zip.CreateEntry("blobs/00/" + new string('0', 64)).Open();
            stream.Write("not what the name says"u8);
        }
    }
}
