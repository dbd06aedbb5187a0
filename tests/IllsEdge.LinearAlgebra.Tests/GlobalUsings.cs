global using System.Numerics;
global using IllsEdge.LinearAlgebra.Tests.Support;
