using System.Globalization;
using System.Text;

namespace Umul.Reports;

/// <summary>
/// A report as LaTeX that compiles as it is (pdflatex, xelatex, lualatex) with what every distribution has: booktabs, longtable, graphicx,
/// hyperref. Figures are PDF files beside it. Korean needs kotex, which is loaded where it is installed.
/// </summary>
internal static class LatexReport
{
    // Width of a letter at the size of tables, as a share of the line.
    private const double Letter = 0.0095;

    private const string Preamble = """
        % Compile with pdflatex, xelatex or lualatex. Korean text needs kotex (Debian: texlive-lang-korean).
        \documentclass[11pt,a4paper]{article}
        \usepackage{iftex}
        \ifPDFTeX\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\fi
        \usepackage{textcomp}
        \IfFileExists{kotex.sty}{\usepackage{kotex}}{}
        \usepackage[margin=22mm]{geometry}
        \usepackage{array,booktabs,longtable,graphicx}
        \usepackage[hidelinks]{hyperref}
        \IfFileExists{lmodern.sty}{\usepackage{lmodern}}{}
        \setlength{\LTcapwidth}{\linewidth}
        \setlength{\parindent}{0pt}\setlength{\parskip}{.5em}\sloppy
        \newcolumntype{L}[1]{>{\raggedright\arraybackslash}p{#1}}

        """;

    public static string Write(ReportDocument document, string figures)
    {
        var text = new StringBuilder(Preamble);
        text.Append(CultureInfo.InvariantCulture, $"\\begin{{document}}\n\\section*{{{Literal(document.Title)}}}\n");
        foreach (var block in document.Blocks)
        {
            switch (block)
            {
                case ReportHeading heading: text.Append(CultureInfo.InvariantCulture, $"\n\\subsection*{{{Literal(heading.Text)}}}\n"); break;
                case ReportText said: text.Append(said.IsLead ? $"\n{{\\large {Literal(said.Text)}\\par}}\n" : $"\n{Literal(said.Text)}\n"); break;
                case ReportTable table: Table(text, table.ForPeople()); break;
                case ReportFigure { Figure: var figure }:
                    text.Append(CultureInfo.InvariantCulture, $"\n\\begin{{figure}}[htbp]\n\\centering\n\\includegraphics[width=\\linewidth]{{{figures}/{figure.Name}.pdf}}\n\\caption{{{Literal(figure.Title)}. {Literal(figure.Caption)}}}\n\\label{{fig:{figure.Name}}}\n\\end{{figure}}\n");
                    break;
            }
        }
        return text.Append("\n\\end{document}\n").ToString();
    }

    private static void Table(StringBuilder text, ReportTable table)
    {
        var heads = string.Join(" & ", table.Columns.Select(column => column.IsNumber ? $"\\multicolumn{{1}}{{r}}{{{Literal(column.Title)}}}" : Literal(column.Title)));
        text.Append(CultureInfo.InvariantCulture, $"\n{{{(Needs(table) * Letter > 0.95 ? "\\scriptsize" : "\\footnotesize")}\\setlength{{\\tabcolsep}}{{3pt}}\n\\begin{{longtable}}{{@{{}}{Widths(table)}@{{}}}}\n\\caption{{{Literal(table.Caption)}}}\\label{{tab:{table.Name}}}\\\\\n");
        text.Append(CultureInfo.InvariantCulture, $"\\toprule\n{heads} \\\\\n\\midrule\n\\endfirsthead\n\\toprule\n{heads} \\\\\n\\midrule\n\\endhead\n\\bottomrule\n\\endfoot\n");
        foreach (var row in table.Rows) text.Append(CultureInfo.InvariantCulture, $"{string.Join(" & ", row.Select(Cell))} \\\\\n");
        text.Append("\\end{longtable}}\n");
    }

    /// <summary>What fits stands on one line; else each text column gets its longest word, and the texts share what is left by their length.</summary>
    private static string Widths(ReportTable table)
    {
        var letter = Needs(table) * Letter > 0.95 ? 0.84 * Letter : Letter;
        var texts = table.Columns.Select((column, at) => table.Rows.Select(row => row[at].Text).Append(column.Title).ToList()).ToList();
        var natural = texts.ConvertAll(column => column.Max(Length));
        var left = 1 - 0.013 * (table.Columns.Count - 1) - letter * natural.Sum();
        if (left >= 0) return string.Concat(table.Columns.Select(column => column.IsNumber ? "r" : "l"));
        var words = texts.ConvertAll(LongestWord);
        var room = Math.Max(0.02, left + letter * Enumerable.Range(0, natural.Count).Where(at => !table.Columns[at].IsNumber).Sum(at => natural[at] - words[at]));
        var wishes = Enumerable.Range(0, natural.Count).Where(at => !table.Columns[at].IsNumber).Sum(at => Math.Min(90, natural[at]) - words[at] + 1.0);
        return string.Concat(table.Columns.Select((column, at) => column.IsNumber ? "r"
            : string.Create(CultureInfo.InvariantCulture, $"L{{{letter * words[at] + room * (Math.Min(90, natural[at]) - words[at] + 1) / wishes:0.###}\\linewidth}}")));
    }

    /// <summary>Letters that a row takes at least: numbers whole, of texts the longest word.</summary>
    private static int Needs(ReportTable table) => table.Columns.Select((column, at) => (column, Texts: table.Rows.Select(row => row[at].Text).Append(column.Title).ToList()))
        .Sum(c => 1 + (c.column.IsNumber ? c.Texts.Max(Length) : LongestWord(c.Texts)));

    private static int LongestWord(List<string> texts) => Math.Min(27, texts.Max(text => text.Split(' ').Max(Length)));

    // A letter of Hangul takes the room of two, and so do signs and dots of TeX's mathematics.
    private static int Length(string text) => text.Sum(c => c is >= '\u1100' or '−' or '+' or '…' or '×' ? 2 : 1);

    private static string Cell(ReportCell cell) => cell.Link is { } link && cell.Text.Length > 0 ? $"\\href{{{Address(link)}}}{{{Literal(cell.Text)}}}" : Literal(cell.Text);

    // Bytes that an address may hold as they are; the rest is percent-encoded, TeX's own characters among them.
    private static string Address(string link)
    {
        var text = new StringBuilder(link.Length + 16);
        foreach (var c in Encoding.UTF8.GetBytes(link).Select(b => (char)b))
        {
            if (c is '%' or '#' or '&' or '_') text.Append('\\').Append(c);
            else if (char.IsAsciiLetterOrDigit(c) || "-.:/?@=+,;".Contains(c, StringComparison.Ordinal)) text.Append(c);
            else text.Append(CultureInfo.InvariantCulture, $"\\%{(int)c:X2}");
        }
        return text.ToString();
    }

    /// <summary>Text that TeX typesets as it reads. What no usual font has stands as its code point, so that no name stops the compiler.</summary>
    internal static string Literal(string text)
    {
        var result = new StringBuilder(text.Length + 16);
        var unbroken = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            // A hash has no place to break; it gets some.
            unbroken = rune.Value > ' ' ? unbroken + 1 : 0;
            if (unbroken > 0 && unbroken % 20 == 0) result.Append("\\allowbreak{}");
            result.Append(Literal(rune));
        }
        return result.ToString();
    }

    private static string Literal(Rune rune) => rune.Value switch
    {
        '\\' => "\\textbackslash{}",
        '{' => "\\{",
        '}' => "\\}",
        '$' => "\\$",
        '&' => "\\&",
        '#' => "\\#",
        '%' => "\\%",
        '_' => "\\_",
        '^' => "\\textasciicircum{}",
        '~' => "\\textasciitilde{}",
        '<' => "\\textless{}",
        '>' => "\\textgreater{}",
        '|' => "\\textbar{}",
        '"' => "\\textquotedbl{}",
        '\'' => "\\textquotesingle{}",
        '`' => "\\textasciigrave{}",
        '-' => "-{}",
        '[' => "{[}",
        '*' => "{*}",
        '−' => "\\ensuremath{-}",
        '×' => "\\ensuremath{\\times}",
        '±' => "\\ensuremath{\\pm}",
        '≥' => "\\ensuremath{\\geq}",
        '≤' => "\\ensuremath{\\leq}",
        '→' => "\\ensuremath{\\rightarrow}",
        '←' => "\\ensuremath{\\leftarrow}",
        '↑' => "\\ensuremath{\\uparrow}",
        '↓' => "\\ensuremath{\\downarrow}",
        'α' => "\\ensuremath{\\alpha}",
        'δ' => "\\ensuremath{\\delta}",
        'Δ' => "\\ensuremath{\\Delta}",
        'σ' => "\\ensuremath{\\sigma}",
        'τ' => "\\ensuremath{\\tau}",
        '²' => "\\ensuremath{^2}",
        '³' => "\\ensuremath{^3}",
        '·' => "\\textperiodcentered{}",
        '…' => "\\ldots{}",
        '°' => "\\textdegree{}",
        'µ' => "\\textmu{}",
        '–' => "\\textendash{}",
        '—' => "\\textemdash{}",
        '“' => "\\textquotedblleft{}",
        '”' => "\\textquotedblright{}",
        '‘' => "\\textquoteleft{}",
        '’' => "\\textquoteright{}",
        < ' ' or 0x7f => " ",
        < 0x7f => rune.ToString(),
        (>= 0xC0 and <= 0xFF) or (>= 0xAC00 and <= 0xD7A3) => rune.ToString(),
        var other => string.Create(CultureInfo.InvariantCulture, $"{{[}}U+{other:X4}]"),
    };
}
