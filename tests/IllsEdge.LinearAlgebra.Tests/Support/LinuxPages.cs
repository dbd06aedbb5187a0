using System.Runtime.InteropServices;

namespace IllsEdge.LinearAlgebra.Tests.Support;

/// <summary>Pages of memory from Linux, closed to every access until they are opened.</summary>
internal static class LinuxPages
{
    private const int NoAccess = 0, ReadWrite = 1 | 2, PrivateAnonymous = 0x02 | 0x20;

    public static nint Reserve(nint bytes)
    {
        nint address = Map(0, bytes, NoAccess, PrivateAnonymous, -1, 0);
        return address != -1 ? address : throw new InvalidOperationException($"No {bytes} bytes to be had.");
    }

    public static void Open(nint address, nint bytes)
    {
        if (Protect(address, bytes, ReadWrite) != 0)
            throw new InvalidOperationException($"{bytes} bytes cannot be opened.");
    }

    public static void Release(nint address, nint bytes) => _ = Unmap(address, bytes);

    [DllImport("libc", EntryPoint = "mmap")]
    private static extern nint Map(nint address, nint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "mprotect")]
    private static extern int Protect(nint address, nint length, int protection);

    [DllImport("libc", EntryPoint = "munmap")]
    private static extern int Unmap(nint address, nint length);
}
