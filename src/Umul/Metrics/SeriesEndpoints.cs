using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Umul.Runs;
using Umul.Web;

namespace Umul.Metrics;

/// <summary>What the charts ask: one request for all runs of a chart.</summary>
internal static class SeriesEndpoints
{
    private const int MaximumRuns = 1000;
    private const int MaximumGroupedRuns = 10_000;

    extension(IEndpointRouteBuilder routes)
    {
        public void MapSeries()
        {
            routes.MapPost("/api/charts/runs", OfRuns);
            routes.MapPost("/api/charts/groups", OfGroups);
            routes.MapPost("/api/charts/csv", AsCsv);
        }
    }

    private static FileContentHttpResult OfRuns(ChartQuestion question, RunStore runs, ChartCurves curves)
    {
        Check(question);
        var found = runs.Find(question.Runs);
        var drawn = found.AsParallel().AsOrdered().WithDegreeOfParallelism(Math.Clamp(Environment.ProcessorCount, 1, 4))
            .Select(run => (Run: run, Curve: curves.OfRun(run, question))).ToList();
        List<ChartCurve> present = [.. drawn.Where(d => d.Curve is not null).SelectMany(d => Enumerable.Repeat(d.Curve!, 1).Concat(question.Older && d.Curve!.Superseded > 0 ? curves.Older(d.Run, question) : []))];
        return Bytes(ChartReply.Write(present, null, question.Runs.Count - present.Count(c => !c.IsOlder)));
    }

    private static FileContentHttpResult OfGroups(ChartQuestion question, RunStore runs, ChartCurves curves)
    {
        Check(question);
        List<ChartCurve> drawn = [];
        double? binWidth = null;
        foreach (var group in question.Groups)
        {
            if (curves.OfGroup(runs.Find(group.Runs), question) is not { } whole) continue;
            var curve = whole.Thinned(question.Start, question.End, question.Cells);
            if (curve.BinWidth is { } width) binWidth = Math.Max(binWidth ?? 0, width);
            List<OddPoint> odd = [];
            for (var i = 0; i < curve.X.Length; i++)
                if (curve.Odd[i] > 0) odd.Add(new OddPoint(curve.X[i], OddKind.NotANumber, curve.Odd[i]));
            drawn.Add(new ChartCurve
            {
                Id = group.Key,
                X = curve.X,
                Y = curve.Mean,
                Low = curve.Low,
                High = curve.High,
                N = curve.N,
                PointCount = curve.PointCount,
                IsExact = curve.IsExact,
                Odd = odd,
            });
        }
        return Bytes(ChartReply.Write(drawn, binWidth, question.Groups.Count - drawn.Count));
    }

    /// <summary>Every point in the range, not thinned: the numbers behind the picture.</summary>
    private static async Task AsCsv(ChartQuestion question, RunStore runs, ChartCurves curves, HttpContext context)
    {
        ChartCurves.RequireAxis(question.X); // however many runs: one at a time is read, written and forgotten
        context.Response.ContentType = "text/csv; charset=utf-8";
        await using var text = new StreamWriter(context.Response.Body);
        if (question.Groups.Count > 0) await WriteGroups(text, question, runs, curves);
        else await WriteRuns(text, question, runs, curves);
    }

    private static async Task WriteRuns(StreamWriter text, ChartQuestion question, RunStore runs, ChartCurves curves)
    {
        await text.WriteLineAsync($"run,name,{Quote(question.X)},{Quote(question.Key)}");
        foreach (var run in runs.Find(question.Runs))
        {
            if (curves.Points(run, question) is not { } points) continue;
            var head = $"{Quote(run.Id)},{Quote(run.Name)},";
            for (var i = 0; i < points.Count; i++)
            {
                if (points.X[i] >= question.Start && points.X[i] <= question.End)
                    await text.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{head}{points.X[i]:R},{points.Y[i]:R}"));
            }
        }
    }

    private static async Task WriteGroups(StreamWriter text, ChartQuestion question, RunStore runs, ChartCurves curves)
    {
        await text.WriteLineAsync($"group,{Quote(question.X)},mean,low95,high95,n");
        foreach (var group in question.Groups)
        {
            if (curves.OfGroup(runs.Find(group.Runs), question) is not { } curve) continue;
            for (var i = 0; i < curve.X.Length; i++)
            {
                if (curve.X[i] >= question.Start && curve.X[i] <= question.End)
                    await text.WriteLineAsync(string.Create(
                        CultureInfo.InvariantCulture, $"{Quote(group.Key)},{curve.X[i]:R},{curve.Mean[i]:R},{curve.Low[i]:R},{curve.High[i]:R},{curve.N[i]:R}"));
            }
        }
    }

    private static void Check(ChartQuestion question)
    {
        ChartCurves.RequireAxis(question.X);
        var grouped = question.Groups.Sum(g => g.Runs.Count);
        if (question.Runs.Count > MaximumRuns || grouped > MaximumGroupedRuns)
            throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"A chart draws at most {MaximumRuns} runs one by one and averages at most {MaximumGroupedRuns}; asked for {question.Runs.Count} and {grouped}.",
                $"차트는 실행을 하나씩은 {MaximumRuns}개, 평균으로는 {MaximumGroupedRuns}개까지 그립니다. 요청은 {question.Runs.Count}개와 {grouped}개입니다."));
    }

    private static FileContentHttpResult Bytes(byte[] bytes) => TypedResults.Bytes(bytes, "application/octet-stream");

    /// <summary>Quotes what needs it, and defuses text that a spreadsheet would run as a formula.</summary>
    private static string Quote(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '@' or '-' or '\t' ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
