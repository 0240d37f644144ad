namespace Umul.Import;

/// <summary>Takes nothing: for the part of a source that an earlier import took.</summary>
internal sealed class NoSink : IRunSink
{
    public static readonly NoSink Instance = new();

    private NoSink()
    {
    }

    public void Position(string source, long offset)
    {
    }

    public void Describe(RunDescription description)
    {
    }

    public void Point(string key, long step, double wallTime, double value)
    {
    }

    public void Param(string key, string value)
    {
    }

    public void Tag(string key, string value)
    {
    }

    public void Media(in ImportedMedia item)
    {
    }

    public void File(string artifactPath, string sourceFile)
    {
    }

    public void Line(ConsoleLine line)
    {
    }
}
