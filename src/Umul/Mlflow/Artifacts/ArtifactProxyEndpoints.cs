using Microsoft.AspNetCore.Http.Features;
using Umul.Artifacts;
using Umul.Mlflow.Wire;
using Umul.Runs;

namespace Umul.Mlflow.Artifacts;

/// <summary>The mlflow-artifacts proxy: clients put and get files through this server without knowing where it keeps them.</summary>
internal sealed class ArtifactProxyEndpoints(ArtifactStore artifacts, RunStore runs, MediaStore media)
{
    public const string PathParameter = "artifact_path";

    /// <summary>Stores a file of any size at flat memory, replacing one of the same path.</summary>
    public async Task Put(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
        var path = ProxyPath.Of(http);
        if (path.Inside is not { } inside)
            throw ProxyPath.Invalid();
        var run = runs.Find(path.Root);
        await artifacts.Put(path.Root, inside, http.Request.Body, run?.ProjectId, http.RequestAborted);
        if (run is { DeletedMs: null } && LoggedImages.Read(inside.Value) is { } image)
            await media.Add(run.Id, image);
        await MlflowCall.Empty(http);
    }

    public Task Get(HttpContext http)
    {
        var path = ProxyPath.Of(http);
        var found = path.Inside is { } inside ? artifacts.Find(path.Root, inside) : null;
        return FileAnswers.Send(http, artifacts, found ?? throw FileAnswers.Missing(path.Path));
    }

    public async Task Delete(HttpContext http)
    {
        var path = ProxyPath.Of(http);
        if (path.Inside is { } inside)
        {
            await artifacts.Delete(path.Root, inside);
        }
        else if (path.Root != ProxyPath.Elsewhere)
        {
            foreach (var entry in artifacts.List(path.Root, null))
                await artifacts.Delete(path.Root, ArtifactPath.Parse(entry.Path));
        }
        await MlflowCall.Empty(http);
    }

    public Task List(MlflowCall call)
    {
        var path = ProxyPath.Parse(call.Fields.Text("path") ?? "");
        var entries = artifacts.List(path.Root, path.Inside);
        return call.Object(w => FileAnswers.WriteFiles(w, entries, e => e.Path[(e.Path.LastIndexOf('/') + 1)..]));
    }

    /// <summary>Uploads in parts are for object stores; clients fall back to one PUT.</summary>
    public static Task Multipart(HttpContext http)
        => throw MlflowException.Unsupported("Multipart upload is not supported for the current artifact repository");
}
