using System.Text.Json;

namespace Umul.Import;

/// <summary>Prints the report of an import, for people or as JSON.</summary>
internal static class ImportOutput
{
    private const int SkipsShown = 20;

    public static void Print(ImportReport report, ImportRequest request, ImportTexts texts, Uri? link)
    {
        if (request.Json)
            PrintJson(report);
        else if (report.IsEmpty)
            Console.Error.WriteLine(texts.NothingFound(request.Path));
        else
            PrintText(report, texts, link);
        if (!request.Json && report.IsEmpty)
            PrintSkips(report, texts);
    }

    private static void PrintText(ImportReport report, ImportTexts texts, Uri? link)
    {
        Console.WriteLine(texts.Done(report));
        if (report.Superseded > 0)
            Console.WriteLine(texts.Superseded(report.Superseded));
        foreach (var (kind, count) in report.LeftOut)
            Console.WriteLine(texts.LeftOut(kind, count));
        PrintSkips(report, texts);
        if (link is not null)
            Console.WriteLine(texts.See(link));
    }

    private static void PrintSkips(ImportReport report, ImportTexts texts)
    {
        if (report.SkipCount == 0)
            return;
        Console.WriteLine(texts.Skipped(report.SkipCount));
        foreach (var skip in report.Skips.Take(SkipsShown))
            Console.WriteLine("  " + texts.Skip(skip));
        if (report.SkipCount > SkipsShown)
            Console.WriteLine("  " + texts.SkippedMore(report.SkipCount - SkipsShown));
    }

    private static void PrintJson(ImportReport report)
    {
        using var output = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("runsSeen", report.Seen);
            json.WriteNumber("newRuns", report.Runs);
            json.WriteNumber("points", report.Points);
            json.WriteNumber("params", report.Params);
            json.WriteNumber("files", report.Files);
            json.WriteNumber("superseded", report.Superseded);
            json.WriteStartObject("leftOut");
            foreach (var (kind, count) in report.LeftOut)
                json.WriteNumber(kind, count);
            json.WriteEndObject();
            json.WriteNumber("skipped", report.SkipCount);
            json.WriteStartArray("skips");
            foreach (var skip in report.Skips)
            {
                json.WriteStartObject();
                json.WriteString("file", skip.File);
                json.WriteNumber("offset", skip.Offset);
                json.WriteString("reason", skip.Reason.ToString());
                json.WriteString("detail", skip.Detail);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        output.WriteByte((byte)'\n');
    }
}
