using System.Buffers.Text;
using System.Text;

namespace Umul.Files.Json;

/// <summary>
/// Walks over JSON text in memory, forwards only: the reader says what it expects next and passes over the rest. Several times faster than
/// a general reader on annotation files, which are almost only numbers; strict about structure, and it takes Python's NaN and Infinity.
/// </summary>
internal ref struct JsonScan
{
    /// <summary>Deeper nesting is no annotation file but an attack on the stack or the reader's patience.</summary>
    private const int MostDepth = 64;

    private readonly ReadOnlySpan<byte> text;
    private readonly string file;

    public JsonScan(ReadOnlySpan<byte> text, string file, int start = 0)
    {
        this.text = text;
        this.file = file;
        Position = start;
        if (start == 0 && text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) Position = 3;
    }

    public int Position { get; private set; }

    /// <summary>The next byte that is no white space, not consumed; 0 at the end.</summary>
    public byte Peek()
    {
        while (Position < text.Length)
        {
            var b = text[Position];
            if (b > ' ') return b;
            if (b is not (0x20 or 0x09 or 0x0A or 0x0D)) throw Unexpected();
            Position++;
        }
        return 0;
    }

    public bool Take(byte expected)
    {
        if (Peek() != expected) return false;
        Position++;
        return true;
    }

    public void Require(byte expected)
    {
        if (!Take(expected)) throw Unexpected();
    }

    /// <summary>Begins an object; then <see cref="NextName"/> until it says no.</summary>
    public void BeginObject() => Require((byte)'{');

    /// <summary>The next name in an object, with its colon; false (and past the end) if there is none. <paramref name="isFirst"/> is kept by it.</summary>
    public bool NextName(ref bool isFirst, out ReadOnlySpan<byte> name)
    {
        name = default;
        if (Take((byte)'}')) return false;
        if (!isFirst) Require((byte)',');
        isFirst = false;
        name = RawString();
        Require((byte)':');
        return true;
    }

    /// <summary>True if another element follows in an array; false (and past the end) if not.</summary>
    public bool NextElement(ref bool isFirst)
    {
        if (Take((byte)']')) return false;
        if (!isFirst)
        {
            Require((byte)',');
            if (Peek() == ']') throw Unexpected();
        }
        isFirst = false;
        return true;
    }

    /// <summary>A string's bytes between its quotes, escapes as they are.</summary>
    public ReadOnlySpan<byte> RawString()
    {
        Require((byte)'"');
        var start = Position;
        while (true)
        {
            var step = text[Position..].IndexOfAny((byte)'"', (byte)'\\');
            if (step < 0) throw Cut();
            Position += step;
            if (text[Position] == '"') break;
            Position += 2;
            if (Position > text.Length) throw Cut();
        }
        return text[start..Position++];
    }

    public string String()
    {
        var at = Position;
        var raw = RawString();
        if (raw.IndexOf((byte)'\\') < 0) return Encoding.UTF8.GetString(raw);
        try
        {
            var reader = new System.Text.Json.Utf8JsonReader(text[at..Position]);
            reader.Read();
            return reader.GetString()!;
        }
        catch (Exception wrong) when (wrong is System.Text.Json.JsonException or InvalidOperationException)
        {
            throw Unexpected();
        }
    }

    public double Number()
    {
        Peek();
        var number = JsonNumber.Read(text[Position..], out var length);
        if (length > 0)
        {
            Position += length;
            return number;
        }
        if (Word("NaN"u8)) return double.NaN;
        if (Word("Infinity"u8)) return double.PositiveInfinity;
        if (Word("-Infinity"u8)) return double.NegativeInfinity;
        throw Unexpected();
    }

    /// <summary>A whole number; ids written as 7.0 count.</summary>
    public long Integer()
    {
        Peek();
        if (Utf8Parser.TryParse(text[Position..], out long whole, out var length) && (Position + length == text.Length || text[Position + length] is not ((byte)'.' or (byte)'e' or (byte)'E')))
        {
            Position += length;
            return whole;
        }
        var at = Position;
        var number = Number();
        if (number == Math.Truncate(number) && Math.Abs(number) < 1L << 53) return (long)number;
        Position = at;
        throw Unexpected();
    }

    /// <summary>true, false, 0, 1: iscrowd is written either way.</summary>
    public bool Flag()
    {
        Peek();
        if (Word("true"u8)) return true;
        if (Word("false"u8) || Word("null"u8)) return false;
        return Number() != 0;
    }

    public bool IsNull()
    {
        Peek();
        return Word("null"u8);
    }

    /// <summary>Passes over any value and gives where it lies.</summary>
    public (int Start, int Length) Skip()
    {
        Peek();
        var start = Position;
        var depth = 0;
        Span<byte> closing = stackalloc byte[MostDepth];
        do
        {
            switch (Peek())
            {
                case (byte)'{' or (byte)'[':
                    if (depth == MostDepth) throw Unexpected();
                    closing[depth++] = (byte)(text[Position++] + 2);
                    continue;
                case (byte)'"':
                    RawString();
                    break;
                case (byte)'}' or (byte)']':
                    break;
                default:
                    Scalar();
                    break;
            }
            while (depth > 0 && Take(closing[depth - 1])) depth--;
            if (depth > 0 && !Take((byte)',') && !Take((byte)':')) throw Unexpected();
        }
        while (depth > 0);
        return (start, Position - start);
    }

    /// <summary>Nothing but white space may follow.</summary>
    public void RequireEnd()
    {
        if (Peek() != 0 || Position < text.Length) throw Unexpected();
    }

    /// <summary>What is wrong at this place, in the file's lines.</summary>
    public readonly FileException Unexpected()
    {
        if (Position >= text.Length) return Cut();
        var found = Encoding.UTF8.GetString(text.Slice(Position, Math.Min(12, text.Length - Position)));
        return Fault(new string([.. found.Select(c => char.IsControl(c) ? ' ' : c)]));
    }

    public readonly FileException Fault(string found) => FileFaults.BadText(file, FilePlace.Line(Line()),
        $"\"{found}\" was not expected here. Correct the JSON, or write it again.", $"여기에 \"{found}\"이(가) 올 수 없습니다. JSON을 고치거나 다시 저장하세요.");

    public readonly FileException Cut() => FileFaults.BadText(file, FilePlace.Line(Line()),
        "the JSON ends in the middle. Copy or write the file again.", "JSON이 중간에서 끝납니다. 다시 복사하거나 저장하세요.");

    private void Scalar()
    {
        if (Word("true"u8) || Word("false"u8) || Word("null"u8)) return;
        Number();
    }

    private bool Word(ReadOnlySpan<byte> word)
    {
        if (!text[Position..].StartsWith(word)) return false;
        Position += word.Length;
        return true;
    }

    private readonly long Line() => text[..Math.Min(Position, text.Length)].Count((byte)'\n') + 1L;
}
