namespace Umul;

/// <summary>
/// Maps handlers whose parameters and answers are bound when they are first asked for, not when the server starts: binding all of them
/// compiled 900 methods, half of a cold start. These come before the framework's methods of the same name, because they lie in the
/// namespace around every feature.
/// </summary>
/// <remarks>
/// What only binding would find out, such as accepted content types, is not in an endpoint's metadata; the handler itself still refuses them.
/// A handler that reads a form must be bound early, or its antiforgery token is not asked for.
/// </remarks>
internal static class LateEndpoints
{
    private static readonly string[] s_get = [HttpMethods.Get], s_post = [HttpMethods.Post], s_put = [HttpMethods.Put], s_delete = [HttpMethods.Delete];

    extension(IEndpointRouteBuilder routes)
    {
        public IEndpointConventionBuilder MapGet(string pattern, Delegate handler) => routes.MapMethods(pattern, s_get, handler);

        public IEndpointConventionBuilder MapPost(string pattern, Delegate handler) => routes.MapMethods(pattern, s_post, handler);

        public IEndpointConventionBuilder MapPut(string pattern, Delegate handler) => routes.MapMethods(pattern, s_put, handler);

        public IEndpointConventionBuilder MapDelete(string pattern, Delegate handler) => routes.MapMethods(pattern, s_delete, handler);

        public IEndpointConventionBuilder MapMethods(string pattern, string[] methods, Delegate handler) =>
            EndpointRouteBuilderExtensions.MapMethods(routes, pattern, methods, new Late(routes.ServiceProvider, methods, handler).Answer);
    }

    private sealed class Late(IServiceProvider services, string[] methods, Delegate handler)
    {
        private RequestDelegate? _bound;

        // Two first requests at once bind twice and either result serves.
        public Task Answer(HttpContext context) => (_bound ??= Bind(context))(context);

        private RequestDelegate Bind(HttpContext context) => RequestDelegateFactory.Create(handler, new RequestDelegateFactoryOptions
        {
            ServiceProvider = services,
            RouteParameterNames = ((RouteEndpoint)context.GetEndpoint()!).RoutePattern.Parameters.Select(parameter => parameter.Name),
            DisableInferBodyFromParameters = Array.TrueForAll(methods, method => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsDelete(method)),
        }).RequestDelegate;
    }
}
