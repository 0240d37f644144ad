using System.Globalization;
using System.Text.Json;
using Umul.Web;

namespace Umul.Import.Mlruns;

/// <summary>Imports the runs of a running MLflow server under their own ids. A run that has not changed since is not read again.</summary>
internal sealed class MlflowServerImport(MlflowServer server, ImportSession session)
{
    private const int DeepestFolder = 32;

    public void ReadAll()
    {
        foreach (var (experiment, name) in server.Experiments())
        {
            foreach (var run in server.Runs(experiment))
            {
                session.Cancellation.ThrowIfCancellationRequested();
                Read(run, name);
            }
        }
    }

    private void Read(JsonElement found, string experiment)
    {
        if (!found.TryGetProperty("info", out var info) || MlflowServer.Text(info, "run_id") is not { Length: > 0 } id)
            return;
        var run = new ImportedRun { Id = MlrunsImport.SafeId(id), Project = session.Project ?? experiment, Name = MlflowServer.Text(info, "run_name") };
        // The entry holds the latest value of every metric, so it changes with every point that matters.
        var source = "run " + SourceIds.Run(found.GetRawText());
        var sink = session.Sink(run);
        if (session.Position(run, source) > 0)
            return;
        var downloads = Directory.CreateTempSubdirectory("umul-import-").FullName;
        try
        {
            sink.Position(source, 0);
            Describe(info, sink);
            if (found.TryGetProperty("data", out var data))
                ReadData(id, data, sink);
            Download(id, "", downloads, sink, 0);
            sink.Position(source, 1);
            sink.Complete(session.Status(sink.SourceStatus, []));
        }
        catch (UmulException refusal) when (refusal.Code is ErrorCode.WrongState or ErrorCode.Invalid)
        {
            session.Report.Skipped(run.Id, 0, SkipReason.Refused, refusal.Message);
        }
        finally
        {
            Directory.Delete(downloads, recursive: true);
        }
    }

    private static void Describe(JsonElement info, RunSink sink) => sink.Describe(new RunDescription
    {
        UserName = MlflowServer.Text(info, "user_id"),
        StartTime = Milliseconds(info, "start_time") / 1000.0,
        EndTime = Milliseconds(info, "end_time") / 1000.0,
        IsDeleted = MlflowServer.Text(info, "lifecycle_stage") == "deleted",
        Status = MlflowServer.Text(info, "status") switch
        {
            "FINISHED" => SourceStatus.Finished,
            "FAILED" => SourceStatus.Failed,
            "KILLED" => SourceStatus.Killed,
            "RUNNING" or "SCHEDULED" => SourceStatus.Running,
            _ => null,
        },
    });

    private void ReadData(string id, JsonElement data, RunSink sink)
    {
        foreach (var tag in List(data, "tags"))
            sink.Tag(MlflowServer.Text(tag, "key"), MlflowServer.Text(tag, "value"));
        foreach (var param in List(data, "params"))
            sink.Param(MlflowServer.Text(param, "key"), MlflowServer.Text(param, "value"));
        foreach (var key in List(data, "metrics").Select(metric => MlflowServer.Text(metric, "key")).Distinct(StringComparer.Ordinal))
        {
            foreach (var point in server.History(id, key))
            {
                session.Cancellation.ThrowIfCancellationRequested();
                sink.Point(key, Milliseconds(point, "step") ?? 0, (Milliseconds(point, "timestamp") ?? 0) / 1000.0, Value(point));
                session.Report.Points++;
            }
        }
    }

    /// <summary>The paths are text from the server: they name artifacts, never files of this machine.</summary>
    private void Download(string id, string folder, string downloads, RunSink sink, int depth)
    {
        foreach (var (path, isFolder) in server.Artifacts(id, folder))
        {
            session.Cancellation.ThrowIfCancellationRequested();
            if (isFolder && depth < DeepestFolder)
            {
                Download(id, path, downloads, sink, depth + 1);
            }
            else if (!isFolder)
            {
                var target = Path.Combine(downloads, Guid.NewGuid().ToString("N"));
                server.Download(id, path, target);
                sink.File(path, target);
            }
        }
    }

    private static JsonElement.ArrayEnumerator List(JsonElement data, string name) =>
        data.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    private static long? Milliseconds(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number))
            return number;
        return value.ValueKind == JsonValueKind.String && long.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number)
            ? number
            : null;
    }

    /// <summary>MLflow says NaN as text, and infinities as the largest double that there is.</summary>
    private static double Value(JsonElement point)
    {
        if (!point.TryGetProperty("value", out var value))
            return 0;
        if (value.ValueKind == JsonValueKind.String)
            return double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var spelled) ? spelled : double.NaN;
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDouble(out var number))
            return double.NaN;
        return number switch
        {
            double.MaxValue => double.PositiveInfinity,
            double.MinValue => double.NegativeInfinity,
            _ => number,
        };
    }
}
