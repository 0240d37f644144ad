using System.Runtime.InteropServices;

namespace Umul.Files.Vips;

/// <summary>
/// The few functions of libvips that reading needs. The library is looked for once; where it is absent, that is an answer, not a crash.
/// Readers that libvips itself calls unfit for files from strangers are switched off before the first one is read.
/// </summary>
internal sealed unsafe class VipsLibrary
{
    private static readonly string[] s_names = ["libvips.so.42", "libvips.42.dylib", "libvips-42.dll"];
    private static readonly Lazy<VipsLibrary?> s_loaded = new(Load);

    private readonly delegate* unmanaged<byte*, nuint, byte*, nint, nint> newFromBuffer;
    private readonly delegate* unmanaged<nint, int> width, height, bands, format, pageHeight;
    private readonly delegate* unmanaged<nint, nuint*, byte*> writeToMemory;
    private readonly delegate* unmanaged<nint> errorBuffer;
    private readonly delegate* unmanaged<void> errorClear;
    private readonly delegate* unmanaged<nint, void> unref;
    private readonly delegate* unmanaged<void*, void> free;

    private VipsLibrary(nint library)
    {
        newFromBuffer = (delegate* unmanaged<byte*, nuint, byte*, nint, nint>)NativeLibrary.GetExport(library, "vips_image_new_from_buffer");
        width = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "vips_image_get_width");
        height = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "vips_image_get_height");
        bands = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "vips_image_get_bands");
        format = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "vips_image_get_format");
        pageHeight = (delegate* unmanaged<nint, int>)NativeLibrary.GetExport(library, "vips_image_get_page_height");
        writeToMemory = (delegate* unmanaged<nint, nuint*, byte*>)NativeLibrary.GetExport(library, "vips_image_write_to_memory");
        errorBuffer = (delegate* unmanaged<nint>)NativeLibrary.GetExport(library, "vips_error_buffer");
        errorClear = (delegate* unmanaged<void>)NativeLibrary.GetExport(library, "vips_error_clear");
        // GLib's own two, which libvips brings along.
        unref = (delegate* unmanaged<nint, void>)NativeLibrary.GetExport(library, "g_object_unref");
        free = (delegate* unmanaged<void*, void>)NativeLibrary.GetExport(library, "g_free");
    }

    /// <summary>Null if there is no libvips on this machine.</summary>
    public static VipsLibrary? Instance => s_loaded.Value;

    /// <summary>The library's messages are one text for all threads, so an image is opened and copied under this.</summary>
    public Lock Gate { get; } = new();

    public nint Open(byte* bytes, nuint length, byte* options) => newFromBuffer(bytes, length, options, 0);

    public int Width(nint image) => width(image);

    public int Height(nint image) => height(image);

    public int Bands(nint image) => bands(image);

    public int Format(nint image) => format(image);

    /// <summary>Height of one page of an image whose pages lie below each other.</summary>
    public int PageHeight(nint image) => pageHeight(image);

    public byte* Pixels(nint image, nuint* bytes) => writeToMemory(image, bytes);

    public void Close(nint image) => unref(image);

    public void Free(byte* pixels) => free(pixels);

    public string TakeError()
    {
        var message = Marshal.PtrToStringUTF8(errorBuffer()) ?? "";
        errorClear();
        return message.ReplaceLineEndings(" ").Trim();
    }

    private static VipsLibrary? Load()
    {
        Database.SqliteLibrary.Bind();
        foreach (var name in s_names)
        {
            if (!NativeLibrary.TryLoad(name, out var library)) continue;
            try
            {
                return Start(library);
            }
            catch (EntryPointNotFoundException)
            {
                return null; // older than 8.9: as good as absent
            }
        }
        return null;
    }

    /// <summary>
    /// Modules (openslide, poppler) bring the system's SQLite into the process for all to see, and calls inside our own SQLite that are
    /// bound at their first use would go there: two SQLites in one database. Their formats are none that Umul reads.
    /// </summary>
    private static void LeaveModulesOut(nint library)
    {
        fixed (byte* name = "VIPSHOME\0"u8, nowhere = "/nonexistent\0"u8)
            _ = ((delegate* unmanaged<byte*, byte*, int, int>)NativeLibrary.GetExport(library, "g_setenv"))(name, nowhere, 1);
    }

    private static VipsLibrary? Start(nint library)
    {
        var vips = new VipsLibrary(library);
        LeaveModulesOut(library);
        fixed (byte* program = "umul\0"u8)
            if (((delegate* unmanaged<byte*, int>)NativeLibrary.GetExport(library, "vips_init"))(program) != 0) return null;
        // From 8.13 on.
        if (NativeLibrary.TryGetExport(library, "vips_block_untrusted_set", out var block)) ((delegate* unmanaged<int, void>)block)(1);
        ((delegate* unmanaged<int, void>)NativeLibrary.GetExport(library, "vips_concurrency_set"))(1);
        ((delegate* unmanaged<int, void>)NativeLibrary.GetExport(library, "vips_cache_set_max"))(0);
        return vips;
    }
}
