using System.Text.RegularExpressions;

namespace Umul.Web.Figures;

/// <summary>A figure with what a reader needs to trust it: what it shows, over what, and its data.</summary>
/// <param name="Name">Of its files: letters, digits and hyphens.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Caption">Units, n, seeds, and what intervals and bands mean.</param>
/// <param name="Svg">The drawing, in the colours of the page.</param>
/// <param name="Csv">The numbers that it was drawn from.</param>
internal sealed partial record Figure(string Name, string Title, string Caption, string Svg, string Csv)
{
    /// <summary>The drawing as a file of its own: light colours on white, without the page's variables, for papers and slides.</summary>
    public string StandAlone() => Variable().Replace(Svg, "${fallback}").Replace("<!--paper-->", """<rect width="100%" height="100%" fill="#ffffff"/>""", StringComparison.Ordinal);

    /// <summary>The drawing as a vector PDF of one page, as LaTeX and Word take it.</summary>
    public byte[] Pdf() => PdfDrawing.Of(StandAlone());

    [GeneratedRegex(@"var\(--[a-z0-9-]+, (?<fallback>[^)]+)\)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Variable();
}
