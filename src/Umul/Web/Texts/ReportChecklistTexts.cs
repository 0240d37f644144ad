namespace Umul.Web.Texts;

/// <summary>What checklists of conferences and journals ask, and answers that the records give.</summary>
internal sealed class ReportChecklistTexts(Language language) : TextGroup(language)
{
    public string Code => Say("Code: exact version", "코드: 정확한 버전");
    public string Uncommitted => Say("Code: changes that were not committed", "코드: 커밋하지 않은 변경");
    public string Environment => Say("Software and machine", "소프트웨어와 컴퓨터");
    public string Command => Say("Command of each run", "각 실행의 명령");
    public string Settings => Say("Settings: what the idea changes, declared and undeclared", "설정: 아이디어가 바꾼 것(선언한 것과 하지 않은 것)");
    public string Selection => Say("How settings were chosen: number of ideas and runs", "설정을 고른 방법: 아이디어와 실행의 수");
    public string Hypothesis => Say("Hypothesis written before the first run", "첫 실행 전에 적은 가설");
    public string Seeds => Say("Seeds", "시드");
    public string Dataset => Say("Data: version and fingerprint", "데이터: 버전과 지문");
    public string Splits => Say("Splits, and whether a group is in several", "분할, 그리고 여러 분할에 걸친 그룹");
    public string Flow => Say("Flow of cases: found, excluded, analysed", "케이스 흐름: 전체, 제외, 분석");
    public string RunFlow => Say("Runs left out, and why", "제외한 실행과 이유");
    public string MetricDefinition => Say("Definition of the metric, and undefined values", "지표의 정의와 정의되지 않은 값");
    public string Variation => Say("Central tendency and what the variation is over", "평균과, 변동이 무엇에 대한 것인지");
    public string Test => Say("Statistical method, level and corrections", "통계 방법, 수준, 보정");
    public string SampleSize => Say("Sample size: planned and reached power", "표본 크기: 계획과 도달한 검정력");
    public string Failures => Say("Failures: cases that became worse", "실패: 나빠진 케이스");
    public string Compute => Say("Compute: time of these runs and of all runs tried", "연산량: 이 실행들과 시도한 모든 실행의 시간");
    public string TestUse => Say("Use of the test data before the decision", "결정 전 테스트 데이터 사용");
    public string Training => Say("Length of training and choice of the checkpoint", "학습 길이와 체크포인트 선택");
    public string Curves => Say("Learning curves", "학습 곡선");
    public string Readers => Say("Annotators and their agreement", "주석자와 그 일치도");
    public string Limitations => Say("Limitations", "한계");
    public string Licences => Say("Licences and consent of data and code", "데이터와 코드의 라이선스와 동의");

    public string Commits(string commits) => Say($"Commits: {commits}", $"커밋: {commits}");
    public string NoneDirty => Say("None of the runs had any.", "어느 실행에도 없었습니다.");
    public string Dirty(int runs, int all, int kept) => Say($"{runs} of {all} runs had some; {kept} of them kept the changes as a patch.", $"실행 {all}개 중 {runs}개에 있었고, 그중 {kept}개는 변경을 패치로 남겼습니다.");
    public string Declared(string declared, string undeclared) => Say($"Declared: {declared}. Not declared: {undeclared}.", $"선언함: {declared}. 선언하지 않음: {undeclared}.");
    public string Tried(int ideas, int runs, int failed) => Say($"{ideas} ideas with {runs} runs, {failed} of which did not finish; all are listed above.", $"아이디어 {ideas}개, 실행 {runs}개, 그중 끝나지 않은 것 {failed}개. 모두 위에 있습니다.");
    public string HypothesisBefore(string when) => Say($"Yes, on {when}.", $"예, {when}.");
    public string HypothesisAfter(string when) => Say($"No: it was written on {when}, after the first run had begun.", $"아니요: 첫 실행이 시작된 뒤인 {when}에 적었습니다.");
    public string SeedsOf(string baseline, string idea) => Say($"Baseline: {baseline}. Idea: {idea}.", $"기준선: {baseline}. 아이디어: {idea}.");
    public string DatasetIs(string name, int version, string fingerprint) => Say($"{name}, version {version}, {fingerprint}", $"{name}, 버전 {version}, {fingerprint}");
    public string SplitsAre(string splits, int shared) => shared == 0
        ? Say($"{splits}. No group is in more than one.", $"{splits}. 여러 분할에 걸친 그룹은 없습니다.")
        : Say($"{splits}. {shared} groups are in more than one: what was learned of them is tested on them.", $"{splits}. 그룹 {shared}개가 여러 분할에 걸쳐 있어, 배운 대상으로 평가합니다.");
    public string SplitsWithoutGroups(string splits) => Say($"{splits}. No groups are named.", $"{splits}. 그룹이 지정되어 있지 않습니다.");
    public string FlowIs(int all, int used, string units) => Say($"{all} cases with any score, {used} analysed, {units}.", $"점수가 있는 케이스 {all}개, 분석 {used}개, {units}.");
    public string NoneLeftOut => Say("None.", "없습니다.");
    public string VariationIs(int runs, string units) => Say($"Means with 95 % intervals of the difference, over {units} and the seeds of both arms ({runs} runs).", $"평균, 그리고 {units}와 두 쪽의 시드(실행 {runs}개)에 대한 차이의 95 % 구간.");
    public string VariationOneRun(string units) => Say($"Means with the 95 % interval of the difference, over {units} only: an arm has one run.", $"평균, 그리고 {units}에 대해서만 구한 차이의 95 % 구간(한쪽의 실행이 하나).");
    public string SeeMethods => Say("In the methods paragraph.", "방법 단락에 있습니다.");
    public string Power(string power, string delta, int runs, string units) => Say($"Power for {delta} with {runs} seeds per arm and {units}: {power}.", $"한쪽에 시드 {runs}개, {units}에서 {delta}에 대한 검정력: {power}.");
    public string FailuresAre(int losses, int units) => Say($"{losses} of {units} units became worse; the worst are listed with links.", $"단위 {units}개 중 {losses}개가 나빠졌고, 가장 나빠진 것들을 링크와 함께 실었습니다.");
    public string Hours(string own, string all, bool gpu) => gpu
        ? Say($"Both arms {own} GPU hours; all ideas tried, failed runs included, {all}.", $"두 쪽 GPU {own}시간, 실패한 실행을 포함해 시도한 모든 아이디어 {all}시간.")
        : Say($"Both arms {own} hours without a GPU; all ideas tried, failed runs included, {all}.", $"두 쪽 {own}시간(GPU 없음), 실패한 실행을 포함해 시도한 모든 아이디어 {all}시간.");
    public string Looks(int looks, int ideas) => Say($"Results on the split were seen {looks} times; {ideas} ideas came after the first look.", $"이 분할의 결과를 {looks}번 보았고, 첫 열람 뒤 아이디어 {ideas}개가 생겼습니다.");
    public string CurvesAre(int runs, int all) => Say($"{runs} of {all} runs logged metrics over steps.", $"실행 {all}개 중 {runs}개가 단계별 지표를 남겼습니다.");
}
