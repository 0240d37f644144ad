namespace Umul.Import;

/// <summary>Takes what a reader finds in one run, in the order of the source. Readers know formats; a sink knows where things go.</summary>
/// <remarks>Times are Unix seconds, as every source writes them. Spans are valid during the call only.</remarks>
internal interface IRunSink
{
    /// <summary>Name, status and times as far as known by now; called again when more is known. Null says: nothing new.</summary>
    void Describe(RunDescription description);

    void Point(string key, long step, double wallTime, double value);

    void Param(string key, string value);

    void Tag(string key, string value);

    void Media(in MediaItem item);

    /// <summary>A file that lies beside the source and belongs to the run as it is.</summary>
    void File(string artifactPath, string sourceFile);

    /// <summary>A line that the run wrote to its console.</summary>
    void Line(ConsoleLine line);
}
