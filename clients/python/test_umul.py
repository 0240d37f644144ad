"""Specification of umul.py. `python -m unittest` in this folder; standard library only, against a server of its own.

Most tests run a small training script in a process of its own, because what is promised is about processes: they die,
fork, run out of disk, and must end with the exit code they would have had without umul.
"""
import ast
import contextlib
import gzip
import http.server
import io
import json
import os
import re
import signal
import struct
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
import unittest
import unittest.mock
import urllib.parse
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
CLIENT = os.path.join(HERE, "umul.py")
sys.path.insert(0, HERE)
import umul  # noqa: E402


class FakeServer:
    """The server's half of docs/client-protocol.md, with its own reader of frames, and ways to misbehave."""

    def __init__(self, port=0):
        self.records = {}       # (run, writer) -> [(sequence, record)], as applied
        self.files = {}         # (run, name) -> bytes
        self.media = {}         # name -> query
        self.requests = []
        self.behaviour = "good"
        self.refuse = lambda record: False
        self.release = threading.Event()
        fake = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *arguments):
                pass

            def answer(self, status, content, kind="application/json"):
                body = content if isinstance(content, bytes) else json.dumps(content).encode()
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def misbehaves(self):
                fake.requests.append((self.command, self.path, dict(self.headers)))
                if fake.behaviour == "500":
                    self.answer(500, {"title": "broken"})
                elif fake.behaviour == "garbage":
                    self.answer(200, b"<html>welcome to the captive portal</html>", "text/html")
                elif fake.behaviour == "list":
                    self.answer(200, [1, 2, 3])
                elif fake.behaviour == "hang":
                    fake.release.wait(60)
                    self.close_connection = True
                elif fake.behaviour == "401":
                    self.answer(401, {"title": "token needed"})
                else:
                    return False
                return True

            def do_GET(self):
                if not self.misbehaves():
                    self.answer(200, {"server": "umul", "version": "test", "time": int(time.time() * 1000)})

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if self.misbehaves():
                    return
                if self.headers.get("Content-Encoding") == "gzip":
                    body = gzip.decompress(body)
                query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query))
                frames = read_frames(body)
                if any(fake.refuse(record) for _, record in frames):
                    return self.answer(400, {"detail": "cannot use this"})
                applied = fake.records.setdefault((query["run"], query["writer"]), [])
                for sequence, record in frames:
                    if sequence > (applied[-1][0] if applied else 0):
                        applied.append((sequence, record))
                self.answer(200, {"run": query["run"], "writer": query["writer"], "acknowledged": applied[-1][0] if applied else 0})

            def do_PUT(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if self.misbehaves():
                    return
                path, _, query = self.path.partition("?")
                _, _, _, run, _, name = path.split("/", 5)
                if run not in {known for known, _ in fake.records}:
                    return self.answer(404, {"detail": "no such run"})
                fake.media[urllib.parse.unquote(name)] = dict(urllib.parse.parse_qsl(query))
                fake.files[(run, urllib.parse.unquote(name))] = body
                self.answer(200, {"size": len(body)})

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True
            allow_reuse_address = True

            def handle_error(self, request, address):
                pass    # clients that are killed hang up in the middle

        self.server = Server(("127.0.0.1", port), Handler)
        self.uri = "http://127.0.0.1:%d" % self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def stop(self):
        self.release.set()
        self.server.shutdown()
        self.server.server_close()

    def all(self, kind):
        return [record for applied in self.records.values() for _, record in applied if record["kind"] == kind]

    def points(self, key):
        return [(record["step"], record["metrics"][key]) for record in self.all("log") if key in record["metrics"]]

    def names(self):
        return sorted(name for _, name in self.files)


def read_frames(body):
    frames, at = [], 0
    while at < len(body):
        magic, length, checksum, sequence = struct.unpack_from("<4sIIQ", body, at)
        payload = body[at + 20:at + 20 + length]
        assert magic == b"umf1" and len(payload) == length
        assert zlib.crc32(body[at + 12:at + 20 + length]) == checksum
        frames.append((sequence, json.loads(payload.decode("utf-8"), parse_constant=lambda name: 1 / 0)))
        at += 20 + length
    return frames


class Scripts(unittest.TestCase):
    """A server, a spool, and scripts that run in processes of their own."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.spool = os.path.join(self.folder.name, "spool")
        self.work = os.path.join(self.folder.name, "work")
        os.mkdir(self.work)
        self.server = FakeServer()
        self.addCleanup(self.server.stop)

    def environment(self, **more):
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("UMUL_", "MLFLOW_", "SLURM_", "RANK"))}
        kept.update(UMUL_URI=self.server.uri, UMUL_SPOOL=self.spool, PYTHONPATH=HERE, UMUL_CODE="0", UMUL_RESOURCES="0",
                    UMUL_LANG="en", PYTHONDONTWRITEBYTECODE="1")
        kept.update(more)
        return kept

    def start(self, script, prefix="import os, sys, time, umul\n", **environment):
        process = subprocess.Popen([sys.executable, "-c", prefix + textwrap.dedent(script)], cwd=self.work, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=self.environment(**environment))
        self.addCleanup(lambda: (process.poll() is None and process.kill(), process.stdout.close(), process.stderr.close(), process.wait()))
        return process

    def run_script(self, script, **environment):
        process = self.start(script, **environment)
        out, err = process.communicate(timeout=60)
        self.code, self.out, self.err = process.returncode, out.decode(), err.decode()
        return self

    def umul(self, *arguments, **environment):
        done = subprocess.run([sys.executable, CLIENT] + list(arguments), cwd=self.work, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=self.environment(**environment), timeout=60)
        self.code, self.out, self.err = done.returncode, done.stdout.decode(), done.stderr.decode()
        return self

    def spool_files(self):
        return [os.path.join(folder, name) for folder, _, names in os.walk(self.spool) for name in names]

    def wait_for(self, condition, seconds=15):
        deadline = time.monotonic() + seconds
        while not condition():
            self.assertLess(time.monotonic(), deadline, "nothing came")
            time.sleep(0.02)


class Recording(Scripts):
    def test_a_run_in_five_lines_arrives_complete_and_leaves_no_spool(self):
        self.run_script("""
            run = umul.start(project="busi", idea="baseline", seed=3, params={"lr": 1e-3, "model": {"width": 64}}, tags=["quick"])
            for step in range(100):
                run.log({"train/loss": 1.0 / (step + 1), "epoch": step // 10}, step=step)
            run.params({"late": True})
            run.tag(scanner="A")
            run.finish()
        """)
        self.assertEqual((self.code, self.err.count("\n")), (0, 1), self.err)
        start, = self.server.all("start")
        self.assertEqual((start["project"], start["idea"], start["seed"], start["name"]), ("busi", "baseline", "3", "baseline-seed3"))
        self.assertEqual(start["params"], {"lr": "0.001", "model.width": "64", "seed": "3"})
        self.assertEqual(start["tags"], {"quick": ""})
        self.assertEqual(self.server.points("train/loss"), [(step, 1.0 / (step + 1)) for step in range(100)])
        self.assertEqual(self.server.all("params")[0]["params"], {"late": "True"})
        self.assertEqual(self.server.all("tags")[0]["tags"], {"scanner": "A"})
        self.assertEqual(self.server.all("finish")[0]["status"], "FINISHED")
        self.assertEqual(self.spool_files(), [])

    def test_the_link_is_printed_once_on_stderr(self):
        self.run_script("umul.start(project='p').finish()")
        self.assertRegex(self.err, r"\Aumul: run \S+: %s/runs/[0-9a-f]{32}\n\Z" % re.escape(self.server.uri))
        self.assertEqual(self.out, "")

    def test_messages_are_korean_where_the_user_is(self):
        self.run_script("umul.start(project='p').finish()", UMUL_LANG="ko", PYTHONIOENCODING="utf-8")
        self.assertIn("실행", self.err)

    def test_every_text_exists_in_both_languages_with_the_same_values(self):
        for key, (english, korean) in umul.TEXTS.items():
            self.assertEqual(sorted(re.findall(r"{(\w+)", english)), sorted(re.findall(r"{(\w+)", korean)), key)

    def test_a_point_is_on_the_server_within_two_seconds_while_training_goes_on(self):
        process = self.start("""
            run = umul.start(project="p")
            run.log({"loss": 1.0})
            time.sleep(30)
        """)
        self.wait_for(lambda: self.server.points("loss"), 5)
        self.assertIsNone(process.poll())

    def test_nan_and_infinities_are_data(self):
        self.run_script("""
            run = umul.start(project="p")
            run.log({"loss": float("nan"), "up": float("inf"), "down": -float("inf"), "fine": 1.5}, step=7)
            run.finish()
        """)
        self.assertEqual(self.server.all("log")[0]["metrics"], {"loss": "NaN", "up": "Infinity", "down": "-Infinity", "fine": 1.5})

    def test_numbers_of_other_libraries_nested_dicts_and_steps_of_their_own(self):
        self.run_script("""
            import decimal, fractions
            class Tensor:                   # what torch and numpy scalars have in common
                def __float__(self): return 0.25
            run = umul.start(project="p")
            run.log({"a": Tensor(), "b": decimal.Decimal("0.5"), "c": True, "val": {"dice": 0.75, "deep": {"x": 1}}})
            run.log({"a": 10 ** 400, "text": "high", "list": [1, 2], "b": 1})
            run.log({"b": 2})
            run.finish()
        """)
        self.assertEqual(self.code, 0)
        merged = {key: value for record in self.server.all("log") if record["step"] == 0 for key, value in record["metrics"].items()}
        self.assertEqual(merged, {"a": 0.25, "b": 0.5, "c": 1.0, "val/dice": 0.75, "val/deep/x": 1.0})
        self.assertEqual(self.server.points("b"), [(0, 0.5), (1, 1.0), (2, 2.0)])
        for skipped in ("a", "text", "list"):
            self.assertEqual(self.err.count("metric %s is not a number" % skipped), 1, self.err)

    def test_unicode_everywhere_even_broken(self):
        self.run_script("""
            run = umul.start(project="유방 초음파", idea="기준선 😀", params={"경로": "a\\udcffb"}, tags={"메모": "한\\n글"})
            run.log({"손실/😀 \\u0000\\"": 1})
            open("결과.txt", "w").write("ok")
            run.file("결과.txt", "폴더/결과 #1?.txt")
            run.finish()
        """, PYTHONIOENCODING="utf-8")
        start, = self.server.all("start")
        self.assertEqual((start["project"], start["idea"], start["params"]["경로"]), ("유방 초음파", "기준선 😀", "a?b"))
        self.assertEqual(list(self.server.all("log")[0]["metrics"]), ['손실/😀 \0"'])
        self.assertEqual(self.server.names(), ["폴더/결과 #1?.txt"])

    def test_cases_keep_what_is_missing_apart_from_nan_and_later_rows_follow(self):
        self.run_script("""
            run = umul.start(project="p")
            run.cases("test", [{"case": "p1-a", "group": "p1", "dice": 0.5, "hd95Mm": float("nan")}, {"case": "p1-b", "dice": None}])
            run.cases("test", {"p2-a": {"dice": 0.9}})
            run.cases("test", [{"dice": 1}])
            run.finish()
        """)
        first, second = self.server.all("cases")
        self.assertEqual(first["rows"], [{"case": "p1-a", "group": "p1", "dice": 0.5, "hd95Mm": "NaN"}, {"case": "p1-b", "dice": None}])
        self.assertEqual((second["split"], second["rows"]), ("test", [{"dice": 0.9, "case": "p2-a"}]))
        self.assertIn('every row needs a "case"', self.err)

    def test_a_table_of_many_wide_rows_is_cut_into_records_that_fit(self):
        self.run_script("""
            run = umul.start(project="p")
            run.cases("test", [{"case": str(i), "note": "x" * 20000} for i in range(300)])
            run.finish()
        """)
        self.assertEqual([row["case"] for record in self.server.all("cases") for row in record["rows"]], [str(i) for i in range(300)])

    def test_console_is_recorded_and_still_printed(self):
        self.run_script("""
            import logging
            handler = logging.StreamHandler(); logging.getLogger().addHandler(handler)      # holds sys.stderr from before
            run = umul.start(project="p")
            print("first"); print("half", end=""); print(" line")
            for percent in range(0, 101): sys.stdout.write("\\r%d%%" % percent)
            print()
            logging.warning("careful")
            sys.stdout.flush(); os.system("echo from a subprocess")
            run.finish()
            print("after")
        """)
        text = {stream: "".join(r["text"] for r in self.server.all("console") if r["stream"] == stream) for stream in ("stdout", "stderr")}
        self.assertEqual(text["stdout"], "first\nhalf line\n100%\n")
        self.assertIn("careful\n", text["stderr"])
        self.assertIn("from a subprocess\n", self.out)
        self.assertTrue(self.out.endswith("after\n"))

    def test_a_flood_of_output_is_shortened_and_says_so(self):
        self.run_script("""
            run = umul.start(project="p")
            for i in range(200000): print("line", i)
            run.finish()
        """)
        text = "".join(record["text"] for record in self.server.all("console"))
        self.assertTrue(text.startswith("line 0\n") and text.endswith("line 199999\n"))
        self.assertLess(len(text), 400000)
        self.assertRegex(text, r"\[umul: \d+ characters of output not recorded\]")

    def test_files_given_before_the_server_knows_the_run_do_not_delay_its_end(self):
        self.run_script("""
            run = umul.start(project="p")
            for i in range(20): run.image("i", [[i]], step=i)
            began = time.monotonic()
            run.finish()
            print(time.monotonic() - began)
        """, UMUL_CONSOLE="0")
        self.assertEqual(len(self.server.files), 20)
        self.assertEqual([path for method, path, _ in self.server.requests if method == "PUT"][20:], [])
        self.assertLess(float(self.out), 8)

    def test_a_folder_is_recorded_with_all_below_it_and_no_name_leaves_the_run(self):
        self.run_script("""
            os.makedirs("out/deep"); open("out/a.txt", "w").write("a"); open("out/deep/b.txt", "w").write("b")
            run = umul.start(project="p")
            run.file("out")
            run.file("out/a.txt", "../../etc/passwd")
            run.file("absent.txt")
            run.finish()
        """)
        self.assertEqual(self.code, 0)
        self.assertEqual(self.server.names(), ["out/a.txt", "out/deep/b.txt"])
        self.assertIn("file() was not recorded", self.err)

    def test_a_file_is_kept_as_it_was_when_the_call_was_made(self):
        self.server.behaviour = "500"
        process = self.start("""
            run = umul.start(project="p")
            open("last.pt", "w").write("epoch 1")
            run.file("last.pt", "epoch1.pt")
            open("last.pt", "w").write("epoch 2")
            os.unlink("last.pt")
            print("ready", flush=True)
            sys.stdin.read()
        """, UMUL_CONSOLE="0")
        self.assertEqual(process.stdout.readline(), b"ready\n")
        self.server.behaviour = "good"
        self.wait_for(lambda: self.server.files, 90)    # its pauses double with each failure
        self.assertEqual(list(self.server.files.values()), [b"epoch 1"])

    def test_a_large_file_survives_its_deletion_and_passes_without_being_copied(self):
        self.run_script("""
            size = 64 << 20
            with open("big.bin", "wb") as f: f.write(b"0123456789abcdef" * (size // 16))
            run = umul.start(project="p")
            began = time.perf_counter()
            run.file("big.bin")
            took = time.perf_counter() - began
            os.unlink("big.bin")
            run.finish()
            print(took)
        """, UMUL_CONSOLE="0")
        (_, name), = self.server.files
        self.assertEqual((name, len(self.server.files.popitem()[1])), ("big.bin", 64 << 20))
        self.assertEqual(self.spool_files(), [])

    def test_a_file_that_is_gone_when_its_turn_comes_is_said_in_the_console(self):
        folder = os.path.join(self.work, "box")
        box = umul._Outbox(folder)
        path = os.path.join(self.work, "x.bin")
        with open(path, "wb") as target:
            target.write(b"x")
        box.add("x.bin", source=path)
        os.unlink(path), os.unlink(os.path.join(folder, "00000001.data"))
        self.server.records[("0" * 32, "w")] = []
        note = umul._Outbox.send(umul._Sender(self.server.uri), "0" * 32, umul._Outbox.waiting(folder)[0])
        self.assertIn("x.bin", note)
        self.assertEqual(os.listdir(folder), [])

    def test_uncaught_exception_ends_the_run_as_failed_with_its_reason(self):
        self.run_script("""
            umul.start(project="p").log({"a": 1})
            raise ValueError("loss exploded")
        """)
        self.assertEqual(self.code, 1)
        finish, = self.server.all("finish")
        self.assertEqual((finish["status"], finish["reason"]), ("FAILED", "ValueError: loss exploded"))
        self.assertIn("loss exploded", "".join(record["text"] for record in self.server.all("console")))

    def test_context_manager_lets_the_exception_pass_and_ends_as_failed(self):
        self.run_script("""
            try:
                with umul.start(project="p") as run: run.log({"a": 1}); 1 / 0
            except ZeroDivisionError:
                with umul.start(project="p") as run: pass
                sys.exit(3)
        """)
        self.assertEqual(self.code, 3)
        self.assertEqual([record["status"] for record in self.server.all("finish")], ["FAILED", "FINISHED"])

    def test_no_thread_is_left_when_the_run_has_ended(self):
        self.run_script("""
            import threading
            run = umul.start(project="p"); run.log({"a": 1}); run.file(umul.__file__)
            run.finish()
            print([thread.name for thread in threading.enumerate()])
        """, UMUL_RESOURCES="1", UMUL_CODE="1")
        self.assertEqual(self.out, "['MainThread']\n")

    def test_forgetting_finish_is_fine(self):
        self.run_script("umul.start(project='p').log({'a': 1})")
        self.assertEqual(self.server.all("finish")[0]["status"], "FINISHED")

    def test_sigterm_ends_the_run_as_killed_and_the_process_by_the_signal(self):
        process = self.start("""
            run = umul.start(project="p"); run.log({"a": 1}); print("ready", flush=True)
            while True: time.sleep(0.05)
        """, UMUL_CONSOLE="0")
        process.stdout.readline()
        process.terminate()
        self.assertEqual(process.wait(20), -signal.SIGTERM)
        self.assertEqual(self.server.all("finish")[0]["status"], "KILLED")

    def test_mode_off_records_nothing_and_offline_only_the_spool(self):
        script = "run = umul.start(project='p'); run.log({'a': 1}); run.file(umul.__file__); run.image('i', [[0]]); run.finish()"
        self.run_script(script, UMUL_MODE="off")
        self.assertEqual((self.code, self.err, self.server.requests, self.spool_files()), (0, "", [], []))
        self.run_script(script, UMUL_MODE="offline")
        self.assertEqual((self.code, self.server.requests), (0, []))
        self.umul("push")
        self.assertEqual((self.code, self.server.points("a"), len(self.server.files)), (0, [(0, 1.0)], 2))

    def test_the_token_is_sent_and_a_redirect_does_not_take_it_elsewhere(self):
        self.run_script("umul.start(project='p').finish()", UMUL_TOKEN="s3cret")
        self.assertEqual({headers["Authorization"] for _, _, headers in self.server.requests}, {"Bearer s3cret"})

    def test_mlflow_settings_are_the_fallback(self):
        self.run_script("umul.start(project='p').finish()", UMUL_URI="", MLFLOW_TRACKING_URI=self.server.uri + "/",
                        MLFLOW_TRACKING_USERNAME="kim", MLFLOW_TRACKING_PASSWORD="pw")
        self.assertEqual({headers["Authorization"] for _, _, headers in self.server.requests}, {"Basic a2ltOnB3"})
        with unittest.mock.patch.dict(os.environ, {"UMUL_URI": "", "MLFLOW_TRACKING_URI": "file:///mlruns"}):
            self.assertEqual(umul._server_uri(), "http://127.0.0.1:5190")


class ServerInTrouble(Scripts):
    SCRIPT = """
        run = umul.start(project="p")
        began = time.perf_counter()
        for step in range(1000): run.log({"loss": step}, step=step)
        run.file(umul.__file__, "code.py")
        slowest = time.perf_counter() - began
        run.finish()
        print(slowest)
    """

    def trained_undisturbed_and_push_brings_everything(self):
        self.assertEqual(self.code, 0, self.err)
        self.assertLess(float(self.out), 5)     # a promise not to wait for the network, not a benchmark
        self.assertIn("not sent yet", self.err)
        self.assertLessEqual(self.err.count("\n"), 4, self.err)
        self.server.behaviour = "good"
        self.umul("push", self.spool)
        self.assertEqual(self.code, 0, self.out)
        self.assertEqual(self.server.points("loss"), [(step, float(step)) for step in range(1000)])
        self.assertEqual(self.server.names(), ["code.py"])
        self.assertEqual(self.server.all("finish")[0]["status"], "FINISHED")
        self.assertEqual(self.spool_files(), [])

    def test_server_down(self):
        self.server.stop()
        uri = self.server.uri
        self.run_script(self.SCRIPT, UMUL_CONSOLE="0")
        self.server = FakeServer(int(uri.rpartition(":")[2]))
        self.addCleanup(self.server.stop)
        self.trained_undisturbed_and_push_brings_everything()

    def test_server_answering_500(self):
        self.server.behaviour = "500"
        self.run_script(self.SCRIPT, UMUL_CONSOLE="0")
        self.trained_undisturbed_and_push_brings_everything()

    def test_server_answering_garbage(self):
        self.server.behaviour = "garbage"
        self.run_script(self.SCRIPT, UMUL_CONSOLE="0")
        self.trained_undisturbed_and_push_brings_everything()

    def test_server_answering_json_of_another_kind(self):
        self.server.behaviour = "list"
        self.run_script(self.SCRIPT, UMUL_CONSOLE="0")
        self.trained_undisturbed_and_push_brings_everything()

    def test_server_hanging(self):
        self.server.behaviour = "hang"
        began = time.monotonic()
        self.run_script(self.SCRIPT, UMUL_CONSOLE="0", UMUL_FINISH_SECONDS="1")
        self.assertLess(time.monotonic() - began, 20)
        self.server.release.set()
        self.trained_undisturbed_and_push_brings_everything()

    def test_token_refused_keeps_everything_and_says_so(self):
        self.server.behaviour = "401"
        self.run_script(self.SCRIPT, UMUL_CONSOLE="0")
        self.assertIn("HTTP 401", self.err)
        self.trained_undisturbed_and_push_brings_everything()

    def test_server_that_comes_back_gets_everything_while_training_goes_on(self):
        self.server.behaviour = "500"
        process = self.start("""
            run = umul.start(project="p")
            for step in range(100): run.log({"loss": step}, step=step); time.sleep(0.03)
            run.finish()
        """)
        time.sleep(1)
        self.server.behaviour = "good"
        process.communicate(timeout=60)
        self.assertEqual(self.server.points("loss"), [(step, float(step)) for step in range(100)])
        self.assertEqual(self.spool_files(), [])

    def test_one_record_that_is_refused_does_not_hold_up_the_rest_and_is_kept_aside(self):
        self.server.refuse = lambda record: "bad" in record.get("metrics", {})
        self.run_script("""
            run = umul.start(project="p")
            run.log({"good": 1}); run.log({"bad": 1}); run.log({"good": 2})
            run.finish()
        """)
        self.assertEqual(self.server.points("good"), [(0, 1.0), (2, 2.0)])
        self.assertIn("cannot use this", self.err)
        path, = self.spool_files()
        with open(path, "rb") as source:
            self.assertEqual([record["metrics"] for _, record in read_frames(source.read())], [{"bad": 1.0}])

    def test_the_next_start_sends_what_the_last_one_could_not(self):
        self.server.behaviour = "500"
        self.run_script("run = umul.start(project='p'); run.log({'first': 1}); run.finish()")
        self.assertEqual(self.server.points("first"), [])
        self.server.behaviour = "good"
        self.run_script("run = umul.start(project='p'); time.sleep(2); run.finish()")
        self.assertEqual(self.server.points("first"), [(0, 1.0)])
        self.assertEqual(self.spool_files(), [])

    def test_the_next_start_leaves_alone_what_was_for_another_server(self):
        self.run_script("run = umul.start(project='p'); run.log({'first': 1}); run.finish()", UMUL_URI="http://127.0.0.1:9")
        self.run_script("run = umul.start(project='p'); time.sleep(2); run.finish()")
        self.assertEqual(self.server.points("first"), [])
        self.assertEqual(len(self.spool_files()), 1)


class DeathAndReplay(Scripts):
    def test_kill_9_loses_nothing_that_was_logged(self):
        self.server.behaviour = "500"
        process = self.start("""
            run = umul.start(project="p")
            for step in range(100000):
                run.log({"loss": step}, step=step)
                if step % 100 == 0: print(step, flush=True)
        """, UMUL_CONSOLE="0")
        for _ in range(20):
            reached = int(process.stdout.readline())
        process.kill()
        process.wait()
        reached = max([reached] + [int(line) for line in process.stdout.read().split()[:-1]])
        self.server.behaviour = "good"
        self.umul("push")
        self.assertEqual(self.code, 0, self.out)
        points = self.server.points("loss")
        self.assertGreaterEqual(len(points), reached + 1)
        self.assertEqual(points, [(step, float(step)) for step in range(len(points))])
        self.assertEqual(self.server.all("finish")[0]["status"], "KILLED")
        self.assertEqual(self.spool_files(), [])

    def test_pushing_a_run_that_lives_leaves_it_alone(self):
        process = self.start("""
            run = umul.start(project="p"); run.log({"a": 1}); print("ready", flush=True)
            sys.stdin.readline() if False else time.sleep(2); run.log({"a": 2}); run.finish()
        """, UMUL_CONSOLE="0")
        process.stdout.readline()
        self.umul("push")
        self.assertIn("live process", self.out)
        process.communicate(timeout=30)
        self.assertEqual(self.server.points("a"), [(0, 1.0), (1, 2.0)])
        self.assertEqual([record["status"] for record in self.server.all("finish")], ["FINISHED"])

    def test_replaying_twice_adds_nothing(self):
        self.run_script("run = umul.start(project='p'); run.log({'a': 1}); run.finish()", UMUL_MODE="offline")
        path, = self.spool_files()
        with open(path, "rb") as source:
            content = source.read()
        self.umul("push")
        before = {key: list(value) for key, value in self.server.records.items()}
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as target:
            target.write(content)
        self.umul("push")
        self.assertIn(": 0 records", self.out)
        self.assertEqual(self.server.records, before)

    def test_torn_and_damaged_frames_cost_only_themselves(self):
        self.run_script("run = umul.start(project='p')\nfor i in range(10): run.log({'a': i})\nrun.finish()", UMUL_MODE="offline")
        path, = self.spool_files()
        with open(path, "rb") as source:
            content = bytearray(source.read())
        frames, consumed = umul._frames(bytes(content))
        self.assertEqual(consumed, len(content))
        content[frames[5][1] + 30] ^= 1                     # a flipped bit
        content[frames[8][1] + 4:frames[8][1] + 8] = b"\xff\xff\0\0"    # a length that reaches beyond the end
        with open(path, "wb") as target:
            target.write(content[:-7])                      # a torn last frame: the finish record
        self.umul("push")
        self.assertEqual(self.code, 0, self.out)
        expected = [float(i) for i in range(10) if i not in (frames[5][0] - 2, frames[8][0] - 2)]
        self.assertEqual([value for _, value in self.server.points("a")], expected)
        self.assertEqual(self.server.all("finish")[0]["status"], "KILLED")

    def test_a_file_of_nonsense_is_not_a_crash(self):
        os.makedirs(os.path.join(self.spool, "0" * 32))
        with open(os.path.join(self.spool, "0" * 32, "ab.spool"), "wb") as target:
            target.write(os.urandom(100000) + b"umf1" * 100 + b"umf")
        self.umul("push")
        self.assertNotIn("Traceback", self.err)

    def test_frames_survive_any_cut(self):
        data = b"".join(umul._frame(i, b'{"kind":"log"}') for i in range(1, 6))
        for cut in range(len(data) + 1):
            first, consumed = umul._frames(data[:cut])
            rest, _ = umul._frames(data[consumed:])
            self.assertEqual([frame[0] for frame in first + rest], [1, 2, 3, 4, 5])

    def test_full_disk_keeps_training_and_the_server_gets_everything(self):
        self.run_script("""
            import resource
            run = umul.start(project="p")
            resource.setrlimit(resource.RLIMIT_FSIZE, (20000, resource.RLIM_INFINITY))
            for step in range(5000): run.log({"loss": step}, step=step)
            run.finish()
        """)
        self.assertEqual(self.code, 0, self.err)
        self.assertEqual(self.err.count("cannot be written"), 1, self.err)
        self.assertEqual(self.server.points("loss"), [(step, float(step)) for step in range(5000)])

    def test_full_disk_and_no_server_goes_on_and_writes_when_there_is_room_again(self):
        self.server.behaviour = "500"
        self.run_script("""
            import resource
            run = umul.start(project="p")
            resource.setrlimit(resource.RLIMIT_FSIZE, (20000, resource.RLIM_INFINITY))
            for step in range(5000): run.log({"loss": step}, step=step)
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            run.finish()
        """)
        self.assertEqual(self.code, 0, self.err)
        self.server.behaviour = "good"
        self.umul("push")
        self.assertEqual(self.server.points("loss"), [(step, float(step)) for step in range(5000)])

    def test_memory_is_bounded_when_disk_and_server_are_gone_and_the_loss_is_recorded(self):
        spool = umul._Spool(os.path.join(self.work, "run"))
        self.addCleanup(spool.close)
        os.close(spool.descriptor)
        spool.descriptor = None
        with contextlib.redirect_stderr(io.StringIO()):
            for _ in range(40):
                spool.append(b"x" * (1 << 20))
        self.assertLessEqual(spool.memory_bytes, umul.MEMORY_BYTES)
        self.assertEqual(spool.lost + len(spool.memory), 40)
        self.assertEqual(spool.kept, len(spool.memory))

    def test_spool_that_cannot_be_made_at_all_still_reaches_the_server(self):
        blocked = os.path.join(self.work, "file")
        with open(blocked, "w") as target:
            target.write("not a folder")
        self.run_script("run = umul.start(project='p'); run.log({'a': 1}); run.file(umul.__file__); run.finish()", UMUL_SPOOL=blocked)
        self.assertEqual((self.code, self.server.points("a")), (0, [(0, 1.0)]), self.err)

    def test_a_long_run_does_not_keep_what_the_server_has(self):
        self.run_script("""
            umul.TRUNCATE_BYTES = 100000
            run = umul.start(project="p")
            for step in range(20000):
                run.log({"loss": step}, step=step)
                if step % 2000 == 0: time.sleep(0.3)
            time.sleep(1)
            print(os.path.getsize(run._spool.path))
            run.finish()
        """, UMUL_CONSOLE="0")
        self.assertLess(int(self.out), 20000 * 60 / 2)
        self.assertEqual(self.server.points("loss"), [(step, float(step)) for step in range(20000)])


class Processes(Scripts):
    def test_a_forked_child_is_a_writer_of_the_same_run(self):
        self.run_script("""
            run = umul.start(project="p")
            run.log({"parent": 1})
            child = os.fork()
            if child == 0:
                run.log({"child": 2})
                os._exit(0)             # as multiprocessing ends its workers: no atexit
            os.waitpid(child, 0)
            run.log({"parent": 3})
            run.finish()
        """)
        self.assertEqual(self.code, 0, self.err)
        self.assertEqual((self.server.points("parent"), self.server.points("child")), ([(0, 1.0), (1, 3.0)], [(0, 2.0)]))
        self.assertEqual((len({run for run, _ in self.server.records}), len(self.server.records)), (1, 2))
        self.assertEqual(len(self.server.all("finish")), 1)
        self.assertEqual(self.spool_files(), [])

    def test_a_forked_worker_that_logs_nothing_leaves_no_trace(self):
        self.run_script("""
            import multiprocessing
            run = umul.start(project="p")
            with multiprocessing.get_context("fork").Pool(3) as pool: assert pool.map(abs, range(-50, 0)) == list(range(50, 0, -1))
            run.log({"a": 1}); run.finish()
        """)
        self.assertEqual((self.code, len(self.server.records), self.spool_files()), (0, 1, []), self.err)

    def test_fork_while_other_threads_log_does_not_hang(self):
        self.run_script("""
            import threading
            run = umul.start(project="p")
            stop = threading.Event()
            def work():
                while not stop.is_set(): run.log({"t": 1}, step=0)
            threads = [threading.Thread(target=work) for _ in range(3)]
            for thread in threads: thread.start()
            for i in range(20):
                child = os.fork()
                if child == 0:
                    run.log({"child": i}, step=i); os._exit(0)
                os.waitpid(child, 0)
            stop.set()
            for thread in threads: thread.join()
            run.finish()
        """)
        self.assertEqual(self.code, 0, self.err)
        self.assertEqual(sorted(self.server.points("child")), [(i, float(i)) for i in range(20)])

    def test_two_processes_share_a_run_by_name(self):
        script = """
            run = umul.start(project="p", console=False)
            for i in range(50): run.log({"rank%s" % os.environ["RANK"]: i}, step=i)
            run.finish()
        """
        processes = [self.start(script, UMUL_RUN="my-ddp-job", RANK=str(rank), WORLD_SIZE="2") for rank in (0, 1)]
        for process in processes:
            process.communicate(timeout=60)
        self.assertEqual((len({run for run, _ in self.server.records}), len(self.server.records)), (1, 2))
        self.assertEqual([len(self.server.points("rank%d" % rank)) for rank in (0, 1)], [50, 50])
        self.assertEqual((len(self.server.all("finish")), len(self.server.all("leave"))), (1, 1))
        self.assertEqual(sorted(record["primary"] for record in self.server.all("start")), [False, True])

    def test_a_subprocess_and_a_spawned_worker_join_the_run_of_their_parent(self):
        path = os.path.join(self.work, "train.py")
        with open(path, "w") as target:
            target.write(textwrap.dedent("""
                import multiprocessing, subprocess, sys, umul
                def work(run): run.log({"spawned": 1}, step=0)
                if __name__ == "__main__":
                    run = umul.start(project="p")
                    subprocess.check_call([sys.executable, "-c", "import umul; r = umul.start(); r.log({'sub': 2}, step=0); r.finish()"])
                    worker = multiprocessing.get_context("spawn").Process(target=work, args=(run,))
                    worker.start(); worker.join()
                    run.finish()
            """))
        done = subprocess.run([sys.executable, path], env=self.environment(), cwd=self.work, stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual((self.server.points("spawned"), self.server.points("sub")), ([(0, 1.0)], [(0, 2.0)]))
        self.assertEqual(len({run for run, _ in self.server.records}), 1)
        self.assertEqual(len(self.server.all("finish")), 1)

    def test_two_starts_in_one_process_are_two_runs(self):
        self.run_script("""
            for seed in (1, 2):
                with umul.start(project="p", seed=seed) as run: run.log({"a": seed})
            assert "UMUL_RUN" not in os.environ
        """)
        self.assertEqual(self.code, 0, self.err)
        self.assertEqual(len({run for run, _ in self.server.records}), 2)

    def test_threads_log_without_losing_or_mixing_records(self):
        self.run_script("""
            import threading
            run = umul.start(project="p")
            threads = [threading.Thread(target=lambda n: [run.log({"t%d" % n: i}, step=i) for i in range(500)], args=(n,)) for n in range(8)]
            for thread in threads: thread.start()
            for thread in threads: thread.join()
            run.finish()
        """)
        for n in range(8):
            self.assertEqual(self.server.points("t%d" % n), [(i, float(i)) for i in range(500)])


class Images(unittest.TestCase):
    def decode(self, png):
        """An independent reader of the PNGs that umul writes: (width, height, depth, colour type, pixel bytes)."""
        self.assertEqual(png[:8], b"\x89PNG\r\n\x1a\n")
        at, chunks = 8, {}
        while at < len(png):
            length, kind = struct.unpack_from(">I4s", png, at)
            data = png[at + 8:at + 8 + length]
            self.assertEqual(struct.unpack_from(">I", png, at + 8 + length)[0], zlib.crc32(kind + data))
            chunks[kind], at = data, at + 12 + length
        width, height, depth, colour = struct.unpack_from(">IIBB", chunks[b"IHDR"])
        raw = zlib.decompress(chunks[b"IDAT"])
        stride = len(raw) // height
        self.assertEqual({raw[row * stride] for row in range(height)}, {0})
        return width, height, depth, colour, b"".join(raw[row * stride + 1:(row + 1) * stride] for row in range(height))

    def test_lists(self):
        for image, expected in (
                ([[0, 1, 2], [3, 4, 255]], (3, 2, 8, 0, bytes([0, 1, 2, 3, 4, 255]))),
                ([[True, False]], (2, 1, 8, 0, b"\xff\0")),
                ([[0.0, 0.5, 1.0]], (3, 1, 8, 0, bytes([0, 128, 255]))),
                ([[-1.0, 0.0, 1.0, float("nan"), float("inf")]], (5, 1, 8, 0, bytes([0, 128, 255, 0, 0]))),
                ([[256, 65535]], (2, 1, 16, 0, b"\x01\0\xff\xff")),
                ([[[1, 2, 3], [4, 5, 6]]], (2, 1, 8, 2, bytes([1, 2, 3, 4, 5, 6]))),
                ([[[1, 4, 7, 8, 9]], [[2, 5, 7, 8, 9]], [[3, 6, 7, 8, 9]]], (5, 1, 8, 2, bytes([1, 2, 3, 4, 5, 6, 7, 7, 7, 8, 8, 8, 9, 9, 9]))),
                ([[[[9, 8]]]], (2, 1, 8, 0, bytes([9, 8]))),
                ([[7.0, 7.0]], (2, 1, 8, 0, b"\0\0"))):
            with self.subTest(image=image):
                self.assertEqual(self.decode(umul._image_png(image)), expected)

    def test_ragged_lists_are_refused(self):
        with self.assertRaises(ValueError):
            umul._image_png([[1, 2], [3]])

    def test_numpy_gives_what_lists_give(self):
        try:
            import numpy
        except ImportError:
            self.skipTest("numpy is not installed")
        for image in ([[0, 1, 2], [3, 4, 255]], [[True, False]], [[0.0, 0.5, 1.0]], [[-1.0, 0.0, 1.0, float("nan"), float("inf")]],
                      [[256, 65535]], [[[1, 2, 3], [4, 5, 6]]], [[[[9, 8]]]], [[7.0, 7.0]], [[-3, 5]], [[float("nan")]]):
            with self.subTest(image=image):
                self.assertEqual(self.decode(umul._image_png(numpy.array(image))), self.decode(umul._image_png(image)))
        planes = numpy.arange(3 * 5 * 7, dtype="uint8").reshape(3, 5, 7)
        self.assertEqual(self.decode(umul._image_png(planes))[4], planes.transpose(1, 2, 0).tobytes())
        self.assertEqual(self.decode(umul._image_png(planes[0, ::-1, ::2]))[4], planes[0, ::-1, ::2].tobytes())
        for wrong in (numpy.zeros(3), numpy.zeros((2, 3, 4, 5)), numpy.zeros((0, 4)), numpy.zeros((9, 9, 7))):
            with self.assertRaises(ValueError):
                umul._image_png(wrong)

    def test_torch_and_pil_where_they_are(self):
        try:
            import torch
        except ImportError:
            self.skipTest("torch is not installed")
        tensor = torch.arange(12, dtype=torch.uint8).reshape(1, 3, 4).requires_grad_(False)
        self.assertEqual(self.decode(umul._image_png(tensor))[4], bytes(range(12)))
        half = torch.tensor([[0.0, 1.0]], dtype=torch.bfloat16, requires_grad=True)
        self.assertEqual(self.decode(umul._image_png(half))[4], b"\0\xff")


class ImagesOfARun(Scripts):
    def test_images_are_named_by_key_and_step_and_paths_are_taken_as_they_are(self):
        with open(os.path.join(self.work, "x.jpg"), "wb") as target:
            target.write(b"jpeg")
        self.run_script("""
            run = umul.start(project="p")
            run.image("val/mask", [[0, 1], [2, 3]], step=5, kind="mask")
            run.image("val/mask", [[0, 1], [2, 3]], step=5, kind="mask", caption="둘째")
            run.log({"a": 1}, step=6)
            run.image("photo", "x.jpg")
            run.image("broken", object())
            run.image("../../x", [[1]])
            run.finish()
        """)
        self.assertEqual(self.server.names(), ["images/photo/00000006.jpg", "images/val/mask/00000005-1.png", "images/val/mask/00000005.png"])
        self.assertEqual(self.server.media["images/val/mask/00000005-1.png"],
                         {"media": "mask", "key": "val/mask", "step": "5", "ordinal": "1", "caption": "둘째"})
        self.assertEqual(self.server.media["images/photo/00000006.jpg"], {"media": "image", "key": "photo", "step": "6", "ordinal": "0"})
        self.assertEqual((self.code, self.err.count("image() was not recorded")), (0, 1))


class Provenance(Scripts):
    def git(self, *arguments):
        return subprocess.run(("git", "-c", "user.name=t", "-c", "user.email=t@t") + arguments, cwd=self.work, check=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE).stdout.decode()

    def test_commit_patch_and_untracked_files_restore_the_code_that_ran(self):
        self.git("init", "-q")
        for name, text in (("train.py", "old\n"), ("same.py", "same\n"), (".gitignore", "ignored\n")):
            self.write(name, text)
        self.git("add", "."), self.git("commit", "-qm", "first")
        self.write("train.py", "new\n"), self.write("added.py", "added 한글\n"), self.write("ignored", "no\n")
        self.write(".env", "SECRET=1\n"), self.write("huge.bin", "x" * 300000)
        status = self.git("status", "--porcelain")
        self.run_script("umul.start(project='p').finish()", UMUL_CODE="1")
        record, = self.server.all("provenance")
        self.assertEqual(record["git"]["commit"], self.git("rev-parse", "HEAD").strip())
        self.assertTrue(record["git"]["dirty"])
        self.assertEqual(sorted(record["git"]["left_out"]), [".env", "huge.bin"])
        self.assertEqual(self.git("status", "--porcelain"), status)     # the user's index is as it was
        patch = next(content for (_, name), content in self.server.files.items() if name == "provenance/uncommitted.patch")
        self.git("stash", "-u", "-q")
        subprocess.run(["git", "apply"], input=patch, cwd=self.work, check=True)
        self.assertEqual((self.read("train.py"), self.read("added.py")), ("new\n", "added 한글\n"))
        self.assertIn("provenance/packages.txt", self.server.names())

    def test_without_git_the_rest_is_recorded(self):
        self.run_script("umul.start(project='p').finish()", UMUL_CODE="1", GIT_CEILING_DIRECTORIES=self.folder.name)
        record, = self.server.all("provenance")
        self.assertEqual((record["git"], record["cpu_count"]), ({}, os.cpu_count()))
        self.assertTrue(record["host"] and record["command"] and record["directory"])

    def test_secrets_on_the_command_line_are_hidden(self):
        self.assertEqual(umul._redacted(["t.py", "--api-key", "abc", "--token=xyz", "--lr", "0.1", "--password", "--x"]),
                         ["t.py", "--api-key", "***", "--token=***", "--lr", "0.1", "--password", "--x"])

    def test_resources_are_metrics(self):
        self.run_script("run = umul.start(project='p'); time.sleep(2.5); run.finish()", UMUL_RESOURCES="1", UMUL_RESOURCE_SECONDS="1")
        if not os.path.exists("/proc/stat"):
            self.skipTest("no /proc here")
        self.assertTrue(all(0 <= value <= 100 for _, value in self.server.points("system/cpu_utilization_percentage")))
        self.assertTrue(self.server.points("system/system_memory_usage_megabytes"))

    def test_gpu_use_is_read_from_nvidia_smi(self):
        tools = os.path.join(self.work, "tools")
        os.mkdir(tools)
        self.write("tools/nvidia-smi", "#!/bin/sh\ncase \"$*\" in *-l*) while :; do echo '0, 87, 1234, [N/A], 61'; sleep 1; done;; "
                                       "*) echo 'NVIDIA Test, 24576 MiB, 550.1';; esac\n")
        os.chmod(os.path.join(tools, "nvidia-smi"), 0o755)
        self.run_script("run = umul.start(project='p'); time.sleep(2.5); run.finish()", UMUL_RESOURCES="1", UMUL_RESOURCE_SECONDS="1",
                        UMUL_CODE="1", PATH=tools + ":" + os.environ["PATH"])
        self.assertEqual({value for _, value in self.server.points("system/gpu_0_utilization_percentage")}, {87.0})
        self.assertEqual(self.server.points("system/gpu_0_power_usage_watts"), [])
        self.assertEqual(self.server.all("provenance")[0]["gpus"], ["NVIDIA Test, 24576 MiB, 550.1"])

    def write(self, name, text):
        with open(os.path.join(self.work, name), "w", encoding="utf-8") as target:
            target.write(text)

    def read(self, name):
        with open(os.path.join(self.work, name), encoding="utf-8") as source:
            return source.read()


class CommandLine(Scripts):
    def test_run_records_console_exit_code_and_passes_both_on(self):
        self.umul("run", "--project", "p", "--param", "lr=0.1", "--tag", "a=b", "--", "sh", "-c", "echo out; echo err >&2; exit 7")
        self.assertEqual((self.code, self.out), (7, "out\n"))
        self.assertIn("err\n", self.err)
        text = {record["stream"]: record["text"] for record in self.server.all("console")}
        self.assertEqual((text["stdout"], text["stderr"]), ("out\n", "err\n"))
        self.assertEqual(self.server.all("tags")[0]["tags"], {"exit_code": "7"})
        self.assertEqual((self.server.all("finish")[0]["status"], self.server.all("finish")[0]["reason"]), ("FAILED", "exit code 7"))
        self.assertEqual(self.server.all("start")[0]["params"], {"lr": "0.1"})

    def test_a_script_under_run_joins_its_run(self):
        self.umul("run", "--project", "p", "--", sys.executable, "-c", "import umul; umul.start().log({'a': 1}); print('hello')")
        self.assertEqual((self.code, len({run for run, _ in self.server.records}), self.server.points("a")), (0, 1, [(0, 1.0)]), self.err)
        self.assertEqual([record["text"] for record in self.server.all("console") if record["stream"] == "stdout"], ["hello\n"])

    def test_a_command_killed_by_a_signal_is_killed(self):
        self.umul("run", "--", "sh", "-c", "kill -9 $$")
        self.assertEqual((self.code, self.server.all("finish")[0]["status"]), (137, "KILLED"))

    def test_run_without_a_server_is_the_command(self):
        self.umul("run", "--", "sh", "-c", "echo fine", UMUL_URI="http://127.0.0.1:9", UMUL_FINISH_SECONDS="1")
        self.assertEqual((self.code, self.out), (0, "fine\n"))

    def test_run_of_nothing_and_of_what_is_not_there(self):
        self.assertEqual(self.umul("run").code, 2)
        self.assertIn("--", self.err)
        self.assertEqual(self.umul("run", "--", "no-such-command-here").code, 127)

    def test_doctor_says_what_works(self):
        self.umul("doctor")
        self.assertEqual(self.code, 0, self.out + self.err)
        self.assertIn("answers, Umul test", self.out)
        self.umul("doctor", UMUL_URI="http://127.0.0.1:9")
        self.assertEqual(self.code, 1)
        self.assertIn("!! server", self.out)
        self.umul("doctor", UMUL_LANG="ko", PYTHONIOENCODING="utf-8")
        self.assertIn("응답함", self.out)

    def test_push_of_an_empty_spool(self):
        self.umul("push")
        self.assertEqual((self.code, "nothing to send" in self.out), (0, True))


class Source(unittest.TestCase):
    def test_the_client_is_python_3_8_and_standard_library_only(self):
        with open(CLIENT, encoding="utf-8") as source:
            tree = ast.parse(source.read(), feature_version=(3, 8))
        imported = {name.name.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
        imported |= {node.module.split(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        if sys.version_info >= (3, 10):
            self.assertEqual(imported - set(sys.stdlib_module_names), set())
        self.assertFalse(imported & {"numpy", "torch", "PIL", "requests"})

    def test_every_setting_that_is_read_is_documented_and_the_other_way_round(self):
        with open(CLIENT, encoding="utf-8") as source:
            text = source.read()
        documented = set(re.findall(r"UMUL_[A-Z_]+", umul.__doc__))
        used = set(re.findall(r'"(UMUL_[A-Z_]+)"', text)) - {"UMUL_RUN_OWNER", "UMUL_"} | {"UMUL_CONSOLE", "UMUL_RESOURCES", "UMUL_CODE"}
        self.assertEqual(documented, used)


if __name__ == "__main__":
    unittest.main()
