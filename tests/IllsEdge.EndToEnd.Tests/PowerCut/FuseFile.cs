using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace IllsEdge.EndToEnd.Tests.PowerCut;

/// <summary>
/// A file whose content is a <see cref="RecordedDisk"/>: a file system in user space with this one file, spoken to
/// through /dev/fuse. A loop device on it hands on every write of the file system above, and every flush as fsync.
/// </summary>
/// <remarks>Protocol: include/uapi/linux/fuse.h, version 7.31; numbers are little-endian as on every machine this runs on.</remarks>
internal sealed class FuseFile : IDisposable
{
    private const int Lookup = 1, Forget = 2, GetAttributes = 3, SetAttributes = 4, Open = 14, Read = 15, Write = 16,
        FileSystem = 17, Release = 18, Sync = 20, Flush = 25, Begin = 26, OpenFolder = 27, ReleaseFolder = 29, Access = 34,
        Interrupt = 36, ForgetMany = 42;

    private const int NotThere = 2, NotKnown = 38;
    private const int MostBytes = 128 << 10;
    private const int InHeader = 40, OutHeader = 16, WriteHeader = 40;
    private const ulong TheFile = 2;
    private const uint FolderMode = 0x4000 | 0x1ED, FileMode = 0x8000 | 0x180;
    private const uint NoSetUserId = 2, NoDevices = 4;

    private readonly RecordedDisk _disk;
    private readonly string _folder;
    private readonly FileStream _kernel;
    private readonly Thread _thread;
    private readonly byte[] _request = new byte[MostBytes + 4096];
    private readonly byte[] _answer = new byte[OutHeader + MostBytes];

    private FuseFile(RecordedDisk disk, string folder, SafeFileHandle kernel)
    {
        (_disk, _folder, _kernel) = (disk, folder, new FileStream(kernel, FileAccess.ReadWrite, bufferSize: 0));
        _thread = new Thread(Serve) { IsBackground = true, Name = "fuse" };
        _thread.Start();
    }

    /// <summary>The file.</summary>
    public string Path => System.IO.Path.Combine(_folder, "disk");

    /// <summary>Shows a disk as a file.</summary>
    /// <returns>Null where this system does not allow it.</returns>
    public static FuseFile? TryOpen(RecordedDisk disk, string folder)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || !File.Exists("/dev/fuse"))
            return null;
        SafeFileHandle kernel = File.OpenHandle(
            "/dev/fuse", System.IO.FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        string options = FormattableString.Invariant(
            $"fd={kernel.DangerousGetHandle()},rootmode=40000,user_id=0,group_id=0,max_read={MostBytes}");
        if (Mount(Text("recorded"), Text(folder), Text("fuse"), NoSetUserId | NoDevices, Text(options)) == 0)
            return new FuseFile(disk, folder, kernel);
        kernel.Dispose();
        return null;
    }

    public void Dispose()
    {
        _ = Unmount(Text(_folder), 0);
        _thread.Join(TimeSpan.FromSeconds(10));
        _kernel.Dispose();
    }

    private void Serve()
    {
        try
        {
            while (true)
            {
                int length = _kernel.Read(_request);
                if (length < InHeader)
                    return;
                int opcode = Number(4);
                if (opcode is Forget or ForgetMany or Interrupt)
                    continue;
                int answer = Answer(opcode, out int error);
                Put(_answer, 0, (uint)(OutHeader + answer));
                Put(_answer, 4, (uint)-error);
                _request.AsSpan(8, 8).CopyTo(_answer.AsSpan(8));
                // As one: the kernel takes a part of an answer for a broken one.
                _kernel.Write(_answer.AsSpan(0, OutHeader + answer));
            }
        }
        catch (IOException)
        {
            // ENODEV: it was unmounted.
        }
    }

    /// <summary>Puts an answer behind its header.</summary>
    /// <returns>Its length.</returns>
    private int Answer(int opcode, out int error)
    {
        error = 0;
        Span<byte> answer = _answer.AsSpan(OutHeader);
        answer[..128].Clear();
        ulong node = BinaryPrimitives.ReadUInt64LittleEndian(_request.AsSpan(16));
        switch (opcode)
        {
            case Begin:
                Put(answer, 0, 7);
                Put(answer, 4, 31);
                Put(answer, 8, MostBytes);
                // Large writes, and as many pages in a request as that takes.
                Put(answer, 12, 1 << 5 | 1 << 22);
                Put(answer, 16, 12 | 10 << 16);
                Put(answer, 20, MostBytes);
                Put(answer, 24, 1);
                Put(answer, 28, MostBytes / 4096);
                return 64;
            case Lookup when Encoding.ASCII.GetString(_request, InHeader, 5) == "disk\0":
                Put(answer, 0, (uint)TheFile);
                Put(answer, 16, 3600);
                Put(answer, 24, 3600);
                Attributes(answer[40..], TheFile);
                return 128;
            case Lookup:
                error = NotThere;
                return 0;
            case GetAttributes or SetAttributes:
                Put(answer, 0, 3600);
                Attributes(answer[16..], node);
                return 104;
            case Open or OpenFolder:
                return 16;
            case Read:
                (int from, int count) = (Number(InHeader + 8), Number(InHeader + 16));
                count = Math.Clamp(_disk.Length - from, 0, count);
                _disk.Read(from, answer[..count]);
                return count;
            case Write:
                int size = Number(InHeader + 16);
                _disk.Write(Number(InHeader + 8), _request.AsSpan(InHeader + WriteHeader, size));
                Put(answer, 0, (uint)size);
                return 8;
            case Sync:
                _disk.Flush();
                return 0;
            case FileSystem:
                Put(answer, 40, 4096);
                Put(answer, 44, 255);
                return 80;
            case Flush or Release or ReleaseFolder or Access:
                return 0;
            default:
                error = NotKnown;
                return 0;
        }
    }

    private void Attributes(Span<byte> place, ulong node)
    {
        bool isFile = node == TheFile;
        Put(place, 0, (uint)node);
        Put(place, 8, isFile ? (uint)_disk.Length : 0);
        Put(place, 16, isFile ? (uint)_disk.Length / 512 : 0);
        Put(place, 60, isFile ? FileMode : FolderMode);
        Put(place, 64, 1);
        Put(place, 80, 4096);
    }

    private int Number(int place) => BinaryPrimitives.ReadInt32LittleEndian(_request.AsSpan(place));

    private static void Put(Span<byte> place, int offset, uint value) =>
        BinaryPrimitives.WriteUInt32LittleEndian(place[offset..], value);

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text + '\0');

    [DllImport("libc", EntryPoint = "mount")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Mount(byte[] source, byte[] target, byte[] type, nuint flags, byte[] options);

    [DllImport("libc", EntryPoint = "umount2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Unmount(byte[] target, int flags);
}
