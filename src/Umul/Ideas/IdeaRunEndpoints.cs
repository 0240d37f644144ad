using Umul.Projects;
using Umul.Runs;

namespace Umul.Ideas;

/// <summary>Which runs belong to which idea and which count, over HTTP: by hand in bulk, by rule, excluded with a reason.</summary>
internal static class IdeaRunEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapIdeaRuns()
        {
            routes.MapPost("/api/projects/{project}/ideas/{idea}/join", Join);
            routes.MapPost("/api/projects/{project}/idea-runs/leave", Leave);
            routes.MapPost("/api/projects/{project}/idea-runs/forget", Forget);
            routes.MapPost("/api/projects/{project}/idea-runs/exclude", Exclude);
            routes.MapGet("/api/projects/{project}/idea-runs/without", Without);
            routes.MapGet("/api/projects/{project}/idea-rules", Rules);
            routes.MapPost("/api/projects/{project}/ideas/{idea}/rules", AddRule);
            routes.MapDelete("/api/projects/{project}/idea-rules/{rule:long}", RemoveRule);
        }
    }

    private static Task<IResult> Join([AsParameters] IdeaPlace place, JoinRequest request, IdeaRunStore members, IdeaTree tree, RunLookup lookup, ProjectStore projects) =>
        IdeaEndpoints.Change(projects, tree, (place.Project, place.Idea), node => members.Join(node.Idea.Id, [.. request.Runs.Select(text => lookup.Require(text, node.Idea.ProjectId))], request.By));

    private static async Task<StoredAnswer> Leave(string project, JoinRequest request, IdeaRunStore members, RunLookup lookup, ProjectStore projects)
    {
        var id = IdeaEndpoints.RequireProject(projects, project).Id;
        await members.Join(null, [.. request.Runs.Select(text => lookup.Require(text, id))], request.By);
        return new StoredAnswer(true);
    }

    private static async Task<StoredAnswer> Forget(string project, JoinRequest request, IdeaRunStore members, RunLookup lookup, ProjectStore projects)
    {
        var id = IdeaEndpoints.RequireProject(projects, project).Id;
        await members.Forget([.. request.Runs.Select(text => lookup.Require(text, id))]);
        return new StoredAnswer(true);
    }

    private static async Task<StoredAnswer> Exclude(string project, ExcludeRequest request, IdeaRunStore members, RunLookup lookup, ProjectStore projects)
    {
        var id = IdeaEndpoints.RequireProject(projects, project).Id;
        foreach (var run in request.Runs.Select(text => lookup.Require(text, id)).ToList()) await members.Exclude(run, request.Reason, request.By);
        return new StoredAnswer(true);
    }

    private static IReadOnlyList<IdeaRunAnswer> Without(string project, IdeaRunStore members, ProjectStore projects) =>
        [.. members.Of(IdeaEndpoints.RequireProject(projects, project).Id).Without.Select(run => new IdeaRunAnswer(run.Id, run.Name, null, "", null))];

    private static IReadOnlyList<RuleAnswer> Rules(string project, IdeaRunStore members, IdeaStore ideas, ProjectStore projects)
    {
        var id = IdeaEndpoints.RequireProject(projects, project).Id;
        var names = ideas.All(id).ToDictionary(idea => idea.Id, idea => idea.Name);
        return [.. members.Rules(id).Select(rule => new RuleAnswer(rule.Id, names.GetValueOrDefault(rule.Idea, ""), rule.Param, rule.Pattern))];
    }

    private static Task<IResult> AddRule([AsParameters] IdeaPlace place, RuleRequest request, IdeaRunStore members, IdeaTree tree, ProjectStore projects) =>
        IdeaEndpoints.Change(projects, tree, (place.Project, place.Idea), node => members.AddRule(node.Idea.Id, request.Param, request.Pattern, request.By));

    private static async Task<StoredAnswer> RemoveRule(string project, long rule, IdeaRunStore members, ProjectStore projects)
    {
        await members.RemoveRule(IdeaEndpoints.RequireProject(projects, project).Id, rule);
        return new StoredAnswer(true);
    }
}

/// <summary>The idea that an address names.</summary>
internal sealed record IdeaPlace(string Project, string Idea);

/// <summary>Runs, by id or name.</summary>
internal sealed record JoinRequest(IReadOnlyList<string> Runs, string? By = null);

/// <summary>Runs to be left out of comparisons; without a reason they count again.</summary>
internal sealed record ExcludeRequest(IReadOnlyList<string> Runs, string? Reason = null, string? By = null);

/// <summary>Runs whose param is like the pattern belong to the idea; * stands for any text.</summary>
internal sealed record RuleRequest(string Param, string Pattern, string? By = null);

/// <summary>A rule.</summary>
internal sealed record RuleAnswer(long Id, string Idea, string Param, string Pattern);

/// <summary>A run of an idea.</summary>
internal sealed record IdeaRunAnswer(string Id, string Name, string? Seed, string JoinedBy, string? ExcludedBecause);
