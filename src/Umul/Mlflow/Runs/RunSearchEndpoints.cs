using Umul.Mlflow.Experiments;
using Umul.Mlflow.Search;
using Umul.Mlflow.Wire;
using Umul.Runs.Search;

namespace Umul.Mlflow.Runs;

/// <summary>runs/search.</summary>
internal sealed class RunSearchEndpoints(RunSearch search, RunAnswers answers)
{
    private const int DefaultResults = 1_000;
    private const int MaxResults = 50_000;

    public Task Search(MlflowCall call)
    {
        var locations = new Dictionary<long, string>();
        var query = new RunQuery
        {
            Projects = [.. call.Fields.Texts("experiment_ids").Select(ExperimentMessages.ParseId)],
            Filter = FilterParser.Parse(call.Fields.Text("filter"), MlflowVocabularies.Runs),
            Order = OrderTerm.Parse(call.Fields.Texts("order_by"), MlflowVocabularies.Runs),
            Scope = ExperimentMessages.ViewType(call.Fields, "run_view_type"),
            ArtifactLocation = run => RunMessages.ArtifactUri(LocationOf(run.ProjectId, locations), run.Id),
            Limit = Pages.Limit(call.Fields, DefaultResults, MaxResults),
            Offset = PageToken.Decode(call.Fields.Text("page_token")),
        };
        var page = search.Find(query);
        return call.Stream("runs", answers.Of(page.Runs), static (w, answer) =>
        {
            w.WriteStartObject();
            answer.Write(w);
            w.WriteEndObject();
        }, Pages.End(query.Offset + query.Limit, page.HasMore));
    }

    private string LocationOf(long projectId, Dictionary<long, string> known)
    {
        if (!known.TryGetValue(projectId, out var location))
            known[projectId] = location = answers.Location(projectId);
        return location;
    }
}
