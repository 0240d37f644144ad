namespace Umul.Web.Texts;

/// <summary>What <c>umul report</c> says.</summary>
internal sealed class ReportCommandTexts(Language language) : TextGroup(language)
{
    /// <summary>In the language of the terminal.</summary>
    public static ReportCommandTexts Here => new(Terminal.Language);

    public string Report => Say("Write the report of a comparison: results, methods, tables, figures, cases, all ideas tried, ledger, checklist.", "비교 보고서를 씁니다: 결과, 방법, 표, 그림, 케이스, 시도한 모든 아이디어, 원장, 체크리스트.");
    public string Idea => Say("Name of the idea.", "아이디어의 이름.");
    public string Project => Say("Name or number of the project, where several have such an idea.", "같은 이름의 아이디어가 여러 프로젝트에 있을 때, 프로젝트의 이름이나 번호.");
    public string Format => Say("markdown, html (one file), latex or csv.", "markdown, html(파일 하나), latex, csv 중 하나.");
    public string Output => Say("File with the format's ending, or folder; - writes the main file to the output. Without it: a file or folder named after the idea.", "형식에 맞는 확장자의 파일이나 폴더. -이면 본문을 출력에 씁니다. 없으면 아이디어 이름을 딴 파일이나 폴더.");
    public string Written(string path, int files) => files == 1 ? Say($"Written: {path}", $"저장했습니다: {path}") : Say($"Written: {path} with {files - 1} files of figures and data beside it.", $"저장했습니다: {path}, 그림과 데이터 파일 {files - 1}개를 함께 저장했습니다.");
    public string Compile => Say("pdflatex compiles it as it is; run it twice for the tables.", "pdflatex로 그대로 컴파일됩니다. 표를 위해 두 번 실행하세요.");
}
