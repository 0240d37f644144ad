using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Umul.Outcomes.Pairing;
using Umul.Outcomes.Reports;
using Umul.Web;

namespace Umul.Outcomes;

/// <summary>
/// What all <c>umul evaluate</c> commands share: where files are, how many threads, where the report goes. Exit code 0: every case was
/// evaluated; 2: some input could not be used, the rest is there all the same; 1: the report could not be stored.
/// </summary>
internal sealed class EvaluateFrame
{
    public const int Unusable = 2;

    public Option<string> Reference { get; } = new("--reference") { Description = Terminal.Say("Folder (or file) of references.", "기준 폴더(또는 파일)."), Required = true };

    public Option<string> Prediction { get; } = new("--prediction") { Description = Terminal.Say("Folder (or file) of predictions.", "예측 폴더(또는 파일)."), Required = true };

    public Option<string[]> Variant { get; } = new("--variant")
    {
        Description = Terminal.Say("Definition to show instead of the usual ones, such as hausdorffDistance95.pooled; may be repeated. 'all' computes and shows all.", "보통 보여 주는 것 대신 보여 줄 정의. 예: hausdorffDistance95.pooled. 여러 번 쓸 수 있고 'all'은 모두 계산해 보여 줍니다."),
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };

    public Option<int> Jobs { get; } = new("--jobs") { Description = Terminal.Say("Threads.", "스레드 수."), DefaultValueFactory = _ => Environment.ProcessorCount };

    private readonly Option<string?> _json = new("--json") { Description = Terminal.Say("Write the report as JSON to this file; - writes it to the output instead of a table.", "보고서를 이 파일에 JSON으로 씁니다. -이면 표 대신 출력에 씁니다.") };
    private readonly Option<string?> _csv = new("--csv") { Description = Terminal.Say("Write all cases as CSV to this file.", "모든 케이스를 이 파일에 CSV로 씁니다.") };
    private readonly Option<string?> _run = new("--run") { Description = Terminal.Say("Id of the run to store the outcomes with.", "결과를 저장할 실행의 번호.") };
    private readonly Option<string> _split = new("--split") { Description = Terminal.Say("Split that the cases belong to, with --run.", "--run과 함께: 케이스가 속한 분할."), DefaultValueFactory = _ => "test" };

    private readonly EvaluateCommands _store = new();

    /// <summary>Adds the shared options to a command, and what it does.</summary>
    public Command Complete(Command command, Func<ParseResult, Task<int>> run)
    {
        foreach (var option in (Option[])[Reference, Prediction, Variant, Jobs, _json, _csv, _run, _split, _store.Data, _store.Uri]) command.Options.Add(option);
        command.SetAction(async (result, _) =>
        {
            try
            {
                return await run(result);
            }
            catch (UmulException refusal)
            {
                await result.InvocationConfiguration.Error.WriteLineAsync(refusal.In(Terminal.Language));
                return Unusable;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                await result.InvocationConfiguration.Error.WriteLineAsync(failure.Message);
                return Unusable;
            }
        });
        return command;
    }

    /// <summary>Finds the files of both sides and pairs them.</summary>
    /// <exception cref="UmulException">There is nothing to evaluate.</exception>
    public CasePairing Pair(ParseResult result, Func<string, bool> wanted)
    {
        var (reference, prediction) = (result.GetRequiredValue(Reference), result.GetRequiredValue(Prediction));
        var references = Find(reference, "--reference", wanted);
        var predictions = Find(prediction, "--prediction", wanted);
        var pairing = CasePairing.Of(MaskParts.Join(references), predictions, File.Exists(reference) && File.Exists(prediction));
        return pairing.Paired > 0 ? pairing : throw Refusal(ReportWords.NothingPaired(reference, prediction));
    }

    /// <summary>Shows how far the work is, on the error stream, where somebody looks.</summary>
    public static T Progress<T>(int count, Func<Action<int>?, T> work)
    {
        if (Console.IsErrorRedirected || count < 8) return work(null);
        var console = Terminal.Tables(Console.Error);
        return console.Progress().AutoClear(true).Columns(new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).Start(context =>
        {
            var task = context.AddTask("cases", maxValue: count);
            return work(done => task.Value = Math.Max(task.Value, done));
        });
    }

    /// <summary>Writes the report wherever it was asked for; the answer is the exit code.</summary>
    public async Task<int> Deliver(ParseResult result, EvaluationReport report, IReadOnlyList<Sentence> said)
    {
        var (language, output) = (Terminal.Language, result.InvocationConfiguration.Output);
        var json = result.GetValue(_json);
        if (json is "-")
        {
            await output.WriteAsync(System.Text.Encoding.UTF8.GetString(ReportJson.Write(report)));
        }
        else
        {
            if (json is not null) await File.WriteAllBytesAsync(json, ReportJson.Write(report));
            foreach (var sentence in said) await output.WriteLineAsync(sentence.In(language));
            ReportConsole.Write(Chosen(result, report), Shown(result, report), language, output);
        }
        if (result.GetValue(_csv) is { } csv) await File.WriteAllTextAsync(csv, ReportCsv.Write(report));
        Complain(report, language, result.InvocationConfiguration.Error);
        if (result.GetValue(_run) is { } run && !await _store.Store(result, (run, result.GetRequiredValue(_split)), report)) return 1;
        return report.Failed > 0 ? Unusable : 0;
    }

    /// <summary>How many threads were asked for.</summary>
    public int Threads(ParseResult result) => Math.Clamp(result.GetRequiredValue(Jobs), 1, 256);

    public static UmulException Bad(string option, string value, string example) => Refusal(ReportWords.BadOption(option, value, example));

    public static UmulException Refusal(Sentence sentence) => new Files.FileException(ErrorCode.Invalid, "", sentence);

    // The definitions asked for are shown of the numbers over all cases as well.
    private EvaluationReport Chosen(ParseResult result, EvaluationReport report) => result.GetRequiredValue(Variant) is not { Length: > 0 } wanted ? report
        : report with { OverallHeadline = [.. report.Overall.Select(o => o.Metric).Where(m => wanted.Contains("all") || wanted.Contains(m.Definition) || wanted.Contains(m.Name)).Select(m => m.Name)] };

    private IReadOnlyList<string> Shown(ParseResult result, EvaluationReport report)
    {
        var wanted = result.GetRequiredValue(Variant);
        var metrics = report.Metrics;
        if (wanted.Contains("all", StringComparer.Ordinal)) return [.. metrics.Select(m => m.Name)];
        if (wanted.Length == 0) return report.Headline;
        var known = metrics.Concat(report.Overall.Select(o => o.Metric)).ToList();
        foreach (var name in wanted)
            if (!known.Exists(m => m.Definition == name || m.Name == name)) throw Refusal(ReportWords.UnknownVariant(name, known.Select(m => m.Definition).Distinct(StringComparer.Ordinal)));
        // A definition that only exists over all cases leaves the cases with their usual columns.
        if (!metrics.Any(m => wanted.Contains(m.Definition) || wanted.Contains(m.Name))) return report.Headline;
        return [.. wanted.SelectMany(name => metrics.Where(m => m.Definition == name || m.Name == name)).Select(m => m.Name).Distinct(StringComparer.Ordinal)];
    }

    private static void Complain(EvaluationReport report, Language language, TextWriter errors)
    {
        if (report.Failed > 0) errors.WriteLine(ReportWords.Failed(report.Failed, report.Cases.Count).In(language));
        List(errors, [.. report.Cases.Select(c => c.Problem).OfType<Sentence>()], language);
        List(errors, [.. report.PredictionsWithoutReference.Select(ReportWords.WithoutReference)], language);
        foreach (var notes in report.Cases.SelectMany(c => c.Notes.Select(note => (c.Case, Note: note))).GroupBy(n => n.Note))
            errors.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {notes.Count()} × {notes.Key.In(language)}"));
    }

    private static void List(TextWriter errors, IReadOnlyList<Sentence> sentences, Language language)
    {
        const int most = 20;
        foreach (var sentence in sentences.Take(most)) errors.WriteLine("  " + sentence.In(language));
        if (sentences.Count > most) errors.WriteLine("  " + ReportWords.More(sentences.Count - most).In(language));
    }

    private static IReadOnlyList<FoundFile> Find(string path, string option, Func<string, bool> wanted)
    {
        if (!File.Exists(path) && !Directory.Exists(path)) throw Refusal(ReportWords.NoFolder(path, option));
        var found = FoundFile.In(path, wanted);
        return found.Count > 0 ? found : throw Refusal(ReportWords.NoFiles(path, option));
    }
}
