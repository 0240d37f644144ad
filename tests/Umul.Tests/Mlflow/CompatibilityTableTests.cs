using Microsoft.AspNetCore.Routing;
using Umul.Mlflow.Routing;

namespace Umul.Tests.Mlflow;

/// <summary>docs/mlflow-compatibility.md, the route table and what is really mapped say the same.</summary>
public sealed class CompatibilityTableTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    [Fact]
    public void Document_EveryRow_IsARouteWithThatSupport()
    {
        var documented = Rows().Select(r => $"{r.Method} {r.Path} {r.Support}").Order(StringComparer.Ordinal);
        var mapped = MlflowRoutes.All.Select(r => $"{r.Method} {r.Path} {Word(r.Support)}").Order(StringComparer.Ordinal);
        Assert.Equal(mapped, documented);
    }

    [Fact]
    public void Routes_EachOfTheTable_IsMappedUnderEveryPrefix()
    {
        var mapped = server.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<MlflowRoute>() is not null)
            .Select(e => $"{e.Metadata.GetMetadata<MlflowRoute>()!.Method} {e.RoutePattern.RawText}").Order(StringComparer.Ordinal);
        var expected = MlflowRoutes.All.SelectMany(r => r.Patterns.Select(p => $"{r.Method} {p}")).Order(StringComparer.Ordinal);
        Assert.Equal(expected, mapped);
    }

    [Fact]
    public void Document_EndpointThatDoesNotFullyWork_SaysWhy()
        => Assert.DoesNotContain(Rows(), row => row.Support != "works" && row.Note.Length == 0);

    private static string Word(Support support) => support switch { Support.Works => "works", Support.Partly => "partly", _ => "not" };

    private static List<(string Method, string Path, string Support, string Note)> Rows()
        => [.. File.ReadAllLines(Path.Combine(Scenario.Folder(), "..", "..", "..", "..", "docs", "mlflow-compatibility.md"))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length >= 6 && cells[1] is ("GET" or "POST" or "PUT" or "PATCH" or "DELETE"))
            .Select(cells => (cells[1], cells[2].Trim('`'), cells[3], cells[4]))];
}
