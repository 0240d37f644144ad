using System.Buffers.Binary;
using System.IO.Compression;
using Umul.Files;
using Umul.Files.Nifti;

namespace Umul.Tests.Files;

/// <summary>NIfTI as nibabel writes it: every type, both endiannesses, both versions; and what must be refused.</summary>
public sealed class NiftiTests
{
    // Offsets in the header of NIfTI-1.
    private const int Dim = 40, DataType = 70, VoxOffset = 108, Slope = 112, Units = 123, QformCode = 252, SformCode = 254;

    // The last bytes: the end mark of deflate, checksum and length.
    private const int GzipEnd = 9;

    [Theory]
    [InlineData("u1", "UInt8")]
    [InlineData("i1", "Int8")]
    [InlineData("u2", "UInt16")]
    [InlineData("i2", "Int16")]
    [InlineData("u4", "UInt32")]
    [InlineData("i4", "Int32")]
    [InlineData("u8", "UInt64")]
    [InlineData("i8", "Int64")]
    [InlineData("f4", "Float32")]
    [InlineData("f8", "Float64")]
    public void Read_EveryTypeInBothEndiannesses_HasNibabelsValues(string type, string elementType)
    {
        foreach (var order in (string[])["le", "be"])
        {
            var raster = Fixture.Read($"nifti/{type}{order}.nii");
            Fixture.AssertVolume(raster);
            Assert.Equal(elementType, raster.ElementType.ToString());
            Fixture.AssertGeometry(raster);
            Assert.Empty(raster.Notes);
        }
    }

    [Theory]
    [InlineData("volume.nii.gz", "NIfTI-1")]
    [InlineData("second.nii", "NIfTI-2")]
    [InlineData("pair.hdr", "NIfTI-1")]
    [InlineData("qform.nii", "NIfTI-1")]
    [InlineData("singleton.nii", "NIfTI-1")]
    public void Read_OtherForms_AreTheSameVolume(string file, string format)
    {
        var raster = Fixture.Read($"nifti/{file}");
        Fixture.AssertVolume(raster);
        Assert.Equal(format, raster.Format);
        Fixture.AssertGeometry(raster);
    }

    [Fact]
    public void Read_Slope_ScalesAndSaysSo()
    {
        var raster = Fixture.Read("nifti/scaled.nii");
        Fixture.AssertVolume(raster, 0.5, -3);
        Assert.Equal(ElementType.Float32, raster.ElementType);
        Assert.Equal("Stored numbers were scaled: 0.5 × stored + -3 (scl_slope, scl_inter).", Assert.Single(raster.Notes).English);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Read_SlopeThatIsNone_LeavesLabelsAlone(float slope)
    {
        var bytes = Fixture.Bytes("nifti/scaled.nii");
        BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(Slope), slope);
        var raster = Fixture.Read(bytes);
        Fixture.AssertVolume(raster);
        Assert.Equal(ElementType.Int16, raster.ElementType);
    }

    [Fact]
    public void Read_Plane_IsAPlane()
    {
        var raster = Fixture.Read("nifti/plane.nii");
        Fixture.AssertPlane(raster, 1, 8);
        Assert.True(raster.Shape.IsPlane);
        Assert.Equal((0.3, 0.2), (Math.Round(raster.Spacing.Y, 6), Math.Round(raster.Spacing.X, 6)));
    }

    [Fact]
    public void Read_FourDimensions_IsRefusedWithTheRemedy()
    {
        var refusal = Fixture.Refusal(() => Fixture.Read("nifti/four.nii"));
        Assert.Contains("(5×4×3×2)", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("img.slicer", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_UnitsOfMicrometres_BecomeMillimetres()
    {
        var bytes = Fixture.Bytes("nifti/u1le.nii");
        bytes[Units] = 3;
        var raster = Fixture.Read(bytes);
        Assert.Equal(0.0005, raster.Spacing.X, 9);
        Assert.Contains(raster.Notes, note => note.English.Contains("micrometres", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_WithoutFormCodes_HasNoOrientation()
    {
        var bytes = Fixture.Bytes("nifti/u1le.nii");
        bytes.AsSpan(QformCode, 4).Clear();
        Assert.Null(Fixture.Read(bytes).Orientation);
    }

    [Fact]
    public void Read_TruncatedGzip_IsRefused_CutAnywhere()
    {
        var bytes = Fixture.Bytes("nifti/volume.nii.gz");
        for (var length = 1; length < bytes.Length - GzipEnd; length++) Fixture.Refusal(() => Fixture.Read(bytes[..length], "cut.nii.gz"));
        // All voxels are there, only the checksum is cut: read, and said.
        for (var length = bytes.Length - GzipEnd; length < bytes.Length; length++)
            Assert.Contains("does not confirm", Assert.Single(Fixture.Read(bytes[..length]).Notes).English, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_GzipInSeveralMembers_IsOneFile()
    {
        var plain = Fixture.Bytes("nifti/u1le.nii");
        Fixture.AssertVolume(Fixture.Read([.. Zip(plain[..200]), .. Zip(plain[200..390]), .. Zip(plain[390..])]));
    }

    [Fact]
    public void Read_BytesAfterTheImage_AreSaid()
    {
        var plain = Fixture.Bytes("nifti/u1le.nii");
        foreach (var bytes in (byte[][])[[.. plain, 1, 2, 3], Zip([.. plain, 1, 2, 3])])
            Assert.Equal("Bytes after the image (3) were left out.", Assert.Single(Fixture.Read(bytes).Notes).English);
    }

    [Fact]
    public void Read_HeaderThatLiesAboutTenGigabytes_IsRefusedBeforeMemoryIsTaken()
    {
        var bytes = Fixture.Bytes("nifti/u1le.nii");
        foreach (var (x, y, z) in ((short, short, short)[])[(10_000, 1_000, 1_000), (1_000, 1_000, 1_000)])
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(Dim + 2), x);
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(Dim + 4), y);
            BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(Dim + 6), z);
            foreach (var file in (byte[][])[bytes, Zip(bytes)])
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var refusal = Fixture.Refusal(() => Fixture.Read(file, "liar.nii"));
                Assert.Contains(x == 10_000 ? "10,000,000,000 bytes" : "1000×1000×1000", refusal.Message, StringComparison.Ordinal);
                Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 2_000_000);
            }
        }
    }

    [Theory]
    [InlineData(DataType, 32, "complex")]
    [InlineData(DataType, 3, "header field datatype: found 3")]
    [InlineData(Dim, 9, "header field dim[0]: found 9")]
    [InlineData(Dim + 2, 0, "header field dim[1]: found 0")]
    public void Read_WrongField_IsNamed(int offset, short value, string expected)
    {
        var bytes = Fixture.Bytes("nifti/u1le.nii");
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(offset), value);
        Assert.Contains(expected, Fixture.Refusal(() => Fixture.Read(bytes, "a.nii")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_PairWithoutItsImage_NamesTheMissingFile()
    {
        Assert.Contains("pair.img", Fixture.Refusal(() => Fixture.Read(Fixture.Bytes("nifti/pair.hdr"), "pair.hdr")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ThenRead_KeepsNumbersAndGeometry()
    {
        foreach (var gzip in (bool[])[false, true])
        {
            foreach (var type in (string[])["u1", "i2", "u4", "i8", "f4", "f8"])
            {
                var stream = new MemoryStream();
                NiftiWriter.Write(stream, Fixture.Read($"nifti/{type}be.nii"), gzip);
                var raster = Fixture.Read(stream.ToArray());
                Fixture.AssertVolume(raster);
                Fixture.AssertGeometry(raster);
            }
        }
    }

    [SharedDataFact]
    public void Read_Hippocampus_LabelsInTwoTypesAndNoSlope()
    {
        var labels = Directory.GetFiles(SharedData.Path("msd_hippocampus/labels")).Select(file => ImageFile.Read(file)).ToList();
        Assert.Equal(60, labels.Count);
        Assert.All(labels, label => Assert.True(label.ElementType is ElementType.UInt8 or ElementType.Float32));
        Assert.All(labels, label => Assert.Equal([0d, 1, 2], label.ToDoubles().Distinct().Order()));
    }

    [SharedDataFact]
    public void Read_Spine_IsPirWithThickSlices()
    {
        var raster = ImageFile.Read(SharedData.Path("panoptica_spine/semantic/ref.nii.gz"));
        Assert.Equal("PIR", raster.Orientation);
        Assert.Equal([0.586, 0.586, 3.3], new[] { raster.Spacing.X, raster.Spacing.Y, raster.Spacing.Z }.Select(mm => Math.Round(mm, 3)));
        Assert.Equal(RasterShape.Volume(17, 512, 512), raster.Shape);
    }

    private static byte[] Zip(byte[] bytes)
    {
        var stream = new MemoryStream();
        using (var zip = new GZipStream(stream, CompressionLevel.Optimal)) zip.Write(bytes);
        return stream.ToArray();
    }
}
