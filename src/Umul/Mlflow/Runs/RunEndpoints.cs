using Umul.Mlflow.Experiments;
using Umul.Mlflow.Wire;
using Umul.Models;
using Umul.Runs;

namespace Umul.Mlflow.Runs;

/// <summary>Runs: their life, their tags and params one at a time, and what they used and made.</summary>
internal sealed class RunEndpoints(RunStore runs, RunAnswers answers, RunInputStore inputs, LoggedModelStore models, TimeProvider clock)
{
    private const string ModelHistoryTag = "mlflow.log-model.history";
    private const int MaxDatasets = 1_000;

    public async Task Create(MlflowCall call)
    {
        var projectId = ExperimentMessages.ParseId(call.Fields.RequiredText("experiment_id"));
        var tags = Pairs.Read(call.Fields, "tags", "tag", MlflowNames.MaxRunTagValue);
        var run = await runs.Create(new NewRun
        {
            ProjectId = projectId,
            Name = NameOf(call.Fields, tags),
            UserName = call.Fields.Text("user_id") ?? "",
            StartedMs = call.Fields.Integer("start_time") ?? clock.GetUtcNow().ToUnixTimeMilliseconds(),
            Tags = tags,
        }).InExperiment(projectId);
        await call.Object(w =>
        {
            w.WriteStartObject("run"u8);
            w.WriteStartObject("info"u8);
            RunMessages.WriteInfo(w, run, answers.Location(projectId));
            w.WriteEndObject();
            w.WriteStartObject("data"u8);
            ExperimentMessages.WritePairs(w, "tags", tags);
            w.WriteEndObject();
            w.WriteStartObject("inputs"u8);
            w.WriteEndObject();
            w.WriteEndObject();
        });
    }

    public Task Get(MlflowCall call)
    {
        var answer = answers.Of(Find(call.RunId()));
        return call.Object(w =>
        {
            w.WriteStartObject("run"u8);
            answer.Write(w);
            w.WriteEndObject();
        });
    }

    public async Task Update(MlflowCall call)
    {
        var id = call.RunId();
        var name = call.Fields.Text("run_name") is { Length: > 0 } given ? given : null;
        var run = await runs.Update(id, RunMessages.Status(call.Fields), call.Fields.Integer("end_time"), name).InRun(id);
        if (name is not null)
            await runs.Append(id, new RunBatch { Tags = [new(RunMessages.NameTag, name)] });
        await call.Object(w =>
        {
            w.WriteStartObject("run_info"u8);
            RunMessages.WriteInfo(w, run, answers.Location(run.ProjectId));
            w.WriteEndObject();
        });
    }

    public async Task Delete(MlflowCall call)
    {
        var id = call.RunId();
        await runs.Delete(id).InRun(id);
        await call.Empty();
    }

    public async Task Restore(MlflowCall call)
    {
        var id = call.RunId();
        await runs.Restore(id).InRun(id);
        await call.Empty();
    }

    public async Task SetTag(MlflowCall call)
    {
        var id = call.RunId();
        var tag = Pairs.ReadOne(call.Fields, "tag", MlflowNames.MaxRunTagValue);
        await runs.Append(id, new RunBatch { Tags = [tag] }).InRun(id);
        if (tag.Key == RunMessages.NameTag && tag.Value.Length > 0)
            await runs.Update(id, name: tag.Value);
        await call.Empty();
    }

    public async Task DeleteTag(MlflowCall call)
    {
        var id = call.RunId();
        var key = call.Fields.RequiredText("key");
        if (!await runs.DeleteTag(id, key).InRun(id))
            throw MlflowException.NotFound($"No tag with name: {key} in run with id {id}");
        await call.Empty();
    }

    public async Task LogParameter(MlflowCall call)
    {
        var id = call.RunId();
        var parameter = Pairs.ReadOne(call.Fields, "param", MlflowNames.MaxParamValue);
        await runs.Append(id, new RunBatch { Params = [parameter] }).InRun(id);
        await call.Empty();
    }

    /// <summary>Data sets and models that a run used.</summary>
    public async Task LogInputs(MlflowCall call)
    {
        var id = call.RunId();
        var datasets = call.Fields.List("datasets");
        if (datasets.Count > MaxDatasets)
            throw MlflowException.Invalid($"A logging request can contain at most {MaxDatasets} datasets. Got {datasets.Count} datasets.");
        var used = datasets.Select(InputMessages.Read).ToList();
        var usedModels = call.Fields.List("models").Select(m => new RunModel(m.RequiredText("model_id"), ModelRole.Input, 0)).ToList();
        if (used.Count > 0)
            await inputs.Add(id, used).InRun(id);
        if (usedModels.Count > 0)
            await models.Link(id, usedModels).InRun(id);
        if (used.Count + usedModels.Count == 0)
            Find(id);
        await call.Empty();
    }

    /// <summary>Models that a run made.</summary>
    public async Task LogOutputs(MlflowCall call)
    {
        var id = call.RunId();
        await models.Link(id, [.. call.Fields.List("models").Select(
            m => new RunModel(m.RequiredText("model_id"), ModelRole.Output, m.Integer("step") ?? 0))]).InRun(id);
        await call.Empty();
    }

    /// <summary>What 2.x clients tell of a model that they uploaded: kept as a growing list in one tag.</summary>
    public async Task LogModel(MlflowCall call)
    {
        var id = call.RunId();
        var model = InputMessages.CheckedModelJson(call.Fields.RequiredText("model_json"));
        var history = runs.Data([Find(id)])[0].Tags.FirstOrDefault(t => t.Key == ModelHistoryTag).Value;
        await runs.Append(id, new RunBatch { Tags = [new(ModelHistoryTag, InputMessages.Appended(history, model))] }).InRun(id);
        await call.Empty();
    }

    private Run Find(string id) => runs.Find(id) ?? throw RunErrors.Missing(id);

    /// <summary>The name that a new run gets. It is always kept as a tag too; both given must agree.</summary>
    private static string NameOf(MlflowFields fields, List<KeyValuePair<string, string>> tags)
    {
        var name = fields.Text("run_name") is { Length: > 0 } given ? given : null;
        var tag = tags.FirstOrDefault(t => t.Key == RunMessages.NameTag).Value;
        if (name is not null && tag is { Length: > 0 } && tag != name)
        {
            throw MlflowException.Invalid("Both 'run_name' argument and 'mlflow.runName' tag are specified, but with different values "
                + $"(run_name='{name}', mlflow.runName='{tag}').");
        }
        name ??= tag is { Length: > 0 } ? tag : RunNames.Random();
        if (tag is not { Length: > 0 })
        {
            tags.RemoveAll(t => t.Key == RunMessages.NameTag);
            tags.Add(new(RunMessages.NameTag, name));
        }
        return name;
    }
}
