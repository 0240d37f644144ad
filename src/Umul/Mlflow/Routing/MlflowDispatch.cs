using Umul.Mlflow.Wire;

namespace Umul.Mlflow.Routing;

/// <summary>Runs a route and turns whatever goes wrong into MLflow's error shape. What a client sends never becomes a 500, which clients retry for minutes.</summary>
internal sealed class MlflowDispatch(ILogger<MlflowDispatch> log)
{
    public async Task Answer(MlflowRoute route, HttpContext http)
    {
        try
        {
            await route.Answer(http).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // the client has gone: nobody is left to answer
        }
        catch (Exception error) when (MlflowErrors.Translate(error) is { } answer)
        {
            await MlflowCall.Error(http, answer).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // the last line of defence of a protocol whose clients must always get its error shape
        catch (Exception error)
#pragma warning restore CA1031
        {
            log.LogError(error, "{Method} {Path} failed", http.Request.Method, http.Request.Path);
            await MlflowCall.Error(http, new MlflowException(MlflowException.Internal, StatusCodes.Status500InternalServerError,
                "The server failed to answer; its log has the details.")).ConfigureAwait(false);
        }
    }
}
