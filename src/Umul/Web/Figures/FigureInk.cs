namespace Umul.Web.Figures;

/// <summary>Colours of figures: the page's design tokens, and beside each the light value that a file of its own gets.</summary>
internal static class FigureInk
{
    public const string Text = "var(--text, #1a1f25)";
    public const string Soft = "var(--text-3, #66717c)";
    public const string Grid = "var(--chart-grid, #e9ecef)";
    public const string Axis = "var(--chart-axis, #66717c)";
    public const string Band = "var(--surface-3, #e8ebee)";
    public const string Surface = "var(--surface, #ffffff)";

    // Blue against orange: told apart with any colour vision, and by the side of zero on which they lie.
    public const string Baseline = "var(--series-9, #59636d)";
    public const string Idea = "var(--series-1, #0072b2)";
    public const string Better = "var(--series-1, #0072b2)";
    public const string Worse = "var(--series-2, #d55e00)";
    public const string Third = "var(--series-5, #b57b00)";

    public const string Font = "var(--font, system-ui)";
}
