using System.Globalization;
using Umul.Web;

namespace Umul.Files;

/// <summary>Where in a file something is wrong: a byte, a line, or a field of its header.</summary>
internal sealed record FilePlace(Sentence Words)
{
    public static FilePlace Start { get; } = Byte(0);

    public static FilePlace Byte(long offset) => new(new Sentence(
        string.Create(CultureInfo.InvariantCulture, $"byte {offset:N0}"), string.Create(CultureInfo.InvariantCulture, $"{offset:N0}바이트")));

    public static FilePlace Line(long line) => new(new Sentence(
        string.Create(CultureInfo.InvariantCulture, $"line {line:N0}"), string.Create(CultureInfo.InvariantCulture, $"{line:N0}번째 줄")));

    public static FilePlace Field(string name) => new(new Sentence($"header field {name}", $"헤더의 {name} 항목"));
}
