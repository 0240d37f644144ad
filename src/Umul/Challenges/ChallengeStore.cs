using Dapper;
using Umul.Access;
using Umul.Database;
using Umul.Ideas;
using Umul.Ledger;
using Umul.Projects;
using Umul.Runs;
using Umul.Web;

namespace Umul.Challenges;

/// <summary>All SQL about challenges and what was submitted to them.</summary>
internal sealed class ChallengeStore(UmulDatabase database, LedgerStore ledger, RunStore runs, TimeProvider clock)
{
    private const string Columns =
        "id AS Id, project_id AS ProjectId, name AS Name, split AS Split, metric AS Metric, most AS Most, created_by AS CreatedBy, created_ms AS CreatedMs, closed_ms AS ClosedMs";

    /// <summary>Challenges of a project, newest first.</summary>
    public IReadOnlyList<Challenge> All(long projectId) => Query("project_id = @id ORDER BY id DESC", projectId);

    /// <summary>The challenge of that number; null if there is none to be seen.</summary>
    public Challenge? Find(long id) => Query("id = @id", id).FirstOrDefault();

    /// <summary>Begins a challenge over a test split. Where there are accounts, an administrator does.</summary>
    /// <exception cref="UmulException">The caller is no administrator, the split is no test, the name is taken, or a number is none.</exception>
    public async Task<Challenge> Create(long projectId, Challenge wanted, string? person = null)
    {
        RequireAdministrator();
        var name = wanted.Name.Trim();
        if (name.Length is 0 or > 200 || wanted.Most is < 1 or > 1000) throw new UmulException(ErrorCode.Invalid, new Sentence(
            "A challenge has a name of up to 200 letters and 1 to 1,000 submissions a person.", "챌린지에는 200자까지의 이름과 한 사람당 1~1,000회의 제출 횟수가 필요합니다."));
        if (!ledger.IsTest(projectId, wanted.Split)) throw new UmulException(ErrorCode.Invalid, new Sentence(
            $"'{wanted.Split}' is no test split: its results are not sealed, so there is nothing to guard.", $"'{wanted.Split}'은(는) 테스트 분할이 아니어서 결과가 봉인되지 않으므로 챌린지를 열 수 없습니다."));
        var id = await database.Writer.Write(scope =>
        {
            ProjectStore.RequireActive(scope, projectId);
            if (scope.Scalar("SELECT id FROM challenges WHERE project_id = @p0 AND name = @p1", projectId, name) is not null)
                throw new UmulException(ErrorCode.AlreadyExists, new Sentence($"There is a challenge '{name}' already.", $"'{name}' 챌린지가 이미 있습니다."));
            return Convert.ToInt64(scope.Scalar(
                "INSERT INTO challenges (project_id, name, split, metric, most, created_by, created_ms) VALUES (@p0, @p1, @p2, @p3, @p4, @p5, @p6) RETURNING id",
                projectId, name, wanted.Split, wanted.Metric, wanted.Most, IdeaStore.Who(person), clock.UnixMs), null);
        });
        return Find(id)!;
    }

    /// <summary>Ends a challenge: nobody submits any more.</summary>
    /// <exception cref="UmulException">The caller is no administrator.</exception>
    public Task Close(Challenge challenge)
    {
        RequireAdministrator();
        return database.Writer.Write(scope =>
        {
            ProjectStore.RequireActive(scope, challenge.ProjectId);
            scope.Execute("UPDATE challenges SET closed_ms = @p0 WHERE id = @p1 AND closed_ms IS NULL", clock.UnixMs, challenge.Id);
        });
    }

    /// <summary>What was submitted, in order.</summary>
    public IReadOnlyList<Submission> Submissions(Challenge challenge)
    {
        using var connection = database.OpenRead();
        return connection.Query<Submission>(
            """
            SELECT s.id AS Id, s.challenge AS Challenge, s.run AS Run, r.id AS RunId, r.name AS RunName, s.person AS Person, s.submitted_ms AS SubmittedMs,
                   s.evidence AS Evidence, s.released AS Released
            FROM challenge_submissions s JOIN runs r ON r.row_id = s.run WHERE s.challenge = @Id AND r.deleted_ms IS NULL ORDER BY s.id
            """, new { challenge.Id }).AsList();
    }

    /// <summary>Takes a submission. That is a look at the split, and the ledger has it.</summary>
    /// <exception cref="UmulException">The challenge is closed, the person's submissions are used up, or the run was submitted before.</exception>
    public Task Submit(Challenge challenge, Run run, (string Evidence, double Released) told, string? person = null) => database.Writer.Write(scope =>
    {
        runs.RequireActive(scope, run.Id);
        var who = IdeaStore.Who(person);
        if (scope.Scalar("SELECT closed_ms FROM challenges WHERE id = @p0", challenge.Id) is long) throw new UmulException(ErrorCode.WrongState, new Sentence(
            $"The challenge '{challenge.Name}' is closed.", $"'{challenge.Name}' 챌린지는 끝났습니다."));
        if (scope.Scalar("SELECT id FROM challenge_submissions WHERE challenge = @p0 AND run = @p1", challenge.Id, run.RowId) is not null)
            throw new UmulException(ErrorCode.AlreadyExists, new Sentence($"The run '{run.Name}' was submitted already.", $"실행 '{run.Name}'은(는) 이미 제출했습니다."));
        var used = Convert.ToInt64(scope.Scalar("SELECT COUNT(*) FROM challenge_submissions WHERE challenge = @p0 AND person = @p1", challenge.Id, who), null);
        if (used >= challenge.Most) throw new UmulException(ErrorCode.Forbidden, new Sentence(
            $"All {challenge.Most} submissions of '{who}' are used up.", $"'{who}'의 제출 횟수 {challenge.Most}회를 모두 썼습니다."));
        scope.Execute(
            "INSERT INTO challenge_submissions (challenge, run, person, submitted_ms, evidence, released) VALUES (@p0, @p1, @p2, @p3, @p4, @p5)",
            challenge.Id, run.RowId, who, clock.UnixMs, told.Evidence, told.Released);
        ledger.Append(scope, new LedgerLine(LedgerKind.LookAtRuns, challenge.ProjectId, challenge.Split, run.Id)
        {
            Evidence = told.Evidence,
            Metrics = $"challenge {challenge.Name}",
            Person = who,
        });
    });

    private static void RequireAdministrator()
    {
        if (Caller.Account is { } account && account.Role < Role.Admin) throw new UmulException(ErrorCode.Forbidden, new Sentence(
            "Only an administrator begins or closes a challenge.", "챌린지는 관리자만 열고 끝낼 수 있습니다."));
    }

    private List<Challenge> Query(string condition, long id)
    {
        using var connection = database.OpenRead();
        return [.. connection.Query<Challenge>($"SELECT {Columns} FROM challenges WHERE {condition}", new { id }).Where(challenge => Caller.MayRead(challenge.ProjectId))];
    }
}
