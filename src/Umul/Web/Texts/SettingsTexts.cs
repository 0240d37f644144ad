namespace Umul.Web.Texts;

/// <summary>The server's settings: storage, bin, access.</summary>
internal sealed class SettingsTexts(Language language) : TextGroup(language)
{
    public string Title => Say("Settings", "설정");
    public string Storage => Say("Storage", "저장 공간");
    public string StorageLead(string used, string free) => Say(
        $"Umul uses {used}. {free} are free on this disk.", $"Umul이 {used}를 쓰고 있습니다. 이 디스크에는 {free}가 남아 있습니다.");
    public string DataFolder => Say("Data folder", "데이터 폴더");
    public string Database => Say("Database", "데이터베이스");
    public string Artifacts => Say("Artifacts", "아티팩트");
    public string FreeDisk => Say("Free on disk", "디스크 여유 공간");
    public string Version => Say("Version", "버전");
    public string ByProject => Say("By project", "프로젝트별");
    public string ByProjectHint => Say("The last column is what emptying the bin would free. Files that runs outside the bin also use are not counted.",
        "마지막 열은 휴지통을 비우면 확보되는 용량입니다. 휴지통 밖의 실행도 쓰는 파일은 세지 않습니다.");
    public string StillCounting => Say("Projects are still being added up; reload the page in a moment.", "프로젝트별 용량을 아직 세는 중입니다. 잠시 뒤에 새로 고침해 주세요.");
    public string CountedAt(string ago) => Say($"Added up {ago}; a new count is under way.", $"{ago} 센 값입니다. 지금 다시 세고 있습니다.");
    public string WouldFree => Say("Would free", "비는 용량");
    public string Runs => Say("Runs", "실행");
    public string Bin => Say("Bin", "휴지통");
    public string BinLead(int projects, int runs, string size) => Say(
        $"In the bin: {projects:N0} {(projects == 1 ? "project" : "projects")} and {runs:N0} {(runs == 1 ? "run" : "runs")}. Deleting them for good would free {size}.",
        $"프로젝트 {projects:N0}개와 실행 {runs:N0}개가 휴지통에 있습니다. 완전히 삭제하면 {size}가 빕니다.");
    public string BinEmpty => Say("The bin is empty.", "휴지통이 비어 있습니다.");
    public string BinHint => Say("Nothing is deleted by itself. What is here can be restored at any time.",
        "저절로 삭제되는 것은 없습니다. 여기 있는 것은 언제든지 복원할 수 있습니다.");
    public string BinCapped(int runs) => Say($"The newest {runs:N0} runs are listed.", $"최근에 옮긴 실행 {runs:N0}개만 보여 드립니다.");
    public string Deleted => Say("Moved here", "옮긴 때");
    public string EmptyBin => Say("Empty the bin for good", "휴지통 완전히 비우기");
    public string EmptyBinHint(string size) => Say(
        $"This deletes everything in the bin and frees {size}. It cannot be undone.", $"휴지통의 모든 것을 삭제해 {size}를 비웁니다. 되돌릴 수 없습니다.");
    public string EmptyBinConfirm => Say("I understand that this cannot be undone", "되돌릴 수 없다는 것을 이해했습니다");
    public string EmptyBinAdmin => Say("Only administrators may empty the bin.", "휴지통은 관리자만 비울 수 있습니다.");
    public string EmptyBinNotConfirmed => Say("Tick the box first: this cannot be undone.", "되돌릴 수 없으므로 먼저 확인란에 표시해 주세요.");
    public string Emptied(long runs, string size) => Say(
        $"The bin was emptied: {runs:N0} {(runs == 1 ? "run" : "runs")} deleted, {size} of files freed. Files stored within the last hour go with the next cleaning.",
        $"휴지통을 비웠습니다. 실행 {runs:N0}개를 삭제하고 파일 {size}를 확보했습니다. 한 시간 안에 저장된 파일은 다음 정리 때 지워집니다.");
    public string Kind => Say("Kind", "종류");
    public string KindProject => Say("Project", "프로젝트");
    public string KindRun => Say("Run", "실행");
    public string CopyIt => Say("To back up while the server runs:", "서버가 도는 동안 백업하려면:");
}
