namespace Umul.Web.Problems;

/// <summary>Why a page cannot be shown, in the reader's language: what is wrong, where, and what to do.</summary>
internal sealed record PageProblem(string What, string? Where, string Do)
{
    private static readonly object Key = new();

    public static PageProblem? Of(HttpContext context) => context.Items[Key] as PageProblem;

    /// <summary>Marks the answer as failed. The page that calls this should render nothing more.</summary>
    public void Raise(HttpContext context, int status)
    {
        context.Items[Key] = this;
        context.Response.StatusCode = status;
    }
}
