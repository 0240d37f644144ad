using Umul.Import.Wire;

namespace Umul.Tests.Import;

public class ChecksumsTests
{
    [Fact]
    public void MaskedCrc32C_OfTensorFlowsTestRecord_IsTheChecksumThatTensorFlowWrites()
    {
        byte[] record = [0x1A, 0x11, .. "CRC test, one two"u8];

        Assert.Equal(0x5794D08Au, Checksums.MaskedCrc32C(record));
    }

    [Fact]
    public void Crc32C_Of32Zeros_IsTheValueOfRfc3720() => Assert.Equal(0x8A9136AAu, Checksums.Crc32C(new byte[32]));

    [Fact]
    public void Crc32C_OfAnyLength_EqualsTheBitwiseDefinition()
    {
        var random = new Random(7);
        for (var length = 1; length < 70; length++)
        {
            var bytes = new byte[length];
            random.NextBytes(bytes);

            Assert.Equal(SlowChecksums.Crc32C(bytes), Checksums.Crc32C(bytes));
        }
    }
}
