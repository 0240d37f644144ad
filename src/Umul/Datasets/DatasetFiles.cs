using System.Security.Cryptography;
using Umul.Artifacts;
using Umul.Web;

namespace Umul.Datasets;

/// <summary>Opens the files of a dataset: those kept in Umul by their hash, others where they lie.</summary>
internal sealed class DatasetFiles(ArtifactStore artifacts)
{
    /// <summary>Under which root the copied files of a version are recorded, so that they are kept.</summary>
    public static string Root(string fingerprint) => "dataset-" + fingerprint;

    /// <summary>Where a file that was not copied lies on this machine.</summary>
    /// <exception cref="UmulException">The file is not there any more, or is another one by size.</exception>
    public static string PathOf(Dataset dataset, CaseFile file)
    {
        var path = Path.Combine(dataset.Folder, file.Path);
        var found = new FileInfo(path);
        if (!found.Exists)
            throw new UmulException(ErrorCode.NotFound, new Sentence(
                $"{path} of the dataset '{dataset.Name}' is not there any more. Put it back, or add the dataset again from where it lies now.",
                $"'{dataset.Name}' 데이터셋의 {path} 파일이 없어졌습니다. 제자리에 되돌리거나, 지금 있는 곳에서 데이터셋을 다시 추가하세요."));
        if (found.Length != file.SizeBytes)
            throw new UmulException(ErrorCode.WrongState, new Sentence(
                $"{path} was changed since it was added to the dataset '{dataset.Name}' ({found.Length} bytes, {file.SizeBytes} then). Add the dataset again: that makes a new version.",
                $"'{dataset.Name}' 데이터셋에 추가한 뒤 {path} 파일이 바뀌었습니다(지금 {found.Length}바이트, 그때 {file.SizeBytes}바이트). 데이터셋을 다시 추가하면 새 버전이 됩니다."));
        return path;
    }

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="UmulException">The file is not there any more, or is another one by size.</exception>
    public Stream OpenRead(Dataset dataset, CaseFile file) => dataset.IsCopied
        ? artifacts.OpenRead(new Artifact { Root = Root(dataset.Fingerprint), Path = file.Path, Hash = file.Hash, SizeBytes = file.SizeBytes, ModifiedMs = dataset.CreatedMs })
        : new FileStream(PathOf(dataset, file), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);

    /// <summary>SHA-256 of a file, in hex.</summary>
    public static string HashOf(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
