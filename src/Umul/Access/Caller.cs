using Umul.Web;

namespace Umul.Access;

/// <summary>
/// On whose behalf the present request is carried out. Nobody in particular — a server without accounts, a command, work in the
/// background — may do everything. Stores ask here, so that no endpoint can forget to.
/// </summary>
internal static class Caller
{
    private static readonly AsyncLocal<Account?> s_account = new();

    /// <summary>The account of this request; null where accounts do not count.</summary>
    public static Account? Account
    {
        get => s_account.Value;
        set => s_account.Value = value;
    }

    /// <summary>Whether the project may be seen.</summary>
    public static bool MayRead(long projectId) => Account is not { } account || account.In(projectId) >= Role.Reader;

    /// <exception cref="UmulException">The project may not be seen; it is said not to exist.</exception>
    public static void RequireReader(long projectId)
    {
        if (!MayRead(projectId)) throw new UmulException(ErrorCode.NotFound, new Sentence(
            $"There is no project {projectId}.",
            $"{projectId}번 프로젝트가 없습니다."));
    }

    /// <exception cref="UmulException">The account may not write to the project.</exception>
    public static void RequireWriter(long projectId)
    {
        if (Account is { } account && account.In(projectId) < Role.Writer)
            throw new UmulException(ErrorCode.Forbidden, new Sentence(
                $"The account '{account.Name}' may not write to this project. Ask an administrator for the role 'writer'.",
                $"'{account.Name}' 계정은 이 프로젝트에 쓸 수 없습니다. 관리자에게 writer 역할을 요청하세요."));
    }

    /// <summary>For what belongs to no project, or to all.</summary>
    /// <exception cref="UmulException">The account does not have the role everywhere.</exception>
    public static void RequireEverywhere(Role role)
    {
        if (Account is { } account && account.Role < role)
            throw new UmulException(ErrorCode.Forbidden, new Sentence(
                $"The account '{account.Name}' needs the role '{role.ToString().ToLowerInvariant()}' in all projects to do this.",
                $"'{account.Name}' 계정이 이 일을 하려면 모든 프로젝트의 {role.ToString().ToLowerInvariant()} 역할이 필요합니다."));
    }
}
