using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Umul.Tests.Mlflow;

/// <summary>Exchanges with the server, read from a text file and checked one after the other. Scenarios/README.md describes the format.</summary>
internal sealed partial class Scenario(HttpClient client)
{
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal) { ["unique"] = Guid.NewGuid().ToString("N") };

    /// <summary>Plays a file; the answer is what differed, each with its line number.</summary>
    public async Task<IReadOnlyList<string>> Play(string file)
    {
        var differences = new List<string>();
        var lines = await File.ReadAllLinesAsync(file);
        (int Status, string Body) answer = (0, "");
        for (var i = 0; i < lines.Length; i++)
        {
            var line = Filled(lines[i]);
            if (line.StartsWith("> ", StringComparison.Ordinal))
                answer = await Send(line[2..]);
            else if (line.StartsWith("< ", StringComparison.Ordinal) && Difference(line[2..], answer) is { } difference)
                differences.Add($"{Path.GetFileName(file)}:{i + 1}: {difference}\n    sent {Cut(Filled(lines[i - 1]))}\n    got  {answer.Status} {Cut(answer.Body)}");
        }
        return differences;
    }

    /// <summary>The folder with the scenario files, found from the test's own place.</summary>
    public static string Folder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "tests", "Umul.Tests", "Mlflow", "Scenarios");
            if (Directory.Exists(folder))
                return folder;
        }
        throw new DirectoryNotFoundException("tests/Umul.Tests/Mlflow/Scenarios");
    }

    private async Task<(int Status, string Body)> Send(string request)
    {
        var parts = request.Split(' ', 3);
        var path = parts[1].StartsWith('/') ? parts[1] : "/api/2.0/mlflow/" + parts[1];
        using var message = new HttpRequestMessage(new HttpMethod(parts[0]), Exactly(path));
        if (parts.Length > 2)
            message.Content = Content(parts[2]);
        using var response = await client.SendAsync(message);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>The address without the clean-up of ".." and "%2e" that a well-behaved client does.</summary>
    private Uri Exactly(string path)
        => new(client.BaseAddress!.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    private static ByteArrayContent Content(string body)
    {
        var type = "application/json";
        if (body.StartsWith('@'))
        {
            var space = body.IndexOf(' ', StringComparison.Ordinal);
            (type, body) = (body[1..space], body[(space + 1)..]);
        }
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (type != "none")
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        return content;
    }

    private string? Difference(string expected, (int Status, string Body) answer)
    {
        var parts = expected.Split(' ', 2);
        if (answer.Status != int.Parse(parts[0], CultureInfo.InvariantCulture))
            return $"status {answer.Status}, expected {parts[0]}";
        if (parts.Length == 1)
            return null;
        if (!parts[1].StartsWith('{'))
            return answer.Status == 200 ? Same(parts[1], answer.Body) : ErrorDifference(parts[1], answer.Body);
        using var wanted = JsonDocument.Parse(parts[1]);
        using var got = JsonDocument.Parse(answer.Body);
        return Difference(wanted.RootElement, got.RootElement, "$");
    }

    private static string? Same(string wanted, string got) => wanted == got ? null : $"body '{Cut(got)}', expected '{wanted}'";

    /// <summary>An error is a code, then perhaps the message or, before "…", its beginning. The body has these two keys and no other.</summary>
    private static string? ErrorDifference(string expected, string body)
    {
        using var got = JsonDocument.Parse(body);
        var keys = string.Join(',', got.RootElement.EnumerateObject().Select(p => p.Name));
        if (keys != "error_code,message")
            return $"an error with the keys {keys}";
        var parts = expected.Split(' ', 2);
        if (got.RootElement.GetProperty("error_code").GetString() != parts[0])
            return $"another error code, expected {parts[0]}";
        var message = got.RootElement.GetProperty("message").GetString()!;
        if (parts.Length == 1 || (parts[1].EndsWith('…') ? message.StartsWith(parts[1][..^1], StringComparison.Ordinal) : message == parts[1]))
            return null;
        return $"message '{message}', expected '{parts[1]}'";
    }

    private string? Difference(JsonElement wanted, JsonElement got, string at)
    {
        if (wanted.ValueKind == JsonValueKind.String && wanted.GetString() is { } text)
        {
            if (text == "*")
                return null;
            if (text.StartsWith('?'))
            {
                _known[text[1..]] = got.ValueKind == JsonValueKind.String ? got.GetString()! : got.GetRawText();
                return null;
            }
        }
        if (wanted.ValueKind != got.ValueKind)
            return $"{at} is {got.ValueKind} {Cut(got.GetRawText())}, expected {wanted.GetRawText()}";
        return wanted.ValueKind switch
        {
            JsonValueKind.Object => ObjectDifference(wanted, got, at),
            JsonValueKind.Array => ArrayDifference(wanted, got, at),
            JsonValueKind.Number => wanted.GetDouble().Equals(got.GetDouble()) ? null : $"{at} is {got.GetRawText()}, expected {wanted.GetRawText()}",
            JsonValueKind.String => wanted.GetString() == got.GetString() ? null : $"{at} is '{Cut(got.GetString()!)}', expected '{wanted.GetString()}'",
            _ => null,
        };
    }

    /// <summary>An empty object must be empty; otherwise the wanted members must be there, and those with "!" before their name must not.</summary>
    private string? ObjectDifference(JsonElement wanted, JsonElement got, string at)
    {
        if (!wanted.EnumerateObject().Any())
            return got.EnumerateObject().Any() ? $"{at} is {Cut(got.GetRawText())}, expected {{}}" : null;
        foreach (var member in wanted.EnumerateObject())
        {
            var isForbidden = member.Name.StartsWith('!');
            var isThere = got.TryGetProperty(isForbidden ? member.Name[1..] : member.Name, out var value);
            if (isForbidden ? isThere : !isThere)
                return $"{at}.{member.Name} is {(isThere ? "there" : "missing")}";
            if (!isForbidden && Difference(member.Value, value, $"{at}.{member.Name}") is { } difference)
                return difference;
        }
        return null;
    }

    private string? ArrayDifference(JsonElement wanted, JsonElement got, string at)
    {
        if (wanted.GetArrayLength() != got.GetArrayLength())
            return $"{at} has {got.GetArrayLength()} items, expected {wanted.GetArrayLength()}";
        for (var i = 0; i < wanted.GetArrayLength(); i++)
            if (Difference(wanted[i], got[i], $"{at}[{i}]") is { } difference)
                return difference;
        return null;
    }

    private string Filled(string line) => Hole().Replace(line, hole =>
    {
        var name = hole.Groups["name"].Value;
        var star = name.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
            return _known.TryGetValue(name, out var known) ? known : throw new InvalidOperationException($"Nothing is known as '{name}'.");
        var count = int.Parse(name.AsSpan(star + 1), CultureInfo.InvariantCulture);
        return name[..star] switch
        {
            "metrics" => List(count, i => $"{{\"key\":\"m\",\"value\":1,\"timestamp\":1,\"step\":{i}}}"),
            "pairs" => List(count, i => $"{{\"key\":\"p{i}\",\"value\":\"1\"}}"),
            var piece => string.Concat(Enumerable.Repeat(piece, count)),
        };
    });

    private static string List(int count, Func<int, string> item) => string.Join(',', Enumerable.Range(0, count).Select(item));

    private static string Cut(string text) => text.Length <= 300 ? text : text[..300] + "…";

    [GeneratedRegex(@"\$\{(?<name>[^}]+)\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hole();
}
