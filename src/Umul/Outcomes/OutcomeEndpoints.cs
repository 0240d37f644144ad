using System.Text.Json;
using Umul.Evaluation;
using Umul.Outcomes.Reports;
using Umul.Runs;
using Umul.Web;

namespace Umul.Outcomes;

/// <summary>Outcomes over HTTP, for commands, scripts and islands. NaN is null, with its reason beside it.</summary>
internal static class OutcomeEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps <c>/api/outcomes/…</c>.</summary>
        public void MapOutcomes()
        {
            routes.MapPost("/api/outcomes/{run}/{split}", Store);
            routes.MapGet("/api/outcomes/{run}", Columns);
            routes.MapGet("/api/outcomes/{run}/work", Work);
            routes.MapGet("/api/outcomes/matrix", Matrix);
            routes.MapGet("/api/projects/{project:long}/outcome-metrics", (long project, OutcomeStore outcomes) => outcomes.MetricsOf(project)
                .Select(m => new MetricAnswer(m.Split, m.Metric.Name, m.Metric.Definition, m.Metric.Region, m.Metric.Direction.ToString().ToLowerInvariant(), m.Metric.Unit, m.Runs, m.Cases, m.CaseLists)));
        }
    }

    /// <summary>Takes a report of <c>umul evaluate</c>, a table <c>{"columns", "data"}</c>, or rows <c>[{"case": …, "dice": …}]</c>.</summary>
    private static async Task<OutcomeWrite> Store(string run, string split, HttpContext context, RunStore runs, OutcomeIntake intake)
    {
        JsonDocument document;
        try
        {
            document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        }
        catch (JsonException damage)
        {
            throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"The body is not JSON ({damage.Message}).",
                $"본문이 JSON이 아닙니다({damage.Message})."), damage);
        }
        using (document)
        {
            var root = document.RootElement;
            var table = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("schema", out _) ? ReportReader.Read(root, OutcomeSource.Command)
                : root.ValueKind == JsonValueKind.Array ? FromRows(root)
                : CaseColumns.ReadJson("the table", root, OutcomeSource.Rest);
            return await intake.Store(Require(runs, run), split, table);
        }
    }

    private static OutcomeTable FromRows(JsonElement rows)
    {
        if (rows.EnumerateArray().Any(row => row.ValueKind != JsonValueKind.Object)) throw new UmulException(ErrorCode.Invalid, new Sentence(
            "Each row is an object such as {\"case\": \"P1\", \"dice\": 0.9}.",
            "행마다 {\"case\": \"P1\", \"dice\": 0.9} 같은 객체여야 합니다."));
        var columns = rows.EnumerateArray().SelectMany(row => row.EnumerateObject().Select(p => p.Name)).Distinct(StringComparer.Ordinal).ToList();
        var cells = rows.EnumerateArray().Select(row => (IReadOnlyList<JsonElement?>)[.. columns.Select(c => row.TryGetProperty(c, out var cell) ? cell : (JsonElement?)null)]).ToList();
        return CaseColumns.Read("the rows", columns, cells, OutcomeSource.Rest);
    }

    private static async Task<IReadOnlyList<ColumnAnswer>> Columns(string run, RunStore runs, ShownOutcomes shown)
    {
        var found = Require(runs, run);
        var origins = shown.Origins(found);
        await shown.NoteLook(found, origins);
        return [.. origins.Select(o => new ColumnAnswer(
            o.Split, o.Metric.Name, o.Source.ToString().ToLowerInvariant(), o.Evaluator, o.Dataset, o.Cases, o.IsSealed ? null : o.Defined, o.IsSealed ? null : o.Undefined, Number(o.Mean),
            o.IsSealed, "undefined values are left out", o.CaseList, o.WrittenMs))];
    }

    private static IReadOnlyList<WorkAnswer> Work(string run, RunStore runs, OutcomeWork work, Umul.Web.Texts.PageTexts texts) => [.. work.Of(Require(runs, run)).Select(w => new WorkAnswer(
        w.Split, w.Source.ToString().ToLowerInvariant(), w.State.ToString().ToLowerInvariant(), w.Done, w.Total, w.Said?.In(texts.Language)))];

    private static async Task<MatrixAnswer> Matrix(string runs, string split, string metric, RunStore store, ShownOutcomes shown)
    {
        var wanted = runs.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(id => Require(store, id)).ToList();
        if (wanted.Select(r => r.ProjectId).Distinct().Count() > 1) throw new UmulException(ErrorCode.Invalid, new Sentence(
            "The runs belong to different projects.",
            "실행들이 서로 다른 프로젝트에 있습니다."));
        var matrix = shown.Matrix(wanted, split, metric) ?? throw new UmulException(ErrorCode.NotFound, new Sentence(
            $"None of the runs has outcomes of '{metric}' on '{split}'.",
            $"'{split}' 분할에 '{metric}' 결과가 있는 실행이 없습니다."));
        await shown.NoteLook(matrix);
        return new MatrixAnswer(
            matrix.Metric.Name, matrix.Split, [.. matrix.Runs.Select(r => r.Id)], matrix.Cases.Ids, matrix.Cases.Groups, matrix.SameCases,
            [.. matrix.Values.Select(run => run.Select(Number).ToList())],
            [.. matrix.Reasons.Select(run => run.Select(r => r == UndefinedReason.None ? null : ReportJson.Word(r)).ToList())]);
    }

    private static Run Require(RunStore runs, string id) => runs.Find(id) ?? throw new UmulException(ErrorCode.NotFound, new Sentence(
        $"There is no run '{id}'.",
        $"실행 '{id}'이(가) 없습니다."));

    private static double? Number(double value) => double.IsFinite(value) ? value : null;

    internal sealed record MetricAnswer(string Split, string Name, string Definition, string Region, string Better, string Unit, int Runs, int Cases, int CaseLists);

    internal sealed record ColumnAnswer(
        string Split, string Metric, string Source, string Evaluator, string Dataset, int Cases, int? Defined, int? Undefined, double? Mean, bool Sealed, string Policy, string CaseList, long WrittenMs);

    internal sealed record WorkAnswer(string Split, string Source, string State, int Done, int Total, string? Said);

    internal sealed record MatrixAnswer(
        string Metric, string Split, IReadOnlyList<string> Runs, IReadOnlyList<string> Cases, IReadOnlyList<string>? Groups, bool SameCases,
        IReadOnlyList<IReadOnlyList<double?>> Values, IReadOnlyList<IReadOnlyList<string?>> Reasons);
}
