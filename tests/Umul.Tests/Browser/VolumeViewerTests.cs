using Microsoft.Playwright;
using Umul.Datasets;

namespace Umul.Tests.Browser;

/// <summary>A volume in three planes: how it lies, how far things are apart, and all panels in step.</summary>
public sealed class VolumeViewerTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    [ChromiumFact]
    public async Task Volume_OpensWithThreePlanes_AtTheMiddle_InTheFilesOrientation()
    {
        var page = await Open("moved");
        Assert.Equal(["moved · Axial 4 of 6", "moved · Coronal 6 of 10", "moved · Sagittal 5 of 8"], await page.Locator("figcaption").AllInnerTextsAsync());
        Assert.Equal("4,5,3", await page.Locator("umul-case").GetAttributeAsync("data-cursor"));
        // z 3 cuts 4 × 4 voxels, y 5 cuts 4 × 3, x 4 cuts 4 × 3; the prediction lies one voxel further along x.
        Assert.Equal(["4", "3", "0"], await Each(page, "missed"));
        Assert.Equal(["4", "3", "0"], await Each(page, "spurious"));
        await page.GetByText("NIfTI-1 · 8×10×6 · 0.5×1×3 mm · RAS").First.WaitForAsync();
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Pointer_NamesTheVoxelOfTheFile_WithThePatientsRightOnTheLeft()
    {
        var page = await Open("moved");
        var (left, top, scale) = await Frame(page, 0, 0.5 * 8, 1 * 10);
        // The leftmost column of an axial plane is the patient's right: the last x of a file that counts towards it. The top row is the front: the last y.
        await page.Mouse.MoveAsync(left + (0.25f * scale), top + (0.5f * scale));
        await page.GetByText("x 7, y 9, z 3 · image 397 · reference 0 · prediction 0").WaitForAsync();
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Click_BringsAllPlanesOfAllRunsToThePlace_AndKeysScroll()
    {
        var page = await Open("moved", "soft");
        var (left, top, scale) = await Frame(page, 0, 0.5 * 8, 1 * 10);
        await page.Mouse.ClickAsync(left + (0.75f * scale), top + (7.5f * scale)); // second column from the left: x 6; eighth row from the top: y 2
        await Cursor(page, "6,2,3");
        await page.WaitForFunctionAsync("() => [...document.querySelectorAll('.case-panel')].map(p => p.dataset.slice).join() === '3,2,6,3,2,6'");
        await page.Keyboard.PressAsync("PageUp"); // the panel that was clicked has the keys
        await Cursor(page, "6,2,4");
        await page.Keyboard.PressAsync("ArrowRight"); // to the right of the picture is the patient's left, where x falls
        await Cursor(page, "5,2,4");
        await page.Mouse.WheelAsync(0, 120);
        await Cursor(page, "5,2,1"); // three notches down
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Distance_IsInMillimetres_WhereVoxelsAreNotCubes()
    {
        var page = await Open("moved");
        await page.Locator("[data-tool=measure]").ClickAsync();
        var (left, top, scale) = await Frame(page, 1, 0.5 * 8, 3 * 6); // coronal: 4 mm across, 18 mm down
        await Drag(page, (left + scale, top + (2 * scale)), (left + (4 * scale), top + (6 * scale)));
        await page.WaitForFunctionAsync(@"() => /^Measured: (4\.9[5-9]|5(\.0[0-5])?) mm$/.test(document.querySelector('.case-words').textContent)"); // 3 mm across, 4 mm down; a screen's pixel is 0.05 mm
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Window_IsDraggedOrChosen_AndChangesThePictureOnly()
    {
        var page = await Open("moved");
        var presets = page.Locator("[data-presets]");
        Assert.Equal("1st to 99th percentile", await presets.EvaluateAsync<string>("s => s.selectedOptions[0].textContent"));
        await presets.SelectOptionAsync(new SelectOptionValue { Label = "Full range" });
        Assert.Equal("298.5", await page.Locator("[data-slider=level]").InputValueAsync()); // between 0 and 597
        var before = await Picture(page);
        await page.Locator("[data-tool=window]").ClickAsync();
        var (left, top, scale) = await Frame(page, 0, 4, 10);
        await Drag(page, (left + scale, top + scale), (left + scale + 60, top + scale - 40));
        Assert.Equal("Own window", await presets.EvaluateAsync<string>("s => s.selectedOptions[0].textContent"));
        Assert.NotEqual(before, await Picture(page));
        Assert.Equal("4,5,3", await page.Locator("umul-case").GetAttributeAsync("data-cursor"));
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task OnePlane_IsChosen_AndAPhoneBeginsWithIt()
    {
        var page = await Open("moved");
        await page.Locator("[data-layout=sagittal]").ClickAsync();
        await page.GetByText("moved · Sagittal 5 of 8").WaitForAsync();
        Assert.Equal(1, await page.Locator(".case-panel").CountAsync());
        await page.Context.CloseAsync();
        var phone = await Open(390, "moved");
        Assert.Equal(["moved · Axial 4 of 6"], await phone.Locator("figcaption").AllInnerTextsAsync());
        Assert.True(await phone.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= 390"));
        await phone.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Threshold_GivesDiceOfTheSliceAndOfTheWholeCase()
    {
        var page = await Open("soft");
        var curve = page.Locator(".case-threshold");
        Assert.Equal("1.0000", await curve.GetAttributeAsync("data-dice")); // above 0.5: the reference itself
        await curve.GetByText("soft: Dice of the whole case 1 at 0.50; best 1 at 0.41.").WaitForAsync(); // 0.4 as a 32-bit float is a little more than 0.40
        await page.Locator("[data-slider=threshold]").FillAsync("0.3");
        await page.WaitForFunctionAsync("() => document.querySelector('.case-threshold').dataset.dice === '0.8000'"); // 4 columns found of 6 marked: 2·4 / (2·4 + 2)
        Assert.Equal(["0.8000", "0.8000", "1.0000"], await Each(page, "dice")); // the sagittal plane x 4 lies inside
        await page.Locator("[data-slider=threshold]").FillAsync("0.95");
        await page.WaitForFunctionAsync("() => document.querySelector('.case-threshold').dataset.dice === '0.0000'");
        await page.Context.CloseAsync();
    }

    [SharedDataChromiumFact]
    public async Task Hippocampus_RealFilesOpen_WithTheirLabels()
    {
        var records = new VolumeRecords(server.Services, Guid.NewGuid().ToString());
        var (image, label) = (await Shared("images"), await Shared("labels"));
        await records.Write("hippocampus_001", [("i.nii.gz", FileRoles.Image, image), ("l.nii.gz", FileRoles.Reference, label)]);
        await records.WriteRun("perfect", "hippocampus_001.nii.gz", label);
        var page = await Show(records, "hippocampus_001", 1280, "perfect");
        await page.GetByText("35×51×35 · 1×1×1 mm · RAS").First.WaitForAsync();
        Assert.Equal(["0", "0", "0"], await Each(page, "missed"));
        Assert.Equal(["0", "0", "0"], await Each(page, "spurious"));
        Assert.Contains("perfect · Coronal 26 of 51", await page.Locator("figcaption").AllInnerTextsAsync());
        await page.Context.CloseAsync();
    }

    private static Task<byte[]> Shared(string folder) => File.ReadAllBytesAsync(SharedData.Path($"msd_hippocampus/{folder}/hippocampus_001.nii.gz"));

    private static Task<string[]> Each(IPage page, string name) => page.EvaluateAsync<string[]>("name => [...document.querySelectorAll('.case-panel')].map(p => p.dataset[name])", name);

    private static Task Cursor(IPage page, string cursor) => page.WaitForFunctionAsync("seen => document.querySelector('umul-case').dataset.cursor === seen", cursor);

    private static Task<string> Picture(IPage page) => page.EvaluateAsync<string>(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(document.querySelector('.case-canvas').toDataURL()))))");

    // Where a plane lies on its panel, and screen pixels of a millimetre. Three planes share a scale: 10 mm across and 18 mm down must fit.
    private static async Task<(float Left, float Top, float Scale)> Frame(IPage page, int panel, double acrossMm, double downMm)
    {
        await page.Locator(".case-canvas").Nth(panel).ScrollIntoViewIfNeededAsync();
        var box = (await page.Locator(".case-canvas").Nth(panel).BoundingBoxAsync())!;
        var scale = Math.Min(box.Width / 10, box.Height / 18);
        return ((float)(box.X + (box.Width / 2) - (acrossMm / 2 * scale)), (float)(box.Y + (box.Height / 2) - (downMm / 2 * scale)), scale);
    }

    private static async Task Drag(IPage page, (float X, float Y) from, (float X, float Y) to)
    {
        await page.Mouse.MoveAsync(from.X, from.Y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(to.X, to.Y, new() { Steps = 5 });
        await page.Mouse.UpAsync();
    }

    private Task<IPage> Open(params string[] runs) => Open(1280, runs);

    private async Task<IPage> Open(int width, params string[] runs)
    {
        var records = new VolumeRecords(server.Services, Guid.NewGuid().ToString());
        await records.Write();
        return await Show(records, "scan", width, runs);
    }

    private async Task<IPage> Show(VolumeRecords records, string id, int width, params string[] runs)
    {
        var page = await Chromium.Page(server.Link, width: width);
        await page.GotoAsync($"/projects/{records.ProjectId}/case?split=development&case={id}&runs={string.Join(',', runs.Select(name => records.Runs[name]))}");
        await page.Locator("umul-case[data-ready]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return page;
    }
}
