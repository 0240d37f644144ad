"""How long run.log keeps training waiting. `python overhead.py` in this folder; needs no server."""
import os
import sys
import tempfile
import time

os.environ.update(UMUL_SPOOL=tempfile.mkdtemp(), UMUL_URI="http://127.0.0.1:9", UMUL_CODE="0", UMUL_RESOURCES="0", UMUL_CONSOLE="0",
                  UMUL_FINISH_SECONDS="0")
import umul  # noqa: E402

CALLS = 100000


def measure(run, metrics):
    times = []
    for step in range(CALLS):
        began = time.perf_counter_ns()
        run.log(metrics, step=step)
        times.append(time.perf_counter_ns() - began)
    times.sort()
    return [times[int(CALLS * share)] / 1000 for share in (0.5, 0.99, 0.999)]


if __name__ == "__main__":
    print("Python %s; microseconds per run.log, %d calls" % (sys.version.split()[0], CALLS))
    live = umul.start(project="overhead")
    for count in (1, 5, 20):
        print("%3d metrics: p50 %6.1f  p99 %6.1f  p99.9 %6.1f" % ((count,) + tuple(
            measure(live, {"train/metric%d" % i: 0.123456789 + i for i in range(count)}))))
