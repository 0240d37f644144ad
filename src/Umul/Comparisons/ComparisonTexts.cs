using Umul.Web;
using Umul.Web.Texts;

namespace Umul.Comparisons;

/// <summary>What <c>umul compare</c>, <c>umul plan</c> and <c>umul rank</c> say beside the sentences of the verdict.</summary>
internal sealed class ComparisonTexts(Language language) : TextGroup(language)
{
    /// <summary>In the language of the terminal.</summary>
    public static ComparisonTexts Here => new(Terminal.Language);

    public string Compare => Say("Did an idea beat its baseline? Verdict, interval and plan from tables of scores per case. Works without a server.", "아이디어가 기준선보다 나은가? 케이스별 점수표에서 판정, 신뢰구간, 계획을 냅니다. 서버 없이 동작합니다.");
    public string BaselineOption => Say("CSV files of the baseline: one per run, or one with a seed column.", "기준선의 CSV 파일. 실행마다 하나, 또는 seed 열이 있는 하나.");
    public string IdeaOption => Say("CSV files of the idea. NAME=FILE for several ideas, which are then corrected as one family.", "아이디어의 CSV 파일. 아이디어가 여럿이면 이름=파일로 주며, 한 무리로 보정합니다.");
    public string MetricOption => Say("Column that decides; more are secondary metrics, tested only if the first passes.", "판정할 열. 더 주면 부차 지표이며, 첫 지표가 통과할 때만 검정합니다.");
    public string CaseOption => Say("Column that names the case.", "케이스 이름 열.");
    public string UnitOption => Say("Column of the independent unit, such as patient. A column named patient, subject, speaker or group is taken by itself; the case column makes each case a unit.", "독립 단위 열(예: patient). patient, subject, speaker, group 열은 저절로 쓰이며, 케이스 열을 주면 케이스가 단위가 됩니다.");
    public string SeedOption => Say("Column that tells the runs of one file apart.", "한 파일 안의 실행을 구별하는 열.");
    public string MatchedOption => Say("Seed s of both arms shares split, initialisation and data order. Equal numbers alone do not.", "두 쪽의 같은 시드가 분할, 초기화, 데이터 순서까지 같습니다. 숫자만 같은 것은 해당하지 않습니다.");
    public string WorthwhileOption => Say("The smallest difference worth having, in the metric's unit.", "의미 있는 가장 작은 차이(지표 단위).");
    public string LowerOption => Say("Lower values are better.", "값이 낮을수록 좋습니다.");
    public string HigherOption => Say("Higher values are better.", "값이 높을수록 좋습니다.");
    public string JsonOption => Say("Write the result as JSON to this file; - writes it to the output instead of sentences.", "결과를 이 파일에 JSON으로 씁니다. -이면 문장 대신 출력에 씁니다.");
    public string SplitOption => Say("Name of the split that the cases belong to, for the sentences.", "케이스가 속한 분할의 이름(문장에 쓰임).");
    public string AlphaOption => Say("Two-sided level.", "양측 유의수준.");
    public string AnalysisSeedOption => Say("Seed of resampling; the same seed gives the same numbers on any machine.", "재표집 시드. 같은 시드는 어느 컴퓨터에서나 같은 수를 냅니다.");

    public string Plan => Say("How many seeds and cases to spend GPU hours on, from a pilot or from known noise.", "예비 실험이나 알려진 잡음에서, GPU 시간을 쓰기 전에 시드와 케이스가 몇 개 필요한지 계산합니다.");
    public string PowerOption => Say("Probability wanted to find a difference of that size.", "그 크기의 차이를 찾아낼 확률.");
    public string SeedsOption => Say("Seeds per arm; those of the pilot if not given.", "한쪽의 시드 수. 없으면 예비 실험의 수.");
    public string CasesOption => Say("Cases or other units; those of the pilot if not given.", "케이스(또는 다른 단위) 수. 없으면 예비 실험의 수.");
    public string SeedSdOption => Say("Standard deviation of a run's mean between seeds, when there is no pilot.", "예비 실험이 없을 때: 시드에 따른 실행 평균의 표준편차.");
    public string CaseSdOption => Say("Standard deviation over cases of the difference between idea and baseline, seeds apart.", "아이디어와 기준선 차이의 케이스 간 표준편차(시드 영향 제외).");
    public string ResidualSdOption => Say("Standard deviation of what a case scores from seed to seed beyond the run's mean.", "같은 케이스가 시드마다 달라지는 정도의 표준편차(실행 평균 제외).");
    public string CostRunOption => Say("Cost of one run; with --cost-per-case, the cheapest design is named.", "실행 한 번의 비용. --cost-per-case와 함께 주면 가장 싼 설계를 알려 줍니다.");
    public string CostCaseOption => Say("Cost of one more case.", "케이스 하나를 더하는 비용.");

    public string Rank => Say("Rank many methods on the same cases, with how sure each rank is.", "같은 케이스에서 여러 방법의 순위와 그 확실성을 냅니다.");
    public string RankFiles => Say("CSV files: NAME=FILE, FILE (named after the file), or one with a method column.", "CSV 파일: 이름=파일, 파일(파일 이름이 방법 이름), 또는 method 열이 있는 파일 하나.");
    public string MethodOption => Say("Column that tells the methods of one file apart.", "한 파일 안의 방법을 구별하는 열.");
    public string MissingOption => Say("Score of a case that a method lacks; without it such cases are left out for all.", "방법에 없는 케이스의 점수. 없으면 그런 케이스는 모두에서 빼고 계산합니다.");
    public string ResamplesOption => Say("Number of resamples of the cases.", "케이스 재표집 횟수.");

    public string TheIdea => Say("The idea", "아이디어");
    public string TheBaseline => Say("baseline", "기준선");
    public string Family(int ideas, string split) => split.Length == 0
        ? Say($"{ideas} ideas against one baseline. p is corrected over all of them.", $"아이디어 {ideas}개를 한 기준선과 비교했습니다. p는 이들 모두에 대해 보정했습니다.")
        : Say($"{ideas} ideas against one baseline on {split}. p is corrected over all of them.", $"{split}에서 아이디어 {ideas}개를 한 기준선과 비교했습니다. p는 이들 모두에 대해 보정했습니다.");
    public string Lower(string metric) => Say($"Lower {metric} is better.", $"{metric}: 낮을수록 좋습니다.");
    public string Higher(string metric) => Say($"Higher {metric} is better.", $"{metric}: 높을수록 좋습니다.");
    public string DirectionIs(string metric, bool lower) => lower ? Lower(metric) : Higher(metric);
    public string DirectionGuessed(string metric, bool lower) => lower
        ? Say($"Lower {metric} is better, as its name tells; --higher-is-better says otherwise.", $"이름으로 보아 {metric}: 낮을수록 좋습니다. 아니면 --higher-is-better를 주세요.")
        : Say($"Higher {metric} is better, as its name tells; --lower-is-better says otherwise.", $"이름으로 보아 {metric}: 높을수록 좋습니다. 아니면 --lower-is-better를 주세요.");
    public string UnitIs(string column, int units) => Say($"The unit is the column {column}: {units} of them. --unit names another.", $"단위는 {column} 열입니다: {units}개. 다른 열은 --unit으로 정합니다.");
    public string SecondaryShut(string metric) => Say($"{metric} is a secondary metric and was not tested, because the first one decided nothing; its interval stands without p.", $"{metric}은(는) 부차 지표입니다. 첫 지표가 판정되지 않아 검정하지 않았고, 구간만 p 없이 둡니다.");
    public string MissingSkipped(int left, int all) => Say($"{left} of {all} cases lack a score of some method and were left out; --missing VALUE fills them in.", $"케이스 {all}개 중 {left}개는 어떤 방법의 점수가 없어 뺐습니다. --missing 값으로 채울 수 있습니다.");

    public string CompareColumns => Say("idea|metric|baseline (runs)|idea (runs)|difference|95 % interval|p|p corrected|better / same / worse|verdict", "아이디어|지표|기준선(실행)|아이디어(실행)|차이|95 % 구간|p|보정한 p|나음 / 같음 / 나쁨|판정");
    public string Shares(string cases, string seeds, string rest) => Say(
        $"Where the uncertainty comes from: cases {cases}, seeds {seeds}, case by seed {rest}.", $"불확실성의 출처: 케이스 {cases}, 시드 {seeds}, 케이스와 시드의 상호작용 {rest}.");
    public string SignConvention => Say("Differences are idea minus baseline in the metric's own unit.", "차이는 아이디어에서 기준선을 뺀 값이며 지표의 단위입니다.");

    public string PlanRuns(int runs, int more, int units, string delta, string power) => more <= 0
        ? Say($"{runs} seeds per arm are enough: with {units} cases they find a difference of {delta} with a probability of {power}.", $"한쪽에 시드 {runs}개면 충분합니다. 케이스 {units}개에서 {delta}의 차이를 {power} 확률로 찾습니다.")
        : Say($"{runs} seeds per arm ({more} more) find a difference of {delta} with a probability of {power}, with {units} cases.", $"한쪽에 시드 {runs}개({more}개 더)면 케이스 {units}개에서 {delta}의 차이를 {power} 확률로 찾습니다.");
    public string PlanRange(int upper) => Say($"A small pilot knows its noise poorly: it may take up to {upper}.", $"작은 예비 실험은 잡음을 잘 모릅니다. {upper}개까지 필요할 수 있습니다.");
    public string PlanCannot(string delta, string units) => Say(
        $"More seeds cannot settle a difference of {delta}: about {units} cases would be needed, however many seeds there are.", $"시드를 늘려도 {delta}의 차이는 가릴 수 없습니다. 시드가 몇 개든 케이스가 약 {units}개 필요합니다.");
    public string PlanNoRuns(string delta) => Say($"No number of seeds up to 1,000 finds a difference of {delta} with these cases.", $"이 케이스로는 시드를 1,000개까지 늘려도 {delta}의 차이를 찾지 못합니다.");
    public string PlanUnits(string units, int runs) => Say($"With {runs} seeds per arm it takes {units} cases.", $"한쪽에 시드 {runs}개면 케이스 {units}개가 필요합니다.");
    public string PlanNoUnits(int runs) => Say($"With {runs} seeds per arm no number of cases is enough: seeds are the bottleneck.", $"한쪽에 시드 {runs}개로는 케이스를 아무리 늘려도 부족합니다. 병목은 시드입니다.");
    public string PlanNow(string power, int runs, int units) => Say($"{runs} seeds per arm and {units} cases find it with a probability of {power}.", $"한쪽에 시드 {runs}개와 케이스 {units}개로는 {power} 확률로 찾습니다.");
    public string PlanCheapest(int runs, int units, string cost) => Say($"The cheapest design: {runs} seeds per arm and {units} cases, at a cost of {cost}.", $"가장 싼 설계: 한쪽에 시드 {runs}개, 케이스 {units}개, 비용 {cost}.");
    public string PlanBaselineOnly => Say(
        "There are only baseline runs: the idea's seeds are taken to vary as much as the baseline's, and how differently it acts on each case is not known. The numbers are the least that it takes; --case-sd or a pilot of the idea says more.",
        "기준선 실행만 있습니다. 아이디어의 시드도 기준선만큼 흔들린다고 보았고, 케이스마다 얼마나 다르게 작용할지는 알 수 없습니다. 이 수는 최소한이며, --case-sd나 아이디어의 예비 실험이 있으면 더 정확합니다.");
    public string PlanUnit(string column) => Say($"What is counted as a case here is one value of the column {column}.", $"여기서 케이스 하나는 {column} 열의 값 하나입니다.");
    public string PlanTable => Say("Probability of finding it, by seeds per arm (rows) and cases (columns):", "찾아낼 확률. 행은 한쪽의 시드 수, 열은 케이스 수:");
    public string SeedsHead => Say("seeds", "시드");
    public string PlanSmallestP(int runs, string p) => Say($"By seeds alone, {runs} against {runs} cannot give a p below {p}.", $"시드만으로는 {runs}개 대 {runs}개에서 p가 {p}보다 작아질 수 없습니다.");

    public string RankHead(string first, string share, int cases, string metric) => Say(
        $"{first} is first by mean {metric}, and was first in {share} of the resamples of {cases} cases.", $"평균 {metric} 기준 1위는 {first}이며, 케이스 {cases}개의 재표집 중 {share}에서 1위였습니다.");
    public string RankOpen(int methods) => Say($"First place is not settled: {methods} methods may hold it (95 % intervals of the rank include 1).", $"1위는 확정되지 않았습니다. 방법 {methods}개가 1위일 수 있습니다(순위의 95 % 구간에 1 포함).");
    public string RankSettled => Say("No other method's 95 % interval of the rank includes 1.", "순위의 95 % 구간에 1이 드는 다른 방법은 없습니다.");
    public string RankScope => Say("Resampling is over cases. Seeds of a method are averaged, so chance between seeds is not in the interval; umul compare allows for it.", "재표집은 케이스에 대한 것입니다. 방법의 시드는 평균했으므로 시드에 따른 우연은 구간에 들어 있지 않습니다. umul compare는 이를 고려합니다.");
    public string RankRobust(string second, string third) => Say($"Agreement with other ways of ranking (Kendall's τ): rank on each case {second}, pairwise tests {third}.", $"다른 순위 방식과의 일치(켄달의 τ): 케이스별 순위 {second}, 쌍별 검정 {third}.");
    public string FiguresOption => Say("Folder for figures of the ranking, as SVG, PDF and CSV.", "순위 그림을 SVG, PDF, CSV로 쓸 폴더.");
    public string Blobs => Say("How sure each rank is", "순위가 얼마나 확실한가");
    public string BlobsCaption(int cases, int resamples) => Say(
        $"Area: how often a method took the rank in {resamples} resamples of {cases} cases; cross: median rank; bar: 95 % interval of the rank. Seeds of a method are averaged.",
        $"넓이: 케이스 {cases}개의 재표집 {resamples}회에서 그 순위가 된 비율. 십자: 순위의 중앙값, 막대: 순위의 95 % 구간. 한 방법의 시드는 평균했습니다.");
    public string RankAxis(string metric) => Say($"rank by mean {metric}", $"평균 {metric}의 순위");
    public string Podium => Say("Who is on which place, case by case", "케이스마다 누가 몇 위인가");
    public string PodiumCaption(int cases) => Say(
        $"Each dot is one method on one of {cases} cases, on the place that it took there, at its score; thin lines join the dots of a case.",
        $"점 하나가 케이스 {cases}개 중 하나에서 한 방법의 점수이며, 그 케이스에서 차지한 순위 칸에 있습니다. 가는 선은 같은 케이스의 점을 잇습니다.");
    public string PodiumAxis => Say("place on the case", "케이스에서의 순위");
    public string RankColumns => Say("rank|method|seeds|mean|rank, 95 %|first in|by ranks on each case|by pairwise tests", "순위|방법|시드|평균|순위 95 %|1위 비율|케이스별 순위 기준|쌍별 검정 기준");
}
