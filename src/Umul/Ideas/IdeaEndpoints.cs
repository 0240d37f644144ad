using System.Globalization;
using Umul.Projects;
using Umul.Web;

namespace Umul.Ideas;

/// <summary>Ideas over HTTP: the tree, one idea with its story, and what a person may do with it. Showing a result on a test split is a look.</summary>
internal static class IdeaEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapIdeas()
        {
            routes.MapGet("/api/projects/{project}/ideas", All);
            routes.MapPost("/api/projects/{project}/ideas", Create);
            routes.MapGet("/api/projects/{project}/ideas/{idea}", One);
            routes.MapPost("/api/projects/{project}/ideas/{idea}/decide", Decide);
            routes.MapPost("/api/projects/{project}/ideas/{idea}/notes", Note);
            routes.MapPost("/api/projects/{project}/ideas/{idea}/parent", SetParent);
            routes.MapPost("/api/projects/{project}/ideas/{idea}/delete", Delete);
            routes.MapPost("/api/projects/{project}/ideas/{idea}/restore", Restore);
        }
    }

    private static async Task<IResult> All(string project, string? q, ProjectStore projects, IdeaTree tree)
    {
        var read = await Read(projects, tree, project);
        return TypedResults.Ok((q is { Length: > 0 } ? read.Search(q) : read.Nodes).Select(node => IdeaAnswer.Of(node, read)).ToList());
    }

    private static async Task<IResult> One(string project, string idea, ProjectStore projects, IdeaTree tree, IdeaStore ideas)
    {
        var read = await Read(projects, tree, project);
        var node = Require(read, idea);
        return TypedResults.Ok(new IdeaStoryAnswer(
            IdeaAnswer.Of(node, read), [.. ideas.Edits(node.Idea, read.Runs.FirstRunMs(node.Idea.Id))], [.. ideas.Log(node.Idea)], node.Changes,
            [.. node.Runs.Select(run => new IdeaRunAnswer(run.Run.Id, run.Run.Name, run.Seed, run.By.ToString().ToLowerInvariant(), run.ExcludedBecause))]));
    }

    private static async Task<IResult> Create(string project, NewIdeaRequest request, ProjectStore projects, IdeaTree tree, IdeaStore ideas)
    {
        var found = RequireProject(projects, project);
        var parent = request.Parent is { Length: > 0 } name ? ideas.Find(found.Id, name)?.Id ?? throw IdeaRefusals.NoSuchName(name) : (long?)null;
        var text = new IdeaText(request.Hypothesis ?? "", request.Predicted, request.Params ?? [], request.Files ?? []);
        var idea = await ideas.Create(found.Id, new NewIdea(request.Name, parent, text), request.By);
        return TypedResults.Ok(IdeaAnswer.Of(tree.Of(found.Id).Find(idea.Id)!, tree.Of(found.Id)));
    }

    private static Task<IResult> Decide(string project, string idea, DecisionRequest request, ProjectStore projects, IdeaTree tree, IdeaStore ideas) => Change(
        projects, tree, (project, idea), node => ideas.Decide(node.Idea.Id, request.Version, Parse(request.Decision), (request.Reason, request.Cause ?? ""), request.By));

    private static Task<IResult> SetParent(string project, string idea, ParentRequest request, ProjectStore projects, IdeaTree tree, IdeaStore ideas) => Change(
        projects, tree, (project, idea), node => ideas.SetParent(
            node.Idea.Id, request.Version, request.Parent is { Length: > 0 } name ? ideas.Find(node.Idea.ProjectId, name)?.Id ?? throw IdeaRefusals.NoSuchName(name) : null));

    private static async Task<StoredAnswer> Delete(string project, string idea, ProjectStore projects, IdeaTree tree, IdeaStore ideas)
    {
        await ideas.Delete(Require(tree.Of(RequireProject(projects, project).Id), idea).Idea.Id);
        return new StoredAnswer(true);
    }

    private static async Task<StoredAnswer> Restore(string project, string idea, ProjectStore projects, IdeaStore ideas)
    {
        await ideas.Restore((ideas.Find(RequireProject(projects, project).Id, idea) ?? throw IdeaRefusals.NoSuchName(idea)).Id);
        return new StoredAnswer(true);
    }

    private static Task<IResult> Note(string project, string idea, NoteRequest request, ProjectStore projects, IdeaTree tree, IdeaStore ideas) => Change(
        projects, tree, (project, idea), node => ideas.Note(node.Idea.Id, request.Text, request.By));

    internal static async Task<IResult> Change(ProjectStore projects, IdeaTree tree, (string Project, string Idea) place, Func<IdeaNode, Task> change)
    {
        var read = tree.Of(RequireProject(projects, place.Project).Id);
        var node = Require(read, place.Idea);
        await change(node);
        read = tree.Of(node.Idea.ProjectId);
        return TypedResults.Ok(IdeaAnswer.Of(read.Find(node.Idea.Id)!, read));
    }

    private static async Task<ProjectIdeas> Read(ProjectStore projects, IdeaTree tree, string project)
    {
        var read = tree.Of(RequireProject(projects, project).Id);
        await tree.NoteLooks(read);
        return read;
    }

    internal static Project RequireProject(ProjectStore projects, string text) =>
        projects.FindByName(text) ?? (long.TryParse(text, CultureInfo.InvariantCulture, out var id) ? projects.Find(id) : null)
        ?? throw new UmulException(ErrorCode.NotFound, new Sentence($"There is no project '{text}'.", $"프로젝트 '{text}'이(가) 없습니다."));

    internal static IdeaNode Require(ProjectIdeas read, string text) =>
        read.Nodes.FirstOrDefault(node => node.Idea.Name == text)
        ?? (long.TryParse(text, CultureInfo.InvariantCulture, out var id) ? read.Find(id) : null) ?? throw IdeaRefusals.NoSuchName(text);

    private static IdeaDecision Parse(string text) => Enum.TryParse<IdeaDecision>(text, ignoreCase: true, out var decision) && Enum.IsDefined(decision) && !char.IsDigit(text[0])
        ? decision
        : throw new UmulException(ErrorCode.Invalid, new Sentence($"'{text}' is no decision; say keep, drop or park.", $"'{text}'은(는) 결정이 아닙니다. keep, drop, park 중 하나를 주세요."));
}

/// <summary>An idea to be written down.</summary>
internal sealed record NewIdeaRequest(
    string Name, string? Parent = null, string? Hypothesis = null, double? Predicted = null, IReadOnlyList<string>? Params = null, IReadOnlyList<string>? Files = null, string? By = null);

/// <summary>A decision: keep, drop or park.</summary>
internal sealed record DecisionRequest(string Decision, string Reason, string? Cause = null, long? Version = null, string? By = null);

/// <summary>The idea that it changes from now on, by name; none makes it a root.</summary>
internal sealed record ParentRequest(string? Parent, long? Version = null);

/// <summary>A note.</summary>
internal sealed record NoteRequest(string Text, string? By = null);

/// <summary>An idea's story.</summary>
internal sealed record IdeaStoryAnswer(
    IdeaAnswer Idea, IReadOnlyList<IdeaEdit> Edits, IReadOnlyList<IdeaLogEntry> Log, IReadOnlyList<IdeaChange> Changes, IReadOnlyList<IdeaRunAnswer> Runs);
