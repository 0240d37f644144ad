using Umul.Mlflow.Search;
using Umul.Runs.Search;

namespace Umul.Tests.Runs.Search;

/// <summary>What a filter selects, on one run with a few fields.</summary>
public class FilterEvaluationTests
{
    private static readonly Subject Run = new()
    {
        Numbers = { [new(FieldKind.Metric, "a")] = 2.5, [new(FieldKind.Metric, "nan")] = double.NaN, [new(FieldKind.Attribute, "started")] = 1000 },
        Words = { [new(FieldKind.Param, "lr")] = "0.1", [new(FieldKind.Tag, "k")] = "Hello 50%", [new(FieldKind.Attribute, "status")] = "RUNNING" },
        Datasets = ["train", "valid"],
    };

    [Theory]
    [InlineData("metrics.a > 1", true)]
    [InlineData("metrics.a > 1 AND params.lr = '0.2'", false)]
    [InlineData("metrics.missing != 1", false)]
    [InlineData("metrics.nan = 0", false)]
    [InlineData("metrics.nan != 1", true)]
    [InlineData("params.missing != 'x'", false)]
    [InlineData("params.missing IS NULL", true)]
    [InlineData("params.lr IS NULL", false)]
    [InlineData("tags.k LIKE 'Hello%'", true)]
    [InlineData("tags.k LIKE 'hello%'", false)]
    [InlineData("tags.k ILIKE 'hello _0\\%'", false)]
    [InlineData("tags.k ILIKE 'h%O_5%'", true)]
    [InlineData("tags.k LIKE ''", false)]
    [InlineData("dataset.name = 'valid'", true)]
    [InlineData("dataset.name = 'test'", false)]
    [InlineData("dataset.name IN ('test', 'train')", true)]
    [InlineData("status = 'RUNNING' AND start_time >= 1000 AND end_time > 0", false)]
    public void Matches_MlflowFilter_Decides(string filter, bool expected)
        => Assert.Equal(expected, FilterParser.Parse(filter, MlflowVocabularies.Runs).Matches(Run));

    [Theory]
    [InlineData("params.lr > 0.05", true)]
    [InlineData("tags.k > 0.05", false)]
    [InlineData("not params.lr > 0.05 or metrics.nan is not null", true)]
    public void Matches_ProductFilter_ReadsNumbersInParams(string filter, bool expected)
        => Assert.Equal(expected, FilterParser.Parse(filter, FilterVocabulary.Runs).Matches(Run));

    [Fact]
    public void Matches_PatternOfManyStars_IsNotExponential()
        => Assert.False(TextPattern.Matches(new string('a', 5_000), string.Concat(Enumerable.Repeat("%a", 200)) + "%b", ignoreCase: false));

    private sealed class Subject : IFilterSubject
    {
        public Dictionary<FilterField, double> Numbers { get; } = [];

        public Dictionary<FilterField, string> Words { get; } = [];

        public IReadOnlyList<string> Datasets { get; init; } = [];

        public double? Number(FilterField field) => Numbers.TryGetValue(field, out var number) ? number : null;

        public string? Text(FilterField field) => Words.GetValueOrDefault(field);

        public IEnumerable<string> Texts(FilterField field) => field.Kind == FieldKind.Dataset ? Datasets : [];
    }
}
