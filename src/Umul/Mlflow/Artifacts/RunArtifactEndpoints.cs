using Umul.Artifacts;
using Umul.Mlflow.Models;
using Umul.Mlflow.Runs;
using Umul.Mlflow.Wire;
using Umul.Models;
using Umul.Runs;

namespace Umul.Mlflow.Artifacts;

/// <summary>Files asked for by run or by model version, as the browser pages of MLflow and some clients do.</summary>
internal sealed class RunArtifactEndpoints(ArtifactStore artifacts, RunStore runs, RunAnswers answers, RegisteredModelStore models, LoggedModelStore loggedModels)
{
    private const long MaxUploadBytes = 10 * 1024 * 1024;

    public Task List(MlflowCall call)
    {
        var run = Find(call.RunId());
        var folder = Folder(call.Fields.Text("path"));
        var entries = artifacts.List(run.Id, folder);
        var root = RunMessages.ArtifactUri(answers.Location(run.ProjectId), run.Id);
        return call.Object(w =>
        {
            w.WriteString("root_uri"u8, root);
            FileAnswers.WriteFiles(w, entries, e => e.Path);
        });
    }

    /// <summary>/get-artifact: one file of a run.</summary>
    public Task Get(MlflowCall call)
    {
        var run = Find(call.RunId());
        return Send(call, run.Id, call.Fields.RequiredText("path"));
    }

    /// <summary>/model-versions/get-artifact: one file of a version whose files this server keeps.</summary>
    public Task GetOfVersion(MlflowCall call)
    {
        var name = call.Fields.RequiredText("name");
        var number = VersionNumber.Parse(call.Fields.RequiredText("version"));
        var path = ProxyPath.Checked(call.Fields.RequiredText("path"));
        var version = models.Find(name)?.Versions.FirstOrDefault(v => v.Version.Version == number)?.Version
            ?? throw VersionNumber.Missing(name, number);
        var source = SourceOf(version) ?? throw FileAnswers.Missing(path);
        return Send(call, source.Root, source.Path.Length == 0 ? path : $"{source.Path}/{path}");
    }

    /// <summary>upload-artifact: what the browser pages of MLflow post. Ten megabytes at most; clients use the proxy.</summary>
    public async Task Upload(HttpContext http)
    {
        var query = new MlflowCall(http, new MlflowFields(http.Request.Query));
        var run = Find(query.RunId());
        var path = ProxyPath.Checked(query.Fields.RequiredText("path"));
        if (http.Request.ContentLength is not { } length)
            throw MlflowException.Invalid("Request must specify a Content-Length.");
        if (length > MaxUploadBytes)
            throw MlflowException.Invalid($"Artifact size is too large. Max size is {MaxUploadBytes / 1024 / 1024}MB.");
        await artifacts.Put(run.Id, ArtifactPath.Parse(path), http.Request.Body, run.ProjectId, http.RequestAborted);
        await MlflowCall.Empty(http);
    }

    private Task Send(MlflowCall call, string root, string path)
    {
        var found = Folder(path) is { } file ? artifacts.Find(root, file) : null;
        return FileAnswers.Send(call.Http, artifacts, found ?? throw FileAnswers.Missing(path));
    }

    /// <summary>Where this server keeps the files of a version, or null where they are elsewhere. No address is ever fetched.</summary>
    private ProxyPath? SourceOf(ModelVersion version)
    {
        if (version.LoggedModel.Length > 0)
            return loggedModels.Exists(version.LoggedModel) ? new ProxyPath(version.LoggedModel, "") : null;
        const string Scheme = "mlflow-artifacts:/";
        return version.Source.StartsWith(Scheme, StringComparison.Ordinal) ? ProxyPath.Parse(version.Source[Scheme.Length..].TrimStart('/')) : null;
    }

    private Run Find(string id) => runs.Find(id) ?? throw RunErrors.Missing(id);

    private static ArtifactPath? Folder(string? path)
        => string.IsNullOrEmpty(path) || ProxyPath.Checked(path) is not { Length: > 0 } inside ? null : ArtifactPath.Parse(inside);
}
