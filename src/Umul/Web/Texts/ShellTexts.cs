namespace Umul.Web.Texts;

/// <summary>The frame around every page, and words that many pages share.</summary>
internal sealed class ShellTexts(Language language) : TextGroup(language)
{
    public string Product => Say("Umul", "Umul");
    public string SkipToContent => Say("Skip to content", "본문으로 건너뛰기");
    public string Breadcrumbs => Say("You are here", "현재 위치");
    public string Projects => Say("Projects", "프로젝트");
    public string Settings => Say("Settings", "설정");

    /// <summary>Always in the other language: the reader who needs it cannot read this one.</summary>
    public string OtherLanguage => Say("한국어", "English");
    public string OtherLanguageCode => Say("ko", "en");
    public string ThemeAuto => Say("Theme: follows the system. Change to light.", "테마: 시스템 설정을 따름. 밝게 바꾸기.");
    public string ThemeLight => Say("Theme: light. Change to dark.", "테마: 밝게. 어둡게 바꾸기.");
    public string ThemeDark => Say("Theme: dark. Follow the system.", "테마: 어둡게. 시스템 설정 따르기.");

    public string Save => Say("Save", "저장");
    public string Cancel => Say("Cancel", "취소");
    public string Rename => Say("Rename", "이름 바꾸기");
    public string Restore => Say("Restore", "복원");
    public string MoveToBin => Say("Move to bin", "휴지통으로 옮기기");
    public string Copy => Say("Copy", "복사");
    public string Copied => Say("Copied", "복사했습니다");
    public string CopyLink => Say("Copy link", "링크 복사");
    public string CopyAs(string format) => Say($"Copy as {format}", $"{format} 형식으로 복사");
    public string Download => Say("Download", "내려받기");
    public string More => Say("More", "더 보기");
    public string None => Say("None", "없음");
    public string Search => Say("Search", "검색");

    public string Offline => Say("The server does not answer just now. What you see is what it sent last; the page goes on by itself.",
        "지금 서버가 응답하지 않습니다. 마지막으로 받은 내용을 보여 드리고 있으며, 연결되면 저절로 이어집니다.");

    public string NotFoundTitle => Say("There is no page at this address", "이 주소에는 페이지가 없습니다");
    public string NotFoundDo => Say(
        "Check the address for a typing mistake, or start from the list of projects.",
        "주소에 오타가 없는지 확인하거나 프로젝트 목록에서 다시 시작해 주세요.");
    public string FailedTitle => Say("The page could not be made", "페이지를 만들지 못했습니다");
    public string FailedDo => Say(
        "Nothing that was recorded is lost. Reload the page; if it fails again, look in the server's log for the reference below.",
        "기록된 데이터는 그대로 있습니다. 새로고침해 보고, 다시 실패하면 서버 로그에서 아래 참조 번호를 찾아 주세요.");
    public string Reference(string id) => Say($"Reference: {id}", $"참조 번호: {id}");
    public string GoToProjects => Say("Go to projects", "프로젝트 목록으로");
    public string FormRefused => Say("The form was not accepted", "양식을 받지 못했습니다");
    public string FormExpired => Say(
        "The form was open too long or came from elsewhere, so it was not accepted. Reload the page and send it again.",
        "양식이 너무 오래 열려 있었거나 다른 곳에서 보내져 받지 않았습니다. 페이지를 새로고침한 뒤 다시 보내 주세요.");
}
