using System.Net;
using System.Net.Http.Headers;
using Umul.Projects;
using Umul.Runs;
using Umul.Web;

namespace Umul.Tests.Runs;

/// <summary><c>umul show</c> finds the run that a person means.</summary>
public sealed class RunLookupTests(UmulFixture umul) : IClassFixture<UmulFixture>
{
    [Fact]
    public async Task Run_IsFoundByIdByItsBeginningAndByName()
    {
        var id = await NewRun("aaaa1111bbbb", "quiet-otter-1");
        var lookup = umul.Get<RunLookup>();
        Assert.Equal(id, lookup.Require(id));
        Assert.Equal(id, lookup.Require("aaaa1"));
        Assert.Equal(id, lookup.Require("quiet-otter-1"));
    }

    [Fact]
    public async Task WholeId_IsMeant_ThoughAnotherBeginsWithIt()
    {
        await NewRun("cccc1", "first");
        await NewRun("cccc12", "second");
        Assert.Equal("cccc1", umul.Get<RunLookup>().Require("cccc1"));
    }

    [Fact]
    public async Task BeginningOfSeveral_IsRefusedWithTheirNames()
    {
        await NewRun("dddd1", "left");
        await NewRun("dddd2", "right");
        var refusal = Assert.Throws<UmulException>(() => umul.Get<RunLookup>().Require("dddd"));
        Assert.Contains("dddd1  left", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("dddd2  right", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShortBeginning_AndRunInTheBin_AreNotGuessed()
    {
        await NewRun("eeee1111", "kept");
        Assert.Throws<UmulException>(() => umul.Get<RunLookup>().Require("eee"));
        await umul.Get<RunStore>().Delete("eeee1111");
        Assert.Throws<UmulException>(() => umul.Get<RunLookup>().Require("eeee1"));
        Assert.Equal("eeee1111", umul.Get<RunLookup>().Require("eeee1111"));
    }

    [Theory]
    [InlineData("en", "There is no run 'nobody'")]
    [InlineData("ko-KR,ko;q=0.9", "실행 'nobody'이(가) 없습니다")]
    public async Task Refusal_IsInTheReadersLanguage(string language, string said)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/runs/nobody", UriKind.Relative));
        foreach (var part in language.Split(',')) request.Headers.AcceptLanguage.Add(StringWithQualityHeaderValue.Parse(part));
        using var answer = await umul.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(said, System.Text.RegularExpressions.Regex.Unescape(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "(from character 21)")]
    [InlineData("ko", "21번째 글자")]
    public async Task FilterThatCannotBeRead_IsRefusedWithItsPlace(string language, string said)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/runs?filter=" + Uri.EscapeDataString("status = 'FINISHED' ???"), UriKind.Relative));
        request.Headers.AcceptLanguage.ParseAdd(language);
        using var answer = await umul.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(said, System.Text.RegularExpressions.Regex.Unescape(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    private async Task<string> NewRun(string id, string name)
    {
        var project = await umul.Get<ProjectStore>().Create("p" + Guid.NewGuid());
        return (await umul.Get<RunStore>().Create(new NewRun { Id = id, ProjectId = project, Name = name })).Id;
    }
}
