using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Umul.Sample;

namespace Umul.Tests.Sample;

public sealed class RecordedFilesTests
{
    [Theory]
    [InlineData("../outside.txt")]
    [InlineData("runs/../../outside.txt")]
    [InlineData("/etc/passwd")]
    [InlineData("C:/windows/win.ini")]
    [InlineData("runs\\..\\outside.txt")]
    [InlineData("runs//twice.txt")]
    [InlineData("runs/./here.txt")]
    [InlineData("line\nbreak.txt")]
    [InlineData("folder/")]
    public void Open_NameThatIsNotPlain_IsRefused(string name)
    {
        var refusal = Assert.Throws<InvalidDataException>(() => new RecordedFiles(Zip((name, "text"u8.ToArray()))));

        Assert.Contains("without '..'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_SameNameTwice_IsRefused()
    {
        var refusal = Assert.Throws<InvalidDataException>(() => new RecordedFiles(Zip(("a.txt", [1]), ("a.txt", [2]))));

        Assert.Contains("two files named 'a.txt'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_MoreFilesThanAllowed_IsRefused()
    {
        var many = Enumerable.Range(0, RecordedFiles.MaximumFiles + 1).Select(number => ($"f{number}", Array.Empty<byte>())).ToArray();

        Assert.Throws<InvalidDataException>(() => new RecordedFiles(Zip(many)));
    }

    [Fact]
    public void Open_NoZip_IsRefused() =>
        Assert.Throws<InvalidDataException>(() => new RecordedFiles(new MemoryStream(Encoding.UTF8.GetBytes("not a zip file at all, but long enough"))));

    [Fact]
    public void Read_FileThatUnpacksToTooMuch_IsRefused()
    {
        using var files = new RecordedFiles(Zip(("bomb", new byte[RecordedFiles.MaximumFileBytes + 1])));

        Assert.Throws<InvalidDataException>(() => files.Read("bomb"));
    }

    [Fact]
    public void Read_FilesThatTogetherUnpackToTooMuch_IsRefused()
    {
        var count = (int)(RecordedFiles.MaximumTotalBytes / RecordedFiles.MaximumFileBytes) + 1;
        using var files = new RecordedFiles(Zip([.. Enumerable.Range(0, count).Select(number => ($"f{number}", new byte[RecordedFiles.MaximumFileBytes]))]));

        Assert.Throws<InvalidDataException>(() =>
        {
            for (var number = 0; number < count; number++)
                files.Read($"f{number}");
        });
    }

    [Fact]
    public void Read_HeaderThatPromisesMoreThanThereIs_IsRefused()
    {
        using var files = new RecordedFiles(ZipClaiming(501));

        Assert.Throws<InvalidDataException>(() => files.Read("a.txt"));
    }

    [Fact]
    public void Read_HeaderThatAdmitsLessThanThereIs_UnpacksNoMoreThanAdmitted()
    {
        using var files = new RecordedFiles(ZipClaiming(100));

        Assert.Equal(100, files.Read("a.txt").Length);
    }

    [Fact]
    public void Read_NameThatIsNotThere_SaysWhich()
    {
        using var files = new RecordedFiles(Zip(("a.txt", [1])));

        var refusal = Assert.Throws<InvalidDataException>(() => files.Read("b.txt"));

        Assert.Contains("'b.txt'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Below_Folder_ListsItsFilesInOrder()
    {
        using var files = new RecordedFiles(Zip(("runs/b", [1]), ("runs/a", [2]), ("dataset/c", [3])));

        Assert.Equal(["runs/a", "runs/b"], files.Below("runs/"));
        Assert.Equal([2], files.Read("runs/a"));
    }

    /// <summary>An archive of one file of 500 bytes whose directory says that it has another length.</summary>
    private static MemoryStream ZipClaiming(int length)
    {
        var bytes = Zip(("a.txt", Encoding.UTF8.GetBytes(new string('x', 500)))).ToArray();
        var directory = bytes.AsSpan().LastIndexOf("PK\x01\x02"u8);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(directory + 24), length);
        return new MemoryStream(bytes);
    }

    internal static MemoryStream Zip(params (string Name, byte[] Content)[] files)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var file = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                file.Write(content);
            }
        }

        stream.Position = 0;
        return stream;
    }
}
