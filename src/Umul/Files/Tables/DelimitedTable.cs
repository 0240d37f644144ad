using System.Text;
using Umul.Web;

namespace Umul.Files.Tables;

/// <summary>
/// A CSV or TSV file: a header and rows of texts, each row with its line number. Comma, tab, semicolon or bar, whichever splits the first
/// lines alike; quotes as in RFC 4180. Own code because lines, encodings and the choice of delimiter must be told to the reader.
/// </summary>
internal sealed class DelimitedTable
{
    private const int SniffedRecords = 20;
    // On a tie the first wins: tabs and semicolons stand in text more rarely than commas.
    private static readonly char[] s_delimiters = ['\t', ';', ',', '|'];

    public required string Name { get; init; }

    public required char Delimiter { get; init; }

    public required IReadOnlyList<string> Header { get; init; }

    public required IReadOnlyList<TableRow> Rows { get; init; }

    public required IReadOnlyList<Sentence> Notes { get; init; }

    public static DelimitedTable Read(string path, ReadLimits? limits = null) => Of(TextFile.Read(path, limits));

    public static DelimitedTable Of(TextFile file)
    {
        var delimiter = s_delimiters.MaxBy(candidate => Likelihood(file, candidate));
        var records = Records(file, delimiter, int.MaxValue).Where(record => record.Cells is not [""]).ToList();
        if (records.Count == 0) throw FileFaults.Empty(file.Name);
        var header = records[0].Cells.Select(cell => cell.Trim()).ToArray();
        var repeated = header.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (repeated is not null)
            throw FileFaults.BadText(file.Name, FilePlace.Line(records[0].Line), $"the column \"{repeated}\" occurs twice. Give each column a name of its own.", $"\"{repeated}\" 열이 두 번 나옵니다. 열마다 다른 이름을 붙이세요.");
        foreach (var record in records.Skip(1).Where(record => record.Cells.Count != header.Length))
        {
            throw FileFaults.BadText(file.Name, FilePlace.Line(record.Line),
                $"there are {record.Cells.Count} values, the header names {header.Length}. Quote values that hold a \"{Shown(delimiter)}\", or add what is missing.",
                $"값이 {record.Cells.Count}개인데 머리글에는 열이 {header.Length}개 있습니다. \"{Shown(delimiter)}\"가 든 값은 따옴표로 묶고 빠진 값은 채우세요.");
        }
        return new DelimitedTable { Name = file.Name, Delimiter = delimiter, Header = header, Rows = records[1..], Notes = file.Notes };
    }

    /// <summary>Place of the first of these columns that exists, in any case; -1 if none does.</summary>
    public int Column(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            for (var i = 0; i < Header.Count; i++)
                if (Header[i].Equals(name, StringComparison.OrdinalIgnoreCase)) return i;
        return -1;
    }

    private static string Shown(char delimiter) => delimiter == '\t' ? "⇥" : delimiter.ToString();

    // A delimiter that gives each of the first records the same number of values, and more than one.
    private static int Likelihood(TextFile file, char delimiter)
    {
        try
        {
            var counts = Records(file, delimiter, SniffedRecords).Where(record => record.Cells is not [""]).Select(record => record.Cells.Count).ToList();
            if (counts.Count == 0 || counts[0] == 1) return 0;
            return counts.Count(count => count == counts[0]) * 1000 / counts.Count * 100 + Math.Min(counts[0], 99);
        }
        catch (FileException)
        {
            // A broken quote is reported by the delimiter that the header shows.
            return file.Lines().First().Line.Contains(delimiter, StringComparison.Ordinal) ? 1 : 0;
        }
    }

    private static IEnumerable<TableRow> Records(TextFile file, char delimiter, int most)
    {
        var (text, at, line) = (file.Text, 0, 1);
        while (at < text.Length && most-- > 0)
        {
            var (start, cells) = (line, new List<string>());
            while (true)
            {
                cells.Add(Cell(file, delimiter, ref at, ref line));
                if (at < text.Length && text[at] == delimiter)
                {
                    at++;
                    continue;
                }
                break;
            }
            if (at < text.Length) at += text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1;
            line++;
            yield return new TableRow(start, cells);
        }
    }

    private static string Cell(TextFile file, char delimiter, ref int at, ref int line)
    {
        var text = file.Text;
        if (at >= text.Length || text[at] != '"')
        {
            var start = at;
            while (at < text.Length && text[at] != delimiter && text[at] is not ('\r' or '\n')) at++;
            return text[start..at];
        }
        var (opened, cell) = (line, new StringBuilder());
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '\n') line++;
            if (text[at] != '"')
            {
                cell.Append(text[at]);
                continue;
            }
            if (at + 1 >= text.Length || text[at + 1] != '"')
            {
                at++;
                if (at < text.Length && text[at] != delimiter && text[at] is not ('\r' or '\n'))
                    throw FileFaults.BadText(file.Name, FilePlace.Line(line), "a quote ends before the value does. Write a quote inside a value twice (\"\").", "값이 끝나기 전에 따옴표가 닫혔습니다. 값 안의 따옴표는 두 번(\"\") 쓰세요.");
                return cell.ToString();
            }
            cell.Append('"');
            at++;
        }
        throw FileFaults.BadText(file.Name, FilePlace.Line(opened), "a quote is opened here and never closed. Close it, or write a quote inside a value twice (\"\").", "여기서 열린 따옴표가 닫히지 않았습니다. 닫거나 값 안의 따옴표는 두 번(\"\") 쓰세요.");
    }
}

/// <summary>A row of a table and the line on which it begins.</summary>
internal sealed record TableRow(int Line, IReadOnlyList<string> Cells);
