using System.Net.Http.Headers;

namespace Umul.Mlflow.Wire;

/// <summary>The rule that a message is application/json. It is also what makes a foreign page ask before it may post.</summary>
internal static class ContentTypes
{
    public static void Check(HttpRequest request)
    {
        var type = request.ContentType;
        if (string.IsNullOrEmpty(type))
        {
            if (HttpMethods.IsPost(request.Method))
                throw MlflowException.Invalid("Bad Request. Content-Type header is missing.");
            return; // a browser asks before it sends PATCH or DELETE to another origin, whatever the type
        }
        if (!IsJson(type))
            throw MlflowException.Invalid("Bad Request. Content-Type must be one of ['application/json'].");
    }

    private static bool IsJson(string type) => type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        || (MediaTypeHeaderValue.TryParse(type, out var parsed) && string.Equals(parsed.MediaType, "application/json", StringComparison.OrdinalIgnoreCase));
}
