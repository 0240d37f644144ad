namespace Umul.Mlflow.Wire;

/// <summary>An answer that is an error, in MLflow's words: clients act on the code, not on the status.</summary>
internal sealed class MlflowException(string code, int status, string message) : Exception(message)
{
    public const string InvalidParameter = "INVALID_PARAMETER_VALUE";
    public const string BadRequest = "BAD_REQUEST";
    public const string AlreadyExists = "RESOURCE_ALREADY_EXISTS";
    public const string DoesNotExist = "RESOURCE_DOES_NOT_EXIST";
    public const string EndpointNotFound = "ENDPOINT_NOT_FOUND";
    public const string NotImplemented = "NOT_IMPLEMENTED";
    public const string PermissionDenied = "PERMISSION_DENIED";
    public const string Unauthenticated = "UNAUTHENTICATED";
    public const string Internal = "INTERNAL_ERROR";
    public const string Unavailable = "TEMPORARILY_UNAVAILABLE";

    private const string SeeDocs = "See the API docs for more information about request parameters.";

    public string Code { get; } = code;

    public int Status { get; } = status;

    public static MlflowException Invalid(string message) => new(InvalidParameter, StatusCodes.Status400BadRequest, message);

    public static MlflowException Missing(string parameter) => Invalid($"Missing value for required parameter '{parameter}'. {SeeDocs}");

    public static MlflowException WrongType(string parameter, string value, string type)
        => Invalid($"Invalid value {value} for parameter '{parameter}' supplied: Hint: Value was of type '{type}'. {SeeDocs}");

    public static MlflowException Malformed(string message) => new(BadRequest, StatusCodes.Status400BadRequest, message);

    public static MlflowException Exists(string message) => new(AlreadyExists, StatusCodes.Status400BadRequest, message);

    public static MlflowException NotFound(string message) => new(DoesNotExist, StatusCodes.Status404NotFound, message);

    public static MlflowException Unsupported(string message) => new(NotImplemented, StatusCodes.Status501NotImplemented, message);

    public static MlflowException TooLarge(long limitBytes)
        => new(InvalidParameter, StatusCodes.Status413PayloadTooLarge, $"The request body exceeds the limit of {limitBytes} bytes.");
}
