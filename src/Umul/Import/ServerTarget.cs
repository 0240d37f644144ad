using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Umul.Runs;
using Umul.Web;

namespace Umul.Import;

/// <summary>Imports through a server that owns the data folder, by the protocol of docs/client-protocol.md.</summary>
/// <remarks>
/// A frame has the offset of its source record as its sequence, so that what was acknowledged is also the place where an interrupted
/// import goes on. The server never reads files of this machine: a path in a request would be a way to files of its owner.
/// </remarks>
internal sealed class ServerTarget(HttpClient http) : IImportTarget
{
    private const string FactsWriter = "facts";

    public async Task<bool> Open(ImportedRun run)
    {
        if (await Acknowledged(run, FactsWriter) > 0)
            return false;
        using var frames = new FrameBody();
        frames.Start(1, run);
        await Post(run, FactsWriter, frames);
        return true;
    }

    public async Task<long> Position(ImportedRun run, string writer) => await Acknowledged(run, writer) is > 0 and var place ? place : -1;

    public async Task Append(ImportedRun run, ImportBatch batch)
    {
        using var frames = new FrameBody();
        var points = batch.Points;
        var offsets = batch.Offsets;
        for (var i = 0; i < points.Length;)
        {
            var length = FrameBody.RecordLength(points.Span[i..], offsets.Span[i..]);
            frames.Log(offsets.Span[i] + 1, points.Span.Slice(i, length));
            i += length;
            if (frames.IsFull)
                await Post(run, batch.Writer, frames);
        }
        if (batch.Console.Length > 0)
            frames.Console(batch.Sequence, batch.Console);
        else
            frames.Place(batch.Sequence);
        await Post(run, batch.Writer, frames);
    }

    public async Task StartOver(ImportedRun run, IReadOnlyList<string> writers)
    {
        using var answer = await http.PostAsJsonAsync(new Uri($"api/runs/{run.Id}/start-over", UriKind.Relative), writers);
        await Check(answer);
    }

    public async Task<IReadOnlyList<string>> Describe(
        ImportedRun run, IReadOnlyDictionary<string, string> parameters, IReadOnlyDictionary<string, string> tags)
    {
        var sequence = await Acknowledged(run, FactsWriter);
        using var frames = new FrameBody();
        var bySequence = new Dictionary<long, string>();
        frames.Pairs(++sequence, "tags", tags);
        foreach (var parameter in parameters)
        {
            bySequence[++sequence] = parameter.Key;
            frames.Pairs(sequence, "params", [parameter]);
        }
        var answer = await Post(run, FactsWriter, frames);
        return [.. Rejected(answer).Select(number => bySequence.GetValueOrDefault(number, "tags"))];
    }

    public async Task Put(ImportedRun run, string path, Stream content, MediaPlace? place)
    {
        var query = place is null
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture,
                $"?media={MediaKinds.Name(place.Kind)}&key={Uri.EscapeDataString(place.Key)}&step={place.Step}&ordinal={place.Index}");
        var escaped = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        using var body = new StreamContent(content);
        using var answer = await http.PutAsync(new Uri($"api/runs/{run.Id}/files/{escaped}{query}", UriKind.Relative), body);
        await Check(answer);
    }

    public async Task Finish(ImportedRun run, RunStatus status, long? endedMs, bool isDeleted)
    {
        if (status is RunStatus.Running or RunStatus.Scheduled)
            return;
        using var frames = new FrameBody();
        frames.Finish(await Acknowledged(run, FactsWriter) + 1, status, endedMs ?? 0);
        await Post(run, FactsWriter, frames);
        if (isDeleted)
        {
            using var answer = await http.PostAsJsonAsync(new Uri("api/2.0/mlflow/runs/delete", UriKind.Relative), new Dictionary<string, string> { ["run_id"] = run.Id });
            await Check(answer);
        }
    }

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<long> Acknowledged(ImportedRun run, string writer)
    {
        using var empty = new FrameBody();
        return (await Post(run, writer, empty)).GetProperty("acknowledged").GetInt64();
    }

    private async Task<JsonElement> Post(ImportedRun run, string writer, FrameBody frames)
    {
        using var body = new ByteArrayContent(frames.Take());
        using var answer = await http.PostAsync(new Uri($"api/ingest?run={run.Id}&writer={writer}", UriKind.Relative), body);
        await Check(answer);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static IEnumerable<long> Rejected(JsonElement answer) =>
        answer.GetProperty("rejected").EnumerateArray().Select(each => each.GetProperty("sequence").GetInt64());

    private static async Task Check(HttpResponseMessage answer)
    {
        if (answer.IsSuccessStatusCode)
            return;
        var text = await answer.Content.ReadAsStringAsync();
        var code = answer.StatusCode switch
        {
            HttpStatusCode.Conflict => ErrorCode.WrongState,
            HttpStatusCode.NotFound => ErrorCode.NotFound,
            HttpStatusCode.Unauthorized => ErrorCode.Unauthenticated,
            HttpStatusCode.Forbidden => ErrorCode.Forbidden,
            HttpStatusCode.RequestEntityTooLarge => ErrorCode.TooLarge,
            HttpStatusCode.InsufficientStorage => ErrorCode.StorageFailed,
            _ => ErrorCode.Invalid,
        };
        throw new UmulException(code, new StringBuilder().Append((int)answer.StatusCode).Append(": ").Append(text.AsSpan(0, Math.Min(text.Length, 2000))).ToString());
    }
}
