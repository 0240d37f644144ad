using System.Text;
using Umul.Files;
using Umul.Files.MetaImage;
using Umul.Files.Npy;
using Umul.Files.Nrrd;

namespace Umul.Tests.Files;

/// <summary>NPY and NPZ as NumPy writes them, MetaImage as ITK and VTK do, NRRD as ITK and teem do.</summary>
public sealed class ScanFormatTests
{
    [Theory]
    [InlineData("u1", "UInt8")]
    [InlineData("i1", "Int8")]
    [InlineData("leu2", "UInt16")]
    [InlineData("beu2", "UInt16")]
    [InlineData("lei2", "Int16")]
    [InlineData("lei4", "Int32")]
    [InlineData("bei4", "Int32")]
    [InlineData("leu8", "UInt64")]
    [InlineData("lei8", "Int64")]
    [InlineData("lef2", "Float32")]
    [InlineData("lef4", "Float32")]
    [InlineData("lef8", "Float64")]
    [InlineData("bef8", "Float64")]
    [InlineData("fortran", "Int32")]
    [InlineData("onefirst", "Float32")]
    public void ReadNpy_EveryType_HasNumPysValues(string name, string type)
    {
        var raster = Fixture.Read($"npy/{name}.npy");
        Fixture.AssertVolume(raster);
        Assert.Equal(type, raster.ElementType.ToString());
    }

    [Fact]
    public void ReadNpy_BooleansPlanesAndColours()
    {
        Assert.Equal(Fixture.Read("npy/u1.npy").ToDoubles().Select(value => value % 2), Fixture.Read("npy/bool.npy").ToDoubles());
        Assert.Equal(RasterShape.Plane(4, 5), Fixture.Read("npy/plane.npy").Shape);
        Fixture.AssertPlane(Fixture.Read("npy/rgb.npy"), 3, 8);
    }

    [Fact]
    public void ReadNpz_OneArray_OrTheOneCalledMask()
    {
        Fixture.AssertVolume(Fixture.Read("npy/one.npz"));
        var two = Fixture.Read("npy/two.npz");
        Fixture.AssertVolume(two);
        Assert.Contains("\"mask\" was read", Assert.Single(two.Notes).English, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadNpy_FourAxesOrObjects_AreRefused()
    {
        Assert.Contains("(2×3×4×5)", Fixture.Refusal(() => Fixture.Read("npy/four.npy")).Message, StringComparison.Ordinal);
        var bytes = Fixture.Bytes("npy/u1.npy");
        var at = bytes.AsSpan().IndexOf("|u1"u8);
        "|O'"u8.CopyTo(bytes.AsSpan(at));
        bytes[at + 3] = (byte)' ';
        Assert.Contains("type |O", Fixture.Refusal(() => Fixture.Read(bytes)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("raw.mha", true)]
    [InlineData("packed.mha", false)]
    [InlineData("apart.mhd", false)]
    [InlineData("raw.nrrd", true)]
    [InlineData("packed.nrrd", true)]
    [InlineData("text.nrrd", true)]
    [InlineData("big.nrrd", true)]
    [InlineData("apart.nhdr", true)]
    public void Read_MetaImageAndNrrd_IsTheVolumeThatItkRead(string file, bool hasDirections)
    {
        var raster = Fixture.Read($"itk/{file}");
        Fixture.AssertVolume(raster);
        Assert.Equal(3.3, raster.Spacing.Z, 6);
        if (hasDirections) Fixture.AssertGeometry(raster);
    }

    [Theory]
    [InlineData("raw.nrrd", "type: short", "type: block", "NRRD with the type block")]
    [InlineData("raw.nrrd", "sizes: 5 4 3", "sizes: 5 0 3", "header field sizes: found 5 0 3")]
    [InlineData("raw.nrrd", "encoding: gzip", "encoding: bzip", "the encoding bzip")]
    [InlineData("raw.mha", "DimSize = 5 4 3", "DimSize = 5 4 x", "header field DimSize")]
    [InlineData("raw.mha", "DimSize = 5 4 3", "DimSize = 9 9 9", "cannot hold that")]
    [InlineData("raw.mha", "ElementType = MET_SHORT", "ElementType = MET_OTHER", "the type MET_OTHER")]
    [InlineData("apart.mhd", "apart.raw", "../pass.wd", "../pass.wd")]
    public void Read_WrongHeader_IsRefusedByItsField(string file, string from, string to, string expected)
    {
        var text = Encoding.Latin1.GetString(Fixture.Bytes($"itk/{file}"));
        Assert.Contains(from, text, StringComparison.Ordinal);
        var bytes = Encoding.Latin1.GetBytes(text.Replace(from, to, StringComparison.Ordinal));
        Assert.Contains(expected, Fixture.Refusal(() => Fixture.Read(bytes, file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_ThenRead_KeepsNumbersAndGeometry()
    {
        foreach (var type in (string[])["u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f4", "f8"])
        {
            var raster = Fixture.Read($"nifti/{type}le.nii");
            foreach (var write in (Action<Stream, Raster>[])[NrrdWriter.Write, MetaImageWriter.Write, NpyWriter.Write])
            {
                var stream = new MemoryStream();
                write(stream, raster);
                var again = Fixture.Read(stream.ToArray());
                Fixture.AssertVolume(again);
                Assert.Equal(raster.ElementType, again.ElementType);
                if (write != NpyWriter.Write) Fixture.AssertGeometry(again);
            }
        }
    }

    [Fact]
    public void Read_WhatIsNoImage_NamesItsFirstBytes()
    {
        Assert.Contains("(68 65 6C 6C 6F …)", Fixture.Refusal(() => Fixture.Read("hello"u8.ToArray(), "notes.txt")).Message, StringComparison.Ordinal);
        Assert.Contains("is empty", Fixture.Refusal(() => Fixture.Read([], "empty.png")).Message, StringComparison.Ordinal);
        Assert.Contains("no such file", Fixture.Refusal(() => ImageFile.Read("nowhere/case.png")).Message, StringComparison.Ordinal);
    }
}
