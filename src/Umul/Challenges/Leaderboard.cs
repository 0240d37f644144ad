namespace Umul.Challenges;

/// <summary>What may be seen of a challenge: places with their uncertainty and rounded scores, never a case's value.</summary>
/// <param name="Challenge">The challenge.</param>
/// <param name="Rows">Best first.</param>
/// <param name="Cases">Cases (or patients) that the ranks are over.</param>
/// <param name="Resamples">Resamples of the cases.</param>
/// <param name="Changed">Submissions whose results changed since; they are not ranked.</param>
internal sealed record Leaderboard(Challenge Challenge, IReadOnlyList<LeaderboardRow> Rows, int Cases, int Resamples, IReadOnlyList<Submission> Changed);

/// <summary>A place on the leaderboard.</summary>
/// <param name="Submission">The submission.</param>
/// <param name="Lower">Best rank that 95 % of the resamples allow.</param>
/// <param name="Middle">Median rank.</param>
/// <param name="Upper">Worst rank.</param>
/// <param name="Score">What the ladder released; null if it was not beyond the best so far by a step, so that nothing is told of it.</param>
internal sealed record LeaderboardRow(Submission Submission, int Lower, int Middle, int Upper, double? Score);
