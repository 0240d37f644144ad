using System.Text;
using Microsoft.Playwright;
using Umul.Datasets;

namespace Umul.Tests.Browser;

/// <summary>A case with boxes: what was found, what is wrong and how, what is missed, and from which score on.</summary>
public sealed class BoxCaseTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    private const string Reference = """
        {"images": [{"id": 7, "file_name": "scene.png", "width": 64, "height": 64}], "categories": [{"id": 1, "name": "lesion"}, {"id": 2, "name": "cyst"}],
         "annotations": [{"id": 1, "image_id": 7, "category_id": 1, "bbox": [4, 4, 20, 20], "area": 400, "iscrowd": 0},
                         {"id": 2, "image_id": 7, "category_id": 2, "bbox": [40, 4, 16, 16], "area": 256, "iscrowd": 0},
                         {"id": 3, "image_id": 7, "category_id": 1, "bbox": [4, 40, 16, 16], "area": 256, "iscrowd": 0}]}
        """;

    // A hit, the same again, the right place with the wrong class, half beside its object, and nothing there at all.
    private const string Results = """
        [{"image_id": 7, "category_id": 1, "bbox": [4, 4, 20, 20], "score": 0.9}, {"image_id": 7, "category_id": 1, "bbox": [5, 4, 20, 20], "score": 0.6},
         {"image_id": 7, "category_id": 1, "bbox": [40, 4, 16, 16], "score": 0.8}, {"image_id": 7, "category_id": 1, "bbox": [12, 40, 16, 16], "score": 0.7},
         {"image_id": 7, "category_id": 2, "bbox": [40, 40, 8, 8], "score": 0.3}, {"image_id": 8, "category_id": 2, "bbox": [0, 0, 8, 8], "score": 0.9}]
        """;

    [ChromiumFact]
    public async Task Boxes_AreToldApartByWhatBecameOfThem()
    {
        var page = await Open(("gt.json", Reference), ("results.json", Results));
        await page.GetByText("✓ 1 found · L 1 in the wrong place · C 1 of the wrong class · D 1 duplicate · B 1 on background · ✕ 2 missed").WaitForAsync();
        Assert.Equal(("1", "4", "2"), await Told(page));
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task LeastScore_TakesBoxesAway_AndWhatTheyFoundIsMissed()
    {
        var page = await Open(("gt.json", Reference), ("results.json", Results));
        var before = await page.EvaluateAsync<string>(Pixels);
        await page.Locator("[data-slider=score]").FillAsync("0.75");
        await page.GetByText("✓ 1 found · C 1 of the wrong class · ✕ 2 missed").WaitForAsync();
        Assert.NotEqual(before, await page.EvaluateAsync<string>(Pixels));
        await page.Locator("[data-slider=score]").FillAsync("0.95");
        await page.GetByText("✓ 0 found · ✕ 3 missed").WaitForAsync();
        Assert.Equal("0.95", await page.Locator(".case-cut").InnerTextAsync());
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Yolo_HasAFileForEachCase_InSharesOfTheImage()
    {
        // The same box as the first above: centre 14, side 20, of 64.
        var page = await Open(("scene_label.txt", "0 0.21875 0.21875 0.3125 0.3125\n"), ("scene.txt", "0 0.21875 0.21875 0.3125 0.3125 0.9\n0 0.8 0.8 0.1 0.1 0.4\n"));
        await page.GetByText("✓ 1 found · B 1 on background · ✕ 0 missed").WaitForAsync();
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task LabelMe_IsDrawnAsTheBoxAroundEachShape()
    {
        const string shapes = """{"shapes": [{"label": "lesion", "points": [[4, 4], [24, 4], [24, 24]], "shape_type": "polygon"}], "imagePath": "scene.png", "imageHeight": 64, "imageWidth": 64}""";
        var page = await Open(("scene_label.json", shapes), ("scene.json", shapes));
        await page.GetByText("✓ 1 found · ✕ 0 missed").WaitForAsync();
        await page.GetByText("the box around each shape is shown").First.WaitForAsync();
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task RunWithoutBoxes_IsSaid_AndAPhoneFits()
    {
        var page = await Open(("gt.json", Reference), ("notes.csv", "a,b\n1,2\n"), 390);
        await page.GetByText("This run logged no prediction file for the case.").WaitForAsync();
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= 390"));
        await page.Context.CloseAsync();
    }

    private const string Pixels = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(document.querySelector('.case-canvas').toDataURL()))))";

    private static async Task<(string?, string?, string?)> Told(IPage page)
    {
        var panel = page.Locator(".case-panel");
        return (await panel.GetAttributeAsync("data-hits"), await panel.GetAttributeAsync("data-wrong"), await panel.GetAttributeAsync("data-missed"));
    }

    private async Task<IPage> Open((string Path, string Text) reference, (string Path, string Text) prediction, int width = 1280)
    {
        var records = new VolumeRecords(server.Services, Guid.NewGuid().ToString());
        await records.Write("scene", [("scene.png", FileRoles.Image, SmallPng.Grey(64, 64, (x, y) => x + y)), (reference.Path, FileRoles.Reference, Encoding.UTF8.GetBytes(reference.Text))]);
        await records.WriteRun("detector", prediction.Path, Encoding.UTF8.GetBytes(prediction.Text));
        var page = await Chromium.Page(server.Link, width: width);
        await page.GotoAsync($"/projects/{records.ProjectId}/case?split=development&case=scene&runs={records.Runs["detector"]}");
        await page.Locator("umul-case[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return page;
    }
}
