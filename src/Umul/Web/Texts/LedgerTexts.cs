namespace Umul.Web.Texts;

/// <summary>The ledger: what was seen of test splits, what is sealed, and how it is unsealed.</summary>
internal sealed class LedgerTexts(Language language) : TextGroup(language)
{
    public string Tab => Say("Ledger", "원장");
    public string Lead => Say(
        "What was seen of the test splits, by whom, and what came after. Each entry is chained to the one before it, so that no edit goes unnoticed.",
        "테스트 분할의 결과를 누가 언제 보았고 그 뒤에 무엇이 나왔는지 적은 기록입니다. 항목마다 앞 항목과 이어져 있어 고치면 드러납니다.");
    public string Why => Say(
        "A test set that is looked at again and again becomes part of the training: whoever keeps what looks better on it climbs on luck. With few cases that happens within some tens of looks.",
        "같은 테스트 세트를 거듭 보면 결국 학습에 쓰는 것과 같아집니다. 더 좋아 보이는 것만 남기면 운으로 올라가게 되며, 케이스가 적으면 수십 번 만에도 그렇게 됩니다.");

    public string Whole(long entries, string head) => Say($"The ledger is whole: {entries} entries. Head {head}.", $"원장에 이상이 없습니다: 항목 {entries}개. 끝 해시 {head}.");
    public string Broken => Say("The ledger was edited by hand:", "원장이 손으로 고쳐졌습니다:");
    public string Verify => Say("Verify again", "다시 검증");
    public string HeadHint => Say("Write the head down elsewhere: it shows later that nothing before it was rewritten.", "끝 해시를 다른 곳에 적어 두면 나중에 앞부분이 다시 쓰이지 않았음을 확인할 수 있습니다.");

    public string NoTest => Say("No results on a test split yet", "아직 테스트 분할의 결과가 없습니다");
    public string NoTestDo => Say(
        "As soon as a run is evaluated on a split with the role test, its results are sealed here and every look at them is noted. Daily work belongs on a development split.",
        "실행이 테스트 역할의 분할에서 평가되면 결과가 여기에 봉인되고 볼 때마다 기록됩니다. 평소 작업은 개발 분할로 하세요.");
    public string SplitTitle(string split) => Say($"Test split {split}", $"테스트 분할 {split}");
    public string IsSealed => Say("sealed", "봉인됨");
    public string IsOpen => Say("open", "열림");
    public string Seen(int times) => times == 0 ? Say("not seen yet", "아직 안 봄") : times == 1 ? Say("seen once", "1번 봄") : Say($"seen {times} times", $"{times}번 봄");
    public string ExposureTitle(string split, int looks, int ideas) => Say(
        $"Test split {split}: {looks} different results were seen, {ideas} ideas came after the first. The more often, the less a small gain means.",
        $"테스트 분할 {split}: 서로 다른 결과를 {looks}번 보았고, 첫 열람 뒤에 아이디어 {ideas}개가 나왔습니다. 많이 볼수록 작은 향상의 의미가 줄어듭니다.");
    public string IdeasAfter(int ideas) => ideas == 1 ? Say("1 idea after the first look", "첫 열람 뒤 아이디어 1개") : Say($"{ideas} ideas after the first look", $"첫 열람 뒤 아이디어 {ideas}개");
    public string SealedNow(int ideas, int runs) => Say($"Sealed now: {(ideas == 1 ? "1 idea" : $"{ideas} ideas")}, {(runs == 1 ? "1 run" : $"{runs} runs")}.", $"지금 봉인된 것: 아이디어 {ideas}개, 실행 {runs}개.");
    public string RunsSealed(int runs, int of, string split) => Say(
        $"{runs} of {of} runs are sealed on the test split {split}: their numbers are not shown.", $"테스트 분할 {split}에서 실행 {of}개 중 {runs}개가 봉인되어 수치를 보여 드리지 않습니다.");

    public string UnsealIdea => Say("Unseal an idea", "아이디어 열기");
    public string UnsealIdeaHint => Say("Opens its comparison, and what its runs and its parent's have on this split now. What comes later is sealed again.", "이 아이디어의 비교와, 이 아이디어와 부모의 실행이 지금 이 분할에서 가진 결과를 엽니다. 나중에 생기는 결과는 다시 봉인됩니다.");
    public string UnsealRuns => Say("Unseal these runs", "이 실행들 열기");
    public string OpenSplit => Say("Open the whole split", "분할 전체 열기");
    public string OpenHint => Say("For a finished study: from then on everybody in the project sees every number of it. Looks are still noted.", "연구가 끝났을 때 쓰세요. 그때부터 프로젝트의 모두가 모든 수치를 봅니다. 열람은 계속 기록됩니다.");
    public string CloseSplit => Say("Seal it again", "다시 봉인하기");
    public string CloseHint => Say("What was seen stays seen; what comes from now on is sealed until it is unsealed.", "이미 본 것은 되돌릴 수 없지만, 지금부터는 열기 전까지 봉인됩니다.");
    public string Reason => Say("Reason", "이유");
    public string ReasonHint => Say("The ledger keeps it beside the look.", "원장에 열람 기록과 함께 남습니다.");

    public string Gate => Say("The ladder", "사다리");
    public string GateHint => Say(
        "After Blum and Hardt: on a leaderboard over this split a gain counts only if it is beyond one step, z·s/√n of the differences, and only in whole steps. z is 1, and 3 from 20 ideas on.",
        "Blum과 Hardt의 방법입니다. 이 분할의 순위표에서는 차이의 z·s/√n, 즉 한 단계를 넘는 향상만 단계 단위로 칩니다. z는 1이고 아이디어가 20개부터는 3입니다.");
    public string Step => Say("One step", "한 단계");
    public string Released => Say("Counts as", "인정되는 향상");
    public string None => Say("none", "없음");

    public string Entries => Say("Entries", "항목");
    public string When => Say("When", "언제");
    public string Who => Say("Who", "누가");
    public string What => Say("What", "무엇을");
    public string About => Say("About", "대상");
    public string Metrics => Say("Shown", "보인 것");
    public string After => Say("Ideas after", "이후 아이디어");
    public string Somebody => Say("no account", "계정 없음");
    public string Runs(int count, string first) => count == 1 ? first : Say($"{first} and {count - 1} more", $"{first} 외 {count - 1}개");

    public string Kind(Umul.Ledger.LedgerKind kind) => kind switch
    {
        Umul.Ledger.LedgerKind.Look => Say("saw a comparison", "비교를 봄"),
        Umul.Ledger.LedgerKind.Open => Say("opened the split", "분할을 엶"),
        Umul.Ledger.LedgerKind.Close => Say("sealed the split", "분할을 봉인함"),
        Umul.Ledger.LedgerKind.Unseal => Say("unsealed an idea", "아이디어를 엶"),
        Umul.Ledger.LedgerKind.Idea => Say("a new idea", "새 아이디어"),
        Umul.Ledger.LedgerKind.Decision => Say("decided", "결정함"),
        Umul.Ledger.LedgerKind.UnsealRuns => Say("unsealed runs", "실행을 엶"),
        Umul.Ledger.LedgerKind.LookAtRuns => Say("saw results of runs", "실행 결과를 봄"),
        _ => Say("changed", "바꿈"),
    };
}
