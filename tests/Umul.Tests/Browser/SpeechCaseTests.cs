using System.Net;
using System.Text;
using Microsoft.Playwright;
using Umul.Datasets;

namespace Umul.Tests.Browser;

/// <summary>A case of speech: what was said above what was heard, and the recording.</summary>
public sealed class SpeechCaseTests(UmulFixture server) : IClassFixture<UmulFixture>
{
    [ChromiumFact]
    public async Task Words_AreAlignedWithMarksForEachKindOfError()
    {
        var (page, _) = await Open("one two three four five six", ("table", "hyp.trn", "one too three five six seven (u1)\nsomething else (u2)\n"), ("own", "u1.txt", "one two three four five six\n"));
        var heard = page.Locator("[data-run=table]");
        Assert.Equal("WER 0.5: 1 substituted, 1 deleted, 1 inserted, of 6 in the reference, after nfc+singleSpaces.", (await heard.Locator(".case-heard-counts").InnerTextAsync()).Trim());
        Assert.Equal(["S", "D", "I"], await Marks(heard));
        Assert.Equal("substituted: two → too", await heard.Locator(".said-sub").GetAttributeAsync("title"));
        Assert.Empty(await Marks(page.Locator("[data-run=own]")));
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Korean_IsAlignedBySyllable_AndByWordIfAsked()
    {
        var (page, _) = await Open("병원에 갑니다", ("a", "u1.txt", "병원에서 갔니다"));
        var heard = page.Locator("[data-run=a]");
        Assert.Contains("CER 0.28571: 1 substituted, 0 deleted, 1 inserted, of 7", await heard.Locator(".case-heard-counts").InnerTextAsync(), StringComparison.Ordinal); // 서 added, 갑 → 갔; the space counts
        Assert.Equal(["I", "S"], await Marks(heard));
        await page.GetByRole(AriaRole.Link, new() { Name = "Words" }).ClickAsync();
        await page.Locator("[data-unit=Word]").WaitForAsync();
        Assert.Equal(["S", "S"], await Marks(heard));
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Recording_HasAPlayer_AWaveform_AndASpectrogram()
    {
        var (page, records) = await Open("hello", ("a", "u1.txt", "hello"));
        await page.Locator("umul-audio[data-ready]").WaitForAsync();
        // Windows of 256 samples at 8 kHz are 31.25 Hz apart: 1,000 Hz is the 32nd.
        Assert.Equal("Spectrogram of 0.5 s up to 4 kHz; most energy at 1,000 Hz.", await page.Locator(".audio-spectrum").GetAttributeAsync("aria-label"));
        Assert.True(await page.Locator(".audio-wave").EvaluateAsync<bool>("c => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v > 0)"));
        await page.Locator(".audio-figure").ClickAsync(); // its middle
        Assert.Equal(0.25, await page.Locator("audio").EvaluateAsync<double>("a => a.currentTime"), 0.02);
        using var part = new HttpRequestMessage(HttpMethod.Get, $"/api/projects/{records.ProjectId}/case-audio?split=development&id=u1");
        part.Headers.Range = new(0, 3);
        using var reply = await server.Client.SendAsync(part);
        Assert.Equal((HttpStatusCode.PartialContent, "RIFF", "audio/wav"), (reply.StatusCode, await reply.Content.ReadAsStringAsync(), reply.Content.Headers.ContentType?.MediaType));
        await page.Context.CloseAsync();
    }

    [ChromiumFact]
    public async Task Page_IsReadOnAPhone_WithoutScripts()
    {
        var (_, records) = await Open("the cat sat on the mat", ("a", "u1.lab", "the cat mat"));
        var page = await Chromium.Page(server.Link, width: 390, scripts: false);
        await page.GotoAsync(Address(records));
        Assert.Equal(["D", "D", "D"], await page.Locator(".case-heard .said > b").AllInnerTextsAsync());
        var box = (await page.Locator(".case-aligned").BoundingBoxAsync())!;
        Assert.True(box.X + box.Width <= 390);
        await page.Context.CloseAsync();
    }

    private static async Task<IReadOnlyList<string>> Marks(ILocator heard) => await heard.Locator(".case-aligned .said > b").AllInnerTextsAsync();

    private static string Address(VolumeRecords records) => $"/projects/{records.ProjectId}/case?split=development&case=u1&runs={string.Join(',', records.Runs.Values)}";

    private async Task<(IPage Page, VolumeRecords Records)> Open(string said, params (string Run, string File, string Text)[] heard)
    {
        var records = new VolumeRecords(server.Services, Guid.NewGuid().ToString());
        await records.Write("u1", [("u1.wav", FileRoles.Image, SmallWave.Tone(1000)), ("u1.txt", FileRoles.Reference, Encoding.UTF8.GetBytes(said))]);
        foreach (var (run, file, text) in heard) await records.WriteRun(run, file, Encoding.UTF8.GetBytes(text));
        var page = await Chromium.Page(server.Link);
        await page.GotoAsync(Address(records));
        return (page, records);
    }
}
