using System.Text;
using Umul.Web;

namespace Umul.Datasets;

/// <summary>Reads a table as spreadsheets and scripts write it: commas, semicolons or tabs; quotes; any line ends; with or without BOM.</summary>
internal static class TableText
{
    /// <summary>The first row is the head; each other row has as many cells.</summary>
    /// <exception cref="UmulException">A row has another number of cells, or a quote is never closed.</exception>
    public static (IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) Read(string name, byte[] bytes)
    {
        var text = Decode(name, bytes);
        var separator = Separator(text);
        var rows = Split(name, text, separator);
        if (rows.Count == 0) throw new UmulException(ErrorCode.Invalid, new Sentence(
            $"{name}: the table is empty. Its first row names the columns.",
            $"{name}: 표가 비어 있습니다. 첫 행에는 열 이름을 적습니다."));
        List<string> columns = [.. rows[0].Cells.Select(cell => cell.Trim())];
        foreach (var (line, cells) in rows.Skip(1))
        {
            if (cells.Count != columns.Count)
                throw new UmulException(ErrorCode.Invalid, new Sentence(
                    $"{name}, line {line}: {cells.Count} cells, but the head names {columns.Count} columns. Put text with separators into quotes.",
                    $"{name}, {line}번째 줄: 칸은 {cells.Count}개인데 머리 행의 열은 {columns.Count}개입니다. 구분자가 든 글은 따옴표로 묶으세요."));
        }
        if (columns.FirstOrDefault(c => columns.Count(other => other == c) > 1) is { } twice)
            throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"{name}: two columns are named '{twice}'. Give each its own name.",
                $"{name}: '{twice}'이라는 열이 둘 있습니다. 이름을 다르게 하세요."));
        return (columns, [.. rows.Skip(1).Select(row => row.Cells)]);
    }

    private static string Decode(string name, byte[] bytes)
    {
        if (bytes is [0xFF, 0xFE, ..]) return Encoding.Unicode.GetString(bytes.AsSpan(2));
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.AsSpan(bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0));
        }
        catch (DecoderFallbackException)
        {
            throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"{name}: the table is not in UTF-8. Save it as 'CSV UTF-8' (Korean Windows writes CP949 otherwise).",
                $"{name}: 표가 UTF-8이 아닙니다. 'CSV UTF-8'로 저장하세요(한국어 Windows는 그러지 않으면 CP949로 씁니다)."));
        }
    }

    private static char Separator(string text)
    {
        var head = text.AsSpan(0, text.IndexOf('\n') is >= 0 and var end ? end : text.Length);
        return head.Contains('\t') ? '\t' : head.Contains(';') && !head.Contains(',') ? ';' : ',';
    }

    private static List<(int Line, List<string> Cells)> Split(string name, string text, char separator)
    {
        var rows = new List<(int, List<string>)>();
        var cell = new StringBuilder();
        var (cells, line, start, isQuoted) = (new List<string>(), 1, 1, false);
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i == text.Length ? '\n' : text[i];
            if (c == '\n' && i < text.Length) line++;
            if (isQuoted && i < text.Length)
            {
                if (c != '"') cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[++i]);
                else isQuoted = false;
            }
            else if (isQuoted) throw new UmulException(ErrorCode.Invalid, new Sentence(
                $"{name}, line {start}: a quote is opened and never closed.",
                $"{name}, {start}번째 줄: 따옴표를 열고 닫지 않았습니다."));
            else if (c == '"' && cell.Length == 0) isQuoted = true;
            else if (c == separator || c is '\n' or '\r')
            {
                if (c == '\r' && i + 1 < text.Length && text[i + 1] == '\n') continue;
                cells.Add(cell.ToString());
                cell.Clear();
                if (c == separator) continue;
                if (cells is not [""]) rows.Add((start, cells));
                (cells, start) = ([], line);
            }
            else cell.Append(c);
        }
        return rows;
    }
}
