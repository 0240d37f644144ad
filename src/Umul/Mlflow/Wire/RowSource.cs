namespace Umul.Mlflow.Wire;

/// <summary>Writes the row of that number as JSON; the bytes written are the answer.</summary>
internal delegate int RowFormat(Span<byte> to, int row);

/// <summary>Rows of a long array that are written straight into bytes, none longer than <paramref name="MaximumBytes"/>.</summary>
internal readonly record struct RowSource(RowFormat Write, int MaximumBytes, int First, int End);
