namespace Umul.Import.TensorBoard;

/// <summary>The element types of TensorFlow's tensors that occur in summaries, with their numbers on the wire.</summary>
internal enum TensorType
{
    Float32 = 1,
    Float64 = 2,
    Int32 = 3,
    UInt8 = 4,
    Int16 = 5,
    Int8 = 6,
    Text = 7,
    Int64 = 9,
    Bool = 10,
    BFloat16 = 14,
    Float16 = 19,
    UInt32 = 22,
    UInt64 = 23,
}
