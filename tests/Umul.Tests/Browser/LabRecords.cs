using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Umul.Artifacts;
using Umul.Metrics;
using Umul.Projects;
using Umul.Runs;

namespace Umul.Tests.Browser;

/// <summary>
/// A small lab's records, made up and the same every time: one project with three ideas of four seeds, with everything that a page
/// can show; one empty project. For looking at pages, not for conclusions.
/// </summary>
internal sealed class LabRecords(IServiceProvider services)
{
    private static readonly string[] s_ideas = ["baseline", "attention-gates", "boundary-loss"];
    private static readonly double[] s_gain = [0, 0.021, -0.034];

    private readonly RunStore _runs = services.GetRequiredService<RunStore>();
    private readonly ArtifactStore _artifacts = services.GetRequiredService<ArtifactStore>();
    private readonly MediaStore _media = services.GetRequiredService<MediaStore>();
    private readonly long _now = services.GetRequiredService<TimeProvider>().GetUtcNow().ToUnixTimeMilliseconds();

    public long ProjectId { get; private set; }

    public long EmptyProjectId { get; private set; }

    /// <summary>Run ids by name, such as <c>baseline-seed0</c>.</summary>
    public Dictionary<string, string> Runs { get; } = new(StringComparer.Ordinal);

    public async Task Write()
    {
        var projects = services.GetRequiredService<ProjectStore>();
        ProjectId = await projects.Create("Breast ultrasound", tags: new Dictionary<string, string>
        {
            [ProjectTags.Description] = "Which change to a small U-Net makes lesion borders better on the second scanner?",
            [ProjectTags.PrimaryMetric] = "val/dice",
        });
        EmptyProjectId = await projects.Create("유방 초음파 2차 판독");
        for (var idea = 0; idea < s_ideas.Length; idea++)
            for (var seed = 0; seed < 4; seed++) await WriteRun(idea, seed);
        await WriteEverything(Runs["baseline-seed0"]);
        await _runs.Update(Runs["boundary-loss-seed2"], RunStatus.Failed, _now - 1_000_000);
        await _runs.Update(Runs["boundary-loss-seed3"], RunStatus.Killed, _now - 900_000);
    }

    private async Task WriteRun(int idea, int seed)
    {
        var name = $"{s_ideas[idea]}-seed{seed}";
        var start = _now - ((12L - (idea * 4) - seed) * 7_200_000);
        var run = await _runs.Create(new NewRun
        {
            ProjectId = ProjectId,
            Name = name,
            UserName = "jimin",
            StartedMs = start,
            Tags = [new("idea", s_ideas[idea]), new("scanner", seed % 2 == 0 ? "A" : "B")],
        });
        Runs[name] = run.Id;
        await _runs.Append(run.Id, new RunBatch
        {
            Params =
            [
                new("lr", seed == 3 ? "0.0003" : "0.001"), new("batch_size", "16"), new("seed", $"{seed}"), new("model", "unet-small"),
                new("loss", idea == 2 ? "dice+boundary" : "dice"), new("attention", idea == 1 ? "True" : "False"),
            ],
            Points = Curves(idea, seed, start),
        });
        if (idea != 1 || seed != 3) await _runs.Update(run.Id, RunStatus.Finished, start + 3_725_000);
    }

    private static MetricPoint[] Curves(int idea, int seed, long start)
    {
        var random = new Random((idea * 100) + seed);
        var points = new List<MetricPoint>();
        for (var step = 0; step < 200; step++)
        {
            var time = start + (step * 18_000L);
            var learned = 1 - Math.Exp(-step / 45.0);
            points.Add(new MetricPoint("train/loss", step, time, step == 77 && seed == 1 ? double.NaN : 0.9 - (0.72 * learned) + (random.NextDouble() * 0.06)));
            points.Add(new MetricPoint("lr", step, time, 0.001 * Math.Cos(step / 200.0 * Math.PI / 2)));
            if (step % 5 == 4)
            {
                points.Add(new MetricPoint("val/dice", step, time, (0.82 + s_gain[idea]) * learned + ((random.NextDouble() - 0.5) * 0.03)));
                points.Add(new MetricPoint("val/hd95", step, time, 32 - (24 * learned) + (random.NextDouble() * 2)));
                points.Add(new MetricPoint("system/gpu_0_utilization_percentage", step, time, 62 + (random.NextDouble() * 30)));
                points.Add(new MetricPoint("system/cpu_utilization_percentage", step, time, 31 + (random.NextDouble() * 12)));
            }
        }
        return [.. points];
    }

    private async Task WriteEverything(string run)
    {
        await _runs.Append(run, new RunBatch { Tags = [new("mlflow.note.content", "The reference run. Trained on scanner A and B together.\nBorders on B are still soft."), .. Provenance] });
        for (var step = 0; step <= 60; step += 20)
        {
            var radius = 12 + (step / 6);
            await AddMedia(run, "val/overlay", step, 0, "image", "png", SmallPng.Grey(96, 96, (x, y) => 60 + ((x * 7919 + y * 104729) % 61) + (Inside(x, y, 24) ? -30 : 0)), "P001-1");
            await AddMedia(run, "val/overlay", step, 1, "mask", "png", SmallPng.Grey(96, 96, (x, y) => Inside(x, y, radius) ? 255 : 0), "prediction");
            await AddMedia(run, "val/speech", step, 0, "audio", "wav", SmallWave.Tone(220 + (step * 4)), "hello");
            await AddMedia(run, "val/report", step, 0, "text", "txt", Encoding.UTF8.GetBytes($"Step {step}: 병변 경계가 흐림\nconfidence {step / 100.0}"), "");
        }
        await AddMedia(run, "val/cases", 60, 0, "table", "json", """{"columns":["case","dice","<b>note</b>"],"data":[["P001-1",0.91,"ok"],["P002-1",0.42,"<img src=x onerror=alert(1)>"]]}"""u8.ToArray(), "");
        await AddMedia(run, "weights/enc1", 60, 0, "histogram", "json", """{"buckets":[[-1,-0.5,3],[-0.5,0,40],[0,0.5,52],[0.5,1,4]]}"""u8.ToArray(), "");
        await PutFile(run, "config/train.yaml", "lr: 0.001\nbatch_size: 16\nmodel: unet-small\n"u8.ToArray());
        await PutFile(run, "checkpoints/best.pt", new byte[34_567]);
        await PutFile(run, "report.html", "<script>document.title='owned'</script><h1>report</h1>"u8.ToArray());
        await PutFile(run, "cases.csv", "case,group,dice\nP001-1,P001,0.91\nP002-1,P002,0.42\n"u8.ToArray());
        await PutFile(run, "provenance/packages.txt", "numpy==1.26.4\ntorch==2.3.1\nmonai==1.3.2\n"u8.ToArray());
        await PutFile(run, "provenance/uncommitted.patch", Encoding.UTF8.GetBytes(Patch));
        var console = services.GetRequiredService<ConsoleStore>();
        for (var epoch = 0; epoch < 40; epoch++) await console.Append(run, $"epoch {epoch:00}  loss {0.9 - (epoch * 0.015):0.000}  dice {0.3 + (epoch * 0.013):0.000}\n");
        await console.Append(run, "Warning: \u001b[33mlearning rate is below 1e-5\u001b[0m\nsaved checkpoints/best.pt\n");
    }

    private static readonly KeyValuePair<string, string>[] Provenance =
    [
        new("mlflow.source.name", "train.py"), new("mlflow.source.git.commit", "4f0c9b1d2e3a4b5c6d7e8f901234567890abcdef"),
        new("mlflow.source.git.branch", "main"), new("mlflow.source.git.repoURL", "git@example.org:lab/ultrasound.git"), new("mlflow.user", "jimin"),
    ];

    private const string Patch =
        """
        diff --git a/train.py b/train.py
        index 1111111..2222222 100644
        --- a/train.py
        +++ b/train.py
        @@ -10,7 +10,8 @@ def train(config):
             model = UNet(config.width)
        -    loss = dice_loss
        +    # boundary term is off for the baseline
        +    loss = dice_loss if not config.boundary else boundary_loss
             optimiser = Adam(model.parameters(), lr=config.lr)
        diff --git a/notes.md b/notes.md
        new file mode 100644
        --- /dev/null
        +++ b/notes.md
        @@ -0,0 +1,2 @@
        +경계 손실은 0.1부터
        +<script>alert(1)</script>
        """;

    private async Task AddMedia(string run, string name, long step, long ordinal, string kind, string extension, byte[] bytes, string caption)
    {
        var path = $"media/{name}/{step}-{ordinal}.{extension}";
        await PutFile(run, path, bytes);
        await _media.Add(run, new MediaItem { Name = name, Step = step, Ordinal = ordinal, Kind = kind, Path = path, Caption = caption, LoggedMs = _now });
    }

    private Task PutFile(string run, string path, byte[] bytes) => _artifacts.Put(run, ArtifactPath.Parse(path), new MemoryStream(bytes), ProjectId);

    private static bool Inside(int x, int y, int radius) => ((x - 48) * (x - 48)) + ((y - 44) * (y - 44)) < radius * radius;
}
