using System.Collections.Concurrent;
using System.Globalization;
using Umul.Artifacts;
using Umul.Datasets;
using Umul.Files;
using Umul.Outcomes.Kinds;
using Umul.Outcomes.Pairing;
using Umul.Outcomes.Reports;
using Umul.Projects;
using Umul.Runs;
using Umul.Web;

namespace Umul.Outcomes;

/// <summary>
/// Evaluates the files that a run logged under <c>predictions/SPLIT/</c> against the references of the dataset that has the split. A pair that
/// was evaluated before is not evaluated again, so that predictions may come in one by one.
/// </summary>
internal sealed class PredictionEvaluation(ArtifactStore artifacts, DatasetStore datasets, DatasetFiles files, ProjectStore projects, TablePredictions tables, OutcomeStore outcomes)
{
    private const int MostKept = 50_000;

    private readonly ConcurrentDictionary<(string Reference, string Prediction, string Settings), SegmentationCase> _known = new();

    /// <summary>Evaluates and stores; the answer is how many cases there are and what is to be said.</summary>
    /// <exception cref="UmulException">There are no references to compare with.</exception>
    public async Task<(int Cases, Sentence? Said)> Evaluate(Run run, string split, Action<int, int> progress)
    {
        var rules = ProjectRules.Of(projects, run.ProjectId);
        var logged = Logged(run, split);
        Artifact[] rows = [.. logged.Where(a => TablePredictions.IsTable(a.Path))];
        // Programs that write masks leave notes of their own beside them.
        var isRows = rows.Length > 0 && !Array.Exists(logged, a => EvaluateSegmentationCommands.IsImage(a.Path));
        var (dataset, report) = isRows && tables.Evaluate(run, split, rows, rules) is { } found ? found : Masks(run, split, logged, rules.Segmentation, progress);
        var content = datasets.Content(dataset);
        var cases = content.Cases.ToDictionary(c => c.Id, StringComparer.Ordinal);
        var groups = content.HasGroups ? (Func<string, string?>)(id => cases.GetValueOrDefault(id)?.Group) : _ => null;
        await outcomes.Write(run.Id, split, report.ToTable(OutcomeSource.Predictions).WithGroups(groups) with { Dataset = dataset.Fingerprint, IsWhole = true });
        return (report.Cases.Count, Said(report));
    }

    private (Dataset, EvaluationReport) Masks(Run run, string split, Artifact[] logged, SegmentationRules rules, Action<int, int> progress)
    {
        var prefix = $"predictions/{split}/";
        var predictions = logged.Where(a => EvaluateSegmentationCommands.IsImage(a.Path))
            .ToDictionary(a => a.Path, a => (a, new FoundFile(a.Path, a.Path[prefix.Length..].Normalize())), StringComparer.Ordinal);
        FoundFile[] found = [.. predictions.Values.Select(p => p.Item2)];
        var dataset = datasets.WithSplit(run.ProjectId, split, content => Pair(content, split, found).Paired)
            ?? throw new FileException(ErrorCode.NotFound, split, NoDataset(split, found.Length == 0 ? "" : found[0].Name));
        var content = datasets.Content(dataset);
        var pairing = Pair(content, split, found);
        var cases = content.Cases.ToDictionary(c => c.Id, StringComparer.Ordinal);
        var report = EvaluateAll(new Work(dataset, content, cases, predictions, rules), [.. pairing.Pairs.Where(p => p.Reference is not null)], progress);
        return (dataset, report with { PredictionsWithoutReference = [.. pairing.WithoutReference.Select(p => p.Case)] });
    }

    private Artifact[] Logged(Run run, string split) => [.. artifacts.All(run.Id).Where(a => a.Path.StartsWith($"predictions/{split}/", StringComparison.Ordinal))];

    // The cases of the split that have a reference, and the predictions, by name.
    private static CasePairing Pair(DatasetContent content, string split, FoundFile[] predictions)
    {
        var members = content.Splits.First(s => s.Name == split).Cases.ToHashSet(StringComparer.Ordinal);
        return CasePairing.Of(
            [.. content.Cases.Where(c => members.Contains(c.Id) && c.File(FileRoles.Reference) is not null).Select(c => new FoundFile(c.File(FileRoles.Reference)!.Path, c.Id) { Stem = c.Id })],
            predictions);
    }

    private EvaluationReport EvaluateAll(Work work, CasePair[] pairs, Action<int, int> progress)
    {
        var results = new object[pairs.Length];
        var done = 0;
        // Half of the machine at most: people are using the server meanwhile.
        Parallel.For(0, pairs.Length, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount / 2) }, i =>
        {
            results[i] = EvaluateOne(work, work.Cases[pairs[i].Reference!.Stem], pairs[i].Prediction);
            progress(Interlocked.Increment(ref done), pairs.Length);
        });
        return SegmentationKind.Report(results, work.Rules);
    }

    private object EvaluateOne(Work work, DatasetCase c, FoundFile? found)
    {
        // BUSI has several masks of one image.
        CaseFile[] references = [.. c.Files.Where(file => file.Role == FileRoles.Reference)];
        var reference = references[0];
        if (found is null) return EvaluatedCase.WithoutPrediction(c.Id, reference.Path);
        var (prediction, _) = work.Predictions[found.Path];
        var rules = work.Rules with { SpacingMm = SpacingOf(work.Content, c) };
        var key = (string.Join('+', references.Select(file => file.Hash)), prediction.Hash, rules.ToJson());
        if (_known.TryGetValue(key, out var known)) return known with { Case = c.Id };
        var result = SegmentationKind.Evaluated(c.Id, reference.Path, prediction.Path, () => SegmentationCase.Evaluate(
            c.Id, [.. references.Select(file => (Func<Raster>)(() => Read(files.OpenRead(work.Dataset, file), file.Path)))], () => Read(artifacts.OpenRead(prediction), prediction.Path), rules));
        if (result is not SegmentationCase sound) return result;
        if (_known.Count >= MostKept) _known.Clear();
        return _known[key] = sound;
    }

    // A file that says its spacing itself is believed before this.
    private static (double, double, double)? SpacingOf(DatasetContent content, DatasetCase c)
    {
        for (var i = 0; i < content.Columns.Count; i++)
            if (content.Columns[i] is "spacing_mm" && Number(c.Metadata[i]) is { } mm and > 0) return (mm, mm, mm);
        return null;
    }

    private static double? Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static Raster Read(Stream stream, string name)
    {
        using (stream) return ImageFile.Read(stream, name);
    }

    private static Sentence? Said(EvaluationReport report)
    {
        var strangers = report.PredictionsWithoutReference;
        if (report.Failed == 0 && strangers.Count == 0) return null;
        var first = report.Cases.Select(c => c.Problem).FirstOrDefault(problem => problem is not null);
        var list = string.Join(", ", strangers.Take(5)) + (strangers.Count > 5 ? ", …" : "");
        return (report.Failed, strangers.Count) switch
        {
            (0, _) => new Sentence($"{strangers.Count:N0} predictions belong to no case of the split: {list}.", $"분할에 없는 케이스의 예측이 {strangers.Count:N0}개 있습니다: {list}."),
            (_, 0) => new Sentence($"{report.Failed:N0} of {report.Cases.Count:N0} cases have no outcome. The first: {first!.English}", $"케이스 {report.Cases.Count:N0}개 가운데 {report.Failed:N0}개는 결과가 없습니다. 첫 번째: {first.Korean}"),
            _ => new Sentence(
                $"{report.Failed:N0} of {report.Cases.Count:N0} cases have no outcome, and {strangers.Count:N0} predictions belong to no case of the split: {list}.",
                $"케이스 {report.Cases.Count:N0}개 가운데 {report.Failed:N0}개는 결과가 없고, 분할에 없는 케이스의 예측이 {strangers.Count:N0}개 있습니다: {list}."),
        };
    }

    private static Sentence NoDataset(string split, string prediction) => new(
        $"No dataset of the project has a split '{split}' with a reference for predictions such as '{prediction}'. Add one (umul data add FOLDER --project NAME), or name the predictions like its cases.",
        $"'{prediction}' 같은 예측과 이름이 맞는 기준 파일이 '{split}' 분할에 있는 데이터셋이 프로젝트에 없습니다. umul data add 폴더 --project 이름으로 추가하거나, 예측 파일 이름을 케이스 이름과 같게 하세요.");

    private sealed record Work(
        Dataset Dataset, DatasetContent Content, Dictionary<string, DatasetCase> Cases, Dictionary<string, (Artifact File, FoundFile Found)> Predictions, SegmentationRules Rules);
}
