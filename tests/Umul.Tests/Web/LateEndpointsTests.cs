using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Umul.Tests.Web;

/// <summary>What handlers that are bound late must not do.</summary>
public sealed class LateEndpointsTests
{
    /// <summary>The framework guards forms against other sites by what it finds out when it binds a handler; bound late, nobody would ask for the token.</summary>
    [Fact]
    public void Handlers_NoneReadsAForm()
    {
        var readers = typeof(Server.UmulServer).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => method.GetParameters().Any(parameter =>
                parameter.IsDefined(typeof(FromFormAttribute), inherit: true)
                || parameter.ParameterType == typeof(IFormFile) || parameter.ParameterType == typeof(IFormFileCollection) || parameter.ParameterType == typeof(IFormCollection)))
            .Select(method => $"{method.DeclaringType}.{method.Name}");
        Assert.Empty(readers);
    }
}
