using Umul.Ideas;
using Umul.Projects;
using Umul.Runs;
using Umul.Web;

namespace Umul.Tests.Ideas;

/// <summary>What is written about ideas, by whom and when, and what happens when two people write at once.</summary>
public sealed class IdeaStoreTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    private IdeaStore Store => server.Get<IdeaStore>();

    [Fact]
    public async Task Create_Idea_KeepsWhatWasWritten()
    {
        var project = await Project();
        var baseline = await Store.Create(project, new NewIdea("baseline", null, IdeaText.Empty), "Kim");
        var idea = await Store.Create(project, new NewIdea(" focal ", baseline.Id, Text("Small lesions gain.", 0.01, ["loss", "loss", " gamma "], ["losses.py"])), "Lee");

        Assert.Equal(("focal", baseline.Id, "Lee", IdeaDecision.None), (idea.Name, idea.Parent, idea.CreatedBy, idea.Decision));
        Assert.Equal(("Small lesions gain.", 0.01), (idea.Text.Hypothesis, idea.Text.Predicted));
        Assert.Equal(["loss", "gamma"], idea.Text.ConfigKeys);
        Assert.Equal(["losses.py"], idea.Text.Files);
        Assert.Equal(["baseline", "focal"], Store.All(project).Select(i => i.Name));
    }

    [Fact]
    public async Task Edit_Hypothesis_KeepsTheWordingBeforeAndSaysWhetherItCameBeforeTheFirstRun()
    {
        var project = await Project();
        var idea = await Store.Create(project, new NewIdea("focal", null, Text("Dice rises by 0.01.", 0.01)), "Kim");
        idea = await Store.Edit(idea.Id, idea.Version, Text("Dice stays the same.", null), "Kim");
        await Store.Edit(idea.Id, idea.Version, Text("Dice stays the same.", null), "Kim"); // nothing new: no line in the history

        var edits = Store.Edits(idea, firstRunMs: null);
        Assert.Equal(["Dice rises by 0.01.", "Dice stays the same."], edits.Select(e => e.Text.Hypothesis));
        Assert.All(edits, edit => Assert.True(edit.BeforeFirstRun));
        Assert.All(Store.Edits(idea, firstRunMs: edits[0].WrittenMs - 1), edit => Assert.False(edit.BeforeFirstRun));
    }

    [Fact]
    public async Task Decide_TwoPeopleAtOnce_TheSecondIsToldWhatTheFirstDecided()
    {
        var idea = await Store.Create(await Project(), new NewIdea("focal", null, IdeaText.Empty));
        await Store.Decide(idea.Id, idea.Version, IdeaDecision.Drop, ("Small lesions lose.", "too few of them"), "Kim");

        var refusal = await Assert.ThrowsAsync<UmulException>(() => Store.Decide(idea.Id, idea.Version, IdeaDecision.Keep, ("Looks good.", ""), "Lee"));
        Assert.Equal(ErrorCode.WrongState, refusal.Code);
        Assert.Contains("'drop', decided by Kim", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Small lesions lose.", refusal.In(Language.Korean), StringComparison.Ordinal);
        Assert.Contains("'폐기'", refusal.In(Language.Korean), StringComparison.Ordinal);
        Assert.Equal((IdeaDecision.Drop, "Kim"), (Store.Find(idea.Id)!.Decision, Store.Find(idea.Id)!.DecidedBy));
    }

    [Fact]
    public async Task Decide_AfterReadingTheOther_StandsAndTheLogHasBoth()
    {
        var idea = await Store.Create(await Project(), new NewIdea("focal", null, IdeaText.Empty));
        var dropped = await Store.Decide(idea.Id, idea.Version, IdeaDecision.Drop, ("Worse.", ""), "Kim");
        await Store.Note(idea.Id, "The learning rate was wrong.", "Lee");
        await Store.Decide(idea.Id, dropped.Version, IdeaDecision.Park, ("Try again with another rate.", "rate"), "Lee");

        Assert.Equal(
            [(IdeaDecision.Drop, "Worse.", "Kim"), ((IdeaDecision?)null, "The learning rate was wrong.", "Lee"), (IdeaDecision.Park, "Try again with another rate.", "Lee")],
            Store.Log(idea).Select(entry => (entry.Decision, entry.Text, entry.Person)));
    }

    [Fact]
    public async Task Decide_WithoutReason_IsRefused()
    {
        var idea = await Store.Create(await Project(), new NewIdea("focal", null, IdeaText.Empty));
        var refusal = await Assert.ThrowsAsync<UmulException>(() => Store.Decide(idea.Id, null, IdeaDecision.Keep, ("  ", "")));
        Assert.Equal(ErrorCode.Invalid, refusal.Code);
        Assert.Equal(IdeaDecision.None, Store.Find(idea.Id)!.Decision);
    }

    [Fact]
    public async Task Create_NameThatIsThere_IsRefusedAndPointsAtIt()
    {
        var project = await Project();
        await Store.Create(project, new NewIdea("focal", null, Text("Better.", null)));
        var refusal = await Assert.ThrowsAsync<UmulException>(() => Store.Create(project, new NewIdea("focal", null, Text("Better still.", null))));
        Assert.Equal(ErrorCode.AlreadyExists, refusal.Code);
        Assert.Equal("Better.", Store.Find(project, "focal")!.Text.Hypothesis);
    }

    [Theory]
    [InlineData(" ", null)]
    [InlineData("focal", double.NaN)]
    public async Task Create_NoNameOrNoNumber_IsRefused(string name, double? predicted)
    {
        var project = await Project();
        var refusal = await Assert.ThrowsAsync<UmulException>(() => Store.Create(project, new NewIdea(name, null, Text("x", predicted))));
        Assert.Equal(ErrorCode.Invalid, refusal.Code);
        Assert.Empty(Store.All(project));
    }

    [Fact]
    public async Task SetParent_OfADescendant_IsRefused()
    {
        var project = await Project();
        var first = await Store.Create(project, new NewIdea("first", null, IdeaText.Empty));
        var second = await Store.Create(project, new NewIdea("second", first.Id, IdeaText.Empty));
        var third = await Store.Create(project, new NewIdea("third", second.Id, IdeaText.Empty));

        await Assert.ThrowsAsync<UmulException>(() => Store.SetParent(first.Id, null, third.Id));
        await Assert.ThrowsAsync<UmulException>(() => Store.SetParent(first.Id, null, first.Id));
        Assert.Null(Store.Find(first.Id)!.Parent);
    }

    [Fact]
    public async Task Delete_Parent_ChildrenKeepItsNumberAndItCanBeRestored()
    {
        var project = await Project();
        var parent = await Store.Create(project, new NewIdea("parent", null, IdeaText.Empty));
        var child = await Store.Create(project, new NewIdea("child", parent.Id, IdeaText.Empty));
        await Store.Delete(parent.Id);

        Assert.Equal(parent.Id, Store.Find(child.Id)!.Parent);
        Assert.NotNull(Store.Find(parent.Id)!.DeletedMs);
        Assert.Equal(ErrorCode.WrongState, (await Assert.ThrowsAsync<UmulException>(() => Store.Note(parent.Id, "still here?"))).Code);
        Assert.Equal(ErrorCode.AlreadyExists, (await Assert.ThrowsAsync<UmulException>(() => Store.Create(project, new NewIdea("parent", null, IdeaText.Empty)))).Code);
        await Store.Restore(parent.Id);
        Assert.Null(Store.Find(parent.Id)!.DeletedMs);
    }

    [Fact]
    public async Task Tags_NamingAnIdeaAndItsParent_BringBothIntoBeingInEitherOrder()
    {
        var project = await Project();
        await Run(project, (IdeaStore.ParentTag, "baseline"), (IdeaStore.IdeaTag, "focal"));
        await Run(project, (IdeaStore.IdeaTag, "wide"), (IdeaStore.ParentTag, "baseline"));
        await Run(project, (IdeaStore.IdeaTag, "baseline"), (IdeaStore.ParentTag, "focal")); // would be a circle: not taken

        var baseline = Store.Find(project, "baseline")!;
        Assert.Null(baseline.Parent);
        Assert.Equal((baseline.Id, IdeaOrigin.Run), (Store.Find(project, "focal")!.Parent, Store.Find(project, "focal")!.Origin));
        Assert.Equal(baseline.Id, Store.Find(project, "wide")!.Parent);
    }

    [Fact]
    public async Task Create_IdeaThatARunNamedBefore_GetsItsWordsAndIsSaidToBeLate()
    {
        var project = await Project();
        await Run(project, (IdeaStore.IdeaTag, "focal"));
        await Task.Delay(5);
        var idea = await Store.Create(project, new NewIdea("focal", null, Text("Better.", null)));

        var first = server.Get<IdeaRunStore>().Of(project).FirstRunMs(idea.Id);
        Assert.False(Assert.Single(Store.Edits(idea, first)).BeforeFirstRun);
    }

    private Task<long> Project() => server.Get<ProjectStore>().Create(Guid.NewGuid().ToString("N"));

    private Task<Run> Run(long project, params (string Key, string Value)[] tags) =>
        server.Get<RunStore>().Create(new NewRun { ProjectId = project, Tags = [.. tags.Select(t => KeyValuePair.Create(t.Key, t.Value))] });

    private static IdeaText Text(string hypothesis, double? predicted, string[]? keys = null, string[]? files = null) => new(hypothesis, predicted, keys ?? [], files ?? []);
}
