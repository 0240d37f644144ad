using System.Text;
using Umul.Import;

namespace Umul.Tests.Import;

/// <summary>Keeps in lists what a reader hands over.</summary>
internal sealed class RecordingSink : IRunSink
{
    public List<(string Key, long Step, double WallTime, double Value)> Points { get; } = [];

    public Dictionary<string, long> Positions { get; } = [];

    public Dictionary<string, string> Params { get; } = [];

    public Dictionary<string, string> Tags { get; } = [];

    public List<RecordedMedia> Kept { get; } = [];

    public List<(string ArtifactPath, string SourceFile)> Files { get; } = [];

    public List<ConsoleLine> Lines { get; } = [];

    public string? Name { get; private set; }

    public SourceStatus? Status { get; private set; }

    public double? StartTime { get; private set; }

    public double? EndTime { get; private set; }

    public bool IsDeleted { get; private set; }

    public IEnumerable<double> Values(string key) => Points.Where(point => point.Key == key).Select(point => point.Value);

    public IEnumerable<long> Steps(string key) => Points.Where(point => point.Key == key).Select(point => point.Step);

    public void Position(string source, long offset)
    {
        Assert.True(offset >= Positions.GetValueOrDefault(source), "Positions of a source rise.");
        Positions[source] = offset;
    }

    public void Describe(RunDescription description)
    {
        Name = description.Name ?? Name;
        Status = description.Status ?? Status;
        StartTime = description.StartTime ?? StartTime;
        EndTime = description.EndTime ?? EndTime;
        IsDeleted |= description.IsDeleted;
    }

    public void Point(string key, long step, double wallTime, double value) => Points.Add((key, step, wallTime, value));

    public void Param(string key, string value) => Params[key] = value;

    public void Tag(string key, string value) => Tags[key] = value;

    public void Media(in ImportedMedia item) =>
        Kept.Add(new RecordedMedia(item.Kind, item.Key, item.Step, item.Index, item.ContentType, item.Bytes.ToArray()));

    public void File(string artifactPath, string sourceFile) => Files.Add((artifactPath, sourceFile));

    public void Line(ConsoleLine line) => Lines.Add(line);
}

internal sealed record RecordedMedia(MediaKind Kind, string Key, long Step, int Index, string ContentType, byte[] Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes);
}
