using System.Net.Http.Json;
using System.Text.Json;
using Umul.Tests.Access;

namespace Umul.Tests.Mlflow;

/// <summary>Accounts as MLflow's AuthServiceClient manages them.</summary>
public sealed class UserTests(AccessFixture fixture) : IClassFixture<AccessFixture>
{
    [Fact]
    public async Task Session_OfAnAdministrator_CreatesGrantsAndDeletes()
    {
        using var admin = fixture.As("admin");
        var created = await Send(admin, "POST", "users/create", new { username = "kim", password = "a long password" });
        Assert.False(created.GetProperty("user").GetProperty("is_admin").GetBoolean());
        var granted = await Send(admin, "POST", "experiments/permissions/create", new { username = "kim", experiment_id = $"{fixture.Open}", permission = "EDIT" });
        Assert.Equal("EDIT", granted.GetProperty("experiment_permission").GetProperty("permission").GetString());
        var shown = await Send(admin, "GET", "users/get?username=kim", null);
        Assert.Equal($"{fixture.Open}", shown.GetProperty("user").GetProperty("experiment_permissions")[0].GetProperty("experiment_id").GetString());
        await Send(admin, "PATCH", "users/update-admin", new { username = "kim", is_admin = true });
        await Send(admin, "PATCH", "users/update-password", new { username = "kim", password = "another long password" });
        using var kim = fixture.With(AccessFixture.Basic("kim", "another long password"));
        Assert.True((await Send(kim, "GET", "users/current", null)).GetProperty("user").GetProperty("is_admin").GetBoolean());
        await Send(admin, "DELETE", "experiments/permissions/delete", new { username = "kim", experiment_id = $"{fixture.Open}" });
        await Send(admin, "DELETE", "users/delete", new { username = "kim" });
        Assert.Equal("RESOURCE_DOES_NOT_EXIST", (await Send(admin, "GET", "users/get?username=kim", null)).GetProperty("error_code").GetString());
    }

    [Theory]
    [InlineData("POST", "users/create")]
    [InlineData("GET", "users/list")]
    [InlineData("PATCH", "users/update-admin")]
    [InlineData("DELETE", "users/delete")]
    [InlineData("POST", "experiments/permissions/create")]
    [InlineData("GET", "experiments/permissions/get")]
    public async Task Accounts_ForAnyoneElse_AreRefused(string method, string path)
    {
        using var writer = fixture.As("writer");
        Assert.Equal("PERMISSION_DENIED", (await Send(writer, method, path, method == "GET" ? null : new { username = "writer" })).GetProperty("error_code").GetString());
    }

    private static async Task<JsonElement> Send(HttpClient client, string method, string path, object? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/2.0/mlflow/" + path);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var response = await client.SendAsync(request);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return answer.RootElement.Clone();
    }
}
