using System.CommandLine;
using Umul.Outcomes.Reports;
using Umul.Server;
using Umul.Web;

namespace Umul.Outcomes;

/// <summary><c>umul evaluate</c>: what kinds of predictions can be evaluated, each a command of its own.</summary>
internal sealed class EvaluateCommands
{
    /// <summary>Where the run is that outcomes are stored with.</summary>
    public Option<string> Data { get; } = SharedOptions.Data();

    /// <summary>The server that holds it.</summary>
    public Option<string?> Uri { get; } = SharedOptions.Uri();

    public static Command Evaluate() => new("evaluate", Terminal.Say("Compare predictions with references, case by case. Works without a server.", "예측을 기준과 케이스마다 비교합니다. 서버 없이도 됩니다."))
    {
        EvaluateSegmentationCommands.Segmentation(),
        EvaluateDetectionCommands.Detection(),
        EvaluateClassificationCommands.Classification(),
        EvaluateTranscriptionCommands.Transcription(),
    };

    /// <summary>Sends a report to the server, which stores it with a run; false, with the reason said, if it does not.</summary>
    public async Task<bool> Store(ParseResult result, (string Run, string Split) place, EvaluationReport report)
    {
        try
        {
            await using var connection = await ServerConnection.Open(result.GetRequiredValue(Data), result.GetValue(Uri));
            using var content = new ByteArrayContent(ReportJson.Write(report));
            content.Headers.ContentType = new("application/json");
            var path = new Uri($"/api/outcomes/{System.Uri.EscapeDataString(place.Run)}/{System.Uri.EscapeDataString(place.Split)}", UriKind.Relative);
            using var answer = await ServerConnection.Require(connection.Client.PostAsync(path, content));
            var stored = await answer.Content.ReadFromJsonAsync<OutcomeWrite>() ?? new OutcomeWrite(0, 0, 0);
            await result.InvocationConfiguration.Error.WriteLineAsync(ReportWords.Stored(place.Run, place.Split, stored.Written, stored.Unchanged).In(Terminal.Language));
            return true;
        }
        catch (UmulException refusal)
        {
            await result.InvocationConfiguration.Error.WriteLineAsync(refusal.In(Terminal.Language));
            return false;
        }
    }
}
