namespace Umul.Import.Wire;

/// <summary>How the payload of a protobuf field is written; the low three bits of its tag.</summary>
internal static class WireType
{
    public const int Varint = 0;
    public const int Fixed64 = 1;
    public const int Bytes = 2;
    public const int Fixed32 = 5;
}
