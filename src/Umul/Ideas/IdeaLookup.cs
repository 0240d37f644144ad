using System.Globalization;
using Umul.Access;
using Umul.Projects;
using Umul.Web;

namespace Umul.Ideas;

/// <summary>Which idea a person means: with its project, or by name alone if no other project has one of that name.</summary>
internal sealed class IdeaLookup(ProjectStore projects, IdeaTree tree)
{
    /// <exception cref="UmulException">There is none, or several projects have one.</exception>
    public (Project Project, ProjectIdeas Ideas, IdeaNode Node) Require(string idea, string? project)
    {
        var readable = projects.All().Where(p => p.DeletedMs is null && Caller.MayRead(p.Id)).ToList();
        if (project is { Length: > 0 } text)
        {
            var named = readable.Find(p => p.Name == text) ?? readable.Find(p => p.Id.ToString(CultureInfo.InvariantCulture) == text)
                ?? throw new UmulException(ErrorCode.NotFound, new Sentence($"There is no project '{text}'.", $"프로젝트 '{text}'이(가) 없습니다."));
            var read = tree.Of(named.Id);
            return (named, read, read.Nodes.FirstOrDefault(node => node.Idea.Name == idea)
                ?? (long.TryParse(idea, CultureInfo.InvariantCulture, out var id) ? read.Find(id) : null) ?? throw IdeaRefusals.NoSuchName(idea));
        }
        var found = readable.Select(p => (Project: p, Ideas: tree.Of(p.Id)))
            .Select(p => (p.Project, p.Ideas, Node: p.Ideas.Nodes.FirstOrDefault(node => node.Idea.Name == idea))).Where(p => p.Node is not null).ToList();
        var names = string.Join(", ", found.Select(p => p.Project.Name));
        return found switch
        {
            [var (at, read, node)] => (at, read, node!),
            [] => throw new UmulException(ErrorCode.NotFound, new Sentence($"No project has an idea named '{idea}'.", $"'{idea}'이라는 아이디어가 있는 프로젝트가 없습니다.")),
            _ => throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"Several projects have an idea named '{idea}': {names}. Say which with --project.", $"'{idea}'이라는 아이디어가 여러 프로젝트에 있습니다: {names}. --project로 하나를 정하세요.")),
        };
    }
}
