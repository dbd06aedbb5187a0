using System.Text.Json.Nodes;
using IllsEdge.Data;
using IllsEdge.ModelFiles;
using IllsEdge.Prediction;

namespace IllsEdge.Tests.ModelFiles;

public class ModelFileTrustTests
{
    [Fact]
    public void Calibration_and_novelty_come_back_to_the_last_bit()
    {
        Model model = SealedModel.Small;
        Model back = ModelFile.FromBytes(ModelFile.ToBytes(model), "m.ills");
        Assert.Equal(model.Calibration!.Scores[0], back.Calibration!.Scores[0]);
        Assert.Equal(model.Calibration.WidestSpreads, back.Calibration.WidestSpreads);
        Assert.Equal(model.Novelty!.Factor, back.Novelty!.Factor);
        Assert.Equal(model.Novelty.Limit, back.Novelty.Limit);
    }

    [Fact]
    public void A_file_from_before_them_is_read_and_written_as_it_was()
    {
        JsonObject json = SealedModel.Json();
        Assert.True(json.Remove("calibration") && json.Remove("novelty"));
        byte[] old = SealedModel.Of(json);
        Model model = ModelFile.FromBytes(old, "m.ills");
        Assert.Null(model.Calibration);
        Assert.Null(model.Novelty);
        Assert.DoesNotContain("calibration", System.Text.Encoding.UTF8.GetString(ModelFile.ToBytes(model)), StringComparison.Ordinal);
        double[] value = new double[1], spread = new double[1];
        Predictor predictor = new(model);
        predictor.Predict([0, 20], value, spread);
        Assert.Equal(ValueStatus.Good, predictor.StatusOf([0, 20], spread));
        Assert.Equal(ValueStatus.OutOfSpecification, predictor.StatusOf([0, model.Inputs[1].Highest + 0.01], spread));
    }

    [Theory]
    [InlineData("""[{"scores":[1,2],"widestSpread":1},{"scores":[1,2],"widestSpread":1}]""")]
    [InlineData("""[{"scores":[2,1],"widestSpread":1}]""")]
    [InlineData("""[{"scores":[-1,2],"widestSpread":1}]""")]
    [InlineData("""[{"scores":[],"widestSpread":1}]""")]
    [InlineData("""[{"scores":[1]}]""")]
    [InlineData("[]")]
    public void A_calibration_that_makes_no_sense_is_refused(string calibration)
    {
        JsonObject json = SealedModel.Json();
        json["calibration"] = JsonNode.Parse(calibration);
        Assert.Throws<DataFileException>(() => ModelFile.FromBytes(SealedModel.Of(json), "m.ills"));
    }

    [Fact]
    public void A_novelty_of_another_number_of_inputs_is_refused()
    {
        JsonObject json = SealedModel.Json();
        json["novelty"]!["factor"] = Convert.ToBase64String(new byte[3 * 8]);
        DataFileException exception =
            Assert.Throws<DataFileException>(() => ModelFile.FromBytes(SealedModel.Of(json), "m.ills"));
        Assert.Contains("the factor of 3 parameters has 3 elements", exception.Message, StringComparison.Ordinal);
    }
}
