using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace Umul.Web.Figures;

/// <summary>Writes a drawing of <see cref="SvgPen"/> as a PDF of one page: the same lines, shapes and texts, as vectors.</summary>
internal sealed class PdfDrawing
{
    private readonly StringBuilder _page = new();
    private readonly SortedSet<int> _opacities = [100];
    private double _height;
    private double _size = 11.5;

    /// <summary>The file.</summary>
    /// <param name="svg">A drawing that stands alone: plain colours, no variables.</param>
    public static byte[] Of(string svg)
    {
        var root = XElement.Parse(svg);
        var drawing = new PdfDrawing { _height = Number(root, "height"), _size = SizeOf(root) };
        foreach (var element in root.Elements()) drawing.Draw(element);
        return drawing.File(Number(root, "width"));
    }

    private static double SizeOf(XElement root)
    {
        var font = Styles(root).GetValueOrDefault("font", "");
        return double.TryParse(font.Split("px")[0], CultureInfo.InvariantCulture, out var size) ? size : 11.5;
    }

    private void Draw(XElement element)
    {
        if (element.Name.LocalName is "a" or "g")
        {
            foreach (var inner in element.Elements()) Draw(inner);
            return;
        }
        var style = Styles(element);
        var opacity = (int)Math.Round(100 * (style.TryGetValue("opacity", out var given) && double.TryParse(given, CultureInfo.InvariantCulture, out var share) ? share : 1));
        _opacities.Add(opacity);
        Write($"q /O{opacity} gs ");
        switch (element.Name.LocalName)
        {
            case "line":
                Stroke(style);
                Write($"{N(Number(element, "x1"))} {Y(Number(element, "y1"))} m {N(Number(element, "x2"))} {Y(Number(element, "y2"))} l S ");
                break;
            case "rect" when element.Attribute("x") is not null:
                Write($"{Colour(style["fill"])} rg {N(Number(element, "x"))} {Y(Number(element, "y") + Number(element, "height"))} {N(Number(element, "width"))} {N(Number(element, "height"))} re f ");
                break;
            case "circle":
                Circle(element, style);
                break;
            case "path":
                Path(element, style);
                break;
            case "text":
                Text(element, style);
                break;
        }
        Write("Q\n");
    }

    private void Stroke(Dictionary<string, string> style)
    {
        Write($"{Colour(style["stroke"])} RG {style.GetValueOrDefault("stroke-width", "1")} w ");
        if (style.TryGetValue("stroke-dasharray", out var dash)) Write($"[{dash.Replace(',', ' ')}] 0 d ");
    }

    private void Circle(XElement element, Dictionary<string, string> style)
    {
        const double bend = 0.5523;
        var (x, y, r) = (Number(element, "cx"), _height - Number(element, "cy"), Number(element, "r"));
        Write($"{Colour(style["fill"])} rg {N(x + r)} {N(y)} m ");
        foreach (var (a, b) in new[] { ((1.0, bend), (bend, 1.0)), ((-bend, 1.0), (-1.0, bend)), ((-1.0, -bend), (-bend, -1.0)), ((bend, -1.0), (1.0, -bend)) })
        {
            var end = a.Item1 is 1 ? (0.0, 1.0) : a.Item2 is 1 ? (-1.0, 0.0) : a.Item1 is -1 ? (0.0, -1.0) : (1.0, 0.0);
            Write($"{N(x + r * a.Item1)} {N(y + r * a.Item2)} {N(x + r * b.Item1)} {N(y + r * b.Item2)} {N(x + r * end.Item1)} {N(y + r * end.Item2)} c ");
        }
        Write("f ");
    }

    // Paths of figures are polygons: M, L and Z.
    private void Path(XElement element, Dictionary<string, string> style)
    {
        var isLine = style.GetValueOrDefault("fill") == "none";
        if (isLine) Stroke(style);
        else Write($"{Colour(style["fill"])} rg ");
        foreach (var part in element.Attribute("d")!.Value.Split('M', StringSplitOptions.RemoveEmptyEntries))
        {
            var points = part.TrimEnd('Z', ' ').Split('L', StringSplitOptions.RemoveEmptyEntries).Select(point => point.Trim().Split(' ')).ToList();
            for (var i = 0; i < points.Count; i++)
                Write($"{points[i][0]} {Y(double.Parse(points[i][1], CultureInfo.InvariantCulture))} {(i == 0 ? "m" : "l")} ");
            if (part.EndsWith('Z')) Write("h ");
        }
        Write(isLine ? "S " : "f ");
    }

    private void Text(XElement element, Dictionary<string, string> style)
    {
        var letters = element.Value.Select(PdfFont.Of).ToList();
        var isBold = style.GetValueOrDefault("font-weight", "400") is "700" or "600" or "bold";
        var wide = letters.Sum(letter => letter.Width) * _size / 1000;
        var shift = element.Attribute("text-anchor")?.Value switch { "middle" => -wide / 2, "end" => -wide, _ => 0 };
        var turned = element.Attribute("transform")?.Value.Split('(', ')')[1].Split(' ');
        Write($"BT {Colour(style["fill"])} rg ");
        Write(turned is null
            ? $"1 0 0 1 {N(Number(element, "x") + shift)} {Y(Number(element, "y"))} Tm "
            : $"0 1 -1 0 {turned[0]} {N(_height - double.Parse(turned[1], CultureInfo.InvariantCulture) + shift)} Tm ");
        for (var from = 0; from < letters.Count;)
        {
            var to = from;
            while (to < letters.Count && letters[to].Font == letters[from].Font) to++;
            var font = isBold && letters[from].Font == PdfFontName.Helvetica ? PdfFontName.Bold : letters[from].Font;
            Write($"/{font} {N(_size)} Tf <{string.Concat(letters.Skip(from).Take(to - from).Select(letter => letter.Code))}> Tj ");
            from = to;
        }
        Write("ET ");
    }

    private byte[] File(double width)
    {
        var states = string.Concat(_opacities.Select(o => string.Create(CultureInfo.InvariantCulture, $"/O{o} << /ca {o / 100.0:0.##} /CA {o / 100.0:0.##} >> ")));
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            $"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {N(width)} {N(_height)}] /Contents 4 0 R /Resources << /ExtGState << {states}>> /Font << /{PdfFontName.Helvetica} 5 0 R /{PdfFontName.Bold} 6 0 R /{PdfFontName.Symbol} 7 0 R /{PdfFontName.Korean} 8 0 R >> >> >>",
            $"<< /Length {_page.Length} >>\nstream\n{_page}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>",
            "<< /Type /Font /Subtype /Type0 /BaseFont /HYGoThic-Medium-UniKS-UCS2-H /Encoding /UniKS-UCS2-H /DescendantFonts [9 0 R] >>",
            "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HYGoThic-Medium /CIDSystemInfo << /Registry (Adobe) /Ordering (Korea1) /Supplement 1 >> /DW 1000 /FontDescriptor 10 0 R >>",
            "<< /Type /FontDescriptor /FontName /HYGoThic-Medium /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>",
        ];
        var file = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            places.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }
        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var place in places) file.Append(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n");
        file.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(file.ToString());
    }

    // Texts are hexadecimal and all else is ASCII, so that a character is a byte.
    private void Write(string text) => _page.Append(text);

    private string Y(double y) => N(_height - y);

    private static string N(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static double Number(XElement element, string name) => double.TryParse(element.Attribute(name)?.Value, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static Dictionary<string, string> Styles(XElement element) => (element.Attribute("style")?.Value ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Split(':', 2)).Where(part => part.Length == 2).ToDictionary(part => part[0].Trim(), part => part[1].Trim(), StringComparer.Ordinal);

    private static string Colour(string hex)
    {
        if (hex.Length != 7 || hex[0] != '#' || !int.TryParse(hex.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var rgb)) return "0 0 0";
        return $"{N((rgb >> 16 & 255) / 255.0)} {N((rgb >> 8 & 255) / 255.0)} {N((rgb & 255) / 255.0)}";
    }
}
