"""What users would pick instead: scikit-learn's L-BFGS and Adam, and SciPy's Levenberg-Marquardt.

    peers.py TRAINING VALIDATION HIDDEN SEED LIMIT

TRAINING and VALIDATION are CSV files of standardised rows without a header, the target last; HIDDEN is "20" or "10,10";
Levenberg-Marquardt ends after LIMIT seconds if it has not before, the others by themselves. Prints "method,seconds,rmse" for
every iterate: seconds of training, RMSE on the validation rows. The last line of a method is where it ended.

The same loss for all: sum of squared residuals + ALPHA * sum of squared weights, biases excepted. scikit-learn minimises
half the mean of the squares plus ALPHA / (2 n) times the sum of squared weights, which is that, divided by 2 n; n is the
number of rows of a batch, so that in Adam ALPHA weighs n / 200 times as much.
"""

import functools
import sys
import time
import warnings

import numpy
import scipy
import sklearn
from scipy.optimize import least_squares
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPRegressor

ALPHA = 1e-3
LBFGS_ITERATIONS = 2000
ADAM_EPOCHS = 500
ADAM_LEARNING_RATES = (1e-3, 3e-3, 1e-2)


def rmse(predicted, y):
    return float(numpy.sqrt(numpy.mean((predicted - y) ** 2)))


def lbfgs(training, validation, hidden, seed):
    """Runs again with 1, 2, 4, ... iterations: the same start takes the same way, and nothing interrupts the timed run."""
    curve = []
    iterations = 1
    while True:
        network = MLPRegressor(
            hidden, activation="tanh", solver="lbfgs", alpha=ALPHA, max_iter=iterations, random_state=seed)
        start = time.perf_counter()
        network.fit(*training)
        seconds = time.perf_counter() - start
        curve.append((seconds, rmse(network.predict(validation[0]), validation[1])))
        if network.n_iter_ < iterations or iterations == LBFGS_ITERATIONS:
            return curve
        iterations = min(2 * iterations, LBFGS_ITERATIONS)


def adam_at(rate, epochs, training, validation, hidden, seed):
    network = MLPRegressor(
        hidden, activation="tanh", solver="adam", alpha=ALPHA, learning_rate_init=rate, random_state=seed)
    curve = []
    seconds = 0.0
    for _ in range(epochs):
        start = time.perf_counter()
        network.partial_fit(*training)
        seconds += time.perf_counter() - start
        curve.append((seconds, rmse(network.predict(validation[0]), validation[1])))
    return curve


def adam(training, validation, hidden, seed):
    """The learning rate that ends lowest on the validation rows; what the others took is not counted."""
    curves = [adam_at(rate, ADAM_EPOCHS, training, validation, hidden, seed) for rate in ADAM_LEARNING_RATES]
    return min(curves, key=lambda curve: curve[-1][1])


class Network:
    """tanh layers and a linear output, with residuals and Jacobian of the rows and of the ridge."""

    def __init__(self, x, y, hidden):
        self.y = y
        self.sizes = [x.shape[1], *hidden, 1]
        self.weights = sum((a + 1) * b for a, b in zip(self.sizes, self.sizes[1:]))
        # The values that enter a layer, with a column of ones behind them for the bias; filled again for every w.
        self.values = [numpy.ones((len(x), size + 1)) for size in self.sizes[:-1]]
        self.values[0][:, :-1] = x
        self.at = None
        # A bias is the last of its neuron's weights and costs no ridge.
        penalised = [numpy.tile(numpy.arange(a + 1) < a, b) for a, b in zip(self.sizes, self.sizes[1:])]
        self.ridge_columns = numpy.flatnonzero(numpy.concatenate(penalised))
        self.rows = len(x)
        self.jacobian_memory = numpy.zeros((len(x) + len(self.ridge_columns), self.weights))
        ridge_rows = numpy.arange(len(x), len(self.jacobian_memory))
        self.jacobian_memory[ridge_rows, self.ridge_columns] = numpy.sqrt(ALPHA)

    def start(self, seed):
        """Uniform within +-sqrt(6 / (inputs + outputs)) of a layer, as scikit-learn does."""
        random = numpy.random.default_rng(seed)
        limits = [numpy.sqrt(6 / (a + b)) for a, b in zip(self.sizes, self.sizes[1:])]
        return numpy.concatenate([
            random.uniform(-limit, limit, (a + 1) * b)
            for limit, a, b in zip(limits, self.sizes, self.sizes[1:])])

    def layers(self, w):
        offset = 0
        for a, b in zip(self.sizes, self.sizes[1:]):
            yield w[offset:offset + (a + 1) * b].reshape(b, a + 1)
            offset += (a + 1) * b

    def forward(self, w):
        """Fills the values of all layers, unless they are those of w already."""
        if self.at is not None and numpy.array_equal(self.at, w):
            return
        *below, last = self.layers(w)
        for layer, weights in enumerate(below):
            numpy.tanh(self.values[layer] @ weights.T, out=self.values[layer + 1][:, :-1])
        self.outputs = self.values[-1] @ last[0]
        self.at = w.copy()

    def predict(self, x, w):
        *below, last = self.layers(w)
        for weights in below:
            x = numpy.tanh(x @ weights[:, :-1].T + weights[:, -1])
        return x @ last[0, :-1] + last[0, -1]

    def residuals(self, w):
        self.forward(w)
        return numpy.concatenate([self.outputs - self.y, numpy.sqrt(ALPHA) * w[self.ridge_columns]])

    def jacobian(self, w):
        self.forward(w)
        sensitivities = numpy.ones((self.rows, 1))
        end = self.weights
        for layer, weights in reversed(list(enumerate(self.layers(w)))):
            values = self.values[layer]
            block = self.jacobian_memory[:self.rows, end - weights.size:end].reshape(self.rows, *weights.shape)
            numpy.multiply(sensitivities[:, :, None], values[:, None, :], out=block)
            end -= weights.size
            if layer > 0:
                sensitivities = (sensitivities @ weights[:, :-1]) * (1 - values[:, :-1] ** 2)
        return self.jacobian_memory


class TimeIsUp(Exception):
    pass


def levenberg_marquardt(limit, training, validation, hidden, seed):
    """MINPACK's, with the scaling and the tolerances that least_squares has by default."""
    start = time.perf_counter()
    network = Network(*training, hidden)
    iterates = []
    lowest = numpy.inf

    def residuals(w):
        nonlocal lowest
        r = network.residuals(w)
        cost = r @ r
        now = time.perf_counter() - start
        if cost < lowest:
            lowest = cost
            iterates.append((now, w.copy()))
        if now > limit:
            raise TimeIsUp
        return r

    try:
        w = least_squares(residuals, network.start(seed), jac=network.jacobian, method="lm").x
    except TimeIsUp:
        w = iterates[-1][1]
    iterates.append((time.perf_counter() - start, w))
    return [(seconds, rmse(network.predict(validation[0], w), validation[1])) for seconds, w in iterates]


def read(path):
    rows = numpy.loadtxt(path, delimiter=",")
    return numpy.ascontiguousarray(rows[:, :-1]), numpy.ascontiguousarray(rows[:, -1])


def main(arguments):
    if arguments == ["--versions"]:
        print(f"Python {sys.version.split()[0]}, scikit-learn {sklearn.__version__}, "
              f"SciPy {scipy.__version__}, NumPy {numpy.__version__}")
        return
    training, validation = read(arguments[0]), read(arguments[1])
    hidden = tuple(int(size) for size in arguments[2].split(","))
    seed, limit = int(arguments[3]), float(arguments[4])
    warnings.simplefilter("ignore", ConvergenceWarning)
    # What is lazy in the libraries, such as loading their BLAS, is done before a clock runs.
    few = tuple(part[:50] for part in training)
    lbfgs(few, few, (2,), seed)
    adam_at(ADAM_LEARNING_RATES[0], 2, few, few, (2,), seed)
    levenberg_marquardt(0.1, few, few, (2,), seed)
    opponents = {
        "scikit-learn lbfgs": lbfgs,
        "scikit-learn adam": adam,
        f"scipy lm ({limit:g} s)": functools.partial(levenberg_marquardt, limit),
    }
    for name, method in opponents.items():
        for seconds, error in method(training, validation, hidden, seed):
            print(f"{name},{seconds:.6g},{error:.6g}")


if __name__ == "__main__":
    main(sys.argv[1:])
