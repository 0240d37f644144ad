using Umul.Import.Wire;
using Umul.Web;

namespace Umul.Import.Wandb;

/// <summary>Imports the runs of a <c>wandb</c> folder from their <c>.wandb</c> files. A resumed run has several: they are one run.</summary>
internal sealed class WandbImport(string root, ImportSession session)
{
    private const string LatestLink = "latest-run";

    public long SizeBytes() => LogFiles(new ImportReport()).Sum(file => new FileInfo(file).Length);

    public void ReadAll()
    {
        foreach (var file in LogFiles(session.Report))
        {
            session.Cancellation.ThrowIfCancellationRequested();
            try
            {
                Read(file);
            }
            catch (UmulException refusal) when (refusal.Code == ErrorCode.WrongState)
            {
                session.Report.Skipped(file, 0, SkipReason.Refused, refusal.Message);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                session.Report.Skipped(file, 0, SkipReason.Unreadable, error.Message);
            }
        }
    }

    private void Read(string file)
    {
        var (id, project) = Names(file);
        // The folder is part of the source's name, so that the files of a resumed run are told apart.
        var source = $"{Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(file)))}/{Path.GetFileName(file)}";
        var run = new ImportedRun
        {
            Id = SourceIds.Run("wandb", session.Project ?? "", project, id),
            Project = session.Project ?? (project.Length > 0 ? project : "wandb"),
            Name = id,
        };
        var sink = session.Sink(run);
        new WandbRunReader(file, source, session.Report).Read(sink, session.Position(run, source), session.Cancellation);
        sink.Complete(session.Status(sink.SourceStatus, [file]));
    }

    /// <summary>Run id and project from the run record; the id is in the file's name too (<c>run-ID.wandb</c>).</summary>
    private static (string Id, string Project) Names(string file)
    {
        const int runTag = (17 << 3) | WireType.Bytes;
        const int idTag = (1 << 3) | WireType.Bytes;
        const int projectTag = (3 << 3) | WireType.Bytes;
        var name = Path.GetFileNameWithoutExtension(file);
        var (id, project) = (name.StartsWith("run-", StringComparison.Ordinal) ? name[4..] : name, "");
        using var log = new LevelLogReader(
            new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0), file, new ImportReport());
        if (!log.TryOpen())
            return (id, project);
        while (log.TryRead(out var record))
        {
            var outer = new ProtoReader(record);
            while (outer.Next())
            {
                if (outer.Tag != runTag)
                    continue;
                var run = new ProtoReader(outer.Bytes);
                while (run.Next())
                {
                    if (run.Tag == idTag && !run.Bytes.IsEmpty)
                        id = run.Text;
                    else if (run.Tag == projectTag)
                        project = run.Text;
                }
                return (id, project);
            }
        }
        return (id, project);
    }

    private List<string> LogFiles(ImportReport report)
    {
        var files = FolderWalk.Files(root, report).Where(file => file.Full.EndsWith(".wandb", StringComparison.Ordinal)).Select(file => file.Full).ToList();
        // A link when wandb made it; a copy of a run after a checkout or a copy that follows links.
        var others = files.Where(file => Path.GetFileName(Path.GetDirectoryName(file)) != LatestLink).ToList();
        return others.Count > 0 ? others : files;
    }
}
