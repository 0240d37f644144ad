using Umul.Access;
using Umul.Database;
using Umul.Web;

namespace Umul.Runs;

/// <summary>Puts a project with all its runs into the bin and takes it out again. Nothing is erased.</summary>
internal sealed class ProjectBin(UmulDatabase database, RunStore runs, RunCatalog catalog, TimeProvider clock)
{
    /// <exception cref="UmulException">There is no such project, or it is in the bin already.</exception>
    public Task Delete(long id) => database.Writer.Write(scope =>
    {
        Caller.RequireWriter(id);
        var now = clock.UnixMs;
        if (scope.Execute("UPDATE projects SET deleted_ms = @p0, updated_ms = @p0 WHERE id = @p1 AND deleted_ms IS NULL", now, id) == 0)
            throw Missing(id);
        scope.Execute("UPDATE runs SET deleted_ms = @p0 WHERE project_id = @p1 AND deleted_ms IS NULL", now, id);
        Forget(scope, id);
    });

    /// <exception cref="UmulException">There is no such project, or it is not in the bin.</exception>
    public Task Restore(long id) => database.Writer.Write(scope =>
    {
        Caller.RequireWriter(id);
        if (scope.Execute("UPDATE projects SET deleted_ms = NULL, updated_ms = @p0 WHERE id = @p1 AND deleted_ms IS NOT NULL", clock.UnixMs, id) == 0)
            throw Missing(id);
        scope.Execute("UPDATE runs SET deleted_ms = NULL WHERE project_id = @p0 AND deleted_ms IS NOT NULL", id);
        Forget(scope, id);
    });

    private void Forget(WriteScope scope, long id)
    {
        runs.ForgetHandles();
        scope.OnRollback(runs.ForgetHandles);
        scope.AfterCommit(() => catalog.Changed(id));
    }

    private static UmulException Missing(long id) => new(ErrorCode.NotFound, $"No Experiment with id={id} exists");
}
