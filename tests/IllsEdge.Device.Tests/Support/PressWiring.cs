using IllsEdge.Device.Runtime;

namespace IllsEdge.Device.Tests.Support;

internal static class PressWiring
{
    extension(Wiring wiring)
    {
        /// <summary>The simulated press; null where the machine is another.</summary>
        public PressSource? Press => wiring.Machine as PressSource;
    }
}
