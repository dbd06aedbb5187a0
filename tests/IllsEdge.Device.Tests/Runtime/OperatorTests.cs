using IllsEdge.Device.Runtime;
using IllsEdge.Device.Simulation;
using IllsEdge.Device.Tests.Support;

namespace IllsEdge.Device.Tests.Runtime;

public class OperatorTests
{
    [Fact]
    public void A_short_press_asks_for_a_retraining_and_a_long_one_for_the_previous_model()
    {
        OperatorButton button = new();
        Assert.Null(button.Move(false, default));
        Assert.Null(button.Move(true, TimeSpan.FromSeconds(1)));
        Assert.Null(button.Move(true, TimeSpan.FromSeconds(1.2)));
        Assert.Equal(OperatorRequest.Retrain, button.Move(false, TimeSpan.FromSeconds(1.5)));
        Assert.Null(button.Move(false, TimeSpan.FromSeconds(2)));
        button.Move(true, TimeSpan.FromSeconds(3));
        Assert.Equal(OperatorRequest.RollBack, button.Move(false, TimeSpan.FromSeconds(6)));
    }

    [Fact]
    public void A_press_during_which_nobody_could_look_is_forgotten()
    {
        OperatorButton button = new(TimeSpan.FromSeconds(0.1));
        button.Move(true, TimeSpan.FromSeconds(1));
        // Its pin was lost for a minute, in which it was let go.
        Assert.Null(button.Move(false, TimeSpan.FromSeconds(61)));

        button.Move(true, TimeSpan.FromSeconds(62));
        // Still held after a second gap: counted from then.
        button.Move(true, TimeSpan.FromSeconds(70));
        Assert.Equal(OperatorRequest.Retrain, button.Move(false, TimeSpan.FromSeconds(70.5)));
    }

    [Theory]
    [InlineData("retrain", OperatorRequest.Retrain)]
    [InlineData(" RollBack\n", OperatorRequest.RollBack)]
    [InlineData("adopt", OperatorRequest.Adopt)]
    public void A_word_in_the_file_is_obeyed_once_and_the_file_is_gone(string text, OperatorRequest wanted)
    {
        using Bench bench = new();
        bench.Write(text);
        bench.Wait();
        Assert.Equal([wanted], bench.Requests);
        Assert.False(File.Exists(bench.Path));
        bench.Wait();
        Assert.Single(bench.Requests);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("retrain now")]
    [InlineData("löschen")]
    public void What_is_no_request_is_told_with_what_could_be_asked_for(string text)
    {
        using Bench bench = new();
        bench.Write(text);
        bench.Wait();
        Assert.Empty(bench.Requests);
        bench.Wait();
        Assert.Equal(1, bench.Log.Count($"asks for \"{text}\"; it can ask for retrain, rollback or adopt"));
        // It may be anybody's, named by mistake.
        Assert.True(File.Exists(bench.Path));
    }

    [Fact]
    public void An_empty_file_is_waited_for_and_a_folder_of_the_name_is_told_once()
    {
        using Bench bench = new();
        bench.Write("");
        bench.Wait();
        Assert.True(File.Exists(bench.Path));
        File.Delete(bench.Path);
        Directory.CreateDirectory(bench.Path);
        bench.Wait();
        bench.Wait();
        Assert.Empty(bench.Requests);
        Assert.Empty(bench.Log.Entries);
    }

    private sealed class Bench : IDisposable
    {
        private readonly TemporaryFolder _folder = new();
        private readonly AcceleratedClock _clock = new(DateTimeOffset.UnixEpoch);
        private readonly CommandFile _file;

        public Bench()
        {
            Path = _folder.File("press.command");
            _file = new CommandFile(Path, Requests.Add, _clock, Log);
        }

        public string Path { get; }

        public List<OperatorRequest> Requests { get; } = [];

        public MemoryLog Log { get; } = new();

        public void Write(string text) => File.WriteAllText(Path, text);

        public void Wait() => _clock.Advance(TimeSpan.FromSeconds(1));

        public void Dispose()
        {
            _file.Dispose();
            _folder.Dispose();
        }
    }
}
