using Umul.Evaluation;
using Umul.Outcomes.Pairing;
using Umul.Web;

namespace Umul.Outcomes.Reports;

/// <summary>What the command line says about an evaluation, in both languages.</summary>
internal static class ReportWords
{
    public static Sentence Paired(CasePairing pairing) => pairing.Rule switch
    {
        PairingRule.TwoFiles => new("One reference and one prediction, as they were given.", "지정한 기준 파일과 예측 파일 하나씩을 비교했습니다."),
        PairingRule.Path => new($"{pairing.Paired:N0} cases paired by file name.", $"파일 이름으로 케이스 {pairing.Paired:N0}개를 짝지었습니다."),
        PairingRule.WithoutSuffix => new(
            $"{pairing.Paired:N0} cases paired by file name without endings such as _mask and _pred.", $"_mask, _pred 같은 끝말을 뺀 파일 이름으로 케이스 {pairing.Paired:N0}개를 짝지었습니다."),
        PairingRule.Name => new(
            $"{pairing.Paired:N0} cases paired by file name, whatever folder the files lie in.", $"하위 폴더에 상관없이 파일 이름으로 케이스 {pairing.Paired:N0}개를 짝지었습니다."),
        _ => new($"{pairing.Paired:N0} cases paired by folder, one file in each.", $"폴더마다 파일이 하나씩 있어 폴더 이름으로 케이스 {pairing.Paired:N0}개를 짝지었습니다."),
    };

    public static Sentence Ambiguous(string name, IReadOnlyList<string> files) => new(
        $"'{name}': several files could be this case ({string.Join(", ", files)}). None was chosen; give them different names, or keep one.",
        $"'{name}': 이 케이스일 수 있는 파일이 여러 개입니다({string.Join(", ", files)}). 아무것도 고르지 않았으니 이름을 다르게 하거나 하나만 남기세요.");

    public static Sentence WithoutReference(string prediction) => new(
        $"{prediction}: there is no reference for it, so it was not evaluated.", $"{prediction}: 기준 파일이 없어 평가하지 않았습니다.");

    public static Sentence NoFolder(string path, string option) => new(
        $"{path}: there is no such folder or file. Check {option}.", $"{path}: 그런 폴더나 파일이 없습니다. {option}을(를) 확인하세요.");

    public static Sentence NoFiles(string path, string option) => new(
        $"{path}: no file of this kind was found there. Check {option}.", $"{path}: 이 종류의 파일이 없습니다. {option}을(를) 확인하세요.");

    public static Sentence NothingPaired(string reference, string prediction) => new(
        $"No file of {prediction} has the name of one of {reference}. Name both alike; endings such as _mask and _pred and the kind of file may differ.",
        $"{prediction}의 파일 가운데 {reference}의 파일과 이름이 같은 것이 없습니다. 같은 이름을 쓰세요. _mask, _pred 같은 끝말과 확장자는 달라도 됩니다.");

    public static Sentence NothingShared(string reference, string prediction, string first, string other) => new(
        $"{prediction}: none of its cases ('{other}', …) is one of {reference} ('{first}', …). Name the cases alike on both sides.",
        $"{prediction}: 케이스('{other}', …) 가운데 {reference}의 케이스('{first}', …)와 이름이 같은 것이 없습니다. 양쪽에 같은 이름을 쓰세요.");

    public static Sentence CasesShared(int paired) => new($"{paired:N0} cases paired by name.", $"케이스 {paired:N0}개를 이름으로 짝지었습니다.");

    public static Sentence OfFile(string file, Sentence note) => new($"{file}: {note.English}", $"{file}: {note.Korean}");

    public static Sentence BadOption(string option, string value, string example) => new(
        $"{option} {value}: cannot be understood. Write it like {example}.", $"{option} {value}: 이해할 수 없습니다. {example}처럼 쓰세요.");

    public static Sentence UnknownVariant(string name, IEnumerable<string> known) => new(
        $"--variant {name}: no such definition. There are {string.Join(", ", known)}.", $"--variant {name}: 그런 정의가 없습니다. 쓸 수 있는 것: {string.Join(", ", known)}.");

    public static Sentence Policy(int cases) => new(
        $"Over {cases:N0} cases; undefined values are left out and counted, never replaced.", $"케이스 {cases:N0}개 기준이며, 정의되지 않은 값은 다른 값으로 바꾸지 않고 빼고 그 수를 적었습니다.");

    public static Sentence Shown(int shown, int all) => new(
        $"The {shown:N0} worst of {all:N0} cases, worst last; --csv FILE has all.", $"케이스 {all:N0}개 가운데 가장 나쁜 {shown:N0}개이며 맨 아래가 가장 나쁩니다. 전체는 --csv 파일로 받으세요.");

    public static Sentence WorstLast => new("Worst case last.", "맨 아래가 가장 나쁜 케이스입니다.");

    public static Sentence Failed(int failed, int all) => new(
        $"{failed:N0} of {all:N0} cases could not be evaluated:", $"케이스 {all:N0}개 가운데 {failed:N0}개를 평가하지 못했습니다:");

    public static Sentence Stored(string run, string split, int written, int unchanged) => new(
        $"Stored with run {run}, split {split}: {written:N0} columns new or changed, {unchanged:N0} as they were.",
        $"실행 {run}의 {split} 분할에 저장했습니다. 새로 쓰거나 바뀐 열 {written:N0}개, 그대로인 열 {unchanged:N0}개.");

    public static Sentence Columns => new("metric|mean ± SD|median|range|defined|undefined", "지표|평균 ± 표준편차|중앙값|범위|정의됨|정의되지 않음");

    public static Sentence Metric => new("metric", "지표");

    public static Sentence OverAll(int cases) => new($"over {cases:N0} cases together", $"케이스 {cases:N0}개 전체");

    public static Sentence Cases => new("cases", "케이스 수");

    public static Sentence GroupOf(string kind) => kind switch
    {
        "speaker" => new("speaker", "화자"),
        "category" => new("category", "범주"),
        "class" => new("class", "클래스"),
        _ => new("group", "그룹"),
    };

    public static Sentence Region => new("label", "레이블");

    public static Sentence More(int more) => new($"… and {more:N0} more like these; --json and --csv name all.", $"… 이런 것이 {more:N0}개 더 있습니다. 전체는 --json이나 --csv에 있습니다.");

    public static Sentence MoreGroups(int more) => new($"… and {more:N0} more; --json FILE has all.", $"… {more:N0}개 더 있습니다. 전체는 --json 파일에 있습니다.");

    public static Sentence Case => new("case", "케이스");

    /// <summary>Why a value is undefined, for a cell.</summary>
    public static Sentence Of(UndefinedReason reason) => reason switch
    {
        UndefinedReason.BothEmpty => new("both empty", "둘 다 비어 있음"),
        UndefinedReason.ReferenceEmpty => new("reference empty", "기준이 비어 있음"),
        UndefinedReason.PredictionEmpty => new("prediction empty", "예측이 비어 있음"),
        UndefinedReason.NoNegatives => new("no negatives", "음성 없음"),
        UndefinedReason.SkeletonEmpty => new("skeleton empty", "골격이 비어 있음"),
        UndefinedReason.NoMatches => new("no matches", "짝지어진 대상 없음"),
        UndefinedReason.AllIgnored => new("all ignored", "모두 제외됨"),
        UndefinedReason.NoPositives => new("no positives", "양성 없음"),
        UndefinedReason.OneClassOnly => new("one class only", "클래스가 하나뿐임"),
        UndefinedReason.TooFewCases => new("too few cases", "케이스가 너무 적음"),
        UndefinedReason.NotReached => new("not reached", "도달하지 못함"),
        UndefinedReason.NotComputed => new("not computed", "계산하지 않음"),
        UndefinedReason.PredictionMissing => new("no prediction", "예측 없음"),
        UndefinedReason.ReferenceMissing => new("no reference", "기준 없음"),
        UndefinedReason.NotUsable => new("file not usable", "파일을 쓸 수 없음"),
        UndefinedReason.NotGiven => new("no value given", "값이 없음"),
        UndefinedReason.NotEvaluated => new("not evaluated", "평가하지 않음"),
        UndefinedReason.Sealed => new("sealed", "봉인됨"),
        _ => new("undefined", "정의되지 않음"),
    };
}
