using Umul.Ideas;
using Umul.Projects;
using Umul.Web;

namespace Umul.Challenges;

/// <summary>Challenges over HTTP.</summary>
internal static class ChallengeEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapChallenges()
        {
            routes.MapGet("/api/projects/{project}/challenges", (string project, ProjectStore projects, ChallengeStore challenges) => challenges.All(IdeaEndpoints.RequireProject(projects, project).Id));
            routes.MapPost("/api/projects/{project}/challenges", Create);
            routes.MapGet("/api/challenges/{id:long}", (long id, ChallengeStore challenges, ChallengeBoard board) => Answer(board.Of(Require(challenges, id))));
            routes.MapPost("/api/challenges/{id:long}/submissions", Submit);
            routes.MapPost("/api/challenges/{id:long}/close", Close);
        }
    }

    internal static Challenge Require(ChallengeStore challenges, long id) => challenges.Find(id) ?? throw new UmulException(ErrorCode.NotFound, new Sentence(
        $"There is no challenge {id}.", $"챌린지 {id}이(가) 없습니다."));

    private static Task<Challenge> Create(string project, NewChallenge request, ProjectStore projects, ChallengeStore challenges) => challenges.Create(
        IdeaEndpoints.RequireProject(projects, project).Id, new Challenge { Name = request.Name, Split = request.Split, Metric = request.Metric, Most = request.Submissions }, request.By);

    private static async Task<LeaderboardAnswer> Submit(long id, NewSubmission request, ChallengeStore challenges, ChallengeBoard board) =>
        Answer(await board.Submit(Require(challenges, id), request.Run, request.By));

    private static async Task<LeaderboardAnswer> Close(long id, ChallengeStore challenges, ChallengeBoard board)
    {
        var challenge = Require(challenges, id);
        await challenges.Close(challenge);
        return Answer(board.Of(Require(challenges, id)));
    }

    private static LeaderboardAnswer Answer(Leaderboard board) => new(
        board.Challenge.Id, board.Challenge.Name, board.Challenge.Split, board.Challenge.Metric, board.Challenge.Most, board.Challenge.ClosedMs is not null, board.Cases, board.Resamples,
        [.. board.Rows.Select(row => new PlaceAnswer(row.Submission.RunId, row.Submission.RunName, row.Submission.Person, row.Submission.SubmittedMs, row.Middle, row.Lower, row.Upper, row.Score))],
        [.. board.Changed.Select(submission => submission.RunId)]);

    /// <summary>A challenge to begin.</summary>
    internal sealed record NewChallenge(string Name, string Split, string Metric, long Submissions = 5, string? By = null);

    /// <summary>A run, by id or name, to submit.</summary>
    internal sealed record NewSubmission(string Run, string? By = null);

    /// <summary>A place with the 95 % interval of its rank, and the score that the ladder released; null if it was not beyond the best so far by a step.</summary>
    internal sealed record PlaceAnswer(string Run, string Name, string Person, long SubmittedMs, int Rank, int RankLower, int RankUpper, double? Score);

    /// <summary>All that may be seen of a challenge.</summary>
    internal sealed record LeaderboardAnswer(
        long Id, string Name, string Split, string Metric, long Submissions, bool IsClosed, int Cases, int Resamples, IReadOnlyList<PlaceAnswer> Places, IReadOnlyList<string> Changed);
}
