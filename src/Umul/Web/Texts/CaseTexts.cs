namespace Umul.Web.Texts;

/// <summary>Single cases: the page of a project's cases, and one case under several runs.</summary>
internal sealed class CaseTexts(Language language) : TextGroup(language)
{
    public string Tab => Say("Cases", "케이스");
    public string NoneTitle => Say("No outcomes of single cases yet", "아직 케이스별 결과가 없습니다");
    public string NoneDo => Say(
        "Evaluate predictions with umul evaluate … --run RUN, or log a table of cases from your training code: run.cases(…) or mlflow.log_table(table, \"cases/development.json\").",
        "umul evaluate … --run 실행 명령으로 예측을 평가하거나, 학습 코드에서 run.cases(…) 또는 mlflow.log_table(table, \"cases/development.json\")로 케이스 표를 기록하세요.");
    public string NoneFiles => Say(
        "Predictions logged as files under predictions/SPLIT/ are evaluated by themselves once the project has a dataset with references.",
        "predictions/분할/ 아래에 예측 파일을 기록하면, 기준 파일이 있는 데이터셋이 프로젝트에 있을 때 자동으로 평가됩니다.");

    public string Split => Say("Split", "분할");
    public string Metric => Say("Metric", "지표");
    public string Show => Say("Show", "보기");
    public string LeftOut(int shown, int left) => Say(
        $"The newest {shown:N0} runs are shown; {left:N0} older ones are left out.",
        $"최근 실행 {shown:N0}개를 보여 드립니다. 오래된 {left:N0}개는 빠졌습니다.");
    public string OtherCases => Say(
        "These runs were not all evaluated on the same cases. Compare them case by case; their means are over different cases and must not be compared.",
        "모든 실행이 같은 케이스로 평가되지는 않았습니다. 케이스별로 비교하세요. 평균은 서로 다른 케이스의 평균이므로 비교하면 안 됩니다.");

    public string OnlyLogged(string split) => Say(
        $"On {split} there are only columns that the training code computed. Evaluated by Umul, with every definition named (on a test split, opening counts as a look):",
        $"{split} 분할에는 학습 코드가 계산한 열만 있습니다. Umul이 정의를 밝혀 평가한 분할(테스트 분할은 여는 것도 열람으로 기록됩니다):");

    public string WorstFirst => Say("Worst cases first", "나쁜 케이스부터");
    public string WorstShown(int shown, int all) => Say(
        $"The {shown:N0} worst of {all:N0} cases by their mean over the runs.",
        $"케이스 {all:N0}개 가운데 실행 평균이 가장 나쁜 {shown:N0}개입니다.");
    public string Case => Say("Case", "케이스");
    public string Run => Say("Run", "실행");
    public string MeanOfRuns => Say("Mean over runs", "실행 평균");
    public string Spread => Say("Largest − least", "최대 − 최소");
    public string RunsTitle => Say("Runs in short", "실행 요약");
    public string Mean => Say("Mean", "평균");
    public string Median => Say("Median", "중앙값");
    public string Deviation => Say("SD over cases", "케이스 간 표준편차");
    public string Defined => Say("Defined", "정의된 값");
    public string DefinedOf(int defined, int all) => Say($"{defined:N0} of {all:N0}", $"{all:N0}개 중 {defined:N0}개");
    public string Undefined => Say("Undefined, and why", "정의되지 않은 값과 이유");
    public string UndefinedFor(int count, string reason) => Say($"{count:N0} {reason}", $"{reason} {count:N0}개");
    public string Policy => Say(
        "Undefined values are left out of mean, median and SD, and counted here; none is replaced by a number.",
        "정의되지 않은 값은 평균, 중앙값, 표준편차에서 빼고 여기에 수를 적었습니다. 다른 수로 바꾸지 않습니다.");

    public string Lead(string split, int position, int all, string metric) => Say(
        $"Case {position:N0} of {all:N0} on {split}, worst first by {metric}.",
        $"{split} 분할, {metric}이(가) 나쁜 순으로 {all:N0}개 중 {position:N0}번째 케이스입니다.");
    public string LeadAlone(string split) => Say($"A case of {split} without outcomes.", $"{split} 분할의 케이스이며 아직 결과가 없습니다.");
    public string Neighbours => Say("Neighbouring cases", "앞뒤 케이스");
    public string Previous => Say("Previous", "이전");
    public string Next => Say("Next", "다음");
    public string Group => Say("group", "그룹");
    public string Remove(string run) => Say($"Leave out {run}", $"{run} 빼기");
    public string AddRun => Say("Add run", "실행 추가");
    public string ChooseRun => Say("Add a run to see its prediction and its numbers for this case.", "실행을 추가하면 이 케이스의 예측과 수치를 볼 수 있습니다.");
    public string NoMetrics => Say("These runs have no outcomes for this case.", "이 실행들에는 이 케이스의 결과가 없습니다.");
    public string MetricsTitle => Say("Every metric of this case", "이 케이스의 모든 지표");
    public string NotThere => Say("not evaluated", "평가하지 않음");
    public string NotFound => Say("There is no such case", "그런 케이스가 없습니다");
    public string NotFoundDo => Say(
        "No run was evaluated on it and no dataset of the project holds it. Look in the list of cases.",
        "이 케이스로 평가한 실행도, 이 케이스가 있는 데이터셋도 없습니다. 케이스 목록에서 찾아보세요.");

    public string NeedsScript => Say("The picture of the case needs JavaScript.", "케이스의 영상을 보려면 JavaScript가 필요합니다.");
    public string CardLogged => Say(
        "Computed by the training code and logged as it is; how, Umul does not know.", "학습 코드가 계산해 기록한 값입니다. 어떻게 계산했는지는 알 수 없습니다.");
    public string CardNone => Say("There is no description of this definition yet.", "아직 이 정의의 설명이 없습니다.");
    public string CardPseudovalue => Say(
        "A pseudo-value: what this case adds to the metric over all cases, for comparisons by case. Single ones may lie outside the metric's range.",
        "의사값: 전체 케이스의 지표에 이 케이스가 보태는 몫으로, 케이스별 비교에 씁니다. 하나하나는 지표의 범위를 벗어날 수 있습니다.");
    public string CardVariant => Say("Variant:", "변형:");
    public string PrintedBy(string tools) => Say($"Printed by default in: {tools}.", $"기본값으로 이렇게 계산하는 도구: {tools}.");
    public string Elsewhere(string name) => Say($"What other tools would have printed as {name} for this case.", $"다른 도구가 이 케이스의 {name}(으)로 출력했을 값입니다.");
    public string MadeBy(string evaluator, string source) => Say($"Made by {evaluator}. {source}", $"{evaluator}(으)로 계산했습니다. {source}");
    public string FromCommand => Say("Sent by the command umul evaluate.", "umul evaluate 명령이 보낸 값입니다.");
    public string FromPredictions => Say("Evaluated by the server from the run’s prediction files.", "실행이 기록한 예측 파일을 서버가 평가한 값입니다.");
    public string FromTable => Say("Logged by the run as a table of cases.", "실행이 케이스 표로 기록한 값입니다.");
    public string FromRest => Say("Sent over HTTP.", "HTTP로 받은 값입니다.");

    public string Speech => Say("What was said and what was heard", "말한 내용과 알아들은 내용");
    public string SpeechUnit => Say("Aligned by", "정렬 단위");
    public string ByWord => Say("Words", "단어");
    public string BySyllable => Say("Syllables", "음절");
    public string WasSaid => Say("Said:", "말한 내용:");
    public string Substituted => Say("substituted", "대치");
    public string Deleted => Say("deleted", "삭제");
    public string Inserted => Say("inserted", "삽입");
    public string NobodySaid => Say(
        "The dataset does not say what was said: add a column named text, or a text file as the reference of each case.",
        "데이터셋에 말한 내용이 없습니다. text 열을 추가하거나 케이스마다 기준으로 텍스트 파일을 넣으세요.");
    public string HeardNothing => Say("This run logged no transcript for the case.", "이 실행은 이 케이스의 전사를 기록하지 않았습니다.");
    public string SpeechCounts(string name, string rate, (long Substituted, long Deleted, long Inserted, long All) counts, string normalization) => Say(
        $"{name} {rate}: {counts.Substituted:N0} substituted, {counts.Deleted:N0} deleted, {counts.Inserted:N0} inserted, of {counts.All:N0} in the reference, after {normalization}.",
        $"{name} {rate}: 기준 {counts.All:N0}개 중 대치 {counts.Substituted:N0}, 삭제 {counts.Deleted:N0}, 삽입 {counts.Inserted:N0}. 정규화는 {normalization}입니다.");
}
