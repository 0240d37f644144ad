namespace Umul.Web.Texts;

/// <summary>The list of projects, one project, its settings.</summary>
internal sealed class ProjectTexts(Language language) : TextGroup(language)
{
    public string Lead(int projects, int running) => running == 0
        ? Say(projects == 1 ? "1 project. Nothing is running now." : $"{projects:N0} projects. Nothing is running now.",
            $"프로젝트 {projects:N0}개가 있습니다. 지금 진행 중인 실행은 없습니다.")
        : Say($"{projects:N0} {(projects == 1 ? "project" : "projects")}. {running:N0} {(running == 1 ? "run is" : "runs are")} in progress.",
            $"프로젝트 {projects:N0}개가 있고, 실행 {running:N0}개가 진행 중입니다.");

    public string Project => Say("Project", "프로젝트");
    public string Runs => Say("Runs", "실행");
    public string Running => Say("In progress", "진행 중");
    public string LastActivity => Say("Last activity", "마지막 활동");
    public string Activity => Say("Runs per day, last 30 days", "최근 30일 하루 실행 수");
    public string ActivityOf(int runs) => Say($"{runs:N0} runs in the last 30 days", $"최근 30일 동안 실행 {runs:N0}개");
    public string NeverActive => Say("No runs yet", "아직 실행 없음");

    public string NewProject => Say("New project", "새 프로젝트");
    public string Name => Say("Name", "이름");
    public string NameHint => Say("One research question, such as “Breast ultrasound lesion segmentation”.", "연구 질문 하나를 적어 주세요. 예: “유방 초음파 병변 분할”");
    public string NameMissing => Say("Give the project a name.", "프로젝트 이름을 입력해 주세요.");
    public string NameTaken(string name) => Say(
        $"A project named “{name}” already exists, perhaps in the bin. Choose another name.",
        $"“{name}” 프로젝트가 이미 있습니다. 휴지통에 있을 수도 있습니다. 다른 이름을 골라 주세요.");
    public string Description => Say("Description", "설명");
    public string NoDescription => Say("No description yet.", "아직 설명이 없습니다.");
    public string EditDescription => Say("Edit description", "설명 편집");
    public string Create => Say("Create project", "프로젝트 만들기");
    public string NoProjectsTitle => Say("No projects yet", "아직 프로젝트가 없습니다");
    public string NoProjectsDo => Say("Create one here, or start a run from your training code: its project appears by itself.",
        "여기서 만들거나 학습 코드에서 실행을 시작해 보세요. 프로젝트가 자동으로 생깁니다.");

    public string NotFound => Say("There is no such project", "그런 프로젝트가 없습니다");
    public string NotFoundDo => Say("It may have been deleted for good, or the address may be wrong. Look in the list of projects.",
        "완전히 삭제되었거나 주소가 잘못되었을 수 있습니다. 프로젝트 목록에서 찾아봐 주세요.");
    public string InBin => Say("This project is in the bin. Its runs are kept, but nothing can be logged to it until it is restored.",
        "이 프로젝트는 휴지통에 있습니다. 실행은 그대로 보관되지만 복원하기 전에는 기록할 수 없습니다.");

    public string RunsTab => Say("Runs and charts", "실행과 차트");
    public string CompareTab => Say("Compare", "비교");
    public string SettingsTab => Say("Settings", "설정");
    public string View => Say("View", "보기");
    public string ViewSplit => Say("Both", "함께");
    public string ViewTable => Say("Table", "표");
    public string ViewCharts => Say("Charts", "차트");
    public string RunCount(int runs) => Say(runs == 1 ? "1 run" : $"{runs:N0} runs", $"실행 {runs:N0}개");
    public string ShowingNewest(int shown, int total) => Say(
        $"The newest {shown:N0} of {total:N0} runs are listed here. The full table needs JavaScript.",
        $"실행 {total:N0}개 가운데 최근 {shown:N0}개만 보여 드립니다. 전체 표를 보려면 JavaScript가 필요합니다.");

    public string FirstProject => Say("my-project", "my-project");
    public string FirstRunTitle => Say("Send a first run", "첫 실행 보내기");
    public string FirstRunDo => Say(
        "Training code that logs to MLflow needs no change: set the server’s address, name the project, and start it.",
        "MLflow에 기록하는 학습 코드는 고칠 필요가 없습니다. 서버 주소와 프로젝트 이름을 환경 변수로 설정하고 시작하세요.");
    public string FirstRunPython => Say("Without MLflow, use the one-file client:", "MLflow가 없다면 파일 하나짜리 클라이언트를 쓰면 됩니다.");
    public string FirstRunImport => Say("Or bring in what you already have:", "이미 있는 기록을 가져올 수도 있습니다.");

    public string PrimaryMetric => Say("Primary metric", "주 지표");
    public string PrimaryMetricHint => Say("The one number that decides whether an idea is kept. Tables sort by it and comparisons start with it.",
        "아이디어를 채택할지 정하는 단 하나의 수치입니다. 표는 이 지표로 정렬되고 비교도 이 지표에서 시작합니다.");
    public string NotChosen => Say("Not chosen", "정하지 않음");
    public string Direction => Say("Better when", "좋은 방향");
    public string Higher => Say("Higher", "높을수록");
    public string Lower => Say("Lower", "낮을수록");
    public string UnknownDirection => Say("Not known", "모름");
    public string Directions => Say("Which way is better", "어느 쪽이 더 좋은지");
    public string DirectionsHint => Say(
        "“Best” in tables and charts follows what is set here. Until somebody says which way is better, the metric’s name suggests it, and tables mark it with “?”.",
        "표와 차트의 ‘최적’는 여기서 정한 방향을 따릅니다. 정하지 않은 지표는 이름으로 추측하며 표에 ‘?’로 표시합니다.");
    public string HigherByName => Say("By its name: higher", "이름으로 추측: 높을수록");
    public string LowerByName => Say("By its name: lower", "이름으로 추측: 낮을수록");
    public string UnknownByName => Say("By its name: not known", "이름으로 추측: 모름");
    public string NoMetrics => Say("No metric has been logged to this project yet.", "아직 이 프로젝트에 기록된 지표가 없습니다.");
    public string Saved => Say("Saved.", "저장했습니다.");
    public string BinProject => Say("Move this project to the bin", "이 프로젝트를 휴지통으로 옮기기");
    public string BinProjectHint => Say("Its runs go with it. Everything can be restored until the bin is emptied.",
        "실행도 함께 옮겨집니다. 휴지통을 비우기 전에는 모두 복원할 수 있습니다.");
    public string General => Say("General", "일반");
    public string DefaultProjectStays => Say("MLflow clients log here when they name no experiment, so this project stays.",
        "MLflow 클라이언트가 실험 이름을 정하지 않으면 여기에 기록하므로, 이 프로젝트는 없앨 수 없습니다.");
}
