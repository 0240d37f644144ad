using Umul.Ledger;

namespace Umul.Tests.Comparisons;

/// <summary>What the ledger says of a comparison on a test split: every metric whose numbers were shown, not the deciding one alone.</summary>
public sealed class ComparisonLooksTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    [Theory]
    [InlineData("/projects/{0}/ideas", "dice")]
    [InlineData("/projects/{0}/ideas/{1}/comparison", "dice, iou")]
    [InlineData("/api/projects/{0}/ideas/{1}/comparison", "dice, iou")]
    [InlineData("/api/report?project={0}&idea=better&format=csv", "dice, iou")]
    public async Task Look_NamesTheMetricsThatWereShown_AndIsOneLook(string address, string metrics)
    {
        using var tables = new ScoreTables();
        var compared = new ComparedIdeas(server.Services, tables);
        await compared.Begin("test");
        await compared.Add("better", 0.75, split: "test");
        var ledger = server.Get<LedgerStore>();
        await ledger.Write(new LedgerLine(LedgerKind.Open, compared.Project, "test", "") { Reason = "The study is finished." });

        var shown = new Uri(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, compared.Project, compared.Ideas["better"]), UriKind.Relative);
        for (var time = 0; time < 2; time++)
        {
            using var response = await server.Client.GetAsync(shown);
            Assert.True(response.IsSuccessStatusCode, $"{shown}: {response.StatusCode}");
        }

        var look = Assert.Single(ledger.Of(compared.Project), entry => entry.Kind == (int)LedgerKind.Look);
        Assert.Equal(("better", metrics), (look.Subject, look.Metrics));
        Assert.Equal(1, ledger.ExposureOf(compared.Project, "test").Looks);
    }
}
