using Umul.Mlflow.Search;
using Umul.Mlflow.Wire;
using Umul.Models;
using Umul.Runs.Search;

namespace Umul.Mlflow.Models;

/// <summary>The registry: named models, their tags and aliases.</summary>
internal sealed class RegisteredModelEndpoints(RegisteredModelStore models)
{
    private const int DefaultResults = 100;
    private const int MaxResults = 1_000;

    public async Task Create(MlflowCall call)
    {
        var name = CheckedName(call, "name");
        await models.Create(name, call.Fields.Text("description") ?? "", Pairs.Read(call.Fields, "tags", "tag", MlflowNames.MaxModelTagValue));
        await Answer(call, Find(name));
    }

    public async Task Rename(MlflowCall call)
    {
        var name = call.Fields.RequiredText("name");
        var newName = CheckedName(call, "new_name");
        await models.Rename(name, newName);
        await Answer(call, Find(newName));
    }

    public async Task Update(MlflowCall call)
    {
        var name = call.Fields.RequiredText("name");
        if (call.Fields.Text("description") is { } description)
            await models.Describe(name, description);
        await Answer(call, Find(name));
    }

    public async Task Delete(MlflowCall call)
    {
        await models.Delete(call.Fields.RequiredText("name"));
        await call.Empty();
    }

    public Task Get(MlflowCall call) => Answer(call, Find(call.Fields.RequiredText("name")));

    public Task Search(MlflowCall call)
    {
        var filter = FilterParser.Parse(call.Fields.Text("filter"), MlflowVocabularies.RegisteredModels);
        var order = OrderTerm.Parse(call.Fields.Texts("order_by"), MlflowVocabularies.RegisteredModels);
        var limit = Limit(call.Fields);
        var offset = PageToken.Decode(call.Fields.Text("page_token"));
        var found = models.All().Select(m => new RegisteredModelSubject(m)).Where(s => filter.Matches(s));
        var sorted = SubjectOrder.Sort(found, order, static (x, y) => string.CompareOrdinal(x.Data.Model.Name, y.Data.Model.Name));
        return Pages.Answer(call, "registered_models", sorted, offset, limit, static (w, s) => ModelMessages.Write(w, s.Data));
    }

    /// <summary>The newest version in each of the stages asked for, or in every stage.</summary>
    public Task GetLatestVersions(MlflowCall call)
    {
        var model = Find(call.Fields.RequiredText("name"));
        var stages = call.Fields.Texts("stages").Select(Stages.Canonical).ToList();
        var latest = ModelMessages.Latest(model).Where(v => stages.Count == 0 || stages.Contains(v.Version.Stage));
        return call.Stream("model_versions", latest, static (w, version) =>
        {
            w.WriteStartObject();
            ModelMessages.Write(w, version);
            w.WriteEndObject();
        });
    }

    public async Task SetTag(MlflowCall call)
    {
        var name = call.Fields.RequiredText("name");
        var tag = Pairs.ReadOne(call.Fields, "tag", MlflowNames.MaxModelTagValue);
        await models.SetTag(name, tag.Key, tag.Value);
        await call.Empty();
    }

    public async Task DeleteTag(MlflowCall call)
    {
        await models.DeleteTag(call.Fields.RequiredText("name"), call.Fields.RequiredText("key"));
        await call.Empty();
    }

    public async Task SetAlias(MlflowCall call)
    {
        var name = call.Fields.RequiredText("name");
        var alias = call.Fields.RequiredText("alias");
        MlflowNames.CheckAlias(alias);
        await models.SetAlias(name, alias, VersionNumber.Parse(call.Fields.RequiredText("version")));
        await call.Empty();
    }

    public async Task DeleteAlias(MlflowCall call)
    {
        await models.DeleteAlias(call.Fields.RequiredText("name"), call.Fields.RequiredText("alias"));
        await call.Empty();
    }

    /// <summary>The version that an alias points at.</summary>
    public Task GetByAlias(MlflowCall call)
    {
        var name = call.Fields.RequiredText("name");
        var alias = call.Fields.RequiredText("alias");
        var version = Find(name).Versions.FirstOrDefault(v => v.Aliases.Contains(alias, StringComparer.Ordinal))
            ?? throw MlflowException.Invalid($"Registered model alias {alias} not found.");
        return ModelVersionEndpoints.Answer(call, version);
    }

    private static int Limit(MlflowFields fields)
    {
        if (fields.Integer("max_results") is > MaxResults and var asked)
            throw MlflowException.WrongType("max_results", $"\"{asked}\"", "str");
        return Pages.Limit(fields, DefaultResults, MaxResults);
    }

    private static string CheckedName(MlflowCall call, string field)
    {
        var name = call.Fields.RequiredText(field);
        MlflowNames.CheckModelName(name);
        return name;
    }

    private RegisteredModelData Find(string name)
        => models.Find(name) ?? throw MlflowException.NotFound($"Registered Model with name={name} not found");

    private static Task Answer(MlflowCall call, RegisteredModelData model) => call.Object(w =>
    {
        w.WriteStartObject("registered_model"u8);
        ModelMessages.Write(w, model);
        w.WriteEndObject();
    });
}

/// <summary>A registered model as a filter sees it. A tag that it lacks differs from every value: clients search for models that are not prompts that way.</summary>
internal sealed record RegisteredModelSubject(RegisteredModelData Data) : IFilterSubject
{
    public bool AbsentTagDiffers => true;

    public double? Number(FilterField field) => (field.Kind, field.Key) switch
    {
        (FieldKind.Attribute, "created") => Data.Model.CreatedMs,
        (FieldKind.Attribute, "updated") => Data.Model.UpdatedMs,
        _ => null,
    };

    public string? Text(FilterField field) => field.Kind == FieldKind.Tag
        ? Data.Tags.FirstOrDefault(t => t.Key == field.Key).Value
        : field.Key == "name" ? Data.Model.Name : null;
}
