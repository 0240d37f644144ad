using Umul.Database;
using Umul.Metrics;
using Umul.Projects;
using Umul.Runs;
using Umul.Web;

namespace Umul.Ingest;

/// <summary>
/// Takes what writers of <c>umul.py</c> send. What a request says and the position that it reaches are one write, so that sending
/// it again adds nothing; requests for one run take turns.
/// </summary>
internal sealed class IngestStore(
    UmulDatabase database, ProjectStore projects, RunStore runs, MetricStore metrics, ConsoleStore console, IngestFiles files)
{
    private readonly SemaphoreSlim[] _turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Stores the records that the server does not hold yet.</summary>
    /// <exception cref="UmulException">The body is damaged; the run is unknown and no record begins it; the run is in the bin.</exception>
    public async Task<IngestAnswer> Store(string runId, string writer, ReadOnlyMemory<byte> body)
    {
        var frames = Frames.Read(body);
        var turn = _turns[(uint)runId.GetHashCode(StringComparison.Ordinal) % (uint)_turns.Length];
        await turn.WaitAsync();
        try
        {
            return await StoreInTurn(runId, writer, frames);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<IngestAnswer> StoreInTurn(string runId, string writer, List<Frame> frames)
    {
        var run = runs.Find(runId);
        var held = run is null ? 0 : Math.Max(0, runs.Position(run, writer));
        frames.RemoveAll(frame => frame.Sequence <= held);
        if (frames.Count == 0) return new IngestAnswer(runId, writer, held, []);
        var rejected = new List<Rejection>();
        var records = Read(frames, rejected);
        run ??= await Create(runId, records);
        if (run.DeletedMs is not null) throw new UmulException(ErrorCode.WrongState, new Sentence(
            $"Run '{runId}' is in the bin. Restore it, and its client will send again.",
            $"실행 '{runId}'은(는) 휴지통에 있습니다. 복원하면 클라이언트가 다시 보냅니다."));
        rejected.AddRange(await files.Store(run, records));
        var last = frames[^1].Sequence;
        await metrics.WaitForRoom();
        try
        {
            await Append(runId, records, (writer, last));
        }
        catch (UmulException refusal) when (refusal.Code == ErrorCode.Invalid)
        {
            await AppendOneByOne(runId, writer, records, rejected);
            await Append(runId, [], (writer, last));
        }
        return new IngestAnswer(runId, writer, last, rejected);
    }

    private static List<Record> Read(List<Frame> frames, List<Rejection> rejected)
    {
        var records = new List<Record>(frames.Count);
        foreach (var frame in frames)
        {
            try
            {
                records.Add(RecordReader.Read(frame));
            }
            catch (FormatException refusal)
            {
                rejected.Add(new Rejection(frame.Sequence, refusal.Message));
            }
        }
        return records;
    }

    private async Task<Run> Create(string runId, List<Record> records)
    {
        var start = records.Find(r => r.Start is not null)?.Start
            ?? throw new UmulException(ErrorCode.NotFound, new Sentence(
                $"Run '{runId}' not found, and no record of this request begins it.",
                $"실행 '{runId}'이(가) 없고, 이 요청에 그것을 시작하는 기록도 없습니다."));
        return await runs.Create(new NewRun
        {
            ProjectId = await FindOrCreateProject(start.Project),
            Id = runId,
            Name = start.Name,
            UserName = start.UserName,
            StartedMs = start.TimeMs,
        });
    }

    private async Task<long> FindOrCreateProject(string name)
    {
        if (projects.FindByName(name) is { } project) return project.Id;
        try
        {
            return await projects.Create(name);
        }
        catch (UmulException taken) when (taken.Code == ErrorCode.AlreadyExists)
        {
            return projects.FindByName(name)!.Id; // another run of the project began in the same moment
        }
    }

    private Task Append(string runId, List<Record> records, (string, long) position)
    {
        var batch = new RunBatch
        {
            Params = [.. records.SelectMany(r => r.Params)],
            Tags = [.. records.SelectMany(r => r.Tags)],
            Points = records.SelectMany(r => r.Points).ToArray(),
            Position = position,
        };
        var text = string.Concat(records.Select(r => r.Console));
        return database.Writer.Write(scope =>
        {
            if (!runs.Append(scope, runId, batch)) return;
            if (text.Length > 0) console.Append(scope, runId, text);
            foreach (var record in records)
            {
                if (record.Start is { IsPrimary: true }) runs.SetStatus(scope, runId, RunStatus.Running, null);
                if (record.End is { } end) runs.SetStatus(scope, runId, end.Status, end.TimeMs);
            }
        });
    }

    // Only after a refusal, which is nearly always a param that is logged with a second value: everything else must still get in.
    private async Task AppendOneByOne(string runId, string writer, List<Record> records, List<Rejection> rejected)
    {
        foreach (var record in records)
        {
            if (await Refusal(() => Append(runId, [record], (writer, record.Sequence))) is null) continue;
            foreach (var param in record.Params)
            {
                var refusal = await Refusal(() => runs.Append(runId, new RunBatch { Params = [param] }));
                if (refusal is not null) rejected.Add(new Rejection(record.Sequence, refusal));
            }
            var rest = await Refusal(() => Append(runId, [record with { Params = [] }], (writer, record.Sequence)));
            if (rest is not null) rejected.Add(new Rejection(record.Sequence, rest));
        }
    }

    private static async Task<string?> Refusal(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (UmulException refusal) when (refusal.Code == ErrorCode.Invalid)
        {
            return refusal.Message;
        }
    }
}
