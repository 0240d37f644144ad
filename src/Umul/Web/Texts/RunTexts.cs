namespace Umul.Web.Texts;

/// <summary>One run and its tabs.</summary>
internal sealed class RunTexts(Language language) : TextGroup(language)
{
    public string Overview => Say("Overview", "개요");
    public string Charts => Say("Charts", "차트");
    public string Media => Say("Media", "미디어");
    public string Console => Say("Console", "콘솔");
    public string System => Say("System", "시스템");
    public string Files => Say("Artifacts", "아티팩트");
    public string Provenance => Say("Provenance", "출처");

    public string NotFound => Say("There is no such run", "그런 실행이 없습니다");
    public string NotFoundDo => Say("It may have been deleted for good, or the address may be cut short. Look for it in its project.",
        "완전히 삭제되었거나 주소가 잘렸을 수 있습니다. 프로젝트에서 찾아봐 주세요.");
    public string InBin => Say("This run is in the bin. It is kept as it was, but nothing can be logged to it until it is restored.",
        "이 실행은 휴지통에 있습니다. 그대로 보관되지만 복원하기 전에는 기록할 수 없습니다.");

    public string Status => Say("Status", "상태");
    public string Running => Say("Running", "진행 중");
    public string Scheduled => Say("Scheduled", "대기 중");
    public string Finished => Say("Finished", "완료");
    public string Failed => Say("Failed", "실패");
    public string Killed => Say("Stopped", "중단됨");

    public string LeadRunning(string duration) => Say($"Running for {duration}.", $"{duration}째 진행 중입니다.");
    public string LeadFinished(string duration) => Say($"Finished after {duration}.", $"{duration} 만에 끝났습니다.");
    public string LeadFailed(string duration) => Say($"Failed after {duration}. The console tells why.", $"{duration} 뒤에 실패했습니다. 콘솔에서 이유를 확인해 주세요.");
    public string LeadKilled(string duration) => Say($"Stopped after {duration}.", $"{duration} 뒤에 중단되었습니다.");
    public string LeadScheduled => Say("Waiting to start.", "시작을 기다리고 있습니다.");
    public string LeadPrimary(string metric, string value, long step) => Say(
        $"Best {metric}: {value} at step {step:N0}.", $"{metric} 최적값은 스텝 {step:N0}에서 {value}입니다.");

    public string Name => Say("Name", "이름");
    public string Note => Say("Note", "메모");
    public string NotePlaceholder => Say("What was tried, and why", "무엇을 왜 시도했는지 적어 주세요");
    public string NoNote => Say("No note yet.", "아직 메모가 없습니다.");
    public string EditNote => Say("Edit note", "메모 편집");
    public string Tags => Say("Tags", "태그");
    public string NoTags => Say("No tags.", "태그가 없습니다.");
    public string AddTag => Say("Add tag", "태그 추가");
    public string TagName => Say("Tag", "태그");
    public string TagValue => Say("Value", "값");
    public string RemoveTag(string name) => Say($"Remove tag {name}", $"태그 {name} 지우기");
    public string AllTags => Say("Tags that tools have set", "도구가 설정한 태그");

    public string Params => Say("Params", "파라미터");
    public string NoParams => Say("No params were logged.", "기록된 파라미터가 없습니다.");
    public string Param => Say("Param", "파라미터");
    public string Value => Say("Value", "값");
    public string Metrics => Say("Metrics", "지표");
    public string NoMetrics => Say("No metrics were logged yet.", "아직 기록된 지표가 없습니다.");
    public string Metric => Say("Metric", "지표");
    public string Last => Say("Last", "마지막 값");
    public string Best => Say("Best", "최적값");
    public string BestNeedsDirection => Say("Set which way is better in the project’s settings.", "프로젝트 설정에서 어느 쪽이 더 좋은지 정해 주세요.");
    public string BestIsGuess => Say("Which way is better was guessed from the name. The project’s settings decide.", "어느 쪽이 더 좋은지는 이름으로 추측했습니다. 프로젝트 설정에서 정할 수 있습니다.");
    public string Lowest => Say("Lowest", "최솟값");
    public string Highest => Say("Highest", "최댓값");
    public string AtStep => Say("At step", "스텝");
    public string LastStep => Say("Last step", "마지막 스텝");
    public string Points => Say("Points", "점 수");
    public string NotFinite(long count) => Say(count == 1 ? "1 is NaN or infinite" : $"{count:N0} are NaN or infinite", $"NaN 또는 무한대 {count:N0}개");
    public string FilterRows => Say("Filter rows", "행 거르기");
    public string Pager(int from, int to, int total) => Say($"{from:N0}–{to:N0} of {total:N0}", $"{total:N0}개 중 {from:N0}–{to:N0}");
    public string Previous => Say("Previous", "이전");
    public string Next => Say("Next", "다음");

    public string Project => Say("Project", "프로젝트");
    public string RunId => Say("Run id", "실행 ID");
    public string User => Say("User", "사용자");
    public string Started => Say("Started", "시작");
    public string Ended => Say("Ended", "종료");
    public string Duration => Say("Duration", "걸린 시간");
    public string Datasets => Say("Datasets", "데이터셋");
    public string Parent => Say("Parent run", "상위 실행");
    public string Children(int count) => Say(count == 1 ? "1 nested run" : $"{count:N0} nested runs", $"하위 실행 {count:N0}개");
    public string Facts => Say("About this run", "실행 정보");

    public string Compare => Say("Compare with another run", "다른 실행과 비교");

    public string NoCharts => Say("Charts need JavaScript. The last and best values are on the overview.", "차트를 보려면 JavaScript가 필요합니다. 마지막 값과 최적값은 개요에 있습니다.");
    public string SystemLead => Say("What the machine did while the run was on: GPU, CPU, memory, disk and network as the client sampled them.",
        "실행하는 동안 컴퓨터가 한 일입니다. 클라이언트가 측정한 GPU, CPU, 메모리, 디스크, 네트워크 사용량을 보여 줍니다.");
    public string NoSystem => Say("No machine metrics were recorded", "기록된 시스템 지표가 없습니다");
    public string NoSystemDo => Say("umul.py records them by itself. With MLflow, call mlflow.enable_system_metrics_logging() before the run starts.",
        "umul.py는 자동으로 기록합니다. MLflow에서는 실행을 시작하기 전에 mlflow.enable_system_metrics_logging()을 호출해 주세요.");

    public string NoConsole => Say("Nothing was printed, or the console was not recorded", "출력이 없거나 콘솔이 기록되지 않았습니다");
    public string NoConsoleDo => Say("umul.py records the console by itself. For any other command, start it with: python umul.py run -- your command",
        "umul.py는 콘솔을 자동으로 기록합니다. 다른 명령은 python umul.py run -- 명령 형태로 시작해 주세요.");
    public string ConsoleLines(long lines) => Say(lines == 1 ? "1 line" : $"{lines:N0} lines", $"{lines:N0}줄");
    public string ConsoleCapped(int shown) => Say(
        $"Only the last {shown:N0} lines are shown. Download the log for all of it.",
        $"마지막 {shown:N0}줄만 보여 드립니다. 전체는 로그를 내려받아 확인해 주세요.");
    public string Follow => Say("Follow", "따라가기");
    public string DownloadLog => Say("Download log", "로그 내려받기");
    public string SearchConsole => Say("Search the console", "콘솔에서 찾기");

    public string NoMedia => Say("No images, audio, text or tables were logged", "기록된 이미지, 오디오, 텍스트, 표가 없습니다");
    public string NoMediaDo => Say("Log them with run.image(...) of umul.py or mlflow.log_image(..., key=..., step=...): each name gets a slider over its steps.",
        "umul.py의 run.image(...)나 mlflow.log_image(..., key=..., step=...)로 기록하면 이름마다 스텝 슬라이더가 생깁니다.");
    public string Step => Say("Step", "스텝");
    public string StepOf(long step) => Say($"Step {step:N0}", $"스텝 {step:N0}");
    public string ShowMask => Say("Mask", "마스크");
    public string MaskOpacity => Say("Mask opacity", "마스크 불투명도");
    public string AllSteps => Say("One slider for all", "슬라이더 함께 움직이기");
    public string ShownOf(int shown, int total) => Say($"{shown:N0} of {total:N0} names are shown.", $"이름 {total:N0}개 가운데 {shown:N0}개를 보여 드립니다.");
    public string TableCapped(int rows) => Say($"The first {rows:N0} rows are shown.", $"처음 {rows:N0}행만 보여 드립니다.");
    public string CannotShow => Say("This cannot be shown here. Download it instead.", "여기서는 보여 드릴 수 없습니다. 내려받아 주세요.");

    public string StatusName(string status) => status switch
    {
        "running" => Running,
        "scheduled" => Scheduled,
        "finished" => Finished,
        "failed" => Failed,
        _ => Killed,
    };
}
