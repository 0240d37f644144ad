using System.Buffers;
using System.Text.Json;

namespace Umul.Import.Wandb;

/// <summary>Hands over the media of a history record: images and sounds that lie in <c>files/</c>, and histograms, which are inline.</summary>
internal sealed class WandbMedia(IRunSink sink, ImportReport report, string filesFolder)
{
    private const int LargestFileBytes = 128 << 20;

    public void HandOver(string key, IEnumerable<JsonLeaf> leaves, long step, double time)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var leaf in leaves)
            values[leaf.Key[(key.Length + 1)..]] = leaf.Text;
        switch (values.GetValueOrDefault("_type"))
        {
            case "image-file":
                FromFile(MediaKind.Image, key, values.GetValueOrDefault("path"), step, time, 0);
                break;
            case "audio-file":
                FromFile(MediaKind.Audio, key, values.GetValueOrDefault("path"), step, time, 0);
                break;
            case "images/separated":
                var names = Strings(values.GetValueOrDefault("filenames"));
                for (var i = 0; i < names.Count; i++)
                    FromFile(MediaKind.Image, key, names[i], step, time, i);
                break;
            case "histogram":
                Histogram(key, values, step, time);
                break;
            case var other:
                // Tables, videos, plots: the file itself is imported with the rest of files/.
                report.Left(other ?? "media");
                break;
        }
    }

    private void FromFile(MediaKind kind, string key, string? path, long step, double time, int index)
    {
        // The path is text from the record: it may not leave the run's own folder.
        if (path is null || FolderWalk.Inside(filesFolder, path) is not { } file || !System.IO.File.Exists(file))
        {
            report.Left("media whose file is not there");
            return;
        }
        if (new FileInfo(file).Length > LargestFileBytes)
        {
            report.Skipped(file, 0, SkipReason.TooLarge);
            return;
        }
        var bytes = System.IO.File.ReadAllBytes(file);
        var type = kind == MediaKind.Image ? ContentTypes.OfImage(bytes) : ContentTypes.OfAudio(bytes);
        Emit(new ImportedMedia { Kind = kind, Key = key, Step = step, WallTime = time, Index = index, ContentType = type, Bytes = bytes });
    }

    private void Histogram(string key, Dictionary<string, string> values, long step, double time)
    {
        var counts = Numbers(values.GetValueOrDefault("values"));
        var edges = values.TryGetValue("bins", out var bins) ? Numbers(bins) : PackedEdges(values, counts.Count);
        if (edges.Count != counts.Count + 1)
        {
            report.Left("histogram without bins");
            return;
        }
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("buckets");
            for (var i = 0; i < counts.Count; i++)
            {
                json.WriteStartArray();
                json.WriteNumberValue(edges[i]);
                json.WriteNumberValue(edges[i + 1]);
                json.WriteNumberValue(counts[i]);
                json.WriteEndArray();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        Emit(new ImportedMedia { Kind = MediaKind.Histogram, Key = key, Step = step, WallTime = time, ContentType = "application/json", Bytes = buffer.WrittenSpan });
    }

    private static List<double> PackedEdges(Dictionary<string, string> values, int count)
    {
        var min = Numbers($"[{values.GetValueOrDefault("packedBins.min")}]");
        var size = Numbers($"[{values.GetValueOrDefault("packedBins.size")}]");
        if (min.Count != 1 || size.Count != 1)
            return [];
        return [.. Enumerable.Range(0, count + 1).Select(i => min[0] + i * size[0])];
    }

    private void Emit(ImportedMedia media)
    {
        sink.Media(media);
        report.Files++;
    }

    private static List<string> Strings(string? json) => Elements(json, element => element.GetString());

    private static List<double> Numbers(string? json) => Elements(json, element => element.GetDouble());

    private static List<T> Elements<T>(string? json, Func<JsonElement, T?> read)
    {
        try
        {
            using var document = JsonDocument.Parse(json ?? "[]");
            return [.. document.RootElement.EnumerateArray().Select(element => read(element)!)];
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            return [];
        }
    }
}
