namespace Umul.Web.Texts;

/// <summary>What the commands about ideas, the baseline and the ledger say.</summary>
internal sealed class IdeaCommandTexts(Language language) : TextGroup(language)
{
    /// <summary>In the language of the terminal.</summary>
    public static IdeaCommandTexts Here => new(Terminal.Language);

    public string Idea => Say("Ideas of a project: list, show, write down, decide, join runs.", "프로젝트의 아이디어: 목록, 보기, 작성, 결정, 실행 연결.");
    public string List => Say("List ideas with verdict, difference and decision.", "아이디어를 판정, 차이, 결정과 함께 보여 줍니다.");
    public string Show => Say("Show one idea's verdict, hypothesis and story.", "아이디어 하나의 판정, 가설, 기록을 보여 줍니다.");
    public string New => Say("Write an idea down, before its first run.", "첫 실행 전에 아이디어를 적어 둡니다.");
    public string Decide => Say("Keep, drop or park an idea, with a reason.", "이유를 적고 아이디어를 채택, 폐기, 보류합니다.");
    public string Join => Say("Join runs to an idea by hand.", "실행을 아이디어에 직접 연결합니다.");
    public string Project => Say("Name or number of the project.", "프로젝트의 이름이나 번호.");
    public string Name => Say("Name of the idea.", "아이디어의 이름.");
    public string Search => Say("Have we tried this? Words, params, files.", "해 본 적 있나요? 단어, 파라미터, 파일.");
    public string Parent => Say("Idea that it changes.", "바꾸는 대상 아이디어.");
    public string Hypothesis => Say("What you expect, and why.", "무엇을, 왜 기대하는지.");
    public string Predicted => Say("Expected effect in the metric's unit.", "지표 단위의 예상 효과.");
    public string Params => Say("Params it changes.", "바꾸는 파라미터.");
    public string Files => Say("Files it changes.", "바꾸는 파일.");
    public string Decision => Say("keep, drop or park.", "keep(채택), drop(폐기), park(보류).");
    public string Reason => Say("Why.", "이유.");
    public string Cause => Say("What made it so.", "원인.");
    public string Version => Say("Version that you have read; refused if somebody changed the idea since.", "읽은 버전. 그 뒤에 누가 바꾸었으면 거부합니다.");
    public string By => Say("Who says so, where there are no accounts.", "계정이 없을 때, 누가 하는지.");
    public string Runs => Say("Ids or names of runs.", "실행의 id나 이름.");
    public string Stored(string idea) => Say($"Stored: {idea}.", $"저장했습니다: {idea}.");

    public string Done => Say("Done.", "완료했습니다.");
    public string Leave => Say("Take runs out of every idea.", "실행을 모든 아이디어에서 뺍니다.");
    public string Exclude => Say("Leave runs out of comparisons, with a reason that is shown there.", "이유를 적고 실행을 비교에서 제외합니다. 이유는 비교에 표시됩니다.");
    public string ExcludeReason => Say("Why: a crash, a wrong flag; never because the number is bad.", "이유: 중단, 잘못된 옵션 등. 수치가 나쁘다는 것은 이유가 아닙니다.");
    public string Include => Say("Let excluded runs count again.", "제외한 실행을 다시 포함합니다.");
    public string Rule => Say("Rules that join runs to ideas by a param.", "파라미터로 실행을 아이디어에 연결하는 규칙.");
    public string RuleList => Say("List the rules in the order in which they are asked.", "규칙을 적용 순서대로 보여 줍니다.");
    public string RuleAdd => Say("Join every run, also those to come, whose param is like the pattern.", "파라미터가 패턴과 맞는 실행을 앞으로 생길 것까지 모두 연결합니다.");
    public string RuleRemove => Say("Remove a rule.", "규칙을 지웁니다.");
    public string RuleParam => Say("Name of the param.", "파라미터 이름.");
    public string RulePattern => Say("Its value; * stands for any text.", "값. *는 아무 글자나 뜻합니다.");
    public string RuleNumber => Say("Number of the rule.", "규칙 번호.");
    public string SetParent => Say("Hang an idea below another one, or make it a root.", "아이디어를 다른 아이디어 아래에 두거나 최상위로 만듭니다.");
    public string NewParent => Say("Idea that it changes; without it, a root.", "바꾸는 대상 아이디어. 없으면 최상위.");
    public string DeleteIdea => Say("Delete an idea; its runs stay, and it can be restored.", "아이디어를 삭제합니다. 실행은 남고 복원할 수 있습니다.");
    public string RestoreIdea => Say("Restore a deleted idea.", "삭제한 아이디어를 복원합니다.");
    public string Versions => Say("What the baseline meant when; --choose makes a version count again.", "기준이 언제 무엇을 뜻했는지 보여 줍니다. --choose로 이전 버전을 다시 씁니다.");
    public string ChooseVersion => Say("Version that is to count again.", "다시 쓸 버전.");
    public string ReturnVersion => Say("Version of the baseline, as umul idea baseline lists them; the present one if not given.", "기준의 버전(umul idea baseline 목록). 없으면 현재 버전.");

    public string Return => Say("Restore the code, environment record and data fingerprint of the baseline into a new folder.", "기준의 코드, 환경 기록, 데이터 지문을 새 폴더에 복원합니다.");
    public string To => Say("New folder; PROJECT-baseline if not given.", "새 폴더. 없으면 PROJECT-baseline.");
    public string From => Say("Git repository to take the commit from; the recorded one if not given.", "커밋을 가져올 git 저장소. 없으면 기록된 저장소.");
    public string FolderTaken(string folder) => Say($"The folder {folder} is there already and not empty. Give --to and another one.", $"폴더 {folder}이(가) 이미 있고 비어 있지 않습니다. --to로 다른 폴더를 주세요.");
    public string NoCommit(string run) => Say($"The run {run} recorded no commit, so its code cannot be restored. Record the next baseline with umul.py inside a git repository.", $"실행 {run}에 커밋이 기록되지 않아 코드를 복원할 수 없습니다. 다음 기준은 git 저장소 안에서 umul.py로 기록해 주세요.");
    public string NoRepository(string commit) => Say($"No repository with the commit {commit} was recorded or found. Give --from and the folder or link of one.", $"커밋 {commit}이(가) 있는 저장소가 기록되지 않았거나 찾지 못했습니다. --from으로 저장소의 폴더나 링크를 주세요.");
    public string GitFailed(string said) => Say($"git could not restore the code: {said}", $"git이 코드를 복원하지 못했습니다: {said}");
    public string Restored(string run, string folder) => Say($"The baseline's run {run} is restored in {folder}.", $"기준의 실행 {run}을(를) {folder}에 복원했습니다.");
    public string Patched => Say("Uncommitted and untracked files are restored as they were recorded.", "커밋하지 않은 변경과 추적되지 않은 파일도 기록된 대로 복원했습니다.");
    public string NotPatched => Say("The run recorded uncommitted changes but not what they were: the code may differ.", "커밋하지 않은 변경이 있었다고 기록되었지만 내용은 없습니다. 코드가 다를 수 있습니다.");
    public string Data(string fingerprint) => Say($"Data fingerprint: {fingerprint}", $"데이터 지문: {fingerprint}");
    public string ThenRun => Say("Run it with:", "다음 명령으로 실행하세요:");
    public string ReturnFolder => Say("Environment record: umul-return/", "환경 기록: umul-return/");

    public string Ledger => Say("The ledger of looks at test splits.", "테스트 분할 열람 원장.");
    public string ShowLedger => Say("Show a project's entries: who saw what, what was unsealed and why, how many ideas came after.", "프로젝트의 항목을 보여 줍니다: 누가 무엇을 보았고 왜 열었으며 그 뒤 아이디어가 몇 개 나왔는지.");
    public string Unseal => Say("Unseal the results of an idea or of runs on a test split for a decision.", "결정을 위해 테스트 분할에서 아이디어나 실행의 결과를 엽니다.");
    public string UnsealIdea => Say("Idea whose comparison, with the results of its and its parent's runs, is unsealed.", "비교를 열 아이디어. 이 아이디어와 부모의 실행 결과도 함께 열립니다.");
    public string UnsealRun => Say("Run whose results are unsealed, by id or name; may be given several times.", "결과를 열 실행의 id나 이름. 여러 번 줄 수 있습니다.");
    public string UnsealSplit => Say("Name of the test split.", "테스트 분할의 이름.");
    public string UnsealReason => Say("Why now; the ledger keeps it.", "왜 지금인지. 원장에 남습니다.");
    public string UnsealWhat => Say("Say what: --idea IDEA, or --run RUN.", "무엇을 열지 --idea IDEA나 --run RUN으로 알려 주세요.");
    public string OpenSplit => Say("Open a whole test split: from now on everybody in the project sees its numbers.", "테스트 분할 전체를 엽니다. 이제부터 프로젝트의 모두가 수치를 봅니다.");
    public string SealSplit => Say("Seal a test split again.", "테스트 분할을 다시 봉인합니다.");
    public string InLedger => Say("Done; it is in the ledger.", "완료했으며 원장에 적었습니다.");
    public string Split => Say("Split", "분할");
    public string Verify => Say("Read the whole ledger and find every edit.", "원장 전체를 읽고 모든 변조를 찾습니다.");
    public string Whole(int entries, string head) => Say(
        $"The ledger is whole: {entries} entries. Head: {head}. Written down elsewhere, it shows later that nothing before it was rewritten.",
        $"원장에 이상이 없습니다: 항목 {entries}개. 끝 해시: {head}. 다른 곳에 적어 두면 나중에 앞부분이 다시 쓰이지 않았음을 확인할 수 있습니다.");
}
