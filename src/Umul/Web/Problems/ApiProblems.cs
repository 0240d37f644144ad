using Microsoft.AspNetCore.Http.HttpResults;

namespace Umul.Web.Problems;

/// <summary>Turns a broken product rule into problem+json. For every group of endpoints but MLflow's, which has a shape of its own.</summary>
internal sealed class ApiProblems : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (UmulException refusal)
        {
            return Problem(refusal);
        }
    }

    /// <summary>The HTTP status that an error code stands for.</summary>
    public static int StatusOf(ErrorCode code) => code switch
    {
        ErrorCode.Invalid => StatusCodes.Status400BadRequest,
        ErrorCode.NotFound => StatusCodes.Status404NotFound,
        ErrorCode.AlreadyExists or ErrorCode.WrongState => StatusCodes.Status409Conflict,
        ErrorCode.Unauthenticated => StatusCodes.Status401Unauthorized,
        ErrorCode.Forbidden => StatusCodes.Status403Forbidden,
        ErrorCode.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ErrorCode.StorageFailed => StatusCodes.Status507InsufficientStorage,
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "An error code without a status."),
    };

    private static ProblemHttpResult Problem(UmulException refusal) => TypedResults.Problem(
        refusal.Message, statusCode: StatusOf(refusal.Code), title: refusal.Code.ToString(), type: $"urn:umul:error:{refusal.Code}");
}
