using Umul.Evaluation.Classification;
using Umul.Files;
using Umul.Outcomes.Pairing;
using Umul.Outcomes.Reports;
using Umul.Web;

namespace Umul.Outcomes.Kinds;

/// <summary>A case with its class, and the class predicted or the scores.</summary>
internal sealed record ClassifiedCase(string Case, string? Group, int Label, int? Predicted, double[] Scores)
{
    public string ReferencePlace { get; init; } = "";

    public string PredictionPlace { get; init; } = "";
}

/// <summary>The rows of both tables as the evaluation takes them: classes in order, negative before positive; what cannot be used apart.</summary>
internal sealed class ClassificationCases
{
    private static readonly string[] s_positives = ["1", "true", "positive", "pos", "yes", "y", "malignant", "abnormal", "disease", "cancer", "양성", "악성"];

    private readonly bool _hasOneScore;

    private ClassificationCases(IReadOnlyList<string> classes, string? positive, bool hasOneScore) => (Classes, Positive, _hasOneScore) = (classes, positive, hasOneScore);

    /// <summary>Of two classes the second is the positive one.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Null unless there are two classes.</summary>
    public string? Positive { get; }

    public IReadOnlyList<ClassifiedCase> Sound { get; private init; } = [];

    public IReadOnlyList<EvaluatedCase> Faulty { get; private init; } = [];

    /// <summary>Null without scores.</summary>
    public bool? AreProbabilities { get; private init; }

    public IReadOnlyList<Sentence> Notes { get; private init; } = [];

    public static ClassificationCases Of(ClassificationTable reference, ClassificationTable prediction, CasePair[] pairs, ClassificationRules rules)
    {
        var label = reference.LabelColumn();
        var classes = ClassesOf(reference, prediction, pairs, rules);
        var positive = classes.Count == 2 ? PositiveOf(reference.Name, classes, rules) : null;
        if (positive is not null && classes[0] == positive) classes = [classes[1], classes[0]];
        var scores = prediction.ScoreColumns(classes, positive);
        // Of two classes' scores one says all.
        if (scores.Count == 2) scores = [scores[1]];
        var predicted = scores.Count == 0 ? prediction.PredictionColumn() : -1;
        if (scores.Count == 0 && predicted < 0) throw ClassificationTable.NoColumn(prediction.Name, prediction.Header, "predicted class", "prediction");
        var (sound, faulty) = (new List<ClassifiedCase>(), new List<EvaluatedCase>());
        foreach (var pair in pairs)
        {
            var (r, p) = (reference[pair.Reference!.Path], prediction[pair.Prediction!.Path]);
            var places = (ClassificationKind.Place(reference, r.Id), ClassificationKind.Place(prediction, p.Id));
            var numbers = scores.Select(at => ClassificationTable.Number(p.Cells[at])).ToList();
            var group = r.Group ?? p.Group;
            if (ClassAt(classes, r.Cells[label]) is not >= 0 and var wrong) faulty.Add(Fault(pair.Case, group, places, NoClass(places.Item1, r.Cells[label], classes)));
            else if (numbers.Contains(null)) faulty.Add(Fault(pair.Case, group, places, NoScore(places.Item2, p.Cells[scores[numbers.IndexOf(null)]])));
            else if (predicted >= 0 && ClassAt(classes, p.Cells[predicted]) < 0) faulty.Add(Fault(pair.Case, group, places, NoClass(places.Item2, p.Cells[predicted], classes)));
            else
                sound.Add(new ClassifiedCase(pair.Case, group, ClassAt(classes, r.Cells[label]), predicted < 0 ? null : ClassAt(classes, p.Cells[predicted]), [.. numbers.OfType<double>()])
                {
                    ReferencePlace = places.Item1,
                    PredictionPlace = places.Item2,
                });
        }
        bool? areProbabilities = scores.Count == 0 ? null : sound.TrueForAll(c => Array.TrueForAll(c.Scores, s => s is >= 0 and <= 1));
        return new ClassificationCases(classes, positive, scores.Count == 1)
        {
            Sound = sound,
            Faulty = faulty,
            AreProbabilities = areProbabilities,
            Notes = [.. NotesOf(reference, prediction, areProbabilities, positive)],
        };
    }

    /// <summary>Null if no case can be evaluated.</summary>
    public ClassificationResult? Evaluate(ClassificationRules rules)
    {
        if (Sound.Count == 0) return null;
        int[] labels = [.. Sound.Select(c => c.Label)];
        if (AreProbabilities is not { } areProbabilities) return ClassificationEvaluation.Labels(labels, [.. Sound.Select(c => c.Predicted!.Value)], Classes.Count);
        double[] scores = [.. Sound.SelectMany(c => c.Scores)];
        return _hasOneScore
            ? ClassificationEvaluation.Binary([.. labels.Select(l => l == 1)], scores, rules.Options(areProbabilities))
            : ClassificationEvaluation.Multiclass(labels, scores, Classes.Count, rules.Options(areProbabilities));
    }

    /// <summary>The class that a case's scores chose, which the evaluation says by whether it is right.</summary>
    public int Chosen(int at, ClassificationResult result)
    {
        var c = Sound[at];
        if (_hasOneScore) return result.CaseScores["accuracy"][at] > 0 ? c.Label : 1 - c.Label;
        return Array.IndexOf(c.Scores, c.Scores.Max());
    }

    /// <summary>What the score of a column is called beside the case.</summary>
    public string ScoreName(int k) => $"score:{(_hasOneScore ? Classes[^1] : Classes[k])}";

    private static IReadOnlyList<string> ClassesOf(ClassificationTable reference, ClassificationTable prediction, CasePair[] pairs, ClassificationRules rules)
    {
        if (rules.Classes is { } named) return named;
        var label = reference.LabelColumn();
        var found = reference.Ids.Select(id => reference[id].Cells[label].Trim());
        var predicted = prediction.PredictionColumn();
        // A class that is only predicted is one too, where classes and not scores are given.
        if (predicted >= 0) found = found.Concat(pairs.Select(p => prediction[p.Prediction!.Path].Cells[predicted].Trim()));
        var classes = found.Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        if (classes.Count == 1 && s_positives.Contains(classes[0].ToLowerInvariant()) && classes[0] == "1") classes.Add("0");
        else if (classes is ["0"]) classes.Add("1");
        if (classes.Count < 2)
            throw FileFaults.Because(reference.Name, new Sentence(
                $"{reference.Name}: there is only the class {string.Join(", ", classes)}. Name all classes with --labels, such as --labels negative,positive.",
                $"{reference.Name}: 클래스가 {string.Join(", ", classes)} 하나뿐입니다. --labels negative,positive처럼 모든 클래스를 지정하세요."));
        return classes.TrueForAll(c => ClassificationTable.Number(c) is not null) ? [.. classes.OrderBy(c => ClassificationTable.Number(c))] : [.. classes.Order(StringComparer.Ordinal)];
    }

    private static string PositiveOf(string file, IReadOnlyList<string> classes, ClassificationRules rules)
    {
        if (rules.Positive is { } named) return classes.FirstOrDefault(c => c == named) ?? throw Unknown(file, named, classes);
        // Named in order, the second is the positive one.
        if (rules.Classes is not null) return classes[1];
        return classes.SingleOrDefault(c => s_positives.Contains(c.ToLowerInvariant())) ?? throw Unknown(file, null, classes);
    }

    private static int ClassAt(IReadOnlyList<string> classes, string cell)
    {
        for (var k = 0; k < classes.Count; k++)
            if (classes[k] == cell.Trim() || (ClassificationTable.Number(classes[k]) is { } number && ClassificationTable.Number(cell) == number)) return k;
        return -1;
    }

    private static IEnumerable<Sentence> NotesOf(ClassificationTable reference, ClassificationTable prediction, bool? areProbabilities, string? positive)
    {
        foreach (var note in reference.Notes) yield return ReportWords.OfFile(reference.Name, note);
        foreach (var note in prediction.Notes) yield return ReportWords.OfFile(prediction.Name, note);
        if (positive is not null) yield return new Sentence($"'{positive}' is the positive class.", $"'{positive}'이(가) 양성 클래스입니다.");
        if (areProbabilities == false)
            yield return new Sentence(
                "Some scores lie outside 0 … 1, so they are no probabilities: calibration, Brier score, log loss and net benefit were left out.",
                "0~1을 벗어난 점수가 있어 확률이 아닌 것으로 보고 보정 오차, Brier 점수, 로그 손실, 순편익은 계산하지 않았습니다.");
    }

    private static EvaluatedCase Fault(string name, string? group, (string Reference, string Prediction) places, Sentence problem) =>
        EvaluatedCase.NotUsable(name, places.Reference, places.Prediction, problem) with { Group = group };

    private static Sentence NoClass(string place, string cell, IReadOnlyList<string> classes) => new(
        $"{place}: '{cell}' is none of the classes {string.Join(", ", classes)}. Correct the row, or add the class to --labels.",
        $"{place}: '{cell}'은(는) 클래스({string.Join(", ", classes)})에 없습니다. 행을 고치거나 --labels에 추가하세요.");

    private static Sentence NoScore(string place, string cell) => new(
        $"{place}: '{cell}' is no score. Find out where the model gave none (NaN?), or take the case out of both files.",
        $"{place}: '{cell}'은(는) 점수가 아닙니다. 모델이 값을 내지 못한 이유(NaN 등)를 찾거나 두 파일에서 케이스를 빼세요.");

    private static FileException Unknown(string file, string? named, IReadOnlyList<string> classes) => FileFaults.Because(file, named is null
        ? new($"{file}: which of {string.Join(", ", classes)} is the positive class is not clear. Say --positive {classes[1]}.", $"{file}: {string.Join(", ", classes)} 가운데 어느 것이 양성인지 알 수 없습니다. --positive {classes[1]}처럼 지정하세요.")
        : new($"{file}: --positive {named} is none of its classes {string.Join(", ", classes)}.", $"{file}: --positive {named}은(는) 클래스({string.Join(", ", classes)})에 없습니다."));
}
