using System.IO.Compression;
using Umul.Metrics;
using Umul.Runs;

namespace Umul.Export;

/// <summary>
/// Points as NumPy arrays in one zip: <c>run</c> and <c>metric</c> (indices into <c>run_ids</c>, <c>run_names</c> and <c>metrics</c>),
/// <c>step</c>, <c>time_ms</c>, <c>value</c>.
/// </summary>
/// <remarks>An array's length stands before its data, so the columns are gathered in temporary files first: memory stays flat.</remarks>
internal sealed class NpzPoints(Stream output) : IPointWriter
{
    private readonly FileStream runColumn = Temporary();
    private readonly FileStream metricColumn = Temporary();
    private readonly FileStream stepColumn = Temporary();
    private readonly FileStream timeColumn = Temporary();
    private readonly FileStream valueColumn = Temporary();
    private readonly OrderedDictionary<string, string> runs = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, int> metrics = new(StringComparer.Ordinal);
    private long count;

    public void Write(Run run, string key, PointColumns points)
    {
        runs.TryAdd(run.Id, run.Name);
        metrics.TryAdd(key, metrics.Count);
        var indices = new int[points.Count];
        Array.Fill(indices, runs.Count - 1);
        runColumn.Write(NpyWriter.Bytes<int>(indices));
        Array.Fill(indices, metrics[key]);
        metricColumn.Write(NpyWriter.Bytes<int>(indices));
        stepColumn.Write(NpyWriter.Bytes(points.Steps));
        timeColumn.Write(NpyWriter.Bytes(points.TimesMs));
        valueColumn.Write(NpyWriter.Bytes(points.Values));
        count += points.Count;
    }

    public void Complete()
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        Column(zip, "run", "<i4", runColumn);
        Column(zip, "metric", "<i4", metricColumn);
        Column(zip, "step", "<i8", stepColumn);
        Column(zip, "time_ms", "<i8", timeColumn);
        Column(zip, "value", "<f8", valueColumn);
        Texts(zip, "run_ids", runs.Keys);
        Texts(zip, "run_names", runs.Values);
        Texts(zip, "metrics", metrics.Keys);
    }

    public void Dispose()
    {
        foreach (var column in new[] { runColumn, metricColumn, stepColumn, timeColumn, valueColumn })
            column.Dispose();
    }

    internal static void Texts(ZipArchive zip, string name, IReadOnlyCollection<string> texts)
    {
        using var entry = zip.CreateEntry(name + ".npy", CompressionLevel.Fastest).Open();
        NpyWriter.WriteTexts(entry, texts);
    }

    private void Column(ZipArchive zip, string name, string type, FileStream data)
    {
        using var entry = zip.CreateEntry(name + ".npy", CompressionLevel.Fastest).Open();
        entry.Write(NpyWriter.Header(type, count));
        data.Position = 0;
        data.CopyTo(entry);
    }

    private static FileStream Temporary() => new(
        Path.Combine(Path.GetTempPath(), "umul-export-" + Guid.NewGuid().ToString("N")), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
}
