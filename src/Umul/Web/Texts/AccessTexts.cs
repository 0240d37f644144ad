namespace Umul.Web.Texts;

/// <summary>Signing in, and the commands about accounts.</summary>
internal sealed class AccessTexts(Language language) : TextGroup(language)
{
    public string SignIn => Say("Sign in", "로그인");
    public string SignOut => Say("Sign out", "로그아웃");
    public string SignedInAs(string name) => Say($"Signed in as {name}", $"{name} 계정으로 로그인함");
    public string Name => Say("Name", "이름");
    public string Password => Say("Password", "비밀번호");
    public string Wrong => Say("The name or the password is wrong.", "이름 또는 비밀번호가 맞지 않습니다.");
    public string NoAccount => Say("Accounts are made by the person who runs this server, with: umul user add NAME", "계정은 서버 운영자가 만듭니다: umul user add 이름");

    public string UserCommand => Say("Accounts, roles and tokens.", "계정, 역할, 토큰을 관리합니다.");
    public string AddCommand => Say("Add an account. The password is asked for, or read from a pipe.", "계정을 추가합니다. 비밀번호는 입력받거나 파이프로 읽습니다.");
    public string ListCommand => Say("List accounts.", "계정 목록을 보여 줍니다.");
    public string PasswordCommand => Say("Set a password.", "비밀번호를 설정합니다.");
    public string RoleCommand => Say("Set a role, in all projects or in one.", "모든 프로젝트 또는 한 프로젝트의 역할을 설정합니다.");
    public string TokenCommand => Say("Make or revoke a token for programs.", "프로그램용 토큰을 만들거나 폐기합니다.");
    public string RemoveCommand => Say("Remove an account. What it recorded stays.", "계정을 삭제합니다. 기록한 내용은 남습니다.");
    public string NameArgument => Say("The account's name.", "계정 이름입니다.");
    public string RoleOption => Say("none, reader, writer or admin.", "none, reader, writer, admin 가운데 하나입니다.");
    public string NoPasswordOption => Say("An account for programs, with tokens only.", "토큰만 쓰는 프로그램용 계정입니다.");
    public string ProjectOption => Say("The number of a project; all projects if not given.", "프로젝트 번호입니다. 없으면 모든 프로젝트입니다.");
    public string TokenNameOption => Say("What the token is for.", "토큰의 용도입니다.");
    public string DaysOption => Say("How many days it lives; for ever if not given.", "유효 일수입니다. 없으면 기한이 없습니다.");
    public string RevokeOption => Say("Revoke the token instead.", "토큰을 폐기합니다.");
    public string Added(string name, string role) => Say($"Added '{name}' as {role}.", $"'{name}' 계정을 {role} 역할로 추가했습니다.");
    public string PasswordSet(string name) => Say($"The password of '{name}' is set.", $"'{name}' 계정의 비밀번호를 설정했습니다.");
    public string RoleSet(string name, string role) => Say($"'{name}' is {role} now.", $"'{name}' 계정의 역할은 이제 {role}입니다.");
    public string Removed(string name) => Say($"Removed '{name}'.", $"'{name}' 계정을 삭제했습니다.");
    public string Revoked(string token) => Say($"Revoked the token '{token}'.", $"'{token}' 토큰을 폐기했습니다.");
    public string TokenShownOnce => Say("Keep it: it is not shown again. Set it as UMUL_TOKEN or MLFLOW_TRACKING_TOKEN.",
        "다시 보여 주지 않으니 보관하세요. UMUL_TOKEN이나 MLFLOW_TRACKING_TOKEN으로 설정하세요.");
    public string Role => Say("Role", "역할");
    public string Projects => Say("Projects", "프로젝트");
    public string Tokens => Say("Tokens", "토큰");

    /// <summary>In the language of the terminal.</summary>
    public static AccessTexts OfTerminal() => new(Terminal.Language);
}
