using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Umul.Export;
using Umul.Metrics;
using Umul.Projects;
using Umul.Runs;

namespace Umul.Tests.Export;

public sealed class ProjectExportTests(UmulFixture umul) : IClassFixture<UmulFixture>
{
    private readonly string project = "export " + Guid.NewGuid();

    [Fact]
    public async Task Csv_PointsOfAProject_AreRowsThatPandasReads()
    {
        var run = await Recorded();

        Assert.Equal(
            $"""
            run_id,run_name,metric,step,time_ms,value
            {run.Id},"base, first",loss,0,1000,0.5
            {run.Id},"base, first",loss,1,2000,NaN
            {run.Id},"base, first",점수,-3,3000,-inf

            """,
            Export(ExportFormat.Csv, ExportTable.Points));
    }

    [Fact]
    public async Task Json_PointsOfAProject_AreRecords()
    {
        var run = await Recorded();

        using var json = JsonDocument.Parse(Export(ExportFormat.Json, ExportTable.Points));
        var rows = json.RootElement.EnumerateArray().ToList();

        Assert.Equal(3, rows.Count);
        Assert.Equal((run.Id, "loss", 0.5), (rows[0].GetProperty("run_id").GetString(), rows[0].GetProperty("metric").GetString(), rows[0].GetProperty("value").GetDouble()));
        Assert.Equal(JsonValueKind.Null, rows[1].GetProperty("value").ValueKind);
    }

    [Fact]
    public async Task Npz_PointsOfAProject_AreArraysInNumPysFormat()
    {
        var run = await Recorded();

        var arrays = Arrays(Bytes(ExportFormat.Npz, ExportTable.Points));

        Assert.Equal(["metric", "metrics", "run", "run_ids", "run_names", "step", "time_ms", "value"], arrays.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(("<f8", "(3,)"), (arrays["value"].Type, arrays["value"].Shape));
        Assert.Equal([0.5, double.NaN, double.NegativeInfinity], arrays["value"].Cells(8, BitConverter.ToDouble));
        Assert.Equal([0L, 1, -3], arrays["step"].Cells(8, BitConverter.ToInt64));
        Assert.Equal([0, 0, 1], arrays["metric"].Cells(4, BitConverter.ToInt32));
        Assert.Equal(("<U4", "(2,)"), (arrays["metrics"].Type, arrays["metrics"].Shape));
        Assert.Equal(["loss", "점수"], arrays["metrics"].Cells(16, (bytes, at) => Encoding.UTF32.GetString(bytes, at, 16).TrimEnd('\0')));
        Assert.Equal([run.Id], arrays["run_ids"].Cells(128, (bytes, at) => Encoding.UTF32.GetString(bytes, at, 128).TrimEnd('\0')));
    }

    [Fact]
    public void NpyHeader_OfAnyLength_LetsTheDataBeginAtAMultipleOf64()
    {
        foreach (var count in new[] { 0, 9, 99_999, 1L << 40 })
        {
            var header = NpyWriter.Header("<f8", count);
            Assert.Equal(0, header.Length % 64);
            Assert.Equal(header.Length - 10, BitConverter.ToUInt16(header, 8));
        }
    }

    [Fact]
    public async Task Runs_OfAProject_HaveTheirParamsAndLastValues()
    {
        var run = await Recorded();

        var csv = Export(ExportFormat.Csv, ExportTable.Runs).Split('\n');

        Assert.Equal("run_id,run_name,status,user,started_ms,ended_ms,param.lr,metric.loss,metric.점수,tag.group", csv[0]);
        Assert.Equal($"{run.Id},\"base, first\",Running,kim,1,,0.1,NaN,-inf,\"a\"\"b\"", csv[1]);
    }

    [Fact]
    public async Task Endpoint_KnownAndUnknownProjects_AnswerWithFileOrProblem()
    {
        await Recorded();

        var csv = await umul.Client.GetStringAsync(new Uri($"/api/export?project={Uri.EscapeDataString(project)}", UriKind.Relative));
        var missing = await umul.Client.GetAsync(new Uri("/api/export?project=none", UriKind.Relative));
        var odd = await umul.Client.GetAsync(new Uri("/api/export?project=none&format=xlsx", UriKind.Relative));

        Assert.Equal(Export(ExportFormat.Csv, ExportTable.Points), csv);
        Assert.Equal((404, 400), ((int)missing.StatusCode, (int)odd.StatusCode));
    }

    private async Task<Run> Recorded()
    {
        var runs = umul.Get<RunStore>();
        var id = await umul.Get<ProjectStore>().Create(project);
        var run = await runs.Create(new NewRun { ProjectId = id, Name = "base, first", UserName = "kim", StartedMs = 1, Tags = [new("group", "a\"b")] });
        await runs.Append(run.Id, new RunBatch
        {
            Params = [new("lr", "0.1")],
            Points = new MetricPoint[] { new("loss", 0, 1000, 0.5), new("loss", 1, 2000, double.NaN), new("점수", -3, 3000, double.NegativeInfinity) },
        });
        var binned = await runs.Create(new NewRun { ProjectId = id, Name = "binned" });
        await runs.Append(binned.Id, new RunBatch { Points = new MetricPoint[] { new("loss", 0, 1000, 9) } });
        await runs.Delete(binned.Id);
        return run;
    }

    private string Export(ExportFormat format, ExportTable table) => Encoding.UTF8.GetString(Bytes(format, table));

    private byte[] Bytes(ExportFormat format, ExportTable table)
    {
        using var stream = new MemoryStream();
        umul.Get<ProjectExport>().Write(project, format, table, stream);
        return stream.ToArray();
    }

    private static Dictionary<string, NpyArray> Arrays(byte[] npz)
    {
        using var zip = new ZipArchive(new MemoryStream(npz));
        return zip.Entries.ToDictionary(entry => entry.Name[..^".npy".Length], entry =>
        {
            using var stream = entry.Open();
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return new NpyArray(copy.ToArray());
        });
    }

    /// <summary>Reads <c>.npy</c> by its specification: magic, version, header length, Python literal, data.</summary>
    private sealed class NpyArray
    {
        private readonly byte[] data;

        public NpyArray(byte[] file)
        {
            Assert.Equal([0x93, .. "NUMPY"u8, 1, 0], file[..8]);
            var start = 10 + BitConverter.ToUInt16(file, 8);
            var header = Encoding.ASCII.GetString(file, 10, start - 10);
            Type = header.Split('\'')[3];
            Shape = header[header.IndexOf('(', StringComparison.Ordinal)..(header.IndexOf(')', StringComparison.Ordinal) + 1)];
            data = file[start..];
        }

        public string Type { get; }

        public string Shape { get; }

        public IEnumerable<T> Cells<T>(int width, Func<byte[], int, T> read) => Enumerable.Range(0, data.Length / width).Select(i => read(data, i * width));
    }
}
