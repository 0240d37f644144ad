using System.Globalization;
using System.Text.Json;
using Umul.Mlflow.Runs;
using Umul.Mlflow.Search;
using Umul.Mlflow.Wire;
using Umul.Models;
using Umul.Runs.Search;

namespace Umul.Mlflow.Models;

/// <summary>The registry: versions of named models.</summary>
internal sealed class ModelVersionEndpoints(RegisteredModelStore models, LoggedModelStore loggedModels, RunAnswers answers)
{
    private const int DefaultResults = 10_000;
    private const int MaxResults = 200_000;
    private const string VersionsTag = "mlflow.modelVersions";
    private const string ModelScheme = "models:/";

    public async Task Create(MlflowCall call)
    {
        var fields = call.Fields;
        var name = fields.RequiredText("name");
        var source = fields.RequiredText("source");
        ModelSources.Check(source);
        var logged = LoggedModelOf(fields.Text("model_id"), source);
        var run = fields.Text("run_id");
        var version = await models.AddVersion(
            new ModelVersion
            {
                ModelId = 0,
                Name = name,
                Version = 0,
                CreatedMs = 0,
                UpdatedMs = 0,
                Source = source,
                Run = string.IsNullOrEmpty(run) ? logged?.Model.SourceRun ?? "" : run,
                RunLink = fields.Text("run_link") ?? "",
                Description = fields.Text("description") ?? "",
                LoggedModel = logged?.Model.Id ?? "",
            },
            Pairs.Read(fields, "tags", "tag", MlflowNames.MaxModelTagValue));
        if (logged is not null)
            await NoteVersion(logged, name, version);
        await Answer(call, Find(name, version));
    }

    public Task Get(MlflowCall call) => Answer(call, Find(call));

    public async Task Update(MlflowCall call)
    {
        var (name, version) = NameAndVersion(call);
        if (call.Fields.Text("description") is { } description)
            await models.DescribeVersion(name, version, description);
        await Answer(call, Find(name, version));
    }

    public async Task TransitionStage(MlflowCall call)
    {
        var (name, version) = NameAndVersion(call);
        var stage = Stages.Canonical(call.Fields.RequiredText("stage"));
        var archivesOthers = call.Fields.Flag("archive_existing_versions") ?? throw MlflowException.Missing("archive_existing_versions");
        if (archivesOthers && stage is not ("Staging" or "Production"))
            throw MlflowException.Invalid("Model version transition cannot archive existing model versions because "
                + $"'{stage}' is not an Active stage. Valid stages are Staging, Production");
        await models.MoveToStage(name, version, stage, archivesOthers);
        await Answer(call, Find(name, version));
    }

    public async Task Delete(MlflowCall call)
    {
        var (name, version) = NameAndVersion(call);
        await models.DeleteVersion(name, version);
        await call.Empty();
    }

    public Task Search(MlflowCall call)
    {
        var filter = FilterParser.Parse(call.Fields.Text("filter"), MlflowVocabularies.ModelVersions);
        var order = OrderTerm.Parse(call.Fields.Texts("order_by"), MlflowVocabularies.ModelVersions);
        var limit = Pages.Limit(call.Fields, DefaultResults, MaxResults);
        var offset = PageToken.Decode(call.Fields.Text("page_token"));
        var found = models.All().SelectMany(m => m.Versions).Select(v => new ModelVersionSubject(v)).Where(s => filter.Matches(s));
        var sorted = SubjectOrder.Sort(found, order, static (x, y) => CompareByDefault(x.Data.Version, y.Data.Version));
        return Pages.Answer(call, "model_versions", sorted, offset, limit, static (w, s) => ModelMessages.Write(w, s.Data));
    }

    /// <summary>Where a client finds the files: for a logged model the place of its files, otherwise the source as it was given.</summary>
    public Task GetDownloadUri(MlflowCall call)
    {
        var version = Find(call).Version;
        var uri = loggedModels.Find(version.LoggedModel)?.Model is { } model
            ? ModelMessages.ArtifactUri(answers.Location(model.ProjectId), model.Id)
            : version.Source;
        return call.Object(w => w.WriteString("artifact_uri"u8, uri));
    }

    public async Task SetTag(MlflowCall call)
    {
        var (name, version) = NameAndVersion(call);
        var tag = Pairs.ReadOne(call.Fields, "tag", MlflowNames.MaxModelTagValue);
        await models.SetVersionTag(name, version, tag.Key, tag.Value);
        await call.Empty();
    }

    public async Task DeleteTag(MlflowCall call)
    {
        var (name, version) = NameAndVersion(call);
        await models.DeleteVersionTag(name, version, call.Fields.RequiredText("key"));
        await call.Empty();
    }

    public static Task Answer(MlflowCall call, ModelVersionData version) => call.Object(w =>
    {
        w.WriteStartObject("model_version"u8);
        ModelMessages.Write(w, version);
        w.WriteEndObject();
    });

    /// <summary>The logged model behind a version: named by id, or as models:/id in its source.</summary>
    private LoggedModelData? LoggedModelOf(string? id, string source)
    {
        if (!string.IsNullOrEmpty(id))
            return loggedModels.Find(id) ?? throw MlflowException.NotFound($"Logged model with ID '{id}' not found.");
        return source.StartsWith(ModelScheme, StringComparison.Ordinal) ? loggedModels.Find(source[ModelScheme.Length..]) : null;
    }

    /// <summary>Keeps the list of versions that clients read from the logged model's tag.</summary>
    private Task NoteVersion(LoggedModelData logged, string name, long version)
    {
        var before = logged.Tags.FirstOrDefault(t => t.Key == VersionsTag).Value;
        var entry = $"{{\"name\": {JsonSerializer.Serialize(name)}, \"version\": {version.ToString(CultureInfo.InvariantCulture)}}}";
        return loggedModels.SetTags(logged.Model.Id, [new(VersionsTag, InputMessages.Appended(before, entry))]);
    }

    private static (string Name, long Version) NameAndVersion(MlflowCall call)
        => (call.Fields.RequiredText("name"), VersionNumber.Parse(call.Fields.RequiredText("version")));

    private ModelVersionData Find(MlflowCall call)
    {
        var (name, version) = NameAndVersion(call);
        return Find(name, version);
    }

    private ModelVersionData Find(string name, long version)
        => models.Find(name)?.Versions.FirstOrDefault(v => v.Version.Version == version) ?? throw VersionNumber.Missing(name, version);

    private static int CompareByDefault(ModelVersion x, ModelVersion y)
    {
        var byUpdate = y.UpdatedMs.CompareTo(x.UpdatedMs);
        if (byUpdate != 0)
            return byUpdate;
        var byName = string.CompareOrdinal(x.Name, y.Name);
        return byName != 0 ? byName : y.Version.CompareTo(x.Version);
    }
}

/// <summary>A version as a filter sees it.</summary>
internal sealed record ModelVersionSubject(ModelVersionData Data) : IFilterSubject
{
    public bool AbsentTagDiffers => true;

    public double? Number(FilterField field) => (field.Kind, field.Key) switch
    {
        (FieldKind.Attribute, "version") => Data.Version.Version,
        (FieldKind.Attribute, "created") => Data.Version.CreatedMs,
        (FieldKind.Attribute, "updated") => Data.Version.UpdatedMs,
        _ => null,
    };

    public string? Text(FilterField field) => (field.Kind, field.Key) switch
    {
        (FieldKind.Tag, _) => Data.Tags.FirstOrDefault(t => t.Key == field.Key).Value,
        (_, "name") => Data.Version.Name,
        (_, "run") => Data.Version.Run,
        (_, "source") => Data.Version.Source,
        _ => null,
    };
}
