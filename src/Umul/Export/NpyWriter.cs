using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Umul.Export;

/// <summary>Writes one-dimensional arrays in NumPy's <c>.npy</c> format, version 1.0: magic, length of the header, header, data.</summary>
internal static class NpyWriter
{
    private const int Alignment = 64;

    /// <summary>The part before the data. <paramref name="type"/> is NumPy's type string, such as <c>&lt;f8</c>.</summary>
    public static byte[] Header(string type, long count)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({count},), }}");
        // Padded so that the data begin at a multiple of 64: NumPy can then map the file.
        var length = text.Length + 1;
        var padding = (Alignment - (10 + length) % Alignment) % Alignment;
        var header = new List<byte>(10 + length + padding) { 0x93 };
        header.AddRange("NUMPY"u8);
        header.AddRange([1, 0, (byte)(length + padding), (byte)((length + padding) >> 8)]);
        header.AddRange(Encoding.ASCII.GetBytes(text));
        header.AddRange(Enumerable.Repeat((byte)' ', padding));
        header.Add((byte)'\n');
        return [.. header];
    }

    /// <summary>Texts as NumPy's fixed-width Unicode: UTF-32, padded with zeros to the longest.</summary>
    public static void WriteTexts(Stream stream, IReadOnlyCollection<string> texts)
    {
        var encoding = new UTF32Encoding(bigEndian: false, byteOrderMark: false);
        var width = Math.Max(1, texts.Count == 0 ? 1 : texts.Max(text => encoding.GetByteCount(text) / 4));
        stream.Write(Header(string.Create(CultureInfo.InvariantCulture, $"<U{width}"), texts.Count));
        var cell = new byte[width * 4];
        foreach (var text in texts)
        {
            Array.Clear(cell);
            encoding.GetBytes(text, cell);
            stream.Write(cell);
        }
    }

    /// <summary>The bytes of numbers as they lie in memory, which is little-endian on every machine that .NET 10 runs on.</summary>
    public static ReadOnlySpan<byte> Bytes<T>(ReadOnlySpan<T> numbers) where T : unmanaged => MemoryMarshal.AsBytes(numbers);
}
