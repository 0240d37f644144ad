using System.Net.Http.Json;
using System.Text.Json;
using Umul.Mlflow.Routing;
using Umul.Tests.Access;

namespace Umul.Tests.Mlflow;

/// <summary>What accounts may do over the protocol, and that a refusal has the protocol's shape.</summary>
public sealed class AccessShapeTests(AccessFixture fixture) : IClassFixture<AccessFixture>
{
    [Fact]
    public async Task EveryRoute_UnderEveryPrefixAndWithDoubledSlashes_RefusesNobody()
    {
        using var nobody = fixture.As(null);
        var let = new List<string>();
        foreach (var route in MlflowRoutes.All.Where(r => r.Path != "/version"))
        {
            foreach (var pattern in route.Patterns.Concat(route.Patterns.Select(p => "/" + p)))
            {
                var path = pattern.Replace("{**artifact_path}", "0/x/artifacts/f", StringComparison.Ordinal).Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);
                using var request = new HttpRequestMessage(new HttpMethod(route.Method), Raw(path));
                if (route.Method != "GET")
                    request.Content = JsonContent.Create(new { });
                using var response = await nobody.SendAsync(request);
                if ((int)response.StatusCode != 401)
                    let.Add($"{(int)response.StatusCode} {route.Method} {path}");
            }
        }
        Assert.Empty(let);
    }

    [Fact]
    public async Task Refusal_WithoutCredentials_AsksForThemInTheProtocolsShape()
    {
        using var nobody = fixture.As(null);
        using var response = await nobody.GetAsync("/api/2.0/mlflow/experiments/get?experiment_id=0");
        Assert.Equal("UNAUTHENTICATED", await ErrorCode(response));
        Assert.StartsWith("Basic realm=", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reader", "runs/create", "PERMISSION_DENIED")]
    [InlineData("member", "runs/create", "RESOURCE_DOES_NOT_EXIST,PERMISSION_DENIED")]
    [InlineData("member", "experiments/delete", "RESOURCE_DOES_NOT_EXIST,PERMISSION_DENIED")]
    [InlineData("member", "logged-models", "RESOURCE_DOES_NOT_EXIST,PERMISSION_DENIED")]
    public async Task Write_ToAProjectWithoutTheRole_IsRefused(string account, string path, string codes)
    {
        using var client = fixture.As(account);
        using var response = await client.PostAsJsonAsync($"/api/2.0/mlflow/{path}", new { experiment_id = $"{fixture.Secret}", name = "x" });
        Assert.Contains(await ErrorCode(response), codes.Split(','));
    }

    [Fact]
    public async Task Search_ByAMember_ShowsOnlyTheirProjects()
    {
        using var client = fixture.As("member");
        using var response = await client.PostAsJsonAsync("/api/2.0/mlflow/experiments/search", new { max_results = 100 });
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        Assert.Equal(["open"], answer.RootElement.GetProperty("experiments").EnumerateArray().Select(e => e.GetProperty("name").GetString()));
    }

    [Theory]
    [InlineData("reader", 403, 403)]
    [InlineData("member", 403, 403)]
    [InlineData("writer", 200, 200)]
    public async Task Registry_BelongsToNoProject_AndIsChangedByWritersOfAll(string account, int creating, int deleting)
    {
        using var admin = fixture.As("admin");
        using var client = fixture.As(account);
        var name = "shared-" + account;
        using var made = await admin.PostAsJsonAsync("/api/2.0/mlflow/registered-models/create", new { name });
        using var created = await client.PostAsJsonAsync("/api/2.0/mlflow/registered-models/create", new { name = "own-" + account });
        Assert.Equal(creating, (int)created.StatusCode);
        using var version = await client.PostAsJsonAsync("/api/2.0/mlflow/model-versions/create", new { name, source = "mlflow-artifacts:/0/x/artifacts/m" });
        Assert.Equal(creating == 200, (int)version.StatusCode is not 403);
        using var seen = await client.GetAsync($"/api/2.0/mlflow/registered-models/get?name={name}");
        Assert.Equal(200, (int)seen.StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Delete, Raw("/api/2.0/mlflow/registered-models/delete")) { Content = JsonContent.Create(new { name }) };
        using var deleted = await client.SendAsync(request);
        Assert.Equal(deleting, (int)deleted.StatusCode);
        if (deleting == 403) Assert.Equal("PERMISSION_DENIED", await ErrorCode(deleted));
    }

    [Fact]
    public async Task LogModel_ByAMemberInTheirProject_MayUploadItsFiles()
    {
        using var client = fixture.As("member");
        using var created = await client.PostAsJsonAsync("/api/2.0/mlflow/logged-models", new { experiment_id = $"{fixture.Open}", name = "m" });
        using var answer = JsonDocument.Parse(await created.Content.ReadAsStringAsync());
        var id = answer.RootElement.GetProperty("model").GetProperty("info").GetProperty("model_id").GetString();
        using var content = new ByteArrayContent([1, 2, 3]);
        using var response = await client.PutAsync($"/api/2.0/mlflow-artifacts/artifacts/{fixture.Open}/models/{id}/artifacts/f", content);
        Assert.Equal(200, (int)response.StatusCode);
    }

    private Uri Raw(string path) => new(fixture.Server.Link.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    private static async Task<string?> ErrorCode(HttpResponseMessage response)
    {
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return answer.RootElement.GetProperty("error_code").GetString();
    }
}
