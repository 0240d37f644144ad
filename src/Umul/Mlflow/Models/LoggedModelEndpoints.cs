using System.Buffers;
using System.Globalization;
using Umul.Artifacts;
using Umul.Mlflow.Artifacts;
using Umul.Mlflow.Experiments;
using Umul.Mlflow.Runs;
using Umul.Mlflow.Search;
using Umul.Mlflow.Wire;
using Umul.Models;
using Umul.Runs.Search;

namespace Umul.Mlflow.Models;

/// <summary>Logged models: what 3.x clients create in log_model before they upload its files.</summary>
internal sealed class LoggedModelEndpoints(LoggedModelStore models, RunAnswers answers, ArtifactStore artifacts)
{
    private const int DefaultResults = 50;
    private const int MaxResults = 1_000;
    private const int MaxName = 500;
    private const int MaxParams = 100;

    private static readonly SearchValues<char> s_notInNames = SearchValues.Create("/:.%\"'");

    public async Task Create(MlflowCall call)
    {
        var fields = call.Fields;
        var projectId = ExperimentMessages.ParseId(fields.RequiredText("experiment_id"));
        var name = fields.Text("name") ?? "";
        if (name.AsSpan().ContainsAny(s_notInNames))
            throw MlflowException.Invalid($"Invalid model name ('{name}') provided. Model name must be a non-empty string and cannot contain the following characters: ('/', ':', '.', '%', '\"', '\\'')");
        MlflowNames.CheckLength(name, MaxName, "name");
        var created = await models.Create(
            new LoggedModel
            {
                Id = "",
                ProjectId = projectId,
                Name = name,
                Kind = fields.Text("model_type") ?? "",
                SourceRun = fields.Text("source_run_id") ?? "",
            },
            Pairs.Read(fields, "params", "param", MlflowNames.MaxParamValue),
            Pairs.Read(fields, "tags", "tag", MlflowNames.MaxRunTagValue)).InExperiment(projectId);
        await Answer(call, Find(created.Id));
    }

    public Task Get(MlflowCall call) => Answer(call, Find(Id(call)));

    public async Task Update(MlflowCall call)
    {
        var id = Id(call);
        if (call.Fields.Choice("status", ModelMessages.LoggedModelStatuses) is { } status)
            await models.SetStatus(id, (LoggedModelStatus)(Array.IndexOf(ModelMessages.LoggedModelStatuses, status) + 1));
        await Answer(call, Find(id));
    }

    public async Task Delete(MlflowCall call)
    {
        await models.Delete(Id(call));
        await call.Empty();
    }

    public async Task SetTags(MlflowCall call)
    {
        var id = Id(call);
        await models.SetTags(id, Pairs.Read(call.Fields, "tags", "tag", MlflowNames.MaxRunTagValue));
        await Answer(call, Find(id));
    }

    public async Task DeleteTag(MlflowCall call)
    {
        var id = Id(call);
        var key = call.RequiredFromPath("tag_key");
        if (!await models.DeleteTag(id, key))
            throw MlflowException.NotFound($"No tag with key {key} found for model with ID {id}.");
        await call.Empty();
    }

    public async Task LogParams(MlflowCall call)
    {
        var parameters = Pairs.Read(call.Fields, "params", "param", MlflowNames.MaxParamValue);
        if (parameters.Count > MaxParams)
            throw MlflowException.Invalid($"A logging request can contain at most {MaxParams} params. Got {parameters.Count} params.");
        await models.AddParams(Id(call), parameters);
        await call.Empty();
    }

    public Task ListArtifacts(MlflowCall call)
    {
        var model = Find(Id(call)).Model;
        var path = ProxyPath.Checked(call.Fields.Text("artifact_directory_path") ?? "");
        var entries = artifacts.List(model.Id, path.Length == 0 ? null : ArtifactPath.Parse(path));
        return call.Object(w =>
        {
            w.WriteString("root_uri"u8, ModelMessages.ArtifactUri(answers.Location(model.ProjectId), model.Id));
            FileAnswers.WriteFiles(w, entries, e => e.Path);
        });
    }

    public Task Search(MlflowCall call)
    {
        var fields = call.Fields;
        var projects = fields.Texts("experiment_ids").Select(ExperimentMessages.ParseId).Distinct().ToList();
        var filter = FilterParser.Parse(fields.Text("filter"), MlflowVocabularies.LoggedModels);
        var order = fields.List("order_by").Select(OrderOf).ToList();
        var limit = Pages.Limit(fields, DefaultResults, MaxResults);
        var offset = PageToken.Decode(fields.Text("page_token"));
        var datasets = fields.List("datasets").Select(d => (Name: d.RequiredText("dataset_name"), Digest: d.Text("dataset_digest") ?? "")).ToList();
        var found = models.OfProjects(projects)
            .Select(m => new LoggedModelSubject(m, datasets))
            .Where(s => filter.Matches(s));
        var sorted = SubjectOrder.Sort(found, order, static (x, y) => CompareByDefault(x.Data.Model, y.Data.Model));
        var locations = projects.ToDictionary(id => id, answers.Location);
        return Pages.Answer(call, "models", sorted, offset, limit, (w, s) => ModelMessages.Write(w, s.Data, locations[s.Data.Model.ProjectId]));
    }

    private static OrderTerm OrderOf(MlflowFields term)
    {
        var isAscending = term.Flag("ascending") ?? true;
        return OrderTerm.Parse([term.RequiredText("field_name")], MlflowVocabularies.LoggedModels)[0] with { IsAscending = isAscending };
    }

    private static int CompareByDefault(LoggedModel x, LoggedModel y)
    {
        var byCreation = y.CreatedMs.CompareTo(x.CreatedMs);
        return byCreation != 0 ? byCreation : string.CompareOrdinal(x.Id, y.Id);
    }

    private static string Id(MlflowCall call) => call.RouteText("model_id");

    private LoggedModelData Find(string id) => models.Find(id) ?? throw MlflowException.NotFound($"Logged model with ID '{id}' not found.");

    private Task Answer(MlflowCall call, LoggedModelData model) => call.Object(w =>
    {
        w.WriteStartObject("model"u8);
        ModelMessages.Write(w, model, answers.Location(model.Model.ProjectId));
        w.WriteEndObject();
    });
}

/// <summary>A logged model as a filter sees it. Metrics count only on the data sets that were asked for, if any were.</summary>
internal sealed record LoggedModelSubject(LoggedModelData Data, IReadOnlyList<(string Name, string Digest)> Datasets) : IFilterSubject
{
    public double? Number(FilterField field) => (field.Kind, field.Key) switch
    {
        (FieldKind.Metric, _) => Data.Metrics.Where(m => m.Name == field.Key && IsAsked(m)).MaxBy(m => (m.TimeMs, m.Step))?.Value,
        (FieldKind.Attribute, "created") => Data.Model.CreatedMs,
        (FieldKind.Attribute, "updated") => Data.Model.UpdatedMs,
        _ => null,
    };

    public string? Text(FilterField field) => (field.Kind, field.Key) switch
    {
        (FieldKind.Param, _) => Data.Params.FirstOrDefault(p => p.Key == field.Key).Value,
        (FieldKind.Tag, _) => Data.Tags.FirstOrDefault(t => t.Key == field.Key).Value,
        (FieldKind.Attribute, "id") => Data.Model.Id,
        (FieldKind.Attribute, "name") => Data.Model.Name,
        (FieldKind.Attribute, "type") => Data.Model.Kind,
        (FieldKind.Attribute, "status") => ModelMessages.StatusText(Data.Model.Status).Replace("LOGGED_MODEL_", "", StringComparison.Ordinal),
        (FieldKind.Attribute, "run") => Data.Model.SourceRun,
        (FieldKind.Attribute, "project") => Data.Model.ProjectId.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    private bool IsAsked(ModelMetric metric)
        => Datasets.Count == 0 || Datasets.Any(d => d.Name == metric.DatasetName && (d.Digest.Length == 0 || d.Digest == metric.DatasetDigest));
}
