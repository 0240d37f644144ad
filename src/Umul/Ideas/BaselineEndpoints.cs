using Umul.Projects;
using Umul.Runs;
using Umul.Web;

namespace Umul.Ideas;

/// <summary>The baseline over HTTP: what its newest run recorded, what it meant when, and which meaning counts.</summary>
internal static class BaselineEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapBaseline()
        {
            routes.MapGet("/api/projects/{project}/baseline", One);
            routes.MapGet("/api/projects/{project}/baseline/versions", Versions);
            routes.MapPost("/api/projects/{project}/baseline/choose", Choose);
        }
    }

    private static BaselineRecord One(string project, long? version, [AsParameters] BaselineStores stores)
    {
        var read = stores.Tree.Of(IdeaEndpoints.RequireProject(stores.Projects, project).Id);
        return stores.Reader.Of(read, stores.View, version) ?? throw (version is { } number ? IdeaRefusals.NoBaselineRun(number) : new UmulException(ErrorCode.NotFound, new Sentence(
            "The project has no baseline with a run.", "프로젝트에 실행이 있는 기준이 없습니다.")));
    }

    private static IReadOnlyList<BaselineVersion> Versions(string project, ProjectStore projects, IdeaMeasureStore measures) =>
        measures.Versions(IdeaEndpoints.RequireProject(projects, project).Id);

    private static Task<IdeaMeasure> Choose(string project, ChooseRequest request, ProjectStore projects, IdeaMeasureStore measures) =>
        measures.Choose(IdeaEndpoints.RequireProject(projects, project).Id, request.Version, request.By);
}

/// <summary>What reading the baseline needs.</summary>
internal sealed record BaselineStores(ProjectStore Projects, IdeaTree Tree, BaselineReader Reader, RunView View);

/// <summary>A version that is to count again.</summary>
internal sealed record ChooseRequest(long Version, string? By = null);
