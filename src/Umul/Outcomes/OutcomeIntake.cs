using System.Text.Json;
using Umul.Artifacts;
using Umul.Datasets;
using Umul.Files.Tables;
using Umul.Runs;
using Umul.Web;

namespace Umul.Outcomes;

/// <summary>The one place through which outcomes come in, whatever the way: it adds what the project's dataset knows about the cases.</summary>
internal sealed class OutcomeIntake(OutcomeStore outcomes, DatasetStore datasets, ArtifactStore artifacts)
{
    /// <summary>Stores a table; groups that it does not name are those of the dataset that has the split.</summary>
    public Task<OutcomeWrite> Store(Run run, string split, OutcomeTable table) => outcomes.Write(run.Id, split, WithDataset(run.ProjectId, split, table));

    /// <summary>Stores the table that a client logged as a file under <c>cases/</c>.</summary>
    /// <exception cref="UmulException">The file is no table of cases.</exception>
    public async Task<OutcomeTable> StoreLogged(Run run, string split)
    {
        foreach (var ending in (string[])[".json", ".csv", ".tsv"])
        {
            var path = ArtifactPath.Parse($"cases/{split}{ending}");
            if (artifacts.Find(run.Id, path) is not { } file) continue;
            await using var content = artifacts.OpenRead(file);
            using var bytes = new MemoryStream();
            await content.CopyToAsync(bytes);
            var table = ending == ".json" ? Json(path.Value, bytes.ToArray()) : Csv(path.Value, bytes.ToArray());
            await Store(run, split, table);
            return table;
        }
        throw new UmulException(ErrorCode.NotFound, new Sentence(
            $"The run has no table of cases for the split '{split}' any more.",
            $"실행에 '{split}' 분할의 케이스 표가 더는 없습니다."));
    }

    private OutcomeTable WithDataset(long projectId, string split, OutcomeTable table)
    {
        if (table.Dataset.Length > 0) return table;
        var dataset = datasets.WithSplit(projectId, split, content => content.Cases.Count(c => table.Cases.IndexOf(c.Id) >= 0));
        if (dataset is null) return table;
        var groups = datasets.Content(dataset).Cases.ToDictionary(c => c.Id, c => c.Group, StringComparer.Ordinal);
        // What the client said itself stands; the dataset fills in the rest.
        return table.WithGroups(id => table.Cases.Groups?[table.Cases.IndexOf(id)] is { Length: > 0 } said ? said : groups.GetValueOrDefault(id));
    }

    private static OutcomeTable Json(string name, byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return CaseColumns.ReadJson(name, document.RootElement, OutcomeSource.Logged);
        }
        catch (JsonException damage)
        {
            throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"{name}: not JSON ({damage.Message}). Log the table again.",
                $"{name}: JSON이 아닙니다({damage.Message}). 표를 다시 기록하세요."), damage);
        }
    }

    private static OutcomeTable Csv(string name, byte[] bytes)
    {
        var table = DelimitedTable.Of(TextFile.Of(bytes, name));
        return CaseColumns.Read(
            name, table.Header, [.. table.Rows.Select(row => row.Cells.Select(cell => (JsonElement?)JsonSerializer.SerializeToElement(cell)).ToList())], OutcomeSource.Logged);
    }
}
