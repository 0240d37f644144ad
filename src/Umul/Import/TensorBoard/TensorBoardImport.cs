using Umul.Web;

namespace Umul.Import.TensorBoard;

/// <summary>Imports the runs below a TensorBoard log folder; called again, what has appeared or grown since.</summary>
internal sealed class TensorBoardImport(string root, ImportSession session)
{
    private readonly Dictionary<string, Known> known = new(StringComparer.Ordinal);

    /// <summary>Bytes of all event files, for a progress bar.</summary>
    public long SizeBytes() => TensorBoardFolder.Runs(root, new ImportReport()).Sum(run => run.Files.Sum(LengthOf));

    public void ReadAll()
    {
        foreach (var files in TensorBoardFolder.Runs(root, session.Report))
        {
            session.Cancellation.ThrowIfCancellationRequested();
            if (!known.TryGetValue(files.Folder, out var run))
            {
                if (Meet(files) is not { } met)
                    continue;
                known[files.Folder] = run = met;
            }
            var size = files.Files.Sum(LengthOf);
            if (size == run.SizeRead)
                continue;
            Read(files, run);
            run.SizeRead = size;
        }
    }

    private void Read(TensorBoardRunFiles files, Known run)
    {
        var sink = session.Sink(run.Identity);
        try
        {
            var mended = run.Reader.Read(files.Files, Named(files, sink), session.Cancellation);
            sink.Complete(session.Status(sink.SourceStatus, files.Files));
            if (!mended)
                ReadAnew(files);
        }
        catch (UmulException refusal) when (refusal.Code == ErrorCode.WrongState)
        {
            session.Report.Skipped(files.Folder, 0, SkipReason.Refused, refusal.Message);
        }
    }

    // A restart wrote steps again that were imported before it. All folders of the run begin anew, since their points go together.
    private void ReadAnew(TensorBoardRunFiles files)
    {
        var parts = TensorBoardFolder.Runs(root, new ImportReport()).Where(part => part.Owner.Folder == files.Owner.Folder).ToList();
        session.StartOver(known[files.Folder].Identity, parts.SelectMany(part => part.Files.Select(file => part.Prefix + Path.GetFileName(file))));
        foreach (var part in parts)
        {
            if (Meet(part) is not { } run)
                continue;
            known[part.Folder] = run;
            run.SizeRead = part.Files.Sum(LengthOf);
            var sink = session.Sink(run.Identity);
            run.Reader.Read(part.Files, Named(part, sink), session.Cancellation);
            sink.Complete(session.Status(sink.SourceStatus, part.Files));
        }
    }

    private static IRunSink Named(TensorBoardRunFiles files, RunSink sink) => files.Prefix.Length == 0 ? sink : new FolderSink(sink, files.Prefix);

    /// <summary>Null: no file holds a whole record, so there is nothing to read yet.</summary>
    private Known? Meet(TensorBoardRunFiles files)
    {
        if (files.Owner.Files.FirstOrDefault(file => Beginning(file).Length > 0) is not { } first)
        {
            foreach (var file in files.Files)
                session.Report.Skipped(file, 0, SkipReason.NotThisFormat);
            return null;
        }
        var identity = new ImportedRun
        {
            // Not the path: a log folder that was moved, or is named from elsewhere, holds the same runs. The project when it was asked
            // for by name: who imports into a second project wants the runs there too.
            Id = SourceIds.Run("tensorboard", session.Project ?? "", Path.GetFileName(files.Owner.Folder), Path.GetFileName(first), Beginning(first)),
            Project = session.Project ?? ProjectOf(root),
            Name = files.Name,
        };
        return new Known(identity, new TensorBoardRunReader(session.Report, source => session.Position(identity, files.Prefix + source)));
    }

    /// <summary>The first record, which holds the time at which the file was begun, to the microsecond.</summary>
    private static string Beginning(string file)
    {
        try
        {
            using var records = new TfRecordReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0), file, new ImportReport());
            return records.TryRead(out var first) ? Convert.ToHexString(first) : "";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string ProjectOf(string root) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)));

    private static long LengthOf(string file)
    {
        var info = new FileInfo(file);
        return info.Exists ? info.Length : 0;
    }

    private sealed class Known(ImportedRun identity, TensorBoardRunReader reader)
    {
        public ImportedRun Identity { get; } = identity;

        public TensorBoardRunReader Reader { get; } = reader;

        public long SizeRead { get; set; } = -1;
    }
}
