using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Umul.Reports;
using Umul.Tests.Conventions;
using Umul.Web;
using Umul.Web.Figures;

namespace Umul.Tests.Reports;

/// <summary>Whatever a name holds, a report shows it and nothing obeys it; no text claims more than the numbers do.</summary>
public sealed class ReportWritersTests
{
    private static readonly string[] s_hostile =
    [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "\\input{/etc/passwd}", "$x^2$ & 50% #1 _a_ {b} ~c^d", "[click](javascript:alert(1))", "| a | b |", "# no title",
        "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "1. no list", "`code`", "a\nb\r\nc", "\u0000\u0007", "[U]", "*", "😀 α한글 ﷽", "\\end{document}", "%", "--- '' `` << >> ,,",
    ];

    [Fact]
    public void Html_TakesNoNameForMarkup()
    {
        var html = HtmlReport.Write(Document());
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", html, StringComparison.Ordinal);
        Assert.DoesNotContain(html, c => char.IsControl(c) && c is not '\n' and not '\r');
    }

    [Fact]
    public void Markdown_TakesNoNameForMarkup()
    {
        var lines = MarkdownReport.Write(Document(), "figures").Split('\n');
        var rows = lines.Where(line => line.StartsWith("| ", StringComparison.Ordinal)).ToList();
        Assert.Equal(1 + s_hostile.Length, rows.Count);
        Assert.All(rows, row => Assert.Equal(3, Regex.Count(row, @"(?<!\\)\|", RegexOptions.None, TimeSpan.FromSeconds(1))));
        Assert.DoesNotContain(lines, line => line.StartsWith("# no title", StringComparison.Ordinal) || line.StartsWith("1. no list", StringComparison.Ordinal));
        Assert.Contains("\\<script\\>", string.Join('\n', lines), StringComparison.Ordinal);
        Assert.Contains("\\[click\\](javascript", string.Join('\n', lines), StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_HoldsNoFormula()
    {
        var csv = CsvReport.Write(Document().Tables.Single());
        foreach (var cell in csv.Split('\n').Skip(1).Where(line => line.Length > 0)) Assert.DoesNotMatch("^\"?[=+@\t\r-]", cell);
    }

    [Fact]
    public void Csv_LeavesNegativeNumbersAlone() => Assert.Equal("-3,-0.5\n", FigureCsv.Write(["-3", "-0.5"], []));

    [Fact]
    public void Latex_HasNoCommandOfANames()
    {
        var latex = LatexReport.Write(Document(), "figures");
        Assert.DoesNotContain("\\input", latex, StringComparison.Ordinal);
        Assert.Equal(1, Regex.Count(latex, @"\\end\{document\}", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.Contains("\\textbackslash{}input\\{/etc/passwd\\}", latex, StringComparison.Ordinal);
        Assert.Contains("{[}U+1F600]", latex, StringComparison.Ordinal);
    }

    [LatexFact]
    public async Task Latex_Compiles_WithFigures_AndHostileNames()
    {
        var folder = Directory.CreateTempSubdirectory("umul-latex-").FullName;
        try
        {
            // Without Hangul: kotex is not on every machine.
            var document = Document() with { Title = "A & B" };
            var files = ReportFormat.Latex.Write(document with { Blocks = [.. document.Blocks.Select(WithoutHangul)] }, "report", "figures");
            foreach (var file in files)
            {
                var path = Path.Combine(folder, file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllBytesAsync(path, file.Bytes);
            }
            var start = new ProcessStartInfo("pdflatex", ["-interaction=nonstopmode", "-halt-on-error", "report.tex"]) { UseShellExecute = false, WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
            using var latex = Process.Start(start)!;
            var said = await latex.StandardOutput.ReadToEndAsync();
            await latex.WaitForExitAsync();
            Assert.True(latex.ExitCode == 0, said[Math.Max(0, said.Length - 2000)..]);
            Assert.True(File.Exists(Path.Combine(folder, "report.pdf")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Pdf_FindsEachObjectWhereItsTableSays()
    {
        var pdf = Encoding.ASCII.GetString(Drawing().Pdf());
        Assert.StartsWith("%PDF-1.4\n", pdf, StringComparison.Ordinal);
        var table = int.Parse(Regex.Match(pdf, @"startxref\n(?<at>\d+)", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups["at"].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal("xref", pdf.Substring(table, 4));
        var places = Regex.Matches(pdf[table..], @"^(?<at>\d{10}) 00000 n", RegexOptions.Multiline, TimeSpan.FromSeconds(1)).Select(match => int.Parse(match.Groups["at"].Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.All(places.Select((place, at) => (place, at)), o => Assert.StartsWith($"{o.at + 1} 0 obj", pdf[o.place..], StringComparison.Ordinal));
        var stream = Regex.Match(pdf, @"/Length (?<length>\d+) >>\nstream\n(?<stream>.*?)\nendstream", RegexOptions.Singleline, TimeSpan.FromSeconds(1));
        Assert.Equal(stream.Groups["length"].Value, stream.Groups["stream"].Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Contains("<3C623E> Tj", pdf, StringComparison.Ordinal); // "<b>"
        Assert.Contains("/Symbol 11.5 Tf <2D> Tj", pdf, StringComparison.Ordinal); // a true minus
    }

    // statistics.md §1.8, for everything that a report, a page or a command says about a comparison.
    [Theory]
    [InlineData("(?<!statistically )significantly")]
    [InlineData(@"prove[sdn]?\b")]
    [InlineData("no difference")]
    [InlineData(@"\bSOTA\b")]
    [InlineData("state of the art")]
    [InlineData("method is better")]
    [InlineData("(?<!통계적으로 )유의하게")]
    [InlineData("증명")]
    [InlineData("입증")]
    [InlineData("차이가 없")]
    [InlineData("차이 없음")]
    [InlineData("최고 성능")]
    [InlineData("방법이 더 (낫|좋)")]
    public void NoText_HasAForbiddenWord(string pattern)
    {
        var files = SourceTree.Files("cs").Where(file => Regex.IsMatch(Path.GetFileName(file), @"^(Report|Comparison|Compare|Idea|Why|Ledger)\w*Texts\.cs$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1))).ToList();
        Assert.True(files.Count >= 7, $"only {files.Count} files of texts were found");
        foreach (var file in files)
            Assert.False(Regex.IsMatch(File.ReadAllText(file), pattern, RegexOptions.IgnoreCase, TimeSpan.FromSeconds(5)), $"{Path.GetFileName(file)}: {pattern}");
    }

    private static ReportDocument Document() => new(s_hostile[0], Language.English,
    [
        .. s_hostile.Select(text => new ReportText(text)),
        new ReportHeading(s_hostile[3]),
        new ReportTable("names", s_hostile[2], [new("name", "Name"), new("value", "V & W", true)], [.. s_hostile.Select((text, at) => (IReadOnlyList<ReportCell>)[new(text, null, at % 2 == 0 ? $"http://127.0.0.1/a?b=1&c=%20#{at}~^" : null), new("−1.5", -1.5)])]),
        new ReportFigure(Drawing()),
    ]);

    private static Figure Drawing()
    {
        var pen = new SvgPen(100, 50);
        pen.Line((0, 0), (10, 10), FigureInk.Axis, 1, "2 3", 0.5);
        pen.Path("M0 0L10 0L10 10Z", FigureInk.Idea, 0.35);
        pen.Path("M0 0L10 0", FigureInk.Idea, 1, 2);
        pen.Rect((1, 1), (5, 5), FigureInk.Band, title: s_hostile[0]);
        pen.Link("/x?a=1&b=2", () => pen.Dot(5, 5, 2, FigureInk.Worse));
        pen.Text(5, 5, "<b>−1", Anchor.Middle);
        pen.Upwards(3, 20, "dice & 차이");
        return new Figure("drawing", s_hostile[0], s_hostile[3], pen.Finish(s_hostile[1]), "a\n1\n");
    }

    private static ReportBlock WithoutHangul(ReportBlock block) => block switch
    {
        ReportText text => text with { Text = Latin(text.Text) },
        ReportTable table => table with { Rows = [.. table.Rows.Select(row => (IReadOnlyList<ReportCell>)[.. row.Select(cell => cell with { Text = Latin(cell.Text) })])] },
        _ => block,
    };

    private static string Latin(string text) => Regex.Replace(text, "[가-힣]", "", RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>Needs pdflatex; says so where there is none.</summary>
    private sealed class LatexFactAttribute : FactAttribute
    {
        public LatexFactAttribute()
        {
            if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "pdflatex"))))
                Skip = "pdflatex is not installed (Debian: texlive-latex-recommended).";
        }
    }
}
