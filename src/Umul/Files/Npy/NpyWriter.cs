using System.Globalization;
using System.Text;

namespace Umul.Files.Npy;

/// <summary>Writes NumPy's .npy, version 1.0, little-endian, C order.</summary>
internal static class NpyWriter
{
    private const int Alignment = 64;

    public static void Write(Stream stream, Raster raster)
    {
        var (shape, type) = (raster.Shape, raster.ElementType);
        var axes = shape.IsPlane ? $"{shape.Height}, {shape.Width}" : $"{shape.Depth}, {shape.Height}, {shape.Width}";
        if (shape.Channels > 1) axes += $", {shape.Channels}";
        var kind = type switch
        {
            ElementType.UInt8 or ElementType.UInt16 or ElementType.UInt32 or ElementType.UInt64 => 'u',
            ElementType.Float32 or ElementType.Float64 => 'f',
            _ => 'i',
        };
        var text = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '{(type.Size == 1 ? '|' : '<')}{kind}{type.Size}', 'fortran_order': False, 'shape': ({axes}), }}");
        // Padded so that the data begin at a multiple of 64: NumPy can then map the file.
        var padding = (Alignment - (10 + text.Length + 1) % Alignment) % Alignment;
        var length = text.Length + padding + 1;
        stream.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)length, (byte)(length >> 8)]);
        stream.Write(Encoding.ASCII.GetBytes(text + new string(' ', padding) + "\n"));
        stream.Write(raster.Bytes());
    }
}
