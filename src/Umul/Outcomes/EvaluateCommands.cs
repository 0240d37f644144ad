using System.CommandLine;
using Umul.Outcomes.Reports;
using Umul.Server;
using Umul.Web;

namespace Umul.Outcomes;

/// <summary><c>umul evaluate</c>: what kinds of predictions can be evaluated, each a command of its own.</summary>
internal static class EvaluateCommands
{
    /// <summary>Where the run is that outcomes are stored with.</summary>
    public static readonly Option<string> Data = new("--data") { Description = "Folder that holds everything Umul stores, with --run.", DefaultValueFactory = _ => UpCommands.DefaultDataFolder };

    /// <summary>The server that holds it.</summary>
    public static readonly Option<string?> Uri = new("--uri") { Description = "Link of the Umul server, with --run." };

    public static Command Evaluate() => new("evaluate", "Compare predictions with references, case by case. Works without a server.")
    {
        EvaluateSegmentationCommands.Segmentation(),
    };

    /// <summary>Sends a report to the server, which stores it with a run; false, with the reason said, if it does not.</summary>
    public static async Task<bool> Store(ParseResult result, (string Run, string Split) place, EvaluationReport report, Language language)
    {
        try
        {
            await using var connection = await ServerConnection.Open(result.GetRequiredValue(Data), result.GetValue(Uri));
            using var content = new ByteArrayContent(ReportJson.Write(report));
            content.Headers.ContentType = new("application/json");
            var path = new Uri($"/api/outcomes/{System.Uri.EscapeDataString(place.Run)}/{System.Uri.EscapeDataString(place.Split)}", UriKind.Relative);
            using var answer = await ServerConnection.Require(connection.Client.PostAsync(path, content));
            var stored = await answer.Content.ReadFromJsonAsync<OutcomeWrite>() ?? new OutcomeWrite(0, 0, 0);
            await Console.Error.WriteLineAsync(ReportWords.Stored(place.Run, place.Split, stored.Written, stored.Unchanged).In(language));
            return true;
        }
        catch (UmulException refusal)
        {
            await Console.Error.WriteLineAsync(refusal.In(language));
            return false;
        }
    }
}
