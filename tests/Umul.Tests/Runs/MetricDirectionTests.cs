using Umul.Metrics;
using Umul.Projects;
using Umul.Runs;

namespace Umul.Tests.Runs;

/// <summary>Which way a metric is better: what a person says beats what its name suggests.</summary>
public sealed class MetricDirectionTests(UmulFixture umul) : IClassFixture<UmulFixture>
{
    [Fact]
    public async Task Name_Suggests_APersonDecides_AndMayLeaveItToTheNameAgain()
    {
        var project = await umul.Get<ProjectStore>().Create(Guid.NewGuid().ToString("N"));
        var run = await umul.Get<RunStore>().Create(new NewRun { ProjectId = project, Name = "run" });
        await umul.Get<RunStore>().Append(run.Id, new RunBatch { Points = new[] { new MetricPoint("train/dice", 0, 0, 0.5) } });
        Assert.Equal((MetricDirection.Higher, true), Known());
        await umul.Get<KeyStore>().SetDirection(project, "train/dice", MetricDirection.Lower);
        Assert.Equal((MetricDirection.Lower, false), Known());
        await umul.Get<KeyStore>().SetDirection(project, "train/dice", MetricDirection.Unknown);
        Assert.Equal((MetricDirection.Unknown, false), Known());
        await umul.Get<KeyStore>().SetDirection(project, "train/dice", null);
        Assert.Equal((MetricDirection.Higher, true), Known());

        (MetricDirection, bool) Known()
        {
            var key = umul.Get<KeyStore>().OfProject(project).Single(k => k.Name == "train/dice");
            return (key.Direction, key.IsGuess);
        }
    }
}
