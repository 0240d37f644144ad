namespace Umul.Import;

/// <summary>One line of console output, without its line end.</summary>
internal readonly record struct ConsoleLine(bool IsError, string Text);
