using System.Text.Json;
using Umul.Mlflow.Experiments;
using Umul.Models;
using Umul.Projects;
using Umul.Runs;

namespace Umul.Mlflow.Runs;

/// <summary>A run with everything that the protocol shows of it.</summary>
internal sealed record RunAnswer(RunData Data, string ArtifactLocation, IEnumerable<RunInput> Inputs, IEnumerable<RunModel> Models)
{
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("info"u8);
        RunMessages.WriteInfo(writer, Data.Run, ArtifactLocation);
        writer.WriteEndObject();
        writer.WriteStartObject("data"u8);
        RunMessages.WriteData(writer, Data);
        writer.WriteEndObject();
        writer.WriteStartObject("inputs"u8);
        RunMessages.WriteInputs(writer, Inputs, Models);
        writer.WriteEndObject();
        writer.WriteStartObject("outputs"u8);
        RunMessages.WriteOutputs(writer, Models);
        writer.WriteEndObject();
    }
}

/// <summary>Gathers what the answers about runs are made of, a store at a time and not a run at a time.</summary>
internal sealed class RunAnswers(RunStore runs, ProjectStore projects, RunInputStore inputs, LoggedModelStore models)
{
    public RunAnswer Of(Run run) => Of([run])[0];

    public IReadOnlyList<RunAnswer> Of(IReadOnlyList<Run> wanted)
    {
        if (wanted.Count == 0)
            return [];
        var rows = wanted.Select(r => r.RowId).ToList();
        var usedData = inputs.OfRuns(rows);
        var usedModels = models.OfRuns(rows);
        var locations = wanted.Select(r => r.ProjectId).Distinct().ToDictionary(id => id, Location);
        return [.. runs.Data(wanted).Select(data => new RunAnswer(
            data, locations[data.Run.ProjectId], usedData[data.Run.RowId], usedModels[data.Run.RowId]))];
    }

    /// <summary>Where clients put the files of a project's runs.</summary>
    public string Location(long projectId) => projects.ArtifactRoot(projectId) ?? ExperimentMessages.ProxyScheme + ExperimentMessages.IdText(projectId);
}
