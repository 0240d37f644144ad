using System.Net.Http.Json;
using System.Text.Json;
using Umul.Mlflow.Artifacts;
using Umul.Runs;

namespace Umul.Tests.Mlflow;

/// <summary>Images of mlflow.log_image become media of the run.</summary>
public sealed class LoggedImagesTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    [Theory]
    [InlineData("images/img+step+1+timestamp+1795321169399+ea67456a-8220-47c4-b74d-4b94abab91cb.png", "img", 1)]
    [InlineData("images/val#overlay%step%-5%timestamp%17%ea67456a-8220-47c4-b74d-4b94abab91cb.png", "val/overlay", -5)]
    [InlineData("images/a+b+step+2+timestamp+17+u.png", "a+b", 2)]
    public void Read_FileOfLogImage_GivesNameAndStep(string path, string name, long step)
    {
        var image = LoggedImages.Read(path)!;
        Assert.Equal((name, step, path), (image.Name, image.Step, image.Path));
    }

    [Theory]
    [InlineData("images/img+step+1+timestamp+17+u+compressed.webp")]
    [InlineData("images/photo.png")]
    [InlineData("other/img+step+1+timestamp+17+u.png")]
    [InlineData("images/img+step+x+timestamp+17+u.png")]
    public void Read_AnyOtherFile_IsNone(string path) => Assert.Null(LoggedImages.Read(path));

    [Fact]
    public async Task Put_ImageOfARun_IsShownByStep()
    {
        using var created = await server.Client.PostAsJsonAsync("/api/2.0/mlflow/runs/create", new { experiment_id = "0" });
        using var answer = JsonDocument.Parse(await created.Content.ReadAsStringAsync());
        var id = answer.RootElement.GetProperty("run").GetProperty("info").GetProperty("run_id").GetString()!;
        using var content = new ByteArrayContent([1]);
        using var put = await server.Client.PutAsync($"/api/2.0/mlflow-artifacts/artifacts/0/{id}/artifacts/images/mask+step+7+timestamp+17+u.png", content);
        put.EnsureSuccessStatusCode();
        var item = Assert.Single(server.Get<MediaStore>().OfRun(server.Get<RunStore>().Find(id)!));
        Assert.Equal(("mask", 7L, "image"), (item.Name, item.Step, item.Kind));
    }
}
