namespace Umul.Web.Texts;

/// <summary>Challenges: leaderboards over a sealed split.</summary>
internal sealed class ChallengeTexts(Language language) : TextGroup(language)
{
    public string Title => Say("Challenges", "챌린지");
    public string Lead => Say(
        "A leaderboard over a test split that stays sealed: members submit runs and see places with their uncertainty and rounded scores, nothing else.",
        "봉인된 테스트 분할의 순위표입니다. 구성원은 실행을 제출하고 불확실성이 표시된 순위와 단계로 반올림한 점수만 봅니다.");
    public string None => Say("No challenge yet.", "아직 챌린지가 없습니다.");
    public string New => Say("Begin a challenge", "챌린지 열기");
    public string Name => Say("Name", "이름");
    public string Split => Say("Test split", "테스트 분할");
    public string Metric => Say("Metric", "지표");
    public string Most => Say("Submissions a person", "한 사람당 제출 횟수");
    public string MostHint => Say("Each submission tells something about the split; few keep it useful for longer.", "제출할 때마다 분할에 대해 조금씩 드러납니다. 적을수록 오래 쓸 수 있습니다.");
    public string Begin => Say("Begin", "열기");
    public string Close => Say("Close the challenge", "챌린지 끝내기");
    public string Closed => Say("closed", "종료");
    public string Open => Say("open", "진행 중");
    public string About(string split, string metric, long most) => Say($"{metric} on {split}; {most} submissions a person.", $"{split} 분할의 {metric}, 한 사람당 {most}회 제출.");
    public string Submit => Say("Submit a run", "실행 제출");
    public string Run => Say("Run", "실행");
    public string RunHint => Say("Id or name; its predictions on the split must have been evaluated.", "id나 이름. 이 분할의 예측이 평가되어 있어야 합니다.");
    public string Rank => Say("Rank", "순위");
    public string RankInterval => Say("95 % of resamples", "재표집의 95%");
    public string RankIs(int lower, int upper, int of) => lower == upper ? Say($"{lower} of {of}", $"{of}개 중 {lower}위") : Say($"{lower} to {upper} of {of}", $"{of}개 중 {lower}~{upper}위");
    public string Score => Say("Score, by the ladder", "점수(사다리)");
    public string NotBeyond => Say("not beyond a step", "한 단계 미만");
    public string Person => Say("Who", "누가");
    public string When => Say("When", "언제");
    public string Scope(int cases, int resamples) => Say(
        $"Ranks by mean over {resamples:N0} resamples of {cases:N0} cases or patients; undefined and missing cases count as the worst value. A score moves only when a submission is beyond the best so far by more than one step.",
        $"케이스(또는 환자) {cases:N0}개를 {resamples:N0}번 재표집한 평균 순위입니다. 정의되지 않았거나 빠진 케이스는 가장 나쁜 값으로 칩니다. 점수는 지금까지의 최고보다 한 단계 넘게 좋을 때만 바뀝니다.");
    public string NoneSubmitted => Say("Nothing was submitted yet.", "아직 제출한 것이 없습니다.");
    public string Changed(int count) => Say(
        $"{count} submissions are not ranked because their results changed after they were submitted.", $"제출한 뒤 결과가 바뀐 {count}건은 순위에서 뺐습니다.");
    public string NotFound => Say("This challenge does not exist", "없는 챌린지입니다");
    public string NotFoundDo => Say("Start from the project's challenges.", "프로젝트의 챌린지 목록에서 다시 시작해 주세요.");
}
