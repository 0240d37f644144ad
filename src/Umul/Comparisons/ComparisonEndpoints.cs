using System.Text;
using Umul.Ideas;
using Umul.Web;
using Umul.Web.Texts;

namespace Umul.Comparisons;

/// <summary>Comparisons over HTTP: the JSON of <c>umul compare</c>, and each figure as SVG and CSV.</summary>
internal static class ComparisonEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapComparisons()
        {
            routes.MapGet("/api/projects/{project:long}/ideas/{idea:long}/comparison", One);
            routes.MapGet("/api/projects/{project:long}/ideas/{idea:long}/figures/{file}", File);
        }
    }

    private static async Task<IResult> One(long project, long idea, IdeaTree tree, IdeaComparison comparisons, PageTexts texts) =>
        await Read(project, idea, tree, comparisons, texts) is var (read, _)
            ? Results.Bytes(ComparisonJson.Write(read.Family), "application/json") : throw Nothing(idea);

    private static async Task<IResult> File([AsParameters] FigureFile of, IdeaTree tree, IdeaComparison comparisons, DiagnosticFigures diagnostics)
    {
        var (idea, file, texts) = (of.Idea, of.File, of.Texts);
        if (await Read(of.Project, idea, tree, comparisons, texts) is not var (read, ideas)) throw Nothing(idea);
        var name = Path.GetFileNameWithoutExtension(file);
        var figure = new ComparisonFigures(read, ideas, texts).All().FirstOrDefault(f => f.Name == name)
            ?? diagnostics.Of(read, texts).FirstOrDefault(f => f.Name == name) ?? throw Nothing(idea);
        return Path.GetExtension(file) switch
        {
            ".svg" => Results.Bytes(Encoding.UTF8.GetBytes(figure.StandAlone()), "image/svg+xml", $"{read.Idea.Name}-{file}"),
            ".pdf" => Results.Bytes(figure.Pdf(), "application/pdf", $"{read.Idea.Name}-{file}"),
            ".csv" => Results.Bytes(Encoding.UTF8.GetBytes(figure.Csv), "text/csv", $"{read.Idea.Name}-{file}"),
            _ => throw Nothing(idea),
        };
    }

    /// <summary>What may be shown is shown, and noted in the ledger as a look.</summary>
    private static async Task<(ComparisonRead Read, ProjectIdeas Ideas)?> Read(long project, long idea, IdeaTree tree, IdeaComparison comparisons, PageTexts texts)
    {
        Access.Caller.RequireReader(project);
        var ideas = tree.Of(project);
        if (ideas.Find(idea) is not { } node || comparisons.Of(ideas, node, texts.Comparison) is not { } read) return null;
        await tree.NoteLooks(ideas, read.Also);
        return (read, ideas);
    }

    private static UmulException Nothing(long idea) => new(ErrorCode.NotFound, new Sentence(
        $"There is no comparison of the idea {idea} to show; /api/projects/…/ideas/{idea} says why.", $"아이디어 {idea}의 보여 줄 비교가 없습니다. 이유는 /api/projects/…/ideas/{idea}에 있습니다."));
}

/// <summary>A file of a figure.</summary>
internal sealed record FigureFile(long Project, long Idea, string File, PageTexts Texts);
