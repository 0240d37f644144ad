using Umul.Access;
using Umul.Database;
using Umul.Metrics;
using Umul.Web;

namespace Umul.Runs;

/// <summary>
/// Lets an importer begin a run's curves anew: a job that went on from an older checkpoint wrote steps again that were imported before.
/// Points and media go, and how far the named sources were read; params, tags, console, notes and files stay.
/// </summary>
internal sealed class RunRestart(UmulDatabase database, RunStore runs, ChunkWriter chunks)
{
    /// <exception cref="UmulException">There is no such run, or the caller may not write to it.</exception>
    public async Task Begin(string runId, IReadOnlyList<string> sources)
    {
        var run = runs.Find(runId) ?? throw new UmulException(ErrorCode.NotFound, new Sentence($"There is no run '{runId}'.", $"실행 '{runId}'이(가) 없습니다."));
        Caller.RequireWriter(run.ProjectId);
        await chunks.WhileResting(() => database.Writer.WriteAlone(scope =>
        {
            scope.Execute("DELETE FROM metric_chunks WHERE series IN (SELECT id FROM series WHERE run = @p0)", run.RowId);
            scope.Execute("DELETE FROM series WHERE run = @p0", run.RowId);
            scope.Execute("DELETE FROM media WHERE run = @p0", run.RowId);
            foreach (var source in sources) scope.Execute("DELETE FROM writer_positions WHERE run = @p0 AND writer = @p1", run.RowId, source);
            scope.AfterCommit(database.TellReplaced);
            return true;
        }));
    }
}
