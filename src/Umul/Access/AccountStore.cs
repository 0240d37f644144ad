using System.Collections.Frozen;
using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Umul.Database;
using Umul.Web;

namespace Umul.Access;

/// <summary>All SQL about accounts, their roles and tokens. They are few and asked for at every request, so they are held in memory.</summary>
internal sealed class AccountStore
{
    /// <summary>Shorter passwords are refused.</summary>
    public const int MinimumPasswordLength = 8;
    private const long SessionMs = 30L * 24 * 3600 * 1000;

    private readonly UmulDatabase _database;
    private readonly TimeProvider _clock;
    private readonly PasswordHasher<Account> _hasher = new();
    private readonly Lock _loading = new();
    private volatile Directory? _directory;

    public AccountStore(UmulDatabase database, TimeProvider clock)
    {
        (_database, _clock) = (database, clock);
        database.Replaced += () => _directory = null; // a restored backup has accounts of its own
    }

    /// <summary>All accounts, by name.</summary>
    public IReadOnlyList<Account> All => Known.Accounts;

    /// <summary>True if nobody can sign in, because there is no account.</summary>
    public bool IsEmpty => Known.Accounts.Count == 0;

    private Directory Known
    {
        get
        {
            if (_directory is { } known) return known;
            lock (_loading) return _directory ??= Load();
        }
    }

    /// <summary>The account of a token or session, or null.</summary>
    public Account? ByToken(string secret) =>
        Known.Tokens.TryGetValue(Hash(secret), out var token) && (token.ExpiresMs is not { } expires || expires > _clock.UnixMs) ? token.Account : null;

    /// <summary>The account of that name and password, or null. Takes as long for a name that does not exist.</summary>
    public Account? ByPassword(string name, string password)
    {
        var account = All.FirstOrDefault(a => string.Equals(a.Name, name, StringComparison.Ordinal));
        var hash = account?.Password ?? Known.HashOfNobody(_hasher);
        var verified = _hasher.VerifyHashedPassword(account!, hash, password) != PasswordVerificationResult.Failed;
        return verified && account?.Password is not null ? account : null;
    }

    /// <summary>Adds an account. The first one must be able to manage the others.</summary>
    /// <exception cref="UmulException">The name is taken or no name; the password is too short.</exception>
    public async Task Add(string name, string? password, Role role)
    {
        RequireName(name);
        if (IsEmpty && role != Role.Admin) throw new UmulException(ErrorCode.Invalid, new Sentence(
            "The first account must be an administrator, who can add the others.",
            "첫 계정은 다른 계정을 추가할 수 있는 관리자여야 합니다."));
        var hash = password is null ? null : HashPassword(password);
        await Change(scope =>
        {
            if (scope.Scalar("SELECT id FROM accounts WHERE name = @p0", name) is not null)
                throw new UmulException(ErrorCode.AlreadyExists, new Sentence($"An account named '{name}' already exists.", $"'{name}' 계정이 이미 있습니다."));
            scope.Execute("INSERT INTO accounts (name, password, role, created_ms) VALUES (@p0, @p1, @p2, @p3)", name, hash, (int)role, _clock.UnixMs);
        });
    }

    /// <summary>Removes an account with its tokens. What it recorded stays.</summary>
    public Task Remove(string name) => ChangeAccount(name, (scope, id) =>
    {
        RequireAnotherAdmin(scope, id, name);
        scope.Execute("DELETE FROM accounts WHERE id = @p0", id);
    });

    /// <summary>Sets a password and ends the sessions that were opened with the old one.</summary>
    public Task SetPassword(string name, string password)
    {
        var hash = HashPassword(password);
        return ChangeAccount(name, (scope, id) =>
        {
            scope.Execute("UPDATE accounts SET password = @p0 WHERE id = @p1", hash, id);
            scope.Execute("DELETE FROM access_tokens WHERE account = @p0 AND name = ''", id);
        });
    }

    /// <summary>Sets the role in every project, or over and above that in one.</summary>
    public Task SetRole(string name, Role role, long? projectId) => ChangeAccount(name, (scope, id) =>
    {
        if (projectId is not { } project)
        {
            if (role != Role.Admin) RequireAnotherAdmin(scope, id, name);
            scope.Execute("UPDATE accounts SET role = @p0 WHERE id = @p1", (int)role, id);
            return;
        }
        if (scope.Scalar("SELECT id FROM projects WHERE id = @p0", project) is null) throw new UmulException(ErrorCode.NotFound, new Sentence(
            $"There is no project {project}.",
            $"{project}번 프로젝트가 없습니다."));
        scope.Execute("DELETE FROM project_roles WHERE account = @p0 AND project_id = @p1", id, project);
        if (role != Role.None) scope.Execute("INSERT INTO project_roles (account, project_id, role) VALUES (@p0, @p1, @p2)", id, project, (int)role);
    });

    /// <summary>A new token for programs; the answer is the only time that it is shown.</summary>
    public async Task<string> AddToken(string name, string tokenName, long? expiresMs)
    {
        if (tokenName.Length is 0 or > 100) throw new UmulException(ErrorCode.Invalid, new Sentence(
            "A token needs a name of 1 to 100 characters, such as the machine that will use it.",
            "토큰에는 1자에서 100자까지의 이름이 필요합니다. 쓸 기계의 이름이 알맞습니다."));
        return await AddSecret(name, tokenName, expiresMs);
    }

    /// <summary>A new session of a browser, for 30 days.</summary>
    public Task<string> AddSession(string name) => AddSecret(name, "", _clock.UnixMs + SessionMs);

    /// <summary>Ends a session; unknown ones are ended already.</summary>
    public Task EndSession(string secret) => Change(scope => scope.Execute("DELETE FROM access_tokens WHERE hash = @p0 AND name = ''", Hash(secret)));

    /// <summary>Takes back all tokens of that name.</summary>
    public Task RemoveToken(string name, string tokenName) => ChangeAccount(name, (scope, id) =>
    {
        if (scope.Execute("DELETE FROM access_tokens WHERE account = @p0 AND name = @p1 AND name <> ''", id, tokenName) == 0)
            throw new UmulException(ErrorCode.NotFound, new Sentence(
                $"The account '{name}' has no token named '{tokenName}'.",
                $"'{name}' 계정에 '{tokenName}' 토큰이 없습니다."));
    });

    /// <summary>Names of the account's tokens.</summary>
    public IReadOnlyList<string> TokensOf(Account account) => [.. Known.Tokens.Values.Where(t => t.Account.Id == account.Id && t.Name.Length > 0).Select(t => t.Name).Distinct().Order()];

    /// <summary>The account's tokens, the newest first; sessions are none.</summary>
    public IReadOnlyList<TokenRecord> TokenRecordsOf(string name) =>
        [.. Known.Tokens.Values.Where(t => t.Account.Name == name && t.Name.Length > 0).Select(t => new TokenRecord(t.Name, t.CreatedMs, t.ExpiresMs)).OrderByDescending(t => t.CreatedMs)];

    private async Task<string> AddSecret(string name, string tokenName, long? expiresMs)
    {
        var secret = "umul_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        await ChangeAccount(name, (scope, id) =>
        {
            scope.Execute("DELETE FROM access_tokens WHERE expires_ms < @p0", _clock.UnixMs);
            scope.Execute("INSERT INTO access_tokens (hash, account, name, created_ms, expires_ms) VALUES (@p0, @p1, @p2, @p3, @p4)",
                Hash(secret), id, tokenName, _clock.UnixMs, expiresMs);
        });
        return secret;
    }

    private Task ChangeAccount(string name, Action<WriteScope, long> change) => Change(scope =>
    {
        var id = scope.Scalar("SELECT id FROM accounts WHERE name = @p0", name) ?? throw new UmulException(ErrorCode.NotFound, new Sentence(
            $"There is no account named '{name}'.",
            $"'{name}' 계정이 없습니다."));
        change(scope, Convert.ToInt64(id, null));
    });

    private async Task Change(Action<WriteScope> change)
    {
        await _database.Writer.Write(change);
        lock (_loading) _directory = Load();
    }

    private static void RequireAnotherAdmin(WriteScope scope, long id, string name)
    {
        if (scope.Scalar("SELECT id FROM accounts WHERE role = @p0 AND id <> @p1 LIMIT 1", (int)Role.Admin, id) is null)
            throw new UmulException(ErrorCode.WrongState, new Sentence(
                $"'{name}' is the only administrator. Make another account an administrator first.",
                $"관리자는 '{name}'뿐입니다. 먼저 다른 계정을 관리자로 만드세요."));
    }

    /// <summary>Whether an account may be called so.</summary>
    public static bool IsName(string name) => name.Length is > 0 and <= 64 && name.All(c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '@');

    private static void RequireName(string name)
    {
        if (!IsName(name))
            throw new UmulException(ErrorCode.Invalid, new Sentence(
                "An account's name has 1 to 64 letters, digits, '.', '_', '-' or '@'.",
                "계정 이름은 영문자, 숫자, '.', '_', '-', '@' 1자에서 64자까지입니다."));
    }

    private string HashPassword(string password) => password.Length >= MinimumPasswordLength
        ? _hasher.HashPassword(null!, password)
        : throw new UmulException(ErrorCode.Invalid, new Sentence(
            $"A password needs at least {MinimumPasswordLength} characters.",
            $"비밀번호는 {MinimumPasswordLength}자 이상이어야 합니다."));

    private static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    // Without Dapper: the first request waits for this, and loading Dapper costs it 15 ms.
    private Directory Load()
    {
        using var connection = _database.OpenRead();
        var accounts = ReadAccounts(connection);
        if (accounts.Count == 0) return Directory.Empty;
        var roles = ReadRoles(connection).ToLookup(r => r.Account, r => r.Role);
        accounts = accounts.ConvertAll(a => a with { ProjectRoles = roles[a.Id].ToFrozenDictionary() });
        var byId = accounts.ToDictionary(a => a.Id);
        var tokens = new Dictionary<string, Token>(StringComparer.Ordinal);
        using var reader = connection.Read("SELECT hash, account, name, created_ms, expires_ms FROM access_tokens");
        while (reader.Read())
        {
            if (byId.TryGetValue(reader.GetInt64(1), out var account))
                tokens[reader.GetString(0)] = new Token(account, reader.GetString(2), reader.GetInt64(3), reader.IsDBNull(4) ? null : reader.GetInt64(4));
        }
        return new Directory(accounts, tokens.ToFrozenDictionary(StringComparer.Ordinal));
    }

    private static List<Account> ReadAccounts(DbConnection connection)
    {
        var accounts = new List<Account>();
        using var reader = connection.Read("SELECT id, name, password, role, created_ms FROM accounts ORDER BY name");
        while (reader.Read())
        {
            accounts.Add(new Account
            {
                Id = reader.GetInt64(0),
                Name = reader.GetString(1),
                Password = reader.IsDBNull(2) ? null : reader.GetString(2),
                Role = (Role)reader.GetInt16(3),
                CreatedMs = reader.GetInt64(4),
            });
        }
        return accounts;
    }

    private static List<(long Account, KeyValuePair<long, Role> Role)> ReadRoles(DbConnection connection)
    {
        var roles = new List<(long, KeyValuePair<long, Role>)>();
        using var reader = connection.Read("SELECT account, project_id, role FROM project_roles");
        while (reader.Read()) roles.Add((reader.GetInt64(0), KeyValuePair.Create(reader.GetInt64(1), (Role)reader.GetInt16(2))));
        return roles;
    }

    private sealed record Token(Account Account, string Name, long CreatedMs, long? ExpiresMs);

    private sealed record Directory(IReadOnlyList<Account> Accounts, FrozenDictionary<string, Token> Tokens)
    {
        public static readonly Directory Empty = new([], FrozenDictionary<string, Token>.Empty);

        private string? _hashOfNobody;

        public string HashOfNobody(PasswordHasher<Account> hasher) => _hashOfNobody ??= hasher.HashPassword(null!, "nobody's password");
    }
}
