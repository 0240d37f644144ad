using System.Text.Json;
using Umul.Artifacts;
using Umul.Runs;

namespace Umul.Ingest;

/// <summary>What records say that is kept as files: rows of cases and the provenance. Storing the same again changes nothing.</summary>
internal sealed class IngestFiles(ArtifactStore artifacts)
{
    /// <summary>Stores the files of <paramref name="records"/>; the answer is what could not be used.</summary>
    public async Task<IReadOnlyList<Rejection>> Store(Run run, IReadOnlyList<Record> records)
    {
        var rejected = new List<Rejection>();
        foreach (var record in records)
            if (record.Provenance is { } provenance) await Put(run, ArtifactPath.Parse("provenance/provenance.json"), Indented(provenance));
        foreach (var split in records.Where(r => r.Cases is not null).GroupBy(r => r.Cases!.Split, StringComparer.Ordinal))
        {
            try
            {
                await StoreCases(run, split.Key, split.SelectMany(r => r.Cases!.Rows));
            }
            catch (FormatException refusal)
            {
                rejected.AddRange(split.Select(r => new Rejection(r.Sequence, $"cases of split '{split.Key}': {refusal.Message}")));
            }
        }
        return rejected;
    }

    private async Task StoreCases(Run run, string split, IEnumerable<JsonElement> rows)
    {
        if (!ArtifactPath.TryParse($"cases/{split}.json", out var path)) throw new FormatException("the split's name is not a file name");
        var table = new CaseTable();
        if (artifacts.Find(run.Id, path) is { } stored)
        {
            await using var content = artifacts.OpenRead(stored);
            table = CaseTable.Read(content);
        }
        foreach (var row in rows) table.Set(row);
        await Put(run, path, table.Write());
    }

    private async Task Put(Run run, ArtifactPath path, byte[] content)
    {
        using var stream = new MemoryStream(content);
        await artifacts.Put(run.Id, path, stream, run.ProjectId);
    }

    private static byte[] Indented(JsonElement element)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true })) element.WriteTo(writer);
        return buffer.ToArray();
    }
}
