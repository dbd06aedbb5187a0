using IllsEdge.Networks;

namespace IllsEdge.Campaign.Faults;

/// <summary>Spoils a file as bad memory, a bad card or a cut write does.</summary>
internal static class Damage
{
    public static void Do(string path, RandomSource random)
    {
        if (!File.Exists(path))
            return;
        using FileStream file = File.Open(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        switch (random.NextBelow(4))
        {
            case 0:
                file.SetLength((long)(file.Length * random.NextUniform()));
                break;
            case 1:
                file.Position = file.Length > 4096 ? random.NextBelow((int)(file.Length / 4096)) * 4096L : 0;
                file.Write(new byte[Math.Min(4096, file.Length)]);
                break;
            default:
                for (int count = 1 + random.NextBelow(20); count > 0 && file.Length > 0; count--)
                    Flip(file, random);
                break;
        }
    }

    private static void Flip(FileStream file, RandomSource random)
    {
        long place = random.NextBelow((int)Math.Min(int.MaxValue, file.Length));
        file.Position = place;
        int old = file.ReadByte();
        file.Position = place;
        file.WriteByte((byte)(old ^ (1 << random.NextBelow(8))));
    }
}
