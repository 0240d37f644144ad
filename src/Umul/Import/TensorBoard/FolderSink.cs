namespace Umul.Import.TensorBoard;

/// <summary>Puts the name of a folder before each metric and source: <c>train/</c> and <c>validation/</c> of one run log the same names.</summary>
internal sealed class FolderSink(IRunSink inner, string prefix) : IRunSink
{
    public void Position(string source, long offset) => inner.Position(prefix + source, offset);

    public void Describe(RunDescription description) => inner.Describe(description);

    public void Point(string key, long step, double wallTime, double value) => inner.Point(prefix + key, step, wallTime, value);

    public void Param(string key, string value) => inner.Param(key, value);

    public void Tag(string key, string value) => inner.Tag(key, value);

    public void Media(in ImportedMedia item) => inner.Media(new ImportedMedia
    {
        Kind = item.Kind,
        Key = prefix + item.Key,
        Step = item.Step,
        WallTime = item.WallTime,
        Index = item.Index,
        ContentType = item.ContentType,
        Bytes = item.Bytes,
    });

    public void File(string artifactPath, string sourceFile) => inner.File(artifactPath, sourceFile);

    public void Line(ConsoleLine line) => inner.Line(line);
}
