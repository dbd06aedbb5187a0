namespace IllsEdge.Device.Tests.Configuration;

/// <summary>Each row: a text of the small document, what stands there instead, and the one error that results.</summary>
/// <remarks>A single quote stands for a double one.</remarks>
public class ModelErrorTests
{
    [Theory]
    [InlineData(
        "{ 'path': 'press.db' }",
        "{ 'path': 'press.db', 'maxAge': '1h' }, 'model': {'hidden': 16}",
        "4:72: model.hidden: 16 is not a list of at most 8 whole numbers from 1 to 10000")]
    [InlineData(
        "'outputs'",
        "'model': { 'hidden': [1,1,1,1,1,1,1,1,1] }, 'outputs'",
        "11:24: model.hidden: 9 elements are not a list of at most 8 whole numbers from 1 to 10000")]
    [InlineData(
        "'outputs'",
        "'model': { 'method': 'couple' }, 'outputs'",
        "11:24: model.method: 'couple' is not a training method; did you mean coupled? Allowed: auto, coupled, accelerated, classic")]
    [InlineData(
        "'outputs'",
        "'model': { 'minimumLabels': 9 }, 'outputs'",
        "11:31: model.minimumLabels: 9 is not a whole number from 10 to 1000000")]
    [InlineData(
        "'outputs'",
        "'model': { 'ridge': -0.1 }, 'outputs'",
        "11:23: model.ridge: -0.1 is not a number from 0 to 1000000")]
    [InlineData(
        "'outputs'",
        "'model': { 'robust': 'tuckey' }, 'outputs'",
        "11:24: model.robust: 'tuckey' is not a loss; did you mean tukey? Allowed: none, huber, tukey, auto")]
    [InlineData(
        "'outputs'",
        "'model': { 'method': 'classic', 'robust': 'huber' }, 'outputs'",
        "11:45: model.robust: method classic has no robust loss; take method auto, or robust none")]
    [InlineData(
        "'outputs'",
        "'model': { 'path': 'press.db' }, 'outputs'",
        "11:22: model.path: this is the file of the store too (store.path); give the model a file of its own")]
    [InlineData(
        "'outputs'",
        "'model': [], 'outputs'",
        """11:12: model: a list is not an object such as {"hidden": [16]}""")]
    [InlineData(
        "'outputs'",
        "'retrain': { 'triggers': { 'schedule': '0s' } }, 'outputs'",
        """11:42: retrain.triggers.schedule: '0s' is not a duration from 1s to 365d, such as "5min", or null to switch it off""")]
    [InlineData(
        "'outputs'",
        "'retrain': { 'triggers': { 'labels': 0 } }, 'outputs'",
        "11:40: retrain.triggers.labels: 0 is not a whole number from 10 to 1000000, or null to switch it off")]
    [InlineData(
        "'outputs'",
        "'retrain': { 'triggers': { 'errorRise': 1 } }, 'outputs'",
        "11:43: retrain.triggers.errorRise: 1 is not a number from 1.05 to 100, or null to switch it off")]
    [InlineData(
        "'outputs'",
        "'retrain': { 'triggers': { 'error_rise': 2 } }, 'outputs'",
        "11:30: retrain.triggers.error_rise: unknown key; did you mean errorRise? Known here: button, schedule, labels, errorRise, errorDrift, inputDrift, commands")]
    [InlineData(
        "'outputs'",
        "'retrain': { 'budgets': { 'time': '100ms' } }, 'outputs'",
        "11:37: retrain.budgets.time: '100ms' is not a duration from 1s to 1d, such as \"5min\"")]
    [InlineData(
        "'outputs'",
        "'retrain': { 'budgets': { 'memory': '2TB' } }, 'outputs'",
        "11:39: retrain.budgets.memory: '2TB' is not a size from 1MB to 1TB, such as \"200MB\", or a whole number of MB")]
    [InlineData(
        "'outputs'",
        "'retrain': { 'budgets': { 'memory': 0.5 } }, 'outputs'",
        "11:39: retrain.budgets.memory: 0.5 is not a size from 1MB to 1TB, such as \"200MB\", or a whole number of MB")]
    [InlineData(
        "'outputs'",
        "'model': { 'minimumLabels': 60 }, 'retrain': { 'budgets': { 'rows': 40 } }, 'outputs'",
        "11:31: model.minimumLabels: with 40 rows (retrain.budgets.rows) there are never 60 labels (model.minimumLabels), and no model would be trained; give fewer labels or more rows")]
    [InlineData(
        "'outputs'",
        "'model': { 'minimumLabels': 20000 }, 'outputs'",
        "11:31: model.minimumLabels: with 10000 rows (retrain.budgets.rows) there are never 20000 labels (model.minimumLabels), and no model would be trained; give fewer labels or more rows")]
    [InlineData(
        "'outputs'",
        "'retrain': { 'margin': 1 }, 'outputs'",
        "11:26: retrain.margin: 1 is not a number from 0 to 0.9")]
    [InlineData(
        "'outputs'",
        "'retrain': { 'heldOut': 0 }, 'outputs'",
        "11:27: retrain.heldOut: 0 is not a number from 0.05 to 0.5")]
    [InlineData(
        "'outputs'",
        "'retrain': { 'heldOut': null }, 'outputs'",
        "11:27: retrain.heldOut: null is not a number from 0.05 to 0.5")]
    [InlineData(
        "'outputs'",
        "'retrain': { 'budgets': { 'rows': 40 } }, 'outputs'",
        "11:37: retrain.budgets.rows: with 40 rows (retrain.budgets.rows) there are never 50 labels (model.minimumLabels), and no model would be trained; give fewer labels or more rows")]
    public void What_is_wrong_with_model_and_retraining_is_told_with_its_place(
        string old, string replacement, string expected) =>
        Documents.HasOneError(old, replacement, expected);
}
