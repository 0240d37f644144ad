using System.Globalization;
using Umul.Web;

namespace Umul.Files;

/// <summary>Every reason for which a file is refused, as a sentence that names the file, the place and what to do.</summary>
internal static class FileFaults
{
    public static FileException NoFile(string file) => Fault(ErrorCode.NotFound, file,
        $"{file}: there is no such file. Check the path.",
        $"{file}: 그런 파일이 없습니다. 경로를 확인하세요.");

    public static FileException Unreadable(string file, Exception cause) => Fault(ErrorCode.Invalid, file,
        $"{file}: the file cannot be opened ({cause.Message}). Check that it is a file and may be read.",
        $"{file}: 파일을 열 수 없습니다({cause.Message}). 파일이 맞는지, 읽을 권한이 있는지 확인하세요.", cause);

    public static FileException Empty(string file) => Fault(ErrorCode.Invalid, file,
        $"{file}: the file is empty (0 bytes). Write or copy it again.",
        $"{file}: 빈 파일입니다(0바이트). 다시 저장하거나 복사하세요.");

    public static FileException NotRecognised(string file, string firstBytes) => Fault(ErrorCode.Invalid, file,
        $"{file}, byte 0: the content ({firstBytes} …) is of no image format that Umul reads. Save it as PNG, NIfTI, NRRD, MHA, NPY or DICOM.",
        $"{file}, 0바이트: 내용({firstBytes} …)이 Umul이 읽는 영상 형식이 아닙니다. PNG, NIfTI, NRRD, MHA, NPY, DICOM 가운데 하나로 저장하세요.");

    public static FileException Truncated(string file, FilePlace place, long neededBytes, long presentBytes) => Fault(ErrorCode.Invalid, file,
        $"{file}, {place.Words.English}: the file ends too early: {Number(neededBytes)} bytes are needed here, {Number(presentBytes)} are there. Copy or write the file again.",
        $"{file}, {place.Words.Korean}: 파일이 너무 일찍 끝납니다. 여기서 {Number(neededBytes)}바이트가 필요한데 {Number(presentBytes)}바이트뿐입니다. 다시 복사하거나 저장하세요.");

    public static FileException BadInflate(string file, Exception? cause = null) => Fault(ErrorCode.Invalid, file,
        $"{file}: the compressed data are damaged or cut off. Copy or write the file again; `gzip -t` or `unzip -t` shows the same damage.",
        $"{file}: 압축된 데이터가 손상되었거나 잘렸습니다. 다시 복사하거나 저장하세요. `gzip -t`나 `unzip -t`로도 확인할 수 있습니다.", cause);

    public static FileException BadChecksum(string file, FilePlace place) => Fault(ErrorCode.Invalid, file,
        $"{file}, {place.Words.English}: the checksum does not match, so the content was damaged. Copy or write the file again.",
        $"{file}, {place.Words.Korean}: 체크섬이 맞지 않아 내용이 손상된 것으로 보입니다. 다시 복사하거나 저장하세요.");

    /// <summary>A number or word in a header that cannot be.</summary>
    public static FileException WrongValue(string file, FilePlace place, string value, string allowed) => Fault(ErrorCode.Invalid, file,
        $"{file}, {place.Words.English}: found {Short(value)}, allowed is {allowed}. The file is damaged or was written by a faulty program; write it again.",
        $"{file}, {place.Words.Korean}: {Short(value)} 값이 있지만 {allowed}만 쓸 수 있습니다. 파일이 손상되었거나 잘못 저장되었으니 다시 저장하세요.");

    public static FileException TooLarge(string file, string shape, long bytes, long mostBytes) => Fault(ErrorCode.TooLarge, file,
        $"{file}: the header says {shape}, which needs {Number(bytes)} bytes in memory; at most {Number(mostBytes)} are allowed. Cut the image into parts, or store it in a smaller type.",
        $"{file}: 헤더에 적힌 크기는 {shape}이며 메모리 {Number(bytes)}바이트가 필요하지만 최대 {Number(mostBytes)}바이트까지 허용됩니다. 영상을 나누거나 더 작은 자료형으로 저장하세요.");

    /// <summary>A header that claims more than the file can hold.</summary>
    public static FileException Lies(string file, string shape, long claimedBytes, long presentBytes) => Fault(ErrorCode.Invalid, file,
        $"{file}: the header says {shape} ({Number(claimedBytes)} bytes), but the file's {Number(presentBytes)} bytes cannot hold that. The header is wrong or the file is cut off; write it again.",
        $"{file}: 헤더에 적힌 크기는 {shape}({Number(claimedBytes)}바이트)이지만 파일의 {Number(presentBytes)}바이트에는 담길 수 없습니다. 헤더가 틀렸거나 파일이 잘렸으니 다시 저장하세요.");

    public static FileException NotOneImage(string file, string shape) => Fault(ErrorCode.Invalid, file,
        $"{file}: the image has more than three dimensions ({shape}), but one image or volume a case is meant. Save one channel or time point a file (nibabel: `img.slicer[..., 0]`), or the label of each voxel (numpy, channels first: `scores.argmax(0)`).",
        $"{file}: 영상이 3차원을 넘습니다({shape}). 케이스마다 영상이나 볼륨 하나가 필요합니다. 채널이나 시점별로 나누어 저장하세요(nibabel: `img.slicer[..., 0]`).");

    /// <summary>Sound, but not something Umul reads.</summary>
    public static FileException Unsupported(string file, string what, string saveAs) => Fault(ErrorCode.Invalid, file,
        $"{file}: Umul does not read {what}. Save it as {saveAs}.",
        $"{file}: Umul은 {what} 형식을 읽지 않습니다. {saveAs}(으)로 저장하세요.");

    public static FileException MissingPart(string file, string part) => Fault(ErrorCode.NotFound, file,
        $"{file}: its data are in {part}, which is not beside it. Put both files into one folder, or save them as one file.",
        $"{file}: 데이터가 {part} 파일에 있지만 같은 폴더에 없습니다. 두 파일을 한 폴더에 두거나 한 파일로 저장하세요.");

    public static FileException NoVips(string file, string format) => Fault(ErrorCode.Invalid, file,
        $"{file}: {format} is read through libvips, which is not on this machine. Install it (Debian, Ubuntu: apt install libvips42), or save the file as PNG.",
        $"{file}: {format} 형식은 libvips로 읽지만 이 컴퓨터에 설치되어 있지 않습니다. 설치하거나(Debian, Ubuntu: apt install libvips42) 파일을 PNG로 저장하세요.");

    public static FileException VipsRefused(string file, string format, string reason) => Fault(ErrorCode.Invalid, file,
        $"{file}: libvips cannot read this {format} file ({Short(reason)}). Write it again, or save it as PNG.",
        $"{file}: libvips가 이 {format} 파일을 읽지 못합니다({Short(reason)}). 다시 저장하거나 PNG로 저장하세요.");

    /// <summary>A text file (JSON, CSV, transcript, label file) in which a line cannot be understood.</summary>
    public static FileException BadText(string file, FilePlace place, string problem, string 문제, Exception? cause = null) => Fault(ErrorCode.Invalid, file,
        $"{file}, {place.Words.English}: {problem}",
        $"{file}, {place.Words.Korean}: {문제}", cause);

    /// <summary>A reason of its own, already a whole sentence in both languages.</summary>
    public static FileException Because(string file, Sentence sentence) => new(ErrorCode.Invalid, file, sentence);

    private static FileException Fault(ErrorCode code, string file, string english, string korean, Exception? cause = null) =>
        new(code, file, new Sentence(english, korean), cause);

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    // What stands in a damaged file may be anything of any length.
    private static string Short(string value)
    {
        var printable = new string([.. value.Take(60).Select(c => char.IsControl(c) ? '·' : c)]);
        return printable.Length < value.Length ? printable + "…" : printable;
    }
}
