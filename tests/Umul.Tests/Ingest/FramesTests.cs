using System.Text;
using Umul.Ingest;
using Umul.Web;

namespace Umul.Tests.Ingest;

public sealed class FramesTests
{
    // Python: umul._frame(7, b'{"kind":"leave"}').hex()
    private const string PythonFrame = "756d66311000000007731d2e07000000000000007b226b696e64223a226c65617665227d";

    [Fact]
    public void Read_AFrameThatPythonWrote_GivesItsSequenceAndPayload()
    {
        var frame = Assert.Single(Frames.Read(Convert.FromHexString(PythonFrame)));
        Assert.Equal(7, frame.Sequence);
        Assert.Equal("""{"kind":"leave"}""", Encoding.UTF8.GetString(frame.Payload.Span));
    }

    [Fact]
    public void Read_NothingAtAll_IsNoFrame() => Assert.Empty(Frames.Read(default));

    [Fact]
    public void Read_SeveralFrames_KeepsGapsAndOrder()
    {
        byte[] body = [.. SpoolWriter.Frame(1, "a"), .. SpoolWriter.Frame(5, "b"), .. SpoolWriter.Frame(6, "")];
        Assert.Equal([1, 5, 6], Frames.Read(body).Select(f => f.Sequence));
    }

    [Fact]
    public void Read_AnySingleChangedByte_IsRefused()
    {
        var sound = SpoolWriter.Frame(7, """{"kind":"leave"}""");
        for (var i = 0; i < sound.Length; i++)
        {
            var damaged = (byte[])sound.Clone();
            damaged[i] ^= 1;
            Assert.Equal(ErrorCode.Invalid, Assert.Throws<UmulException>(() => Frames.Read(damaged)).Code);
        }
    }

    [Fact]
    public void Read_AnyCutInsideAFrame_IsRefused()
    {
        var sound = SpoolWriter.Frame(7, """{"kind":"leave"}""");
        for (var length = 1; length < sound.Length; length++) Assert.Throws<UmulException>(() => Frames.Read(sound.AsMemory(0, length)));
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(2, 1)]
    public void Read_SequencesThatDoNotRise_AreRefused(long first, long second) =>
        Assert.Throws<UmulException>(() => Frames.Read((byte[])[.. SpoolWriter.Frame(first, "a"), .. SpoolWriter.Frame(second, "b")]));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Read_ASequenceOutOfRange_IsRefused(long sequence) => Assert.Throws<UmulException>(() => Frames.Read(SpoolWriter.Frame(sequence, "a")));
}
