using System.IO.Compression;
using Umul.Ideas;
using Umul.Runs;
using Umul.Web;
using Umul.Web.Texts;

namespace Umul.Reports;

/// <summary>The report of a comparison over HTTP: one HTML file, or a zip of a text with its figures and data.</summary>
internal static class ReportEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapReports() => routes.MapGet("/api/report", Get);
    }

    private static async Task<IResult> Get([AsParameters] ReportRequest request, HttpContext context, IdeaLookup ideas, IdeaTree tree, ReportReader reader, RunView view)
    {
        var format = ReportFormats.Parse(request.Format ?? "html");
        var texts = request.Language is { Length: > 0 } code ? new PageTexts(code switch { "en" => Language.English, "ko" => Language.Korean, _ => throw NoLanguage(code) }) : request.Texts;
        var place = ideas.Require(request.Idea, request.Project);
        if (reader.Of(place, texts, view, $"{context.Request.Scheme}://{context.Request.Host}") is not { } source) throw Nothing(place.Node, texts);
        await tree.NoteLooks(place.Ideas, source.Read.Also);
        var stem = Stem(place.Node.Idea.Name);
        var files = format.Write(ComparisonReport.Of(source, texts), stem, Folder(request.Figures));
        return format.IsOneFile
            ? Results.Bytes(files[0].Bytes, "text/html; charset=utf-8", files[0].Path)
            : Results.Bytes(Zip(files), "application/zip", stem + ".zip");
    }

    private static byte[] Zip(IReadOnlyList<ReportFile> files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var file in files)
            {
                using var entry = zip.CreateEntry(file.Path).Open();
                entry.Write(file.Bytes);
            }
        }
        return bytes.ToArray();
    }

    /// <summary>A name that any file system and TeX take.</summary>
    internal static string Stem(string idea)
    {
        var stem = string.Concat(idea.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' ? c : c is >= '\uAC00' and <= '\uD7A3' ? c : '-')).Trim('-');
        return "report" + (stem.Length == 0 ? "" : "-" + (stem.Length > 60 ? stem[..60] : stem));
    }

    private static string Folder(string? figures) => figures is { Length: > 0 and <= 80 } && figures.All(c => char.IsLetterOrDigit(c) || c is '-' or '_') ? figures : "figures";

    private static UmulException Nothing(IdeaNode node, PageTexts texts) => new(ErrorCode.NotFound, new Sentence(
        $"There is nothing to report about {node.Idea.Name} yet: {new IdeaTexts(Language.English).Why(node.Finding.Why)}.",
        $"{node.Idea.Name}에 대해 보고할 것이 아직 없습니다: {new IdeaTexts(Language.Korean).Why(node.Finding.Why)}."));

    private static UmulException NoLanguage(string code) => new(ErrorCode.Invalid, new Sentence($"'{code}' is no language of Umul's; say en or ko.", $"'{code}'은(는) Umul의 언어가 아닙니다. en이나 ko를 주세요."));
}

/// <summary>What a report is asked for.</summary>
/// <param name="Idea">Name of the idea, or, with a project, its number.</param>
/// <param name="Texts">In the language of the reader.</param>
/// <param name="Project">Name or number of the project; needed where several have such an idea.</param>
/// <param name="Format">markdown, html, latex or csv; html if not given.</param>
/// <param name="Language">en or ko; the reader's if not given.</param>
/// <param name="Figures">Name of the folder of figures and data.</param>
internal sealed record ReportRequest(string Idea, PageTexts Texts, string? Project = null, string? Format = null, string? Language = null, string? Figures = null);
