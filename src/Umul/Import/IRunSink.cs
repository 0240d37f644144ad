namespace Umul.Import;

/// <summary>Takes what a reader finds in one run, in the order of the source. Readers know formats; a sink knows where things go.</summary>
/// <remarks>Times are Unix seconds, as every source writes them. Spans are valid during the call only.</remarks>
internal interface IRunSink
{
    /// <summary>
    /// What follows comes from the record at <paramref name="offset"/> of <paramref name="source"/>; all before it has been handed over. A
    /// sink may make it durable up to here, and an import that is interrupted goes on at the last such place. Offsets of a source rise.
    /// </summary>
    void Position(string source, long offset);

    /// <summary>Name, status and times as far as known by now; called again when more is known. Null says: nothing new.</summary>
    void Describe(RunDescription description);

    void Point(string key, long step, double wallTime, double value);

    void Param(string key, string value);

    void Tag(string key, string value);

    void Media(in ImportedMedia item);

    /// <summary>A file that lies beside the source and belongs to the run as it is.</summary>
    void File(string artifactPath, string sourceFile);

    /// <summary>A line that the run wrote to its console.</summary>
    void Line(ConsoleLine line);
}
