#!/usr/bin/env python3
"""Runs the rows of the comparison engine beside scipy (Debian: python3-scipy) and R (r-base-core), on inputs of the same size.

    python3 benchmarks/statistics_peer.py

CPU seconds of one pass each, on one thread. What takes too long is done for fewer resamples and multiplied; the line says so. A peer that
is not installed is skipped with a line. The peers do one piece at a time; Umul's first row is all of them and the sentences.
"""
import os
import shutil
import subprocess
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
HERE = os.path.dirname(os.path.abspath(__file__))
UMUL = ["dotnet", "run", "-c", "Release", "--project", os.path.join(HERE, "Umul.Benchmarks"), "--", "statistics", "speed"]

R = r"""
set.seed(1); d <- rnorm(200, 0.01, 0.1); m <- matrix(runif(1000), 100, 10)
say <- function(what, work, times = 1) { t <- sum(system.time(work())[c(1, 2)]); cat(sprintf("R: %s: CPU %.3f s%s\n", what, t * times, if (times > 1) sprintf(" (%gth part done)", times) else "")) }
say("bootstrap of a mean, n = 200, 10,000 resamples", function() { b <- replicate(10000, mean(sample(d, replace = TRUE))); quantile(b, c(.025, .975)) })
say("100,000 sign flips, n = 200", function() { s <- replicate(100000, sum(d * sample(c(-1, 1), 200, TRUE))); mean(abs(s) >= abs(sum(d))) })
say("crossed bootstrap 2 x 5 x 200, 10,000 resamples", function() { a <- matrix(rnorm(1000), 5); b <- matrix(rnorm(1000), 5); replicate(10000, { i <- sample(200, replace = TRUE); mean(b[sample(5, replace = TRUE), i]) - mean(a[sample(5, replace = TRUE), i]) }) })
say("ranking bootstrap 10 x 100 x 1,000, aggregate-then-rank", function() replicate(1000, rank(-colMeans(m[sample(100, replace = TRUE), ]))))
say("ranking bootstrap 10 x 100 x 1,000, test-then-rank", function() replicate(10, { x <- m[sample(100, replace = TRUE), ]; for (i in 1:9) for (j in (i + 1):10) for (s in c("less", "greater")) wilcox.test(x[, i], x[, j], paired = TRUE, exact = FALSE, alternative = s) }), 100)
"""


def say(what, work, times=1):
    start = time.process_time()
    work()
    spent = (time.process_time() - start) * times
    print(f"scipy: {what}: CPU {spent:.3f} s" + (f" ({times}th part done)" if times > 1 else ""), flush=True)


def with_scipy():
    try:
        import numpy
        from scipy import stats
    except ImportError:
        print("scipy: skipped, cannot be imported")
        return
    random = numpy.random.default_rng(1)
    d, m = random.normal(0.01, 0.1, 200), random.random((100, 10))
    a, b = random.normal(size=(5, 200)), random.normal(size=(5, 200))

    def crossed():
        for _ in range(10_000):
            i = random.integers(0, 200, 200)
            b[random.integers(0, 5, 5)][:, i].mean() - a[random.integers(0, 5, 5)][:, i].mean()

    def ranked():
        for _ in range(1_000):
            stats.rankdata(-m[random.integers(0, 100, 100)].mean(axis=0))

    def tested():
        for _ in range(10):
            x = m[random.integers(0, 100, 100)]
            for i in range(10):
                for j in range(10):
                    if i != j:
                        stats.wilcoxon(x[:, i], x[:, j], alternative="greater", mode="approx")

    print("scipy", __import__("scipy").__version__)
    say("bootstrap of a mean with BCa, n = 200, 10,000 resamples", lambda: stats.bootstrap((d,), numpy.mean, n_resamples=10_000, random_state=1))
    say("100,000 sign flips, n = 200", lambda: stats.permutation_test(
        (d,), lambda x, axis: x.mean(axis=axis), permutation_type="samples", n_resamples=100_000, vectorized=True, random_state=1))
    say("crossed bootstrap 2 x 5 x 200, 10,000 resamples (numpy)", crossed)
    say("ranking bootstrap 10 x 100 x 1,000, aggregate-then-rank (numpy)", ranked)
    say("ranking bootstrap 10 x 100 x 1,000, test-then-rank", tested, 100)


def main():
    print("load average", open("/proc/loadavg", encoding="ascii").read().strip(), flush=True)
    subprocess.run(UMUL, check=True)
    with_scipy()
    if shutil.which("Rscript"):
        subprocess.run(["Rscript", "-e", R], check=True)
    else:
        print("R: skipped, not installed")


if __name__ == "__main__":
    main()
