using System.Text;
using Umul.Artifacts;
using Umul.Runs;

namespace Umul.Tests.Ingest;

/// <summary>What the server holds of a run, as the stores tell it.</summary>
internal sealed class RecordedRun(UmulFixture server, string id)
{
    public Run Run => server.Get<RunStore>().Find(id)!;

    public IReadOnlyDictionary<string, string> Params => Data.Params.ToDictionary();

    public IReadOnlyDictionary<string, string> Tags => Data.Tags.ToDictionary();

    public string Console => string.Concat(server.Get<ConsoleStore>().Read(Run).Select(piece => piece.Text));

    public IReadOnlyList<MediaItem> Media => server.Get<MediaStore>().OfRun(Run);

    public IReadOnlyList<string> Files => [.. server.Get<ArtifactStore>().All(id).Select(a => a.Path)];

    private RunData Data => server.Get<RunStore>().Data([Run])[0];

    public (long Step, double Value)[] Points(string key)
    {
        if (server.Get<Umul.Metrics.MetricStore>().Points(Run.ProjectId, Run.RowId, key) is not var (points, _)) return [];
        var pairs = new (long, double)[points.Count];
        for (var i = 0; i < pairs.Length; i++) pairs[i] = (points.Steps[i], points.Values[i]);
        return pairs;
    }

    public string Text(string path)
    {
        var artifacts = server.Get<ArtifactStore>();
        using var stream = artifacts.OpenRead(artifacts.Find(id, ArtifactPath.Parse(path))!);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
