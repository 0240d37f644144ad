using Umul.Outcomes;
using Umul.Outcomes.Pages;

namespace Umul.Tests.Outcomes;

/// <summary>Whatever Umul computes is explained on the page of a case.</summary>
public sealed class MetricCardsTests
{
    [Fact]
    public void EveryDefinitionOfTheCatalogue_HasACard()
    {
        var missing = MetricCatalogue.All.Select(m => m.Definition).Where(definition => MetricCards.Find(definition) is null).ToList();
        Assert.True(missing.Count == 0, $"No card for: {string.Join(", ", missing)}");
    }

    [Theory]
    [InlineData("hausdorffDistance95.pooled", "hausdorffDistance95.pooled")]
    [InlineData("normalizedSurfaceDistance.surfel@2mm", "normalizedSurfaceDistance.surfel")]
    [InlineData("cer.jamo.noSpaces@nfc+singleSpaces", "cer.jamo")]
    [InlineData("auc.mannWhitney", "auc")]
    [InlineData("jackknife.coco.averagePrecision.box@50-95", "coco.averagePrecision")]
    public void Card_IsThatOfTheLongestPartOfTheName(string definition, string card) => Assert.Equal(card, MetricCards.Find(definition)?.Definition);

    [Fact]
    public void Card_OfAColumnThatTheTrainingCodeComputed_IsNone() => Assert.Null(MetricCards.Find("logged/dice"));

    [Fact]
    public void OtherTools_OfTheSameName_AreShownWithTheirValues_NotPseudovalues()
    {
        CaseMetric[] all = [Metric("hausdorffDistance95.maxOfDirected"), Metric("hausdorffDistance95.pooled"), Metric("hausdorffDistance95.areaWeighted"), Metric("jackknife.hausdorffDistance95.pooled"), Metric("dice")];
        Assert.Equal(
            ["hausdorffDistance95.maxOfDirected", "hausdorffDistance95.pooled", "hausdorffDistance95.areaWeighted"],
            MetricCards.Siblings(all[0], all).Select(sibling => sibling.Metric.Metric.Definition));
        Assert.Empty(MetricCards.Siblings(all[3], all));
        Assert.Empty(MetricCards.Siblings(all[4], all)); // nothing else is called Dice here
    }

    private static CaseMetric Metric(string definition) => new(OutcomeMetric.Of(definition), []);
}
