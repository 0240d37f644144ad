using System.Text;
using Umul.Web;

namespace Umul.Files.Tables;

/// <summary>
/// A text file as characters: UTF-8 or UTF-16 by its mark, UTF-8 if it is valid, else CP949, in which Korean Windows programs save. What
/// was not plain UTF-8 is said, and so are mixed line endings and Korean in decomposed form.
/// </summary>
internal sealed record TextFile(string Name, string Text, IReadOnlyList<Sentence> Notes)
{
    private const int Cp949 = 949;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static TextFile Read(string path, ReadLimits? limits = null)
    {
        using var source = FileSource.Open(path, limits);
        return Of(source.ReadAll(), source.Name);
    }

    public static TextFile Of(byte[] bytes, string file)
    {
        if (bytes.Length == 0) throw FileFaults.Empty(file);
        var notes = new List<Sentence>();
        var text = Decode(bytes, file, notes);
        NoteEndings(text, notes);
        if (HasDecomposedKorean(text))
            notes.Add(new("The file holds decomposed Korean (NFD), as macOS writes file names; names are compared in composed form.", "macOS 파일 이름처럼 자모로 풀린 한글(NFD)이 있습니다. 이름은 합친 형태로 비교합니다."));
        return new TextFile(file, text, notes);
    }

    /// <summary>The lines, whatever ends them, without their ends.</summary>
    public IEnumerable<(int Number, string Line)> Lines()
    {
        var (number, start) = (1, 0);
        for (var at = 0; at < Text.Length; at++)
        {
            if (Text[at] is not ('\n' or '\r')) continue;
            yield return (number++, Text[start..at]);
            if (Text[at] == '\r' && at + 1 < Text.Length && Text[at + 1] == '\n') at++;
            start = at + 1;
        }
        if (start < Text.Length) yield return (number, Text[start..]);
    }

    private static string Decode(byte[] bytes, string file, List<Sentence> notes)
    {
        switch (bytes)
        {
            case [0xEF, 0xBB, 0xBF, ..]: return Strict(s_strict, bytes.AsSpan(3), file);
            case [0xFF, 0xFE, ..] when bytes.Length % 2 == 0: return Utf16(Encoding.Unicode, bytes, notes);
            case [0xFE, 0xFF, ..] when bytes.Length % 2 == 0: return Utf16(Encoding.BigEndianUnicode, bytes, notes);
            default: break;
        }
        try
        {
            return s_strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            notes.Add(new("The file is not UTF-8; it was read as CP949 (Korean Windows). Check the names, and save as UTF-8.", "UTF-8이 아니어서 CP949(한글 Windows)로 읽었습니다. 글자를 확인하고 UTF-8로 저장하세요."));
            var korean = CodePagesEncodingProvider.Instance.GetEncoding(Cp949, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
            var text = Strict(korean, bytes, file);
            // Bytes that CP949 does not know come out as private characters.
            return text.AsSpan().IndexOfAnyInRange('\uE000', '\uF8FF') < 0 ? text : throw NoEncoding(file, 0, null);
        }
    }

    private static string Strict(Encoding encoding, ReadOnlySpan<byte> bytes, string file)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException wrong)
        {
            throw NoEncoding(file, Math.Max(0, wrong.Index), wrong);
        }
    }

    private static FileException NoEncoding(string file, int offset, Exception? cause) => FileFaults.BadText(file, FilePlace.Byte(offset),
        "the text is neither UTF-8, UTF-16 nor CP949. Save it as UTF-8.", "UTF-8, UTF-16, CP949 가운데 어느 것도 아닙니다. UTF-8로 저장하세요.", cause);

    private static string Utf16(Encoding encoding, byte[] bytes, List<Sentence> notes)
    {
        notes.Add(new("The file is UTF-16.", "UTF-16 파일입니다."));
        return encoding.GetString(bytes, 2, bytes.Length - 2);
    }

    private static void NoteEndings(string text, List<Sentence> notes)
    {
        var (windows, unix, old) = (0, 0, 0);
        for (var at = text.AsSpan().IndexOfAny('\r', '\n'); at >= 0;)
        {
            var isPair = text[at] == '\r' && at + 1 < text.Length && text[at + 1] == '\n';
            if (isPair) windows++;
            else if (text[at] == '\n') unix++;
            else old++;
            var from = at + (isPair ? 2 : 1);
            var step = text.AsSpan(from).IndexOfAny('\r', '\n');
            at = step < 0 ? -1 : from + step;
        }
        if ((windows > 0 ? 1 : 0) + (unix > 0 ? 1 : 0) + (old > 0 ? 1 : 0) > 1)
            notes.Add(new("The file mixes Windows and Unix line endings; both were read as ends of lines.", "Windows와 Unix 줄바꿈이 섞여 있어 모두 줄 끝으로 읽었습니다."));
    }

    // Conjoining jamo: U+1100 to U+11FF.
    private static bool HasDecomposedKorean(string text) => text.AsSpan().IndexOfAnyInRange('ᄀ', 'ᇿ') >= 0;
}
