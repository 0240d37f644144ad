using Umul.Mlflow.Search;
using Umul.Mlflow.Wire;
using Umul.Projects;
using Umul.Runs;
using Umul.Runs.Search;
using Umul.Web;

namespace Umul.Mlflow.Experiments;

/// <summary>The experiments of the protocol, which are Umul's projects.</summary>
internal sealed class ExperimentEndpoints(ProjectStore projects, ProjectBin bin, RunInputStore inputs)
{
    private const int DefaultResults = 1_000;
    private const int MaxResults = 50_000;

    public async Task Create(MlflowCall call)
    {
        var name = call.Fields.RequiredText("name");
        MlflowNames.CheckLength(name, MlflowNames.MaxExperimentName, "name");
        var location = call.Fields.Text("artifact_location");
        if (string.IsNullOrEmpty(location))
            location = null;
        else
            ArtifactLocations.Check(location);
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in call.Fields.List("tags"))
            tags[CheckedKey(tag)] = CheckedValue(tag);
        var id = await projects.Create(name, location, tags);
        await call.Object(w => w.WriteString("experiment_id"u8, ExperimentMessages.IdText(id)));
    }

    public Task Get(MlflowCall call)
    {
        var id = ExperimentMessages.ParseId(call.Fields.RequiredText("experiment_id"));
        return Answer(call, projects.Find(id) ?? throw ExperimentMessages.Missing(id));
    }

    public Task GetByName(MlflowCall call)
    {
        var name = call.Fields.RequiredText("experiment_name");
        return Answer(call, projects.FindByName(name) ?? throw MlflowException.NotFound($"Could not find experiment with name '{name}'"));
    }

    public Task Search(MlflowCall call)
    {
        var limit = Pages.Limit(call.Fields, DefaultResults, MaxResults);
        var offset = PageToken.Decode(call.Fields.Text("page_token"));
        var filter = FilterParser.Parse(call.Fields.Text("filter"), MlflowVocabularies.Experiments);
        var order = OrderTerm.Parse(call.Fields.Texts("order_by"), MlflowVocabularies.Experiments);
        var scope = ExperimentMessages.ViewType(call.Fields, "view_type");
        var all = projects.All().Where(p => scope == RunScope.All || (p.DeletedMs is null) == (scope == RunScope.Active)).ToList();
        var tags = projects.Tags([.. all.Select(p => p.Id)]).ToLookup(t => t.Project, t => KeyValuePair.Create(t.Name, t.Value));
        var found = all.Select(p => new ExperimentSubject(p, tags[p.Id])).Where(s => filter.Matches(s)).ToList();
        var sorted = SubjectOrder.Sort(found, order, (x, y) => CompareByDefault(x.Project, y.Project));
        return Pages.Answer(call, "experiments", sorted, offset, limit, (w, s) => ExperimentMessages.Write(w, s.Project, s.Tags));
    }

    public async Task Delete(MlflowCall call)
    {
        await bin.Delete(RequiredId(call));
        await call.Empty();
    }

    public async Task Restore(MlflowCall call)
    {
        await bin.Restore(RequiredId(call));
        await call.Empty();
    }

    public async Task Update(MlflowCall call)
    {
        var id = RequiredId(call);
        if (call.Fields.Text("new_name") is { Length: > 0 } name)
        {
            MlflowNames.CheckLength(name, MlflowNames.MaxExperimentName, "name");
            await Active(id, () => projects.Rename(id, name), "Cannot rename a non-active experiment.");
        }
        await call.Empty();
    }

    public async Task SetTag(MlflowCall call)
    {
        var id = RequiredId(call);
        var key = CheckedKey(call.Fields);
        await Active(id, () => projects.SetTag(id, key, CheckedValue(call.Fields)));
        await call.Empty();
    }

    public async Task DeleteTag(MlflowCall call)
    {
        var id = RequiredId(call);
        var key = call.Fields.RequiredText("key");
        var isRemoved = false;
        await Active(id, async () => isRemoved = await projects.DeleteTag(id, key));
        if (!isRemoved)
            throw MlflowException.NotFound($"No tag with name: {key} in experiment with id {ExperimentMessages.IdText(id)}");
        await call.Empty();
    }

    /// <summary>The data sets that runs of some experiments used.</summary>
    public Task SearchDatasets(MlflowCall call)
    {
        var ids = call.Fields.Texts("experiment_ids");
        if (ids.Count > 20)
            throw MlflowException.Invalid($"Invalid value {ids.Count} for parameter 'experiment_ids' supplied. At most 20 experiments can be searched at a time.");
        return call.Stream("dataset_summaries", inputs.Uses(ids.Select(ExperimentMessages.ParseId)), static (w, use) =>
        {
            w.WriteStartObject();
            w.WriteString("experiment_id"u8, ExperimentMessages.IdText(use.ProjectId));
            w.WriteString("name"u8, use.Name);
            w.WriteString("digest"u8, use.Digest);
            if (use.Context.Length > 0)
                w.WriteString("context"u8, use.Context);
            w.WriteEndObject();
        });
    }

    private Task Answer(MlflowCall call, Project project)
    {
        var tags = projects.Tags([project.Id]).Select(t => KeyValuePair.Create(t.Name, t.Value));
        return call.Object(w =>
        {
            w.WriteStartObject("experiment"u8);
            ExperimentMessages.Write(w, project, tags);
            w.WriteEndObject();
        });
    }

    private static long RequiredId(MlflowCall call) => ExperimentMessages.ParseId(call.Fields.RequiredText("experiment_id"));

    /// <summary>Says what is wrong with a missing or deleted experiment as MLflow says it.</summary>
    private static async Task Active(long id, Func<Task> work, string? whenDeleted = null)
    {
        try
        {
            await work();
        }
        catch (UmulException error) when (error.Code == ErrorCode.NotFound)
        {
            throw ExperimentMessages.Missing(id);
        }
        catch (UmulException error) when (error.Code == ErrorCode.WrongState)
        {
            throw MlflowException.Invalid(
                whenDeleted ?? $"The experiment {ExperimentMessages.IdText(id)} must be in the 'active' state. Current state is deleted.");
        }
    }

    private static string CheckedKey(MlflowFields tag)
    {
        var key = tag.RequiredText("key");
        MlflowNames.CheckKey(key, "key");
        return key;
    }

    private static string CheckedValue(MlflowFields tag)
    {
        var value = tag.Text("value") ?? "";
        MlflowNames.CheckLength(value, MlflowNames.MaxExperimentTagValue, "value");
        return value;
    }

    private static int CompareByDefault(Project x, Project y)
    {
        var byCreation = y.CreatedMs.CompareTo(x.CreatedMs);
        return byCreation != 0 ? byCreation : x.Id.CompareTo(y.Id);
    }
}

/// <summary>A project as a filter sees it.</summary>
internal sealed record ExperimentSubject(Project Project, IEnumerable<KeyValuePair<string, string>> Tags) : IFilterSubject
{
    public double? Number(FilterField field) => (field.Kind, field.Key) switch
    {
        (FieldKind.Attribute, "id") => Project.Id,
        (FieldKind.Attribute, "created") => Project.CreatedMs,
        (FieldKind.Attribute, "updated") => Project.UpdatedMs,
        _ => null,
    };

    public string? Text(FilterField field) => field.Kind switch
    {
        FieldKind.Tag => Tags.FirstOrDefault(t => t.Key == field.Key).Value,
        FieldKind.Attribute when field.Key == "name" => Project.Name,
        _ => null,
    };
}
