using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Umul.Artifacts;
using Umul.Database;
using Umul.Runs;
using Umul.Web;

namespace Umul.Ingest;

/// <summary>What <c>umul.py</c> talks to; docs/client-protocol.md is its specification.</summary>
internal static class IngestEndpoints
{
    private const string ClientResource = "Umul.Client.umul.py";

    public static void MapIngest(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/client/umul.py", Client);
        var api = routes.MapGroup("/api");
        api.MapGet("/hello", SayHello);
        api.MapPost("/ingest", Ingest);
        api.MapPost("/runs/{run}/start-over", StartOver);
        // A checkpoint may have any size; it is written to disk as it comes.
        api.MapPut("/runs/{run}/files/{**path}", PutFile).WithMetadata(new DisableRequestSizeLimitAttribute());
    }

    private static FileStreamHttpResult Client() => TypedResults.Stream(
        typeof(IngestEndpoints).Assembly.GetManifestResourceStream(ClientResource)!, "text/x-python; charset=utf-8", "umul.py");

    private static JsonHttpResult<Hello> SayHello(TimeProvider clock) => TypedResults.Json(
        new Hello("umul", typeof(IngestEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion, clock.UnixMs),
        IngestJson.Default.Hello);

    private static async Task<JsonHttpResult<IngestAnswer>> Ingest(
        HttpRequest request, IngestStore store, CancellationToken cancellation, string run = "", string writer = "")
    {
        RequireName("run", run);
        RequireName("writer", writer);
        var body = await IngestBody.Read(request, cancellation);
        return TypedResults.Json(await store.Store(run, writer, body), IngestJson.Default.IngestAnswer);
    }

    // For importers; see RunRestart.
    private static async Task<NoContent> StartOver(string run, string[] writers, RunRestart restart)
    {
        await restart.Begin(run, writers);
        return TypedResults.NoContent();
    }

    private static async Task<JsonHttpResult<StoredFile>> PutFile(
        string run, string path, HttpRequest request, [AsParameters] FileStores stores, CancellationToken cancellation)
    {
        var found = stores.Runs.Find(run) ?? throw new UmulException(ErrorCode.NotFound, new Sentence(
            $"Run '{run}' not found.",
            $"실행 '{run}'이(가) 없습니다."));
        if (found.DeletedMs is not null) throw new UmulException(ErrorCode.WrongState, new Sentence(
            $"Run '{run}' is in the bin. Restore it, and its client will send again.",
            $"실행 '{run}'은(는) 휴지통에 있습니다. 복원하면 클라이언트가 다시 보냅니다."));
        var checkedPath = ArtifactPath.Parse(path);
        var media = ReadMedia(request.Query, checkedPath, stores.Clock.UnixMs);
        var artifact = await stores.Artifacts.Put(found.Id, checkedPath, request.Body, found.ProjectId, cancellation);
        if (media is not null) await stores.Media.Add(found.Id, media);
        return TypedResults.Json(new StoredFile(artifact.Path, artifact.Hash, artifact.SizeBytes), IngestJson.Default.StoredFile);
    }

    private static MediaItem? ReadMedia(IQueryCollection query, ArtifactPath path, long nowMs)
    {
        var kind = query["media"].ToString();
        if (kind.Length == 0) return null;
        if (kind is not ("image" or "mask" or "audio" or "text" or "table" or "histogram"))
            throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"media '{kind}' is not known; allowed are image, mask, audio, text, table and histogram.",
                $"media '{kind}'은(는) 알 수 없습니다. image, mask, audio, text, table, histogram 가운데 하나여야 합니다."));
        var key = query["key"].ToString();
        if (key.Length is 0 or > 250) throw new UmulException(ErrorCode.Invalid, new Sentence(
            "An item needs a key of 1 to 250 characters.",
            "항목의 키는 1자에서 250자까지입니다."));
        return new MediaItem
        {
            Kind = kind,
            Name = key,
            Path = path.Value,
            Caption = query["caption"].ToString(),
            LoggedMs = nowMs,
            Step = Whole(query, "step"),
            Ordinal = Whole(query, "ordinal"),
        };
    }

    private static long Whole(IQueryCollection query, string name)
    {
        var text = query[name].ToString();
        if (text.Length == 0) return 0;
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new UmulException(ErrorCode.Invalid, new Sentence($"{name} '{text}' is not a whole number.", $"{name} '{text}'이(가) 정수가 아닙니다."));
    }

    private static void RequireName(string what, string name)
    {
        if (name.Length is 0 or > 64 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"{what} '{name}' is not 1 to 64 letters, digits, '-' or '_'.",
                $"{what} '{name}'은(는) 영문자, 숫자, '-', '_' 1자에서 64자까지여야 합니다."));
    }

    /// <summary>What storing a file takes.</summary>
    internal sealed record FileStores(RunStore Runs, ArtifactStore Artifacts, MediaStore Media, TimeProvider Clock);
}
