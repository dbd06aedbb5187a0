namespace IllsEdge.Data;

/// <summary>Guesses which name was meant.</summary>
public static class NearestName
{
    /// <summary>
    /// Finds the candidate with the fewest insertions, deletions, substitutions and swaps of neighbours (the
    /// restricted Damerau-Levenshtein distance), after one that differs in case only.
    /// </summary>
    /// <param name="wanted">What was written.</param>
    /// <param name="candidates">What could have been meant.</param>
    /// <returns>The nearest, or null when more than a third of the longer name would have to change.</returns>
    public static string? Find(string wanted, IEnumerable<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(candidates);
        (string? nearest, int least) = (null, int.MaxValue);
        foreach (string candidate in candidates)
        {
            if (string.Equals(candidate, wanted, StringComparison.OrdinalIgnoreCase)) return candidate;
            int allowed = (Math.Max(wanted.Length, candidate.Length) + 2) / 3;
            if (Math.Abs(wanted.Length - candidate.Length) > allowed) continue;
            int distance = Distance(wanted.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance <= allowed && distance < least && distance < Math.Max(wanted.Length, candidate.Length))
                (nearest, least) = (candidate, distance);
        }

        return nearest;
    }

    /// <summary>The restricted Damerau-Levenshtein distance.</summary>
    /// <param name="first">A text.</param>
    /// <param name="second">Another.</param>
    /// <returns>How many edits lead from one to the other. Cost: product of the lengths.</returns>
    internal static int Distance(string first, string second)
    {
        int[] twoBack = new int[second.Length + 1];
        int[] oneBack = [.. Enumerable.Range(0, second.Length + 1)];
        int[] current = new int[second.Length + 1];
        for (int i = 1; i <= first.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= second.Length; j++)
            {
                int change = first[i - 1] == second[j - 1] ? 0 : 1;
                current[j] = Math.Min(
                    Math.Min(oneBack[j] + 1, current[j - 1] + 1), oneBack[j - 1] + change);
                if (i > 1 && j > 1 && first[i - 1] == second[j - 2] && first[i - 2] == second[j - 1])
                    current[j] = Math.Min(current[j], twoBack[j - 2] + 1);
            }

            (twoBack, oneBack, current) = (oneBack, current, twoBack);
        }

        return oneBack[second.Length];
    }
}
