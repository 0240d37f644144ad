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
    public string Kept => Say("The files are kept in Umul.", "파일은 Umul에 보관되어 있습니다.");
}
