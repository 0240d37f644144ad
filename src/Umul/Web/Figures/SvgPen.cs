using System.Globalization;
using System.Net;
using System.Text;

namespace Umul.Web.Figures;

/// <summary>Where a text stands beside its point.</summary>
internal enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>Writes a drawing as SVG, in user units of one pixel at full size.</summary>
internal sealed class SvgPen(double width, double height)
{
    private readonly StringBuilder _body = new();

    public double Width => width;

    public double Height => height;

    /// <summary>A number as SVG writes it.</summary>
    public static string N(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    public void Line((double X, double Y) from, (double X, double Y) to, string colour, double thickness = 1, string? dash = null, double opacity = 1) =>
        _body.Append(CultureInfo.InvariantCulture, $"""<line x1="{N(from.X)}" y1="{N(from.Y)}" x2="{N(to.X)}" y2="{N(to.Y)}" style="stroke:{colour};stroke-width:{N(thickness)}{(dash is null ? "" : $";stroke-dasharray:{dash}")}{Opacity(opacity)}"/>""");

    public void Rect((double X, double Y) corner, (double Width, double Height) size, string colour, double opacity = 1, string? title = null) =>
        _body.Append(CultureInfo.InvariantCulture, $"""<rect x="{N(corner.X)}" y="{N(corner.Y)}" width="{N(Math.Max(0, size.Width))}" height="{N(Math.Max(0, size.Height))}" style="fill:{colour}{Opacity(opacity)}">{Title(title)}</rect>""");

    public void Dot(double x, double y, double radius, string colour, double opacity = 1, string? title = null) =>
        _body.Append(CultureInfo.InvariantCulture, $"""<circle cx="{N(x)}" cy="{N(y)}" r="{N(radius)}" style="fill:{colour}{Opacity(opacity)}">{Title(title)}</circle>""");

    /// <summary>A filled shape or, with a thickness, a line.</summary>
    public void Path(string path, string colour, double opacity = 1, double thickness = 0) =>
        _body.Append(CultureInfo.InvariantCulture, $"""<path d="{path}" style="{(thickness > 0 ? $"fill:none;stroke:{colour};stroke-width:{N(thickness)}" : $"fill:{colour}")}{Opacity(opacity)}"/>""");

    public void Text(double x, double y, string text, Anchor anchor = Anchor.Start, string colour = FigureInk.Soft, string more = "")
    {
        var place = anchor switch { Anchor.Middle => "middle", Anchor.End => "end", _ => "start" };
        _body.Append(CultureInfo.InvariantCulture, $"""<text x="{N(x)}" y="{N(y)}" text-anchor="{place}" style="fill:{colour};{more}">{WebUtility.HtmlEncode(text)}</text>""");
    }

    /// <summary>A text that reads upwards, for the title of a vertical axis.</summary>
    public void Upwards(double x, double y, string text) =>
        _body.Append(CultureInfo.InvariantCulture, $"""<text transform="translate({N(x)} {N(y)}) rotate(-90)" text-anchor="middle" style="fill:{FigureInk.Soft}">{WebUtility.HtmlEncode(text)}</text>""");

    /// <summary>What is drawn inside leads to an address; without one it leads nowhere.</summary>
    public void Link(string? address, Action draw)
    {
        if (address is not null) _body.Append(CultureInfo.InvariantCulture, $"""<a href="{WebUtility.HtmlEncode(address)}">""");
        draw();
        if (address is not null) _body.Append("</a>");
    }

    /// <summary>The drawing; the label is what those hear who do not see it.</summary>
    public string Finish(string label) => string.Create(CultureInfo.InvariantCulture,
        $"""<svg xmlns="http://www.w3.org/2000/svg" class="figure-drawing" viewBox="0 0 {N(width)} {N(height)}" width="{N(width)}" height="{N(height)}" role="img" aria-label="{WebUtility.HtmlEncode(label)}" style="font:11.5px {FigureInk.Font}"><!--paper-->{_body}</svg>""");

    private static string Opacity(double opacity) => opacity >= 1 ? "" : ";opacity:" + N(opacity);

    private static string Title(string? title) => title is null ? "" : $"<title>{WebUtility.HtmlEncode(title)}</title>";
}
