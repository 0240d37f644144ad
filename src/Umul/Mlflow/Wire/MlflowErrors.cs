using Umul.Web;

namespace Umul.Mlflow.Wire;

/// <summary>The product's errors in MLflow's codes.</summary>
internal static class MlflowErrors
{
    /// <summary>The error as a client of the protocol knows it, or null where the fault is the server's own.</summary>
    public static MlflowException? Translate(Exception error) => error switch
    {
        MlflowException known => known,
        UmulException refused => Translate(refused),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => MlflowException.TooLarge(MlflowBody.MaxBytes),
        BadHttpRequestException bad => MlflowException.Malformed($"Malformed request: {bad.Message}"),
        _ => null,
    };

    private static MlflowException Translate(UmulException error) => error.Code switch
    {
        ErrorCode.NotFound => MlflowException.NotFound(error.Message),
        ErrorCode.AlreadyExists => MlflowException.Exists(error.Message),
        ErrorCode.Unauthenticated => new(MlflowException.Unauthenticated, StatusCodes.Status401Unauthorized, error.Message),
        ErrorCode.Forbidden => new(MlflowException.PermissionDenied, StatusCodes.Status403Forbidden, error.Message),
        ErrorCode.TooLarge => new(MlflowException.InvalidParameter, StatusCodes.Status413PayloadTooLarge, error.Message),
        // 503 and not 507: clients try again for minutes, in which somebody may make room; a 507 would end the training at once
        ErrorCode.StorageFailed => new(MlflowException.Unavailable, StatusCodes.Status503ServiceUnavailable, error.Message),
        _ => MlflowException.Invalid(error.Message),
    };
}
