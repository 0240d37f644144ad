namespace Umul.Web.Texts;

/// <summary>Runs side by side.</summary>
internal sealed class CompareTexts(Language language) : TextGroup(language)
{
    public string Title => Say("Compare runs", "실행 비교");
    public string Lead(int runs, int differing, int same) => Say(
        $"{runs:N0} runs. They differ in {differing:N0} of {differing + same:N0} params.",
        $"실행 {runs:N0}개를 비교합니다. 파라미터 {differing + same:N0}개 가운데 {differing:N0}개가 다릅니다.");
    public string LeadNoParams(int runs) => Say($"{runs:N0} runs. None of them logged params.", $"실행 {runs:N0}개를 비교합니다. 기록된 파라미터가 없습니다.");
    public string TooFewTitle => Say("Choose at least two runs", "실행을 두 개 이상 골라 주세요");
    public string TooFewDo => Say("Tick them in a project’s run table, then press Compare. The address of that page can be shared.",
        "프로젝트의 실행 표에서 체크한 뒤 ‘비교’를 눌러 주세요. 그 페이지의 주소는 공유할 수 있습니다.");
    public string DifferencesOnly => Say("Differences only", "다른 것만");
    public string Everything => Say("Everything", "전부");
    public string NoDifferences => Say("Nothing differs.", "다른 것이 없습니다.");
    public string Missing => Say("not logged", "기록 없음");
    public string NotFound(int count) => Say(
        count == 1 ? "1 run of this address no longer exists and is left out." : $"{count:N0} runs of this address no longer exist and are left out.",
        $"이 주소의 실행 {count:N0}개가 더 이상 없어서 빠졌습니다.");
    public string Capped(int shown, int total) => Say($"The first {shown:N0} of {total:N0} runs are shown.", $"실행 {total:N0}개 가운데 처음 {shown:N0}개를 보여 드립니다.");
    public string ChooseFor(string run) => Say($"Compare {run} with", $"비교할 실행 고르기: {run}");
    public string NoOthers => Say("The project has no other run yet.", "이 프로젝트에는 아직 다른 실행이 없습니다.");
    public string CopyTable => Say("Copy table", "표 복사");
    public string Run => Say("Run", "실행");
}
