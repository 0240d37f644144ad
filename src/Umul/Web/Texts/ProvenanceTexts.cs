namespace Umul.Web.Texts;

/// <summary>Where a run came from: code, command, machine, packages.</summary>
internal sealed class ProvenanceTexts(Language language) : TextGroup(language)
{
    public string Lead(string commit, bool changed) => changed
        ? Say($"Ran commit {commit} with uncommitted changes. They were recorded and are shown below.",
            $"커밋 {commit}에 커밋하지 않은 변경을 더해 실행했습니다. 변경 내용은 아래에 기록되어 있습니다.")
        : Say($"Ran commit {commit} as it was committed.", $"커밋 {commit} 그대로 실행했습니다.");
    public string LeadUnknown => Say("The code that ran was not recorded.", "실행한 코드가 기록되지 않았습니다.");
    public string LeadUnknownDo => Say("umul.py records commit, changes, command and packages when the script lies in a git repository.",
        "스크립트가 git 저장소 안에 있으면 umul.py가 커밋, 변경 내용, 명령, 패키지를 기록합니다.");
    public string Code => Say("Code", "코드");
    public string Repository => Say("Repository", "저장소");
    public string Branch => Say("Branch", "브랜치");
    public string Commit => Say("Commit", "커밋");
    public string EntryPoint => Say("Entry point", "시작 파일");
    public string Command => Say("Command", "명령");
    public string Directory => Say("Directory", "작업 폴더");
    public string Machine => Say("Machine", "컴퓨터");
    public string Host => Say("Host", "호스트");
    public string Python => Say("Python", "Python");
    public string Platform => Say("System", "운영체제");
    public string Gpus => Say("GPUs", "GPU");
    public string Processor => Say("Processors", "프로세서");
    public string Packages => Say("Packages", "패키지");
    public string PackageCount(int count) => Say($"{count:N0} packages", $"패키지 {count:N0}개");
    public string Changes => Say("Uncommitted changes", "커밋하지 않은 변경");
    public string NoChanges => Say("No uncommitted changes were recorded.", "기록된 변경이 없습니다.");
    public string DiffSize(int files, int added, int removed) => Say(
        $"{files:N0} {(files == 1 ? "file" : "files")}, {added:N0} lines added, {removed:N0} removed",
        $"파일 {files:N0}개, {added:N0}줄 추가, {removed:N0}줄 삭제");
    public string DiffCapped(int lines) => Say($"The first {lines:N0} lines are shown. Download the patch for all of it.",
        $"처음 {lines:N0}줄만 보여 드립니다. 전체는 패치 파일을 내려받아 주세요.");
    public string DownloadPatch => Say("Download patch", "패치 내려받기");
    public string CopyApply => Say("Copy the commands that bring this code back", "이 코드를 되살리는 명령 복사");
}
