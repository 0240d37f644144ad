namespace Umul.Web.Texts;

/// <summary>Datasets of a project: versions, splits, cases.</summary>
internal sealed class DataTexts(Language language) : TextGroup(language)
{
    public string Tab => Say("Data", "데이터");
    public string Lead(string name, int version, int cases, int groups) => groups == 0
        ? Say($"{name}, version {version}: {cases:N0} cases, no groups named.", $"{name} 버전 {version}: 케이스 {cases:N0}개, 그룹 없음.")
        : Say($"{name}, version {version}: {cases:N0} cases of {groups:N0} groups.", $"{name} 버전 {version}: 케이스 {cases:N0}개, 그룹 {groups:N0}개.");
    public string Empty => Say("This project has no dataset yet.", "이 프로젝트에는 아직 데이터셋이 없습니다.");
    public string EmptyDo => Say("Add a folder of images and references. What was found is shown before it is saved.", "영상과 기준이 있는 폴더를 추가하세요. 저장하기 전에 찾은 것을 보여 줍니다.");
    public string Versions => Say("Datasets", "데이터셋");
    public string Name => Say("Name", "이름");
    public string Version => Say("Version", "버전");
    public string Fingerprint => Say("Fingerprint", "지문");
    public string Added => Say("Added", "추가됨");
    public string Splits => Say("Splits", "분할");
    public string Split => Say("Split", "분할");
    public string Role => Say("Role", "용도");
    public string Train => Say("train", "학습");
    public string Development => Say("development", "개발");
    public string Test => Say("test", "시험");
    public string RoleUnknown => Say("not said", "미지정");
    public string Cases => Say("Cases", "케이스");
    public string Case => Say("Case", "케이스");
    public string Group => Say("Group", "그룹");
    public string Files => Say("Files", "파일");
    public string NoSplits => Say("No splits yet. Divide by group with umul data split.", "아직 분할이 없습니다. umul data split으로 그룹별로 나누세요.");
    public string InSeveral(int groups) => Say(
        $"{groups:N0} groups have cases in more than one split, so models are tested on patients that they have seen.",
        $"그룹 {groups:N0}개의 케이스가 여러 분할에 나뉘어 있어, 학습한 환자로 시험하게 됩니다.");
    public string Where(string folder) => Say($"The files lie in {folder}.", $"파일 위치: {folder}");
    public string Add => Say("Add data", "데이터 추가");
    public string Folder => Say("Folder on the server's machine", "서버 컴퓨터의 폴더");
    public string FolderHint => Say("The files stay where they are and are known by their content.", "파일은 제자리에 두고 내용으로 구분합니다.");
    public string NameHint => Say("The folder's name if empty.", "비워 두면 폴더 이름을 씁니다.");
    public string How => Say("Say which files belong together", "어떤 파일이 한 케이스인지 지정하기");
    public string Patterns => Say("Patterns, one a line", "패턴(한 줄에 하나)");
    public string PatternsHint => Say("Where the case and the group stand in the path, such as reference=masks/{case}_mask.png; without any, the usual names of folders are looked for.", "경로에서 케이스와 그룹의 자리를 적습니다. 예: reference=masks/{case}_mask.png. 비워 두면 흔히 쓰는 폴더 이름을 찾습니다.");
    public string Manifest => Say("Manifest", "목록");
    public string ManifestHint => Say("CSV with a header, or JSON: one row a case, with columns for files, group, split and metadata. Without it, metadata.csv or the like in the folder is taken.", "머리글이 있는 CSV나 JSON으로, 한 행이 한 케이스이며 파일, 그룹, 분할, 메타데이터 열을 둡니다. 비워 두면 폴더의 metadata.csv 등을 씁니다.");
    public string Copy => Say("Keep a copy of the files in Umul", "파일 사본을 Umul에 보관");
    public string Look => Say("Look", "살펴보기");
    public string Save => Say("Save as a dataset", "데이터셋으로 저장");
    public string FoundTitle => Say("Found; nothing is saved yet", "찾은 것(아직 저장하지 않음)");
    public string FirstOf(int shown, int all) => Say($"The first {shown:N0} of {all:N0} cases.", $"케이스 {all:N0}개 중 처음 {shown:N0}개입니다.");
    public string GroupAsk(string column, int values, int rows) => Say(
        $"The column '{column}' has {values:N0} values for {rows:N0} rows, so it probably names the patient or speaker. Cases of one patient must not be spread over splits.",
        $"'{column}' 열은 {rows:N0}행에 값이 {values:N0}가지여서 환자나 화자를 나타내는 것으로 보입니다. 한 환자의 케이스는 여러 분할에 나뉘면 안 됩니다.");
    public string GroupYes(string column) => Say($"'{column}' is the group", $"'{column}'이(가) 그룹입니다");
    public string GroupNo => Say("Each case stands for itself", "케이스마다 독립입니다");
    public string Divide => Say("Divide into splits", "분할로 나누기");
    public string Shares => Say("Splits and their shares", "분할과 비율");
    public string SharesHint => Say("A group is in one split only. Dividing makes a new version; the seed says which division.", "한 그룹은 한 분할에만 들어갑니다. 나누면 새 버전이 되며, 시드에 따라 나뉘는 것이 정해집니다.");
    public string ByCase => Say("Each case for itself, whatever its group", "그룹과 상관없이 케이스마다 따로");
    public string Kept => Say("The files are kept in Umul.", "파일은 Umul에 보관되어 있습니다.");
}
