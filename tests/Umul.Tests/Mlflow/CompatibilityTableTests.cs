using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Umul.Mlflow.Routing;

namespace Umul.Tests.Mlflow;

/// <summary>docs/mlflow-compatibility.md, the route table and what is really mapped say the same.</summary>
public sealed class CompatibilityTableTests
{
    [Fact]
    public void Document_EveryRow_IsARouteWithThatSupport()
    {
        var documented = Rows().Select(r => $"{r.Method} {r.Path} {r.Support}").Order(StringComparer.Ordinal);
        var mapped = MlflowRoutes.All.Select(r => $"{r.Method} {r.Path} {Word(r.Support)}").Order(StringComparer.Ordinal);
        Assert.Equal(mapped, documented);
    }

    [Fact]
    public void Routes_EachOfTheTable_IsFoundUnderEveryPrefix()
    {
        foreach (var route in MlflowRoutes.All)
        {
            foreach (var pattern in route.Patterns)
            {
                var http = new DefaultHttpContext();
                http.Request.Method = route.Method;
                http.Request.Path = Regex.Replace(pattern, @"\{[^}]*\}", "value", RegexOptions.None, TimeSpan.FromSeconds(30));
                Assert.Same(route, RouteLookup.Find(http));
                Assert.Equal(pattern.Count(c => c == '{'), http.Request.RouteValues.Count);
            }
        }
    }

    [Theory]
    [InlineData("HEAD", "/api/2.0/mlflow/runs/get", "/api/2.0/mlflow/runs/get")]
    [InlineData("POST", "/API/2.0/mlflow/Runs/Create/", "/api/2.0/mlflow/runs/create")]
    [InlineData("DELETE", "/api/3.0/mlflow/datasets/search", "/api/3.0/mlflow/datasets/{dataset_id}")]
    [InlineData("DELETE", "/api/2.0/mlflow/runs/create", null)]
    [InlineData("GET", "/api/2.0/mlflow/nothing", null)]
    public void Routes_OtherSpelling_IsFoundAsByTheFrameworksRouting(string method, string path, string? expected)
    {
        var http = new DefaultHttpContext();
        (http.Request.Method, http.Request.Path) = (method, path);
        Assert.Equal(expected, RouteLookup.Find(http)?.Path);
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
