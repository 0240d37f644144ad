using System.Globalization;
using System.Net.ServerSentEvents;
using Microsoft.Net.Http.Headers;

namespace Umul.Runs;

/// <summary>A run's console: what comes from now on, and all of it as a file.</summary>
internal static class ConsoleEndpoints
{
    private const int PiecesAtOnce = 1000;
    private static readonly TimeSpan s_heartbeat = TimeSpan.FromSeconds(20);

    public static void MapConsole(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/runs/{runId}/console/live", Follow);
        routes.MapGet("/runs/{runId}/console.txt", Download);
    }

    /// <summary>Pieces from an ordinal on, for as long as the reader listens. A broken stream goes on where it stopped (Last-Event-ID).</summary>
    private static IResult Follow(
        string runId, long? from, HttpContext context, ConsoleStore console, LiveEndpoints.Sources sources)
    {
        if (sources.Runs.Find(runId) is not { } run)
            return Results.NotFound();
        var start = long.TryParse(context.Request.Headers["Last-Event-ID"], CultureInfo.InvariantCulture, out var last) ? last + 1 : from ?? 0;
        var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, sources.Lifetime.ApplicationStopping);
        context.Response.RegisterForDispose(over);
        return TypedResults.ServerSentEvents(Pieces(run, start, console, sources.Feed, over));
    }

    private static async IAsyncEnumerable<SseItem<ConsolePiece>> Pieces(Run run, long from, ConsoleStore console, LiveFeed feed, CancellationTokenSource over)
    {
        // Listening begins before the first read, so that nothing falls between the two
        await using var news = feed.Listen(run.ProjectId, over.Token).GetAsyncEnumerator(CancellationToken.None);
        var next = news.MoveNextAsync().AsTask();
        try
        {
            while (!over.IsCancellationRequested)
            {
                foreach (var (ordinal, text) in console.Read(run, from, PiecesAtOnce))
                {
                    from = ordinal + 1;
                    yield return new SseItem<ConsolePiece>(new ConsolePiece(ConsoleText.Clean(text)), "piece") { EventId = ordinal.ToString(CultureInfo.InvariantCulture) };
                }
                var printed = false;
                while (!printed && !over.IsCancellationRequested)
                {
                    if (await Task.WhenAny(next, Task.Delay(s_heartbeat, over.Token)) != next)
                    {
                        // Tells a browser that is gone from one that waits
                        if (!over.IsCancellationRequested) yield return new SseItem<ConsolePiece>(new ConsolePiece(""), "beat");
                        continue;
                    }
                    if (!next.IsCompletedSuccessfully || !next.Result) yield break;
                    printed = news.Current.RunId == run.Id && news.Current.What == "console";
                    next = news.MoveNextAsync().AsTask();
                }
            }
        }
        finally
        {
            await over.CancelAsync();
            await Task.WhenAny(next); // an enumerator may not be disposed of while it moves
        }
    }

    private static async Task Download(string runId, HttpContext context, RunStore runs, ConsoleStore console)
    {
        if (runs.Find(runId) is not { } run)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileNameStar = $"{run.Name}-console.txt" }.ToString();
        long from = 0;
        while (console.Read(run, from, PiecesAtOnce) is { Count: > 0 } pieces)
        {
            foreach (var (ordinal, text) in pieces)
            {
                from = ordinal + 1;
                await context.Response.WriteAsync(text, context.RequestAborted);
            }
        }
    }

    /// <summary>Some output.</summary>
    internal sealed record ConsolePiece(string Text);
}
