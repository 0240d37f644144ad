using Umul.Web.Problems;
using Umul.Web.Texts;

namespace Umul.Runs;

/// <summary>Why a run's page cannot be shown.</summary>
internal static class RunProblem
{
    public static PageProblem NotFound(PageTexts texts, string runId) => new(texts.Run.NotFound, runId, texts.Run.NotFoundDo);
}
