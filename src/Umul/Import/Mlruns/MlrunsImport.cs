using System.Text.RegularExpressions;
using Umul.Web;

namespace Umul.Import.Mlruns;

/// <summary>Imports the runs of an MLflow file store under their own ids, so that links and parent tags stay right.</summary>
internal sealed partial class MlrunsImport(string root, ImportSession session)
{
    public long SizeBytes() => FolderWalk.Files(root, new ImportReport()).Sum(file => new FileInfo(file.Full).Length);

    public void ReadAll()
    {
        foreach (var source in MlrunsFolder.Runs(root, session.Report))
        {
            session.Cancellation.ThrowIfCancellationRequested();
            var run = new ImportedRun
            {
                Id = SafeId(source.Id),
                Project = session.Project ?? source.Project,
                Name = source.Meta.GetValueOrDefault("run_name"),
            };
            var sink = session.Sink(run);
            try
            {
                new MlrunsRunReader(source, session.Report).Read(sink, name => session.Position(run, name), session.Cancellation);
                sink.Complete(session.Status(sink.SourceStatus, []));
            }
            catch (UmulException refusal) when (refusal.Code == ErrorCode.WrongState)
            {
                session.Report.Skipped(source.Folder, 0, SkipReason.Refused, refusal.Message);
            }
        }
    }

    /// <summary>The run's own id where it is one that Umul could have given, else one made from it.</summary>
    internal static string SafeId(string id) => RunId().IsMatch(id) ? id : SourceIds.Run("mlflow", id);

    [GeneratedRegex(@"^[a-zA-Z0-9][\w\-]{0,255}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex RunId();
}
