using Umul.Web;

namespace Umul.Artifacts;

/// <summary>A path inside a run's or model's artifacts: relative, with '/', confined to its root. Checked once, here.</summary>
internal readonly record struct ArtifactPath
{
    private const int MaximumLength = 1024;

    private ArtifactPath(string value) => Value = value;

    /// <summary>Such as <c>predictions/test/case-1.png</c>.</summary>
    public string Value { get; }

    /// <summary>Checks a path that has been decoded completely.</summary>
    /// <exception cref="UmulException">The path leaves its root, is absolute, empty or has characters that no file name needs.</exception>
    public static ArtifactPath Parse(string path) => TryParse(path, out var parsed)
        ? parsed
        : throw new UmulException(ErrorCode.Invalid, new Sentence(
            $"Invalid path: '{Shown(path)}'. Use a relative path with '/', without '..' and without control characters.",
            $"쓸 수 없는 경로입니다: '{Shown(path)}'. '..'과 제어 문자가 없는, '/'로 나눈 상대 경로를 쓰세요."));

    /// <summary>As <see cref="Parse"/>, without the exception.</summary>
    public static bool TryParse(string path, out ArtifactPath parsed)
    {
        parsed = default;
        if (path.Length is 0 or > MaximumLength || path[0] == '/' || path.Contains('\\') || path.Contains("://", StringComparison.Ordinal)) return false;
        foreach (var c in path)
            if (char.IsControl(c) || char.IsSurrogate(c) && !IsPaired(path)) return false;
        if (path.Length > 1 && path[1] == ':') return false; // a drive, on some clients' machines
        foreach (var part in path.Split('/'))
            if (part is "" or "." or "..") return false;
        if (LeavesRootWhenDecoded(path)) return false;
        parsed = new ArtifactPath(path);
        return true;
    }

    public override string ToString() => Value;

    // A name may hold '%', and what follows it may look like any character: MLflow 2 names images key%step%23%timestamp%1795344111183%….
    // Only climbing out is refused, however often somebody might decode the name.
    private static bool LeavesRootWhenDecoded(string path)
    {
        for (var round = 0; round < 10; round++)
        {
            if (!path.Contains('%')) return false;
            var decoded = Uri.UnescapeDataString(path);
            if (decoded == path) return false;
            path = decoded;
            if (path[0] is '/' or '\\' || path.Split('/', '\\').Contains("..")) return true;
        }
        return true;
    }

    private static bool IsPaired(string path)
    {
        for (var i = 0; i < path.Length; i++)
        {
            if (!char.IsSurrogate(path[i])) continue;
            if (i + 1 >= path.Length || !char.IsSurrogatePair(path[i], path[i + 1])) return false;
            i++;
        }
        return true;
    }

    private static string Shown(string path) => new([.. path.Take(200).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '�' : c)]);
}
