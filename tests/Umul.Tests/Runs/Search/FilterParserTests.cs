using Umul.Mlflow.Search;
using Umul.Runs.Search;

namespace Umul.Tests.Runs.Search;

/// <summary>The filter grammar. The MLflow rows restate what a recorded 3.11 server accepts and refuses.</summary>
public class FilterParserTests
{
    [Theory]
    [InlineData("metrics.a > 1", "Metric:a Greater 1")]
    [InlineData("metric.a>=1 AND parameter.lr=\"0.1\"", "Metric:a GreaterOrEqual 1 & Param:lr Equal '0.1'")]
    [InlineData("metrics.a > 1 and params.lr = '0.1'", "Metric:a Greater 1 & Param:lr Equal '0.1'")]
    [InlineData("params.lr LIKE '0%'", "Param:lr Like '0%'")]
    [InlineData("params.lr ilike '0%'", "Param:lr ILike '0%'")]
    [InlineData("params.`lr` = '0.1'", "Param:lr Equal '0.1'")]
    [InlineData("params.\"l r\" != 'x'", "Param:l r NotEqual 'x'")]
    [InlineData("tags.mlflow.user = 'u'", "Tag:mlflow.user Equal 'u'")]
    [InlineData("tags.`mlflow.user` = 'u'", "Tag:mlflow.user Equal 'u'")]
    [InlineData("tag.`mlflow.prompt.is_prompt` != 'true'", "Tag:mlflow.prompt.is_prompt NotEqual 'true'")]
    [InlineData("`metrics`.`a/b c:d-e.f` = 1", "Metric:a/b c:d-e.f Equal 1")]
    [InlineData("attributes.status = 'RUNNING'", "Attribute:status Equal 'RUNNING'")]
    [InlineData("status='RUNNING'", "Attribute:status Equal 'RUNNING'")]
    [InlineData("attr.start_time > 1", "Attribute:started Greater 1")]
    [InlineData("Created > 1", "Attribute:started Greater 1")]
    [InlineData("run.end_time > 0", "Attribute:ended Greater 0")]
    [InlineData("attributes.`run name` = 'r'", "Attribute:name Equal 'r'")]
    [InlineData("`Run Name` = 'r'", "Attribute:name Equal 'r'")]
    [InlineData("run_id IN ('a')", "Attribute:id In ['a']")]
    [InlineData("attributes.run_id NOT IN ('x','y')", "Attribute:id NotIn ['x','y']")]
    [InlineData("params.lr IS NULL", "Param:lr IsNull")]
    [InlineData("tags.a is not null", "Tag:a IsNotNull")]
    [InlineData("dataset.name IN ('a', 'b')", "Dataset:name In ['a','b']")]
    [InlineData("metrics.a > 1e-3", "Metric:a Greater 0.001")]
    [InlineData("metrics.a > -1", "Metric:a Greater -1")]
    [InlineData("metrics.a > .5", "Metric:a Greater 0.5")]
    [InlineData("metrics.a != +2.", "Metric:a NotEqual 2")]
    [InlineData("params.lr = '0.1' and", "Param:lr Equal '0.1'")]
    [InlineData("params.q = \"it's\"", "Param:q Equal 'it's'")]
    [InlineData("metrics.정확도 > 0", "Metric:정확도 Greater 0")]
    [InlineData("   ", "")]
    [InlineData(null, "")]
    public void Parse_WhatMlflowAccepts_GivesConditions(string? filter, string expected)
        => Assert.Equal(expected, Show(FilterParser.Parse(filter, MlflowVocabularies.Runs)));

    [Theory]
    [InlineData("params.lr = 0.1", nameof(FilterProblem.TextExpected), "Expected a quoted string value for parameter (e.g. 'my-value'). Got value 0.1")]
    [InlineData("params.lr IN ('0.1')", nameof(FilterProblem.TextExpected), "Expected a quoted string value for parameter (e.g. 'my-value'). Got value ('0.1')")]
    [InlineData("start_time > '1'", nameof(FilterProblem.NumberExpected), "Expected numeric value type for numeric attribute: start_time. Found '1'")]
    [InlineData("metrics.a = 'x'", nameof(FilterProblem.NumberExpected), "Expected numeric value type for metric. Found 'x'")]
    [InlineData("metrics.a LIKE 'x'", nameof(FilterProblem.NumberExpected), "Expected numeric value type for metric. Found 'x'")]
    [InlineData("metrics.a > 1 or metrics.a < 0", nameof(FilterProblem.Clause), "Invalid clause(s) in filter string: 'or', 'metrics.a', '<', '0'")]
    [InlineData("(metrics.a > 1)", nameof(FilterProblem.Clause), null)]
    [InlineData("NOT metrics.a > 1", nameof(FilterProblem.Clause), null)]
    [InlineData("metrics.a > 1;", nameof(FilterProblem.Clause), "Invalid clause(s) in filter string: ';'")]
    [InlineData("metrics.a > 1; metrics.a > 2", nameof(FilterProblem.Clause), null)]
    [InlineData("metrics.a > 1 metrics.b > 2", nameof(FilterProblem.Clause), null)]
    [InlineData("and metrics.a > 1", nameof(FilterProblem.Clause), null)]
    [InlineData("metrics.a > 1 and and metrics.a > 2", nameof(FilterProblem.Clause), null)]
    [InlineData("metrics.a IS NULL", nameof(FilterProblem.PresenceNotSupported), "IS NULL / IS NOT NULL is only supported for tags and params, not for 'metric' 'a'")]
    [InlineData("foo.bar = 'x'", nameof(FilterProblem.Entity), null)]
    [InlineData("lifecycle_stage = 'active'", nameof(FilterProblem.Attribute), null)]
    [InlineData("dataset.bogus = 'x'", nameof(FilterProblem.Attribute), null)]
    [InlineData("params.lr LIKE '0.1", nameof(FilterProblem.Clause), null)]
    [InlineData("metrics.a == 1", nameof(FilterProblem.Comparator), null)]
    [InlineData("metrics.a <> 1", nameof(FilterProblem.Comparator), null)]
    [InlineData("metrics.a/b > 1", nameof(FilterProblem.Clause), null)]
    [InlineData("status > 'a'", nameof(FilterProblem.Comparator), null)]
    [InlineData("run_name IN ('a')", nameof(FilterProblem.TextExpected), null)]
    [InlineData("run_id IN ()", nameof(FilterProblem.ListExpected), null)]
    [InlineData("run_id IN ('a',)", nameof(FilterProblem.ListExpected), null)]
    [InlineData("run_id IN ('a'", nameof(FilterProblem.Clause), null)]
    [InlineData("run_id IN 'a'", nameof(FilterProblem.ListExpected), null)]
    [InlineData("metrics. > 1", nameof(FilterProblem.Clause), null)]
    [InlineData("metrics.a", nameof(FilterProblem.Clause), null)]
    [InlineData("metrics.a >", nameof(FilterProblem.Clause), null)]
    [InlineData("'a' = 'b'", nameof(FilterProblem.Clause), null)]
    [InlineData(".", nameof(FilterProblem.Clause), null)]
    [InlineData("=", nameof(FilterProblem.Clause), null)]
    [InlineData("`", nameof(FilterProblem.Clause), null)]
    [InlineData("`a`.", nameof(FilterProblem.Clause), null)]
    public void Parse_WhatMlflowRefuses_NamesTheProblem(string filter, string problem, string? message)
    {
        var error = Assert.Throws<FilterSyntaxException>(() => FilterParser.Parse(filter, MlflowVocabularies.Runs));
        Assert.Equal(problem, error.Problem.ToString());
        if (message is not null)
            Assert.Equal(message, error.Message);
    }

    [Theory]
    [InlineData("metrics.a > 1 or params.b = 2 and tags.c != 'x'", "(Metric:a Greater 1 | Param:b Equal 2 & Tag:c NotEqual 'x')")]
    [InlineData("(metrics.a > 1 or metrics.a < 0) and status = 'failed'", "(Metric:a Greater 1 | Metric:a Less 0) & Attribute:status Equal 'failed'")]
    [InlineData("not (metrics.a > 1)", "!Metric:a Greater 1")]
    [InlineData("params.lr >= 0.01", "Param:lr GreaterOrEqual 0.01")]
    [InlineData("name in ('a','b') or metrics.x is null", "(Attribute:name In ['a','b'] | Metric:x IsNull)")]
    public void Parse_ProductDialect_HasConnectivesAndNumericParams(string filter, string expected)
        => Assert.Equal(expected, Show(FilterParser.Parse(filter, FilterVocabulary.Runs)));

    [Fact]
    public void Parse_TenThousandOpenParentheses_IsRefusedWithoutExhaustingTheStack()
        => Assert.Throws<FilterSyntaxException>(() => FilterParser.Parse(new string('(', 10_000), FilterVocabulary.Runs));

    [Fact]
    public void Parse_DoubledQuoteInValue_StandsForOneQuote()
        => Assert.Equal("Param:q Equal 'it's'", Show(FilterParser.Parse("params.q = 'it''s'", MlflowVocabularies.Runs)));

    [Theory]
    [InlineData("metrics.a", "Metric:a up")]
    [InlineData("metrics.a ASC,params.lr DESC", "Metric:a up,Param:lr down")]
    [InlineData("start_time desc", "Attribute:started down")]
    [InlineData("`metrics`.`a`", "Metric:a up")]
    [InlineData("tags.`mlflow.runName` ASC", "Tag:mlflow.runName up")]
    [InlineData("created", "Attribute:started up")]
    public void ParseOrder_WhatMlflowAccepts_GivesTerms(string terms, string expected)
    {
        var order = OrderTerm.Parse(terms.Split(','), MlflowVocabularies.Runs);
        Assert.Equal(expected, string.Join(',', order.Select(t => $"{t.Field.Kind}:{t.Field.Key} {(t.IsAscending ? "up" : "down")}")));
    }

    [Theory]
    [InlineData("attributes.start_time DESC NULLS LAST", nameof(FilterProblem.Order))]
    [InlineData("metrics.a,metrics.a DESC", nameof(FilterProblem.OrderRepeated))]
    [InlineData("bogus", nameof(FilterProblem.Attribute))]
    [InlineData("dataset.name", nameof(FilterProblem.Order))]
    [InlineData("", nameof(FilterProblem.Order))]
    [InlineData("metrics.a sideways", nameof(FilterProblem.Order))]
    public void ParseOrder_WhatMlflowRefuses_NamesTheProblem(string terms, string problem)
        => Assert.Equal(problem, Assert.Throws<FilterSyntaxException>(() => OrderTerm.Parse(terms.Split(','), MlflowVocabularies.Runs)).Problem.ToString());

    private static string Show(FilterExpression expression) => expression switch
    {
        AllOf all => string.Join(" & ", all.Terms.Select(Show)),
        AnyOf any => $"({string.Join(" | ", any.Terms.Select(Show))})",
        Not not => $"!{Show(not.Term)}",
        Condition c => $"{c.Field.Kind}:{c.Field.Key} {c.Operator} {Show(c.Value)}".TrimEnd(),
        _ => throw new InvalidOperationException(expression.ToString()),
    };

    private static string Show(FilterValue value)
    {
        if (value.Texts.Count > 0)
            return $"[{string.Join(',', value.Texts.Select(t => $"'{t}'"))}]";
        if (!double.IsNaN(value.Number))
            return value.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return value == FilterValue.None ? "" : $"'{value.Text}'";
    }
}
