using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace IllsEdge.Benchmarks.LeastSquares;

/// <summary>OpenBLAS on one thread and on the best cores that it knows of this machine.</summary>
internal static partial class OpenBlas
{
    private const string Library = "libopenblas.so.0";
    private const string CoreVariable = "OPENBLAS_CORETYPE";

    /// <summary>What to say where there is none.</summary>
    public const string Missing =
        $"{Library} is not installed (apt-get install libopenblas0-pthread): its columns are empty.";

    /// <summary>Whether the library was found; it is made ready by asking.</summary>
    public static bool IsAvailable { get; } = Load();

    /// <summary>Version, build and the processor that it takes this one for.</summary>
    public static string Description => !IsAvailable
        ? "no OpenBLAS"
        : $"{Text(GetConfiguration()).Trim()}, running {Text(GetCore())} by "
            + $"{CoreVariable}={Text(GetVariable(CoreVariable))}";

    /// <summary>
    /// A release does not know the processors that came after it and falls back to AVX2 on them (0.3.21 on Zen 4), so
    /// the core type is named, unless the caller has. The library reads it while it is loaded, and by getenv, which
    /// <see cref="Environment.SetEnvironmentVariable(string, string)"/> does not reach.
    /// </summary>
    private static bool Load()
    {
        if (RuntimeInformation.ProcessArchitecture == Architecture.X64 && OperatingSystem.IsLinux())
            _ = SetVariable(CoreVariable, Vector512.IsHardwareAccelerated ? "SkylakeX" : "Haswell", overwrite: 0);
        if (!NativeLibrary.TryLoad(Library, out _))
            return false;

        SetThreads(1);
        return true;
    }

    private static string Text(nint text) => Marshal.PtrToStringUTF8(text) ?? "";

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GetVariable(string name);

    [LibraryImport(Library, EntryPoint = "openblas_set_num_threads")]
    private static partial void SetThreads(int count);

    [LibraryImport(Library, EntryPoint = "openblas_get_config")]
    private static partial nint GetConfiguration();

    [LibraryImport(Library, EntryPoint = "openblas_get_corename")]
    private static partial nint GetCore();
}
