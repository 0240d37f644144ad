using System.Buffers.Binary;
using System.IO.Hashing;
using Umul.Files;
using Umul.Files.Png;

namespace Umul.Tests.Files;

/// <summary>PNG as pypng and Pillow write it, its ways to be broken, and our writer read back.</summary>
public sealed class PngTests
{
    [Theory]
    [InlineData("grey", 1, 1)]
    [InlineData("grey", 1, 2)]
    [InlineData("grey", 1, 4)]
    [InlineData("grey", 1, 8)]
    [InlineData("grey", 1, 16)]
    [InlineData("greyalpha", 2, 8)]
    [InlineData("greyalpha", 2, 16)]
    [InlineData("rgb", 3, 8)]
    [InlineData("rgb", 3, 16)]
    [InlineData("rgba", 4, 8)]
    [InlineData("rgba", 4, 16)]
    public void Read_WhatPypngWrote_HasItsValues(string kind, int channels, int bits)
    {
        Fixture.AssertPlane(Fixture.Read($"png/{kind}{bits}.png"), channels, bits);
        var interlaced = Fixture.Read($"png/{kind}{bits}i.png");
        Fixture.AssertPlane(interlaced, channels, bits);
        Assert.Equal(bits == 16 ? ElementType.UInt16 : ElementType.UInt8, interlaced.ElementType);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Read_Palette_KeepsIndicesAndColours(int bits)
    {
        var raster = Fixture.Read($"png/palette{bits}.png");
        Fixture.AssertPlane(raster, 1, bits);
        Assert.Equal([0, 5, 7, 40, 95, 20], raster.Palette![..6]);
    }

    [Fact]
    public void Read_EveryFilter_GivesPillowsPixels()
    {
        var raster = Fixture.Read("png/filters.png");
        Assert.Equal(Fixture.Bytes("png/filters.npy")[^(64 * 96 * 3)..], raster.Span<byte>().ToArray());
    }

    [Fact]
    public void Write_ThenRead_GivesTheSame_AndTheSameBytesTwice()
    {
        var random = new Random(1);
        foreach (var channels in (int[])[1, 2, 3, 4])
        {
            var shape = RasterShape.Plane(7, 11, channels);
            var bytes = new byte[shape.ElementCount];
            random.NextBytes(bytes);
            var words = Array.ConvertAll(bytes, b => (ushort)(b * 257 ^ 0x1234));
            Assert.Equal(bytes, Fixture.Read(Written(s => PngWriter.Write(s, bytes, shape))).Span<byte>().ToArray());
            Assert.Equal(words, Fixture.Read(Written(s => PngWriter.Write(s, words, shape))).Span<ushort>().ToArray());
            Assert.Equal(Written(s => PngWriter.Write(s, words, shape)), Written(s => PngWriter.Write(s, words, shape)));
        }
        var indices = new byte[] { 0, 1, 1, 0 };
        var palette = Fixture.Read(Written(s => PngWriter.Write(s, indices, RasterShape.Plane(2, 2), [0, 0, 0, 255, 128, 0])));
        Assert.Equal([0, 0, 0, 255, 128, 0], palette.Palette);
        Assert.Equal(indices, palette.Span<byte>().ToArray());
    }

    [Fact]
    public void Read_DamagedChecksum_IsRefusedWithItsPlace()
    {
        var bytes = Fixture.Bytes("png/grey8.png");
        bytes[17] ^= 1;
        Assert.Contains("byte 8: the checksum", Fixture.Refusal(() => Fixture.Read(bytes, "a.png")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CutAnywhere_IsRefused()
    {
        var bytes = Fixture.Bytes("png/rgb8i.png");
        for (var length = 1; length < bytes.Length; length++) Fixture.Refusal(() => Fixture.Read(bytes[..length], "a.png"));
    }

    [Fact]
    public void Read_BytesAfterTheEnd_AreSaid()
    {
        var raster = Fixture.Read([.. Fixture.Bytes("png/grey8.png"), 1, 2, 3]);
        Assert.Equal("3 bytes after the end of the image were left out.", Assert.Single(raster.Notes).English);
    }

    [Fact]
    public void Read_HeaderThatLiesAboutTheSize_IsRefusedBeforeMemoryIsTaken()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refusal = Fixture.Refusal(() => Fixture.Read(WithHeader(100_000, 21_000), "bomb.png"));
        Assert.Contains("cannot hold that", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("needs 10,000,100,000 bytes", Fixture.Refusal(() => Fixture.Read(WithHeader(100_000, 100_000), "bomb.png")).Message, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
    }

    [Fact]
    public void Read_MoreThanTheLimit_IsRefused()
    {
        var refusal = Fixture.Refusal(() => Fixture.Read(Fixture.Bytes("png/grey8.png"), "a.png", new ReadLimits { MostBytes = 100 }));
        Assert.Equal(Umul.Web.ErrorCode.TooLarge, refusal.Code);
    }

    [SharedDataFact]
    public void Read_BreastUltrasound_AllImagesAndMasks()
    {
        var files = Directory.GetFiles(SharedData.Path("busi_breast_ultrasound"), "*.png", SearchOption.AllDirectories);
        Assert.Equal(142, files.Length);
        foreach (var file in files) Assert.True(ImageFile.Read(file).Shape.VoxelCount > 10_000);
    }

    private static byte[] Written(Action<Stream> write)
    {
        var stream = new MemoryStream();
        write(stream);
        return stream.ToArray();
    }

    private static byte[] WithHeader(int width, int height)
    {
        var bytes = Fixture.Bytes("png/grey8.png");
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), height);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(29), Crc32.HashToUInt32(bytes.AsSpan(12, 17)));
        return bytes;
    }
}
