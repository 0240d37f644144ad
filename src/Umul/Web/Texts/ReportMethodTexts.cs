namespace Umul.Web.Texts;

/// <summary>Sentences of a methods paragraph, each said only where it is what was done.</summary>
internal sealed class ReportMethodTexts(Language language) : TextGroup(language)
{
    public string Computed(string metric, bool lower, string evaluator, string split) => lower
        ? Say($"The deciding metric is {metric} (lower is better), computed on each case of {split} by {evaluator}.", $"판정 지표는 {metric}(낮을수록 좋음)이며, {split}의 케이스마다 {evaluator}(으)로 계산했습니다.")
        : Say($"The deciding metric is {metric} (higher is better), computed on each case of {split} by {evaluator}.", $"판정 지표는 {metric}(높을수록 좋음)이며, {split}의 케이스마다 {evaluator}(으)로 계산했습니다.");
    public string Logged(string metric, bool lower, string split) => lower
        ? Say($"The deciding metric is {metric} (lower is better), as the training code logged it for each case of {split}; how it was computed is not recorded.", $"판정 지표는 {metric}(낮을수록 좋음)이며, {split}의 케이스마다 학습 코드가 기록한 값입니다. 계산 방법은 기록에 없습니다.")
        : Say($"The deciding metric is {metric} (higher is better), as the training code logged it for each case of {split}; how it was computed is not recorded.", $"판정 지표는 {metric}(높을수록 좋음)이며, {split}의 케이스마다 학습 코드가 기록한 값입니다. 계산 방법은 기록에 없습니다.");
    public string Undefined => Say("Cases on which it is undefined are left out and counted, never filled in.", "정의되지 않는 케이스는 빼고 세며, 채워 넣지 않습니다.");
    public string Data(string name, int version, string fingerprint, int cases) => Say(
        $"The data are {name}, version {version} (fingerprint {fingerprint}), of which the split holds {cases} cases.", $"데이터는 {name} 버전 {version}(지문 {fingerprint})이고, 이 분할에는 케이스가 {cases}개 있습니다.");
    public string SplitHash(string split, string hash) => Say($"The cases of {split} are fixed by the SHA-256 {hash}.", $"{split}의 케이스는 SHA-256 {hash}(으)로 고정되어 있습니다.");
    public string NoData => Say("No dataset with this split is registered.", "이 분할이 있는 데이터셋이 등록되어 있지 않습니다.");
    public string Arms(string idea, int runs, string baseline, int baselineRuns) => Say(
        $"{idea} was run {runs} times and {baseline} {baselineRuns} times; every run was scored on the same cases.", $"{idea}을(를) {runs}번, {baseline}을(를) {baselineRuns}번 실행했고, 모든 실행을 같은 케이스로 채점했습니다.");
    public string Missing(int missing, int all, string worst, string best) => Say(
        $"{missing} of {all} cases lack a score in some run, so the comparison is made on the others; filling them in the worst and the best way gives an improvement of {worst} and {best}.",
        $"케이스 {all}개 중 {missing}개는 어떤 실행의 점수가 없어 나머지로 비교했습니다. 가장 나쁘게 채우면 향상은 {worst}, 가장 좋게 채우면 {best}입니다.");
    public string Excluded(string run, string why) => Say($"{run} was left out by hand: {why}", $"{run}은(는) 직접 제외했습니다: {why}");
    public string Groups(string noun) => Say($"The unit is one of the {noun}, not the case: the cases of one are averaged first, because they are not independent.", $"단위는 케이스가 아니라 {noun}입니다. 한 단위의 케이스는 서로 독립이 아니므로 먼저 평균했습니다.");
    public string Independent(string df) => Say(
        $"The interval of the difference is a crossed t interval, which counts both the units and the seeds of each arm as random (Satterthwaite's degrees of freedom, {df}); seeds of the arms are independent.",
        $"차이의 구간은 단위와 각 쪽의 시드를 모두 무작위로 보는 교차 t 구간입니다(새터스웨이트 자유도 {df}). 두 쪽의 시드는 독립입니다.");
    public string Matched(string df) => Say(
        $"The interval of the difference is a crossed t interval over units and pairs of runs that share initialisation, data order and split, as the project says (Satterthwaite's degrees of freedom, {df}).",
        $"차이의 구간은 단위, 그리고 초기화·데이터 순서·분할이 같다고 프로젝트에 적힌 실행 쌍에 대한 교차 t 구간입니다(새터스웨이트 자유도 {df}).");
    public string OneRun(string flips) => Say(
        $"One arm has a single run, so the statement is about these trained models only: the interval is a paired t interval over units, and p comes from {flips} sign flips.",
        $"한쪽의 실행이 하나뿐이므로 이 학습된 모델들에 대해서만 말합니다. 구간은 단위에 대한 대응 t 구간이고, p는 부호 뒤집기 {flips}회에서 나옵니다.");
    public string Bootstrap(string interval, string seed) => Say(
        $"A percentile bootstrap of 10,000 resamples gives {interval} as a check (analysis seed {seed}).", $"확인용으로 백분위 부트스트랩(10,000회)의 구간은 {interval}입니다(분석 시드 {seed}).");
    public string Alone => Say("It is the only idea that was compared with this baseline, so p needs no correction.", "이 기준선과 비교한 아이디어가 하나뿐이므로 p를 보정하지 않았습니다.");
    public string Family(int ideas, string method) => Say(
        $"p is corrected over all {ideas} ideas that were compared with this baseline on this split, dropped ones included ({method}).", $"p는 이 분할에서 이 기준선과 비교한 아이디어 {ideas}개 전부(폐기한 것 포함)에 대해 보정했습니다({method}).");
    public string Gate => Say("Secondary metrics are tested, Holm-corrected among themselves, only if the deciding one declares a difference.", "부차 지표는 판정 지표에서 차이가 확인될 때만 홀름 보정으로 검정합니다.");
    public string Level(string alpha) => Say($"Tests are two-sided at α = {alpha}.", $"검정은 양측이고 α = {alpha}입니다.");
    public string Worthwhile(string delta) => Say($"The smallest worthwhile difference is {delta}.", $"의미 있는 최소 차이는 {delta}입니다.");
    public string NoWorthwhile => Say("No smallest worthwhile difference was set.", "의미 있는 최소 차이는 정해지지 않았습니다.");
    public string Scope => Say("Seeds do not stand for another choice of the training and test cases.", "시드는 학습·테스트 케이스를 달리 나누는 것까지 대신하지 않습니다.");
    public string Rule(string rule) => Say($"Checkpoint that was evaluated: {rule}.", $"평가한 체크포인트: {rule}.");
}
