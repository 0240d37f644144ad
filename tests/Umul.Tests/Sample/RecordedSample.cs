using System.Text;
using Umul.Sample;

namespace Umul.Tests.Sample;

/// <summary>A small recorded archive of two runs, small enough to check by eye.</summary>
internal static class RecordedSample
{
    public const string Project = "tiny";

    public static RecordedArchive Open(string? secondStatus = null, int format = 1) => new(RecordedFilesTests.Zip(
    [
        File("manifest.json", Manifest(format)),
        File("dataset/metadata.csv", "case,patient\nP1-1,P1\n"),
        .. Run("baseline-seed-1", "baseline", "null", "FINISHED"),
        .. Run("bolder-seed-1", "bolder", "\"baseline\"", secondStatus ?? "FAILED"),
    ]));

    private static string Manifest(int format) =>
        $$"""
        {"format": {{format}}, "project": "{{Project}}", "description": {"en": "Small.", "ko": "작음."}, "primaryMetric": "test/dice", "direction": "higher",
         "ideas": [{"name": "baseline", "parent": null, "hypothesis": {"en": "", "ko": ""} },
                   {"name": "bolder", "parent": "baseline", "hypothesis": {"en": "Better.", "ko": "더 낫다."} } ],
         "runs": ["baseline-seed-1", "bolder-seed-1"]}
        """;

    private static (string, byte[])[] Run(string name, string idea, string parent, string status) =>
    [
        File($"runs/{name}/run.json",
            $$"""
            {"name": "{{name}}", "project": "{{Project}}", "idea": "{{idea}}", "parent": {{parent}}, "seed": 1, "status": "{{status}}", "start_ms": 1000, "end_ms": 9000,
             "params": {"width": 8, "learning_rate": 0.002, "attention": false, "optimizer": "AdamW"},
             "command": "python3 train.py", "python": "3.11.2", "torch": "1.13.0", "numpy": "1.24.2", "threads": 1,
             "git_commit": "abc", "git_changes": "", "cpu_seconds": 7.5}
            """),
        File($"runs/{name}/metrics.csv", "key,step,time_ms,value\ntrain/loss,1,2000,0.75\nval/dice,1,2500,0.5\ntrain/loss,2,3000,0.25\n"),
        File($"runs/{name}/images.csv", "key,step,time_ms,path\nval/probability/P1-1,2,3100,images/val/probability/P1-1/000002.png\n"),
        File($"runs/{name}/images/val/probability/P1-1/000002.png", "not a real picture"),
        File($"runs/{name}/console.log", "epoch 1\nepoch 2\n"),
        File($"runs/{name}/cases/test.csv", "case,patient,dice\nP1-1,P1,0.5\n"),
        File($"runs/{name}/predictions/test/P1-1.png", "not a real mask"),
    ];

    private static (string, byte[]) File(string name, string text) => (name, Encoding.UTF8.GetBytes(text));
}
