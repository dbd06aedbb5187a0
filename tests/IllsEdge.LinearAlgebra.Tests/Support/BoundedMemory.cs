using System.Runtime.InteropServices;

namespace IllsEdge.LinearAlgebra.Tests.Support;

/// <summary>Which end of the memory lies against a guard.</summary>
public enum Guard
{
    /// <summary>Reading or writing before the first element faults.</summary>
    Before,

    /// <summary>Reading or writing behind the last element faults.</summary>
    Behind,
}

/// <summary>
/// Memory between two pages that may not be touched: one step too far ends the test run with a fault, at a read as well
/// as at a write. Where mmap is not Linux's, a buffer with canaries, which notices writes only.
/// </summary>
internal sealed unsafe class BoundedMemory<T> : IDisposable
    where T : unmanaged
{
    private const byte Canary = 0xC5;

    private readonly nint _mapping;
    private readonly nint _mappingBytes;
    private readonly byte[] _buffer = [];
    private readonly int _startByte;
    private readonly int _length;

    public BoundedMemory(int length, Guard guard)
    {
        int page = Environment.SystemPageSize;
        int bytes = checked(length * sizeof(T));
        int usableBytes = Math.Max(1, (bytes + page - 1) / page) * page;
        _length = length;
        _startByte = page + (guard == Guard.Before ? 0 : usableBytes - bytes);
        if (!OperatingSystem.IsLinux())
        {
            _buffer = GC.AllocateUninitializedArray<byte>(usableBytes + 2 * page, pinned: true);
            _buffer.AsSpan().Fill(Canary);
            Span.Clear();
            return;
        }

        _mappingBytes = usableBytes + 2 * page;
        _mapping = LinuxPages.Reserve(_mappingBytes);
        LinuxPages.Open(_mapping + page, usableBytes);
    }

    public Span<T> Span => _mapping != 0
        ? new((void*)(_mapping + _startByte), _length)
        : MemoryMarshal.Cast<byte, T>(_buffer.AsSpan(_startByte, _length * sizeof(T)));

    public static BoundedMemory<T> Of(ReadOnlySpan<T> values, Guard guard)
    {
        BoundedMemory<T> memory = new(values.Length, guard);
        values.CopyTo(memory.Span);
        return memory;
    }

    public void Dispose()
    {
        if (_mapping != 0)
            LinuxPages.Release(_mapping, _mappingBytes);
        else
            Assert.False(
                _buffer.AsSpan(0, _startByte).ContainsAnyExcept(Canary) ||
                _buffer.AsSpan(_startByte + _length * sizeof(T)).ContainsAnyExcept(Canary),
                "Memory beside the vector was overwritten.");
    }
}
