using Umul.Files;
using Umul.Web;

namespace Umul.Comparisons;

/// <summary>What can be wrong with tables of scores; each says where and what to do.</summary>
internal static class ScoreFaults
{
    public static UmulException NoCase(string file, IEnumerable<string> header) => Refuse(
        $"{file}: no column names the case; there is {Listed(header)}. Name it with --case COLUMN.",
        $"{file}: 케이스 이름 열이 없습니다. 있는 열은 {Listed(header)}입니다. --case 열이름으로 알려 주세요.");

    public static UmulException NoColumn(string file, string column, IEnumerable<string> header) => Refuse(
        $"{file}: there is no column {column}; there is {Listed(header)}.",
        $"{file}: {column} 열이 없습니다. 있는 열은 {Listed(header)}입니다.");

    public static UmulException NoMetric(string file) => Refuse(
        $"{file}: no column holds numbers. Write one column of values per metric, one row per case.",
        $"{file}: 숫자 열이 없습니다. 지표마다 값 열 하나, 케이스마다 한 행을 쓰세요.");

    public static UmulException ManyMetrics(IEnumerable<string> metrics) => Refuse(
        $"Several columns hold numbers: {Listed(metrics)}. Say with --metric which one decides; name more for secondary metrics.",
        $"숫자 열이 여러 개입니다: {Listed(metrics)}. 어느 것으로 판정할지 --metric으로 알려 주세요. 더 주면 부차 지표가 됩니다.");

    public static UmulException NotANumber(string file, int line, string column, string value) => FileFaults.BadText(
        file, FilePlace.Line(line),
        $"\"{value}\" in column {column} is no number. Write a number, or leave the cell empty where there is none.",
        $"{column} 열의 \"{value}\"은(는) 숫자가 아닙니다. 숫자를 쓰거나, 값이 없으면 칸을 비우세요.");

    public static UmulException NoName(string file, int line, string column) => FileFaults.BadText(
        file, FilePlace.Line(line), $"the cell of column {column} is empty. Every row names its {column}.", $"{column} 열의 칸이 비어 있습니다. 모든 행에 {column} 값을 쓰세요.");

    public static UmulException TwoUnits(string file, string name, string first, string second) => Refuse(
        $"{file}: the case {name} belongs to {first} here and to {second} elsewhere. A case belongs to one unit; mend the tables.",
        $"{file}: 케이스 {name}이(가) 여기서는 {first}, 다른 곳에서는 {second}에 속합니다. 케이스는 한 단위에만 속해야 하니 표를 고치세요.");

    public static UmulException NoRows(string file) => Refuse(
        $"{file}: the table has a header and no rows.", $"{file}: 머리글만 있고 행이 없습니다.");

    public static UmulException Twice(string run, string name) => Refuse(
        $"{run} lists the case {name} twice. Keep one row per case and seed.", $"{run}에 케이스 {name}이(가) 두 번 있습니다. 케이스와 시드마다 한 행만 두세요.");

    public static UmulException TooFewMethods(int found) => Refuse(
        $"A ranking needs at least two methods; found: {found}. Give one file per method, or one file with a column method.",
        $"순위를 매기려면 방법이 둘 이상 필요합니다. 찾은 방법: {found}개. 방법마다 파일 하나를 주거나 method 열이 있는 파일 하나를 주세요.");

    public static UmulException NoCommonCases() => Refuse(
        "No case has a score of every method. Check that the tables name their cases alike, or fill missing scores with --missing VALUE.",
        "모든 방법의 점수가 있는 케이스가 없습니다. 표의 케이스 이름이 서로 같은지 확인하거나 --missing 값으로 빠진 점수를 채우세요.");

    public static UmulException UnknownDirection(string metric) => Refuse(
        $"It is not known whether a higher or a lower {metric} is better. Say --higher-is-better or --lower-is-better.",
        $"{metric} 값이 높을수록 좋은지 낮을수록 좋은지 알 수 없습니다. --higher-is-better 또는 --lower-is-better를 주세요.");

    public static UmulException BadOption(string option, string example) => Refuse(
        $"{option} does not fit. Example: {example}.", $"{option} 값이 맞지 않습니다. 예: {example}.");

    public static UmulException NothingToPlan() => Refuse(
        "Nothing says how noisy the scores are. Give --baseline FILE… (and --idea FILE…) of a pilot, or --seed-sd and --case-sd with --seeds and --cases.",
        "점수가 얼마나 흔들리는지 알 수 없습니다. 예비 실험의 --baseline 파일…(과 --idea 파일…)을 주거나 --seed-sd, --case-sd를 --seeds, --cases와 함께 주세요.");

    public static UmulException PilotTooSmall() => Refuse(
        "The pilot needs at least two runs and two cases that all runs share. Give more runs of the baseline, or the noise with --seed-sd and --case-sd.",
        "예비 실험에는 실행이 둘 이상, 모든 실행에 공통인 케이스가 둘 이상 필요합니다. 기준선 실행을 더 주거나 --seed-sd, --case-sd로 잡음을 알려 주세요.");

    private static UmulException Refuse(string english, string korean) => new(ErrorCode.Invalid, new Sentence(english, korean));

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names);
}
