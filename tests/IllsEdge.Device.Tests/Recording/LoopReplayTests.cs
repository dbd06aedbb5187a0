using IllsEdge.Data;
using IllsEdge.Device.Configuration;
using IllsEdge.Device.Recording;
using IllsEdge.Device.Runtime;
using IllsEdge.Device.Tests.Store;
using IllsEdge.Device.Tests.Support;

namespace IllsEdge.Device.Tests.Recording;

/// <summary>What a loop did it does again, and where it does otherwise that is shown.</summary>
public class LoopReplayTests
{
    [Fact]
    public void A_run_with_faults_a_clock_that_is_set_and_requests_is_repeated_to_the_last_bit()
    {
        using RecordedPress press = new();
        press.Run(minutes: 20, press.Recording, seed: 2);
        ReplayReport report = press.Replay();
        Assert.True(report.IsSame, $"{report.First} {report.Trainings.First}");
        Assert.Equal((12_001, 12_001, RecordingEnd.Run), (report.Steps, report.Samples, report.End));
        Assert.Equal(press.Decisions.Count, report.Decisions);
        Assert.Empty(report.Notes);
        Assert.True(report.Trainings is { Repeated: > 1, CutShort: 0 });
        Assert.Equal(2, press.Decisions.Count(decision => decision.Kind == DecisionKind.Clock));
        Assert.Contains(press.Decisions, decision => decision.Text == "somebody asked for it");
        Assert.Contains(press.Decisions, decision => decision.Kind == DecisionKind.RollBack);
        // 2.3 MB an hour at 10 Hz with six inputs.
        Assert.InRange(new FileInfo(press.Recording).Length, 100_000, 1_200_000);
    }

    [Fact]
    public void A_run_that_goes_on_with_models_and_labels_of_earlier_ones_is_repeated_too()
    {
        using RecordedPress press = new();
        press.Run(minutes: 12, recording: null);
        press.Run(minutes: 8, press.Recording, seed: 2);
        Assert.DoesNotContain(press.Decisions, decision => decision.Text.Contains("first model", StringComparison.Ordinal));
        ReplayReport report = press.Replay();
        Assert.True(report.IsSame, $"{report.First} {report.Trainings.First}");
        Assert.Equal(4_801, report.Samples);
        Assert.True(report.Decisions > 2);
    }

    [Fact]
    public void A_run_on_a_store_that_can_only_be_read_is_repeated_with_the_status_it_had()
    {
        using RecordedPress press = new();
        press.Run(minutes: 8, recording: null);
        press.Configuration = press.Configuration with { Store = press.Configuration.Store with { ReadOnly = true } };
        press.Run(minutes: 2, press.Recording, seed: 2);
        ReplayReport report = press.Replay();
        Assert.True(report.IsSame, $"{report.First} {report.Trainings.First}");
        Assert.Equal(1_201, report.Samples);
    }

    [Fact]
    public void Recording_changes_nothing_and_neither_does_replaying()
    {
        using RecordedPress press = new();
        using RecordedPress other = new();
        press.Run(minutes: 8, press.Recording);
        other.Run(minutes: 8, recording: null);
        Assert.Equal(other.Decisions, press.Decisions);
        byte[] model = File.ReadAllBytes(press.Folder.File("press.ills"));
        byte[] store = File.ReadAllBytes(press.Configuration.Store.Path);
        File.WriteAllText(press.Configuration.Retrain.Triggers.Commands!, "retrain");
        press.Replay();
        Assert.Equal(model, File.ReadAllBytes(press.Folder.File("press.ills")));
        Assert.Equal(store, File.ReadAllBytes(press.Configuration.Store.Path));
        Assert.True(File.Exists(press.Configuration.Retrain.Triggers.Commands));
    }

    [Fact]
    public void Another_configuration_shows_the_first_difference_with_both_sides()
    {
        using RecordedPress press = new();
        press.Run(minutes: 8, press.Recording);
        ReplayReport report = press.Replay(configuration => configuration with
        {
            Model = configuration.Model with { MinimumLabels = configuration.Model.MinimumLabels + 3 },
        });
        Assert.False(report.IsSame);
        Assert.Equal("decision", report.First!.What);
        Assert.Contains("labels are enough for a first model", report.First.Recorded, StringComparison.Ordinal);
        Assert.Equal("nothing", report.First.Replayed);
    }

    [Fact]
    public void A_recording_of_other_inputs_is_refused_with_both_names()
    {
        using RecordedPress press = new();
        press.Run(minutes: 0.1, press.Recording);
        DataFileException refused = Assert.Throws<DataFileException>(() => press.Replay(configuration =>
            configuration with { Target = configuration.Target with { Name = "width" } }));
        Assert.Contains("which predicts thickness of", refused.Message, StringComparison.Ordinal);
        Assert.Contains("predicts width of", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reading_that_was_another_is_found_by_the_value_that_was_published()
    {
        using RecordedPress press = new();
        press.Run(minutes: 6, press.Recording);
        ReplayReport report = press.Replay(configuration => configuration with
        {
            Inputs = [.. configuration.Inputs.Select(input => input with { Scale = input.Scale with { Offset = input.Scale.Offset + 0.01 } })],
        });
        Assert.False(report.IsSame);
        Assert.True(report.First!.Step > 0);
        Assert.NotEqual(report.First.Recorded, report.First.Replayed);
    }

    [Fact]
    public void A_recording_that_is_cut_off_is_repeated_as_far_as_it_goes()
    {
        using RecordedPress press = new();
        press.Run(minutes: 8, press.Recording);
        byte[] whole = File.ReadAllBytes(press.Recording);
        File.WriteAllBytes(press.Recording, whole[..(whole.Length * 3 / 4)]);
        ReplayReport report = press.Replay();
        Assert.True(report.IsSame, $"{report.First} {report.Trainings.First}");
        Assert.InRange(report.Samples, 2_000, 4_700);
        Assert.Contains(report.Notes, note => note.Contains("cut off or damaged after", StringComparison.Ordinal));
    }

    [Fact]
    public void On_a_full_disk_the_recording_ends_and_the_loop_goes_on()
    {
        using StoreBench disk = new(mountedSize: "300k");
        using RecordedPress press = new();
        string recording = Path.Combine(disk.Folder, "press.rec");
        press.Run(minutes: 15, recording);
        Assert.Equal(1, press.Log.Count("nothing more is recorded in"));
        Assert.Equal(9_001, press.Samples);
        File.Copy(recording, press.Recording);
        ReplayReport report = press.Replay();
        Assert.True(report.IsSame, $"{report.First} {report.Trainings.First}");
        Assert.InRange(report.Samples, 1_000, 9_000);
    }

    [Fact]
    public void Where_nothing_can_be_written_the_run_has_no_recording_and_a_slip_in_the_path_is_told_at_once()
    {
        using RecordedPress press = new();
        File.CreateSymbolicLink(press.Folder.File("full.rec"), "/dev/full");
        press.Run(minutes: 0.1, press.Folder.File("full.rec"));
        Assert.Equal(1, press.Log.Count("nothing is recorded in"));
        Assert.Throws<DataFileException>(() => press.Run(minutes: 0.1, press.Folder.File("no/such/folder.rec")));
        Assert.Throws<DataFileException>(() => press.Run(minutes: 0.1, press.Folder.Path));
    }

    [Fact]
    public void The_recording_before_is_kept_under_another_name()
    {
        using RecordedPress press = new();
        press.Run(minutes: 0.1, press.Recording);
        byte[] first = File.ReadAllBytes(press.Recording);
        press.Run(minutes: 0.2, press.Recording);
        Assert.Equal(first, File.ReadAllBytes(press.Recording + ".previous"));
        Assert.DoesNotContain(Directory.GetFiles(press.Folder.Path), file => file.Contains("snapshot", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_no_recording_is_refused_and_stays()
    {
        using RecordedPress press = new();
        File.WriteAllText(press.Recording, "a,b\n1,2\n");
        var exception = Assert.Throws<DataFileException>(() => press.Run(minutes: 0.1, press.Recording));
        Assert.Contains("no recording; name another file", exception.Message, StringComparison.Ordinal);
        Assert.Equal("a,b\n1,2\n", File.ReadAllText(press.Recording));
        Assert.False(File.Exists(press.Recording + ".previous"));
    }

    [Fact]
    public void The_recording_of_a_crash_is_kept_until_another_crash()
    {
        using RecordedPress press = new();
        press.Run(minutes: 0.1, press.Recording);
        byte[] crashed = CutOff();
        for (int start = 0; start < 3; start++)
        {
            press.Run(minutes: 0.1, press.Recording);
            Assert.Equal(crashed, File.ReadAllBytes(press.Recording + ".previous"));
        }

        byte[] another = CutOff();
        press.Run(minutes: 0.1, press.Recording);
        Assert.Equal(another, File.ReadAllBytes(press.Recording + ".previous"));

        // As kill -9 leaves it.
        byte[] CutOff()
        {
            byte[] rest = File.ReadAllBytes(press.Recording)[..^3];
            File.WriteAllBytes(press.Recording, rest);
            return rest;
        }
    }
}
