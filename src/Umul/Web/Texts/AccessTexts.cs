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

    public string Accounts => Say("Accounts", "계정");
    public string AccountsLead(int accounts) => Say(
        accounts == 1 ? "1 account. Everybody signs in, also on this machine." : $"{accounts:N0} accounts. Everybody signs in, also on this machine.",
        $"계정 {accounts:N0}개. 이 컴퓨터에서도 모두 로그인해야 합니다.");
    public string NoAccountsLead => Say(
        "There is no account: whoever sits at this machine may do everything, and other machines cannot reach this server.",
        "계정이 없습니다. 이 컴퓨터를 쓰는 사람은 누구나 모든 것을 할 수 있고, 다른 컴퓨터에서는 이 서버에 접속할 수 없습니다.");
    public string FirstAccountHint => Say(
        "The first account is an administrator. As soon as it exists, everybody signs in; keep the password.",
        "첫 계정은 관리자입니다. 만드는 순간부터 모두 로그인해야 하니 비밀번호를 보관해 주세요.");
    public string AddAccount => Say("Add an account", "계정 추가");
    public string AddAccountButton => Say("Add account", "계정 추가");
    public string PasswordOptional => Say("Empty for programs, which use tokens only.", "프로그램용 계정이면 비워 두세요. 토큰만 쓰게 됩니다.");
    public string AccountAdded(string name) => Say($"{name} may sign in now.", $"이제 {name} 계정으로 로그인할 수 있습니다.");
    public string ChangesSaved => Say("Saved.", "저장했습니다.");
    public string AccountName => Say("1 to 64 letters, digits, . _ - or @.", "글자, 숫자, . _ - @ 로 64자까지.");
    public string BadName => Say("A name has 1 to 64 letters, digits, . _ - or @.", "이름은 글자, 숫자, . _ - @ 로 64자까지입니다.");
    public string NameTaken(string name) => Say($"There is an account named {name} already.", $"{name} 계정이 이미 있습니다.");
    public string PasswordTooShort(int least) => Say($"A password needs at least {least:N0} characters.", $"비밀번호는 {least:N0}자 이상이어야 합니다.");
    public string OnlyAdministrator(string name) => Say(
        $"{name} is the only administrator. Make another account an administrator first.", $"{name} 계정이 유일한 관리자입니다. 먼저 다른 계정을 관리자로 바꿔 주세요.");
    public string RoleEverywhere => Say("Role in all projects", "모든 프로젝트의 역할");
    public string RoleIn => Say("A greater role in one project", "한 프로젝트에서 더 높은 역할");
    public string RoleInHint => Say("“Nothing” takes a role in a project back.", "‘없음’을 고르면 그 프로젝트의 역할을 거둡니다.");
    public string NewPassword => Say("New password", "새 비밀번호");
    public string SetPassword => Say("Set password", "비밀번호 설정");
    public string SetPasswordHint => Say("Ends every session that is open with the old one.", "예전 비밀번호로 열린 세션은 모두 끝납니다.");
    public string RemoveAccount => Say("Remove account", "계정 삭제");
    public string RemoveHint => Say("Its tokens stop working at once. What it recorded stays.", "토큰은 바로 쓸 수 없게 됩니다. 기록한 내용은 남습니다.");
    public string MyAccount => Say("My account", "내 계정");
    public string MyAccountLead(string name, string role) => Say($"Signed in as {name}. Role in all projects: {role}.", $"{name} 계정으로 로그인했습니다. 모든 프로젝트의 역할: {role}.");
    public string MyAccountNone => Say("This server has no accounts, so there is nothing to manage here.", "이 서버에는 계정이 없어 관리할 것이 없습니다.");
    public string TokensHint => Say("For programs: umul.py and MLflow’s clients send a token instead of a password.", "프로그램용입니다. umul.py와 MLflow 클라이언트가 비밀번호 대신 보냅니다.");
    public string NoTokens => Say("No tokens.", "토큰이 없습니다.");
    public string TokenFor => Say("What it is for", "용도");
    public string TokenDays => Say("Days it lives", "유효 일수");
    public string TokenDaysHint => Say("Empty: for ever.", "비워 두면 기한이 없습니다.");
    public string MakeToken => Say("Make token", "토큰 만들기");
    public string Revoke => Say("Revoke", "폐기");
    public string RevokeNamed(string token) => Say($"Revoke token {token}", $"토큰 {token} 폐기");
    public string Created => Say("Made", "만든 때");
    public string Expires => Say("Expires", "만료");
    public string Never => Say("never", "없음");
    public string TokenMade(string token) => Say($"The token {token}. Copy it now: it is not shown again.", $"토큰 {token}입니다. 다시 보여 주지 않으니 지금 복사해 주세요.");
    public string TokenNameWrong => Say("Say what the token is for, in 1 to 100 characters.", "토큰의 용도를 100자 이내로 적어 주세요.");
    public string TokenDaysWrong => Say("A token lives 1 to 36500 days, or for ever.", "유효 일수는 1에서 36500 사이이거나 비워 두어야 합니다.");
    public string RoleNone => Say("Nothing", "없음");
    public string RoleReader => Say("Reader", "읽기");
    public string RoleWriter => Say("Writer", "쓰기");
    public string RoleAdmin => Say("Administrator", "관리자");
    public string RoleHint => Say(
        "Readers see what was recorded. Writers also record, edit and use the bin. Administrators also manage accounts, back up and empty the bin.",
        "읽기: 기록을 봅니다. 쓰기: 기록하고 고치고 휴지통을 씁니다. 관리자: 계정 관리, 백업, 휴지통 비우기도 합니다.");

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
