using Umul.Ideas;
using Umul.Web;

namespace Umul.Comparisons.Why;

/// <summary>"Why" over HTTP: findings and every answer as JSON; a finding made a hypothesis.</summary>
internal static class WhyEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapWhy()
        {
            routes.MapGet("/api/why", static (string idea, string? project, IdeaLookup lookup, IdeaTree tree, IdeaWhy why) => Answer(idea, project, (lookup, tree, why)));
            routes.MapGet("/api/projects/{project}/ideas/{idea}/why", static (string project, string idea, IdeaLookup lookup, IdeaTree tree, IdeaWhy why) => Answer(idea, project, (lookup, tree, why)));
            routes.MapPost("/api/projects/{project}/ideas/{idea}/why", Take);
        }
    }

    private static async Task<IResult> Answer(string idea, string? project, (IdeaLookup Lookup, IdeaTree Tree, IdeaWhy Why) read)
    {
        var (_, ideas, node) = read.Lookup.Require(idea, project);
        var report = read.Why.Of(ideas, node) ?? throw Nothing(node);
        await read.Tree.NoteLooks(ideas);
        return TypedResults.Ok(WhyReportAnswer.Of(report));
    }

    private static async Task<IResult> Take([AsParameters] IdeaPlace place, HypothesisRequest request, IdeaLookup lookup, IdeaWhy why, WhyHypothesis hypotheses, Web.Texts.PageTexts texts)
    {
        var (_, ideas, node) = lookup.Require(place.Idea, place.Project);
        var child = await hypotheses.Take(why.Of(ideas, node) ?? throw Nothing(node), request.Finding, texts.Language, request.By);
        return TypedResults.Ok(new HypothesisAnswer(child.Id, child.Name, child.Text.Hypothesis));
    }

    private static UmulException Nothing(IdeaNode node) => new(ErrorCode.NotFound, new Sentence(
        $"There is no comparison of the idea '{node.Idea.Name}' to ask about; umul idea show says what is missing.", $"아이디어 '{node.Idea.Name}'에 물어볼 비교가 없습니다. 무엇이 빠졌는지는 umul idea show로 볼 수 있습니다."));
}

/// <summary>A finding to be made a hypothesis, by its key.</summary>
internal sealed record HypothesisRequest(string Finding, string? By = null);

/// <summary>The child idea.</summary>
internal sealed record HypothesisAnswer(long Id, string Name, string Hypothesis);
