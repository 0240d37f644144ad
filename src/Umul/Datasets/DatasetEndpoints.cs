using Umul.Access;
using Umul.Projects;
using Umul.Web;

namespace Umul.Datasets;

/// <summary>Datasets over HTTP, for commands and scripts.</summary>
internal static class DatasetEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        /// <summary>Maps <c>/api/datasets…</c>.</summary>
        public void MapDatasets()
        {
            routes.MapGet("/api/datasets", List);
            routes.MapPost("/api/datasets/preview", Preview);
            routes.MapPost("/api/datasets", Save);
            routes.MapGet("/api/datasets/{id:long}", Show);
            routes.MapPost("/api/datasets/{id:long}/split", Split);
            routes.MapPost("/api/datasets/{id:long}/verify", Verify);
            routes.MapPost("/api/datasets/{id:long}/digests/{digest}", Link);
        }
    }

    internal static DatasetAnswer Answer(Dataset d, DatasetContent? content) => new(
        d.Id, d.Name, d.Version, d.Fingerprint, d.Folder, d.IsCopied, d.Cases, d.Groups, d.Files, d.FileBytes, content?.Columns ?? [],
        [.. (content?.Splits ?? []).Select(s => new SplitAnswer(s.Name, s.Role.ToString().ToLowerInvariant(), s.Cases.Count, s.Hash))], content?.GroupsInSeveralSplits() ?? []);

    private static IReadOnlyList<DatasetAnswer> List(string project, ProjectStore projects, DatasetStore datasets) =>
        [.. datasets.All(Require(projects, project).Id).Select(d => Answer(d, datasets.Content(d)))];

    private static DatasetAnswer Show(long id, DatasetStore datasets) => Answer(Require(datasets, id), datasets.Content(Require(datasets, id)));

    private static PreviewAnswer Preview(DraftRequest request, ProjectStore projects)
    {
        Caller.RequireWriter(Require(projects, request.Project).Id);
        var draft = DatasetDrafting.Look(request);
        const int most = 20;
        return new PreviewAnswer(
            draft.Name, draft.Folder, draft.Cases.Count, draft.Groups, draft.Columns, [.. draft.Roles.Select(r => new CountAnswer(r.Role, r.Cases))], [.. draft.Splits.Select(s => new CountAnswer(s.Split, s.Cases))],
            draft.Notes, draft.Unmatched.Count, [.. draft.Unmatched.Take(most)], draft.Missing.Count, [.. draft.Missing.Take(most)], draft.Question,
            [.. draft.Cases.Take(5).Select(c => new CaseAnswer(c.Id, c.Group, [.. c.Files.Select(f => $"{f.Role}={f.Path}")]))]);
    }

    private static async Task<DatasetAnswer> Save(DraftRequest request, ProjectStore projects, DatasetIntake intake, DatasetStore datasets, HttpContext context)
    {
        var project = Require(projects, request.Project);
        Caller.RequireWriter(project.Id);
        var dataset = await intake.Save(project.Id, DatasetDrafting.Look(request), request.IsCopied, context.RequestAborted);
        return Answer(dataset, datasets.Content(dataset));
    }

    private static async Task<DatasetAnswer> Split(long id, SplitPlan plan, DatasetStore datasets, DatasetIntake intake)
    {
        var saved = await intake.Divide(Require(datasets, id), plan);
        return Answer(saved, datasets.Content(saved));
    }

    private static VerifyAnswer Verify(long id, DatasetStore datasets, DatasetIntake intake)
    {
        var dataset = Require(datasets, id);
        return new VerifyAnswer(dataset.Files, intake.Verify(dataset));
    }

    private static async Task<IResult> Link(long id, string digest, DatasetStore datasets)
    {
        await datasets.Link(Require(datasets, id), digest);
        return TypedResults.NoContent();
    }

    private static Project Require(ProjectStore projects, string name) =>
        projects.FindByName(name) ?? throw new UmulException(ErrorCode.NotFound, new Sentence(
            $"There is no project '{name}'. 'umul runs' lists runs with their projects; a project is created by its first run or on the start page.",
            $"'{name}' 프로젝트가 없습니다. 'umul runs'로 실행과 프로젝트를 볼 수 있으며, 프로젝트는 첫 실행을 기록하거나 시작 페이지에서 만들 수 있습니다."));

    private static Dataset Require(DatasetStore datasets, long id) => datasets.Find(id) ?? throw new UmulException(ErrorCode.NotFound, new Sentence($"There is no dataset {id}.", $"데이터셋 {id}이(가) 없습니다."));

    internal sealed record SplitAnswer(string Name, string Role, int Cases, string Hash);

    internal sealed record DatasetAnswer(
        long Id, string Name, int Version, string Fingerprint, string Folder, bool IsCopied, int Cases, int Groups, int Files, long FileBytes,
        IReadOnlyList<string> Columns, IReadOnlyList<SplitAnswer> Splits, IReadOnlyList<string> GroupsInSeveralSplits);

    internal sealed record CountAnswer(string Name, int Cases);

    internal sealed record CaseAnswer(string Case, string Group, IReadOnlyList<string> Files);

    internal sealed record PreviewAnswer(
        string Name, string Folder, int Cases, int Groups, IReadOnlyList<string> Columns, IReadOnlyList<CountAnswer> Roles, IReadOnlyList<CountAnswer> Splits, IReadOnlyList<Sentence> Notes,
        int Unmatched, IReadOnlyList<string> FirstUnmatched, int Missing, IReadOnlyList<string> FirstMissing, GroupQuestion? Question, IReadOnlyList<CaseAnswer> FirstCases);

    internal sealed record VerifyAnswer(int Files, IReadOnlyList<Sentence> Changed);
}
