namespace Umul.Web.Texts;

/// <summary>A run's artifacts.</summary>
internal sealed class FileTexts(Language language) : TextGroup(language)
{
    public string Lead(int files, string size) => Say(
        files == 1 ? $"1 file, {size}." : $"{files:N0} files, {size} in all.", $"파일 {files:N0}개, 모두 {size}입니다.");
    public string None => Say("No artifacts were logged", "기록된 아티팩트가 없습니다");
    public string NoneDo => Say("Log them with run.file(\"best.pt\") of umul.py or mlflow.log_artifact(\"best.pt\").",
        "umul.py의 run.file(\"best.pt\")나 mlflow.log_artifact(\"best.pt\")로 기록해 주세요.");
    public string Name => Say("Name", "이름");
    public string Size => Say("Size", "크기");
    public string Modified => Say("Modified", "수정");
    public string Root => Say("All artifacts", "모든 아티팩트");
    public string Preview => Say("Preview", "미리 보기");
    public string ChooseFile => Say("Choose a file to look at it here.", "파일을 고르면 여기에서 볼 수 있습니다.");
    public string NoPreview => Say("There is no preview for this kind of file.", "이 종류의 파일은 미리 볼 수 없습니다.");
    public string PreviewCapped(string size) => Say($"The first {size} are shown. Download the file for all of it.",
        $"처음 {size}만 보여 드립니다. 전체는 파일을 내려받아 주세요.");
    public string FolderCount(int files) => Say(files == 1 ? "1 file" : $"{files:N0} files", $"파일 {files:N0}개");
    public string NotFound => Say("There is no artifact of that name", "그 이름의 아티팩트가 없습니다");
}
