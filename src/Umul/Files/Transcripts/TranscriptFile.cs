using System.Globalization;
using System.Text;
using Umul.Files.Tables;
using Umul.Web;

namespace Umul.Files.Transcripts;

/// <summary>
/// Reads transcripts: TRN (words, then the id in round brackets), STM (file, channel, speaker, begin, end, words), Kaldi's text (id, then
/// words), and CSV or TSV with columns for id and text. The lines decide which it is.
/// </summary>
internal static class TranscriptFile
{
    private static readonly string[] s_ids = ["id", "case", "case_id", "utt", "utt_id", "utterance", "utterance_id", "file", "filename", "file_name", "path", "audio", "wav"];
    private static readonly string[] s_texts = ["text", "transcript", "transcription", "sentence", "reference", "prediction", "hypothesis", "hyp", "ref", "normalized_text"];
    private static readonly string[] s_speakers = ["speaker", "speaker_id", "spk", "client_id"];

    public static Transcript Read(string path, ReadLimits? limits = null) => Of(TextFile.Read(path, limits));

    /// <summary>Reads the lines of a file; <paramref name="speakerColumn"/> is where a table has the speaker under a name of its own.</summary>
    public static Transcript Of(TextFile file, string? speakerColumn = null)
    {
        var lines = file.Lines().Where(line => line.Line.AsSpan().Trim().Length > 0 && !line.Line.StartsWith(";;", StringComparison.Ordinal)).ToList();
        if (lines.Count == 0) throw FileFaults.Empty(file.Name);
        if (lines.TrueForAll(line => IsTrn(line.Line))) return Made(file, "TRN", lines.Select(line => Trn(file, line.Number, line.Line)));
        if (lines.TrueForAll(line => Stm(line.Number, line.Line) is not null)) return Made(file, "STM", lines.Select(line => Stm(line.Number, line.Line)!));
        return Table(file, speakerColumn) ?? Kaldi(file, lines);
    }

    private static bool IsTrn(string line)
    {
        var end = line.AsSpan().TrimEnd();
        return end.Length > 2 && end[^1] == ')' && end.LastIndexOf('(') is >= 0 and var open && open < end.Length - 2;
    }

    // The last brackets hold the id: words may hold brackets of their own.
    private static Utterance Trn(TextFile file, int number, string line)
    {
        var trimmed = line.TrimEnd();
        var open = trimmed.LastIndexOf('(');
        var id = trimmed[(open + 1)..^1].Trim();
        if (id.Length == 0 || id.Any(char.IsWhiteSpace))
            throw FileFaults.BadText(file.Name, FilePlace.Line(number), "the brackets at the end hold no utterance id. Write the id without spaces, as (speaker-0001).", "줄 끝의 괄호에 발화 id가 없습니다. (speaker-0001)처럼 공백 없이 쓰세요.");
        var dash = id.LastIndexOfAny(['-', '_']);
        return new Utterance(id, trimmed[..open].TrimEnd(), number) { Speaker = dash > 0 ? id[..dash] : null };
    }

    private static Utterance? Stm(int number, string line)
    {
        var parts = line.Split((char[]?)null, 6, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 5 || !Seconds(parts[3], out var start) || !Seconds(parts[4], out var end) || end < start) return null;
        var text = parts.Length > 5 ? parts[5] : "";
        // Labels in angle brackets stand before the words.
        if (text.StartsWith('<') && text.IndexOf('>', StringComparison.Ordinal) is > 0 and var close) text = text[(close + 1)..].TrimStart();
        return new Utterance(string.Create(CultureInfo.InvariantCulture, $"{parts[0]}_{parts[1]}_{start:0.000}_{end:0.000}"), text, number)
        {
            Speaker = parts[2],
            StartSeconds = start,
            EndSeconds = end,
        };
    }

    private static bool Seconds(string text, out double seconds) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out seconds);

    private static Transcript? Table(TextFile file, string? speakerColumn)
    {
        DelimitedTable table;
        try
        {
            table = DelimitedTable.Of(file);
        }
        catch (FileException)
        {
            return null; // then its lines are not columns
        }
        var (id, text, speaker) = (table.Column(s_ids), table.Column(s_texts), speakerColumn is null ? table.Column(s_speakers) : table.Column(speakerColumn));
        if (speakerColumn is not null && speaker < 0) throw NoColumn(file, speakerColumn, table.Header);
        if (id < 0 || text < 0 || id == text) return null;
        return Made(file, table.Delimiter == '\t' ? "TSV" : "CSV", table.Rows.Select(row => new Utterance(row.Cells[id].Trim(), row.Cells[text], row.Line) { Speaker = speaker < 0 ? null : row.Cells[speaker] }));
    }

    private static FileException NoColumn(TextFile file, string wanted, IReadOnlyList<string> header) => FileFaults.BadText(file.Name, FilePlace.Line(1),
        $"there is no column \"{wanted}\"; there is {string.Join(", ", header)}.", $"\"{wanted}\" 열이 없습니다. 있는 열은 {string.Join(", ", header)}입니다.");

    private static Transcript Kaldi(TextFile file, List<(int Number, string Line)> lines) => Made(file, "Kaldi", lines.Select(line =>
    {
        var trimmed = line.Line.Trim();
        var space = trimmed.AsSpan().IndexOfAny(' ', '\t');
        return space < 0 ? new Utterance(trimmed, "", line.Number) : new Utterance(trimmed[..space], trimmed[(space + 1)..].Trim(), line.Number);
    }));

    private static Transcript Made(TextFile file, string format, IEnumerable<Utterance> utterances)
    {
        var all = new List<Utterance>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var utterance in utterances)
        {
            // The same name in composed and decomposed Korean is one name.
            var id = utterance.Id.Normalize(NormalizationForm.FormC);
            if (id.Length == 0) throw FileFaults.BadText(file.Name, FilePlace.Line(utterance.Line), "the utterance has no id. Give each line one.", "발화 id가 없습니다. 줄마다 id를 넣으세요.");
            if (!seen.TryAdd(id, utterance.Line))
                throw FileFaults.BadText(file.Name, FilePlace.Line(utterance.Line), $"the utterance {id} was already on line {seen[id]:N0}. Keep one of them.", $"발화 {id}이(가) {seen[id]:N0}번째 줄에 이미 있습니다. 하나만 남기세요.");
            all.Add(utterance with { Id = id });
        }
        return new Transcript(file.Name, format, all, [.. file.Notes, new Sentence($"Read as {format}, {all.Count:N0} utterances.", $"{format} 형식으로 읽었으며 발화는 {all.Count:N0}개입니다.")]);
    }
}
