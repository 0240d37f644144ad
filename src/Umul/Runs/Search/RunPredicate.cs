
namespace Umul.Runs.Search;

/// <summary>Turns a filter into a test of one project's runs. Each condition looks its column up once, not once a run.</summary>
internal sealed class RunPredicate(ProjectRuns project, RunInputStore inputs, Func<Run, string?> location)
{
    private readonly Lazy<ILookup<long, RunInput>> _datasets = new(() => inputs.OfRuns(project.Runs.Select(r => r.RowId)));

    public Func<Run, bool> Compile(FilterExpression expression)
    {
        switch (expression)
        {
            case AllOf { Terms.Count: 0 }:
                return static _ => true;
            case AllOf all:
                var every = all.Terms.Select(Compile).ToArray();
                return run => Array.TrueForAll(every, test => test(run));
            case AnyOf any:
                var some = any.Terms.Select(Compile).ToArray();
                return run => Array.Exists(some, test => test(run));
            case Not not:
                var term = Compile(not.Term);
                return run => !term(run);
            default:
                return Compile((Condition)expression);
        }
    }

    private Func<Run, bool> Compile(Condition condition)
    {
        var field = condition.Field;
        switch (field.Kind)
        {
            case FieldKind.Metric:
                var metric = project.Metric(field.Key);
                return run => FilterEvaluation.MatchesNumber(condition, metric.TryGetValue(run.RowId, out var summary) ? summary.LastValue : null);
            case FieldKind.Param:
                var parameter = project.Param(field.Key);
                return run => FilterEvaluation.MatchesText(condition, parameter.GetValueOrDefault(run.RowId));
            case FieldKind.Tag:
                var tag = project.Tag(field.Key);
                return run => FilterEvaluation.MatchesText(condition, tag.GetValueOrDefault(run.RowId));
            case FieldKind.Dataset:
                return run => _datasets.Value[run.RowId].Any(input => FilterEvaluation.MatchesText(condition, DatasetField(input, field.Key)));
            case FieldKind.Attribute when field.Key == RunAttributes.ArtifactLocation:
                return run => FilterEvaluation.MatchesText(condition, location(run));
            default:
                return field.Key is RunAttributes.Started or RunAttributes.Ended
                    ? run => FilterEvaluation.MatchesNumber(condition, RunFields.Number(run, field.Key))
                    : run => FilterEvaluation.MatchesText(condition, RunFields.Text(run, field.Key));
        }
    }

    private static string DatasetField(RunInput input, string key) => key switch
    {
        RunAttributes.DatasetName => input.Dataset.Name,
        RunAttributes.DatasetDigest => input.Dataset.Digest,
        _ => RunInputStore.ContextOf(input.Tags),
    };
}
