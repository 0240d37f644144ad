#!/usr/bin/env python3
"""Umul's client in one file: records a training run and never disturbs it. Standard library only, Python 3.8+.

    import umul
    run = umul.start(project="busi", idea="baseline", seed=0, params={"lr": 1e-3})
    for step in range(1000):
        run.log({"train/loss": loss, "val/dice": dice}, step=step)
    run.file("best.pt")
    run.finish()                                  # or: with umul.start(...) as run:

    python umul.py run -- ./train.sh --lr 0.1     # records any command: console, exit code, resources
    python umul.py push [SPOOL]                   # sends what could not be sent before
    python umul.py doctor                         # says what works and what does not

Promises
  * No call raises into training and none waits for the network. What goes wrong is said once on stderr.
  * Every record is in a file on this machine before the call returns, so kill -9 loses at most the last second of
    console output. A background thread ships it. A server that is down costs nothing; the rest is sent at the next
    start or by `push`. Sending twice adds nothing: the server drops what it has by (run, writer, sequence).
  * NaN and infinities are data.

Environment
  UMUL_URI      the server; else MLFLOW_TRACKING_URI when that is http(s); else http://127.0.0.1:5190
  UMUL_TOKEN    bearer token; else MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and _PASSWORD
  UMUL_PROJECT, UMUL_IDEA, UMUL_SEED, UMUL_NAME    defaults of start()
  UMUL_RUN      join or resume this run (any text; all processes that give the same text share one run)
  UMUL_SPOOL    folder of the spool files; default ~/.umul/spool
  UMUL_MODE     online (default), offline (spool only), off
  UMUL_CONSOLE, UMUL_RESOURCES, UMUL_CODE    0 turns that recording off
  UMUL_RESOURCE_SECONDS  between two readings of CPU, memory and GPUs (10)
  UMUL_FINISH_SECONDS    how long finish() waits without progress before it leaves the rest in the spool (10)
  UMUL_LANG     en or ko; default from LANG
"""
import argparse
import atexit
import base64
import collections
import errno
import functools
import gzip
import io
import json
import os
import platform
import re
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
import zlib

try:
    import fcntl
except ImportError:  # not a POSIX system: spools work, but a live process cannot be told from a dead one
    fcntl = None

__version__ = "0.1.0"
__all__ = ["start", "Run", "push"]

# ---------------------------------------------------------------------------------------------------------------
# 1. Texts: everything a user reads, English and Korean
# ---------------------------------------------------------------------------------------------------------------

TEXTS = {
    "link": ("run {name}: {link}", "실행 {name}: {link}"),
    "offline": ("{uri} does not answer ({reason}). Training goes on; records are kept in {spool}",
                "{uri} 서버가 응답하지 않습니다({reason}). 학습은 계속되며 기록은 {spool}에 보관됩니다"),
    "back": ("{uri} answers again", "{uri} 서버가 다시 응답합니다"),
    "left": ("{count} records and {files} files are not sent yet. They go at the next start, or now with: "
             "python {client} push {spool}",
             "기록 {count}개와 파일 {files}개를 아직 보내지 못했습니다. 다음 시작 때 자동으로 보내거나, 지금 보내려면: "
             "python {client} push {spool}"),
    "call": ("{call} was not recorded: {error}", "{call}을(를) 기록하지 못했습니다: {error}"),
    "number": ("metric {key} is not a number ({type}); skipped", "지표 {key}은(는) 숫자가 아닙니다({type}). 건너뜁니다"),
    "disk": ("the spool {spool} cannot be written ({error}); records are kept in memory until they are sent",
             "스풀 {spool}에 쓸 수 없습니다({error}). 보낼 때까지 기록을 메모리에 보관합니다"),
    "lost": ("spool and memory are full: records are being lost", "스풀과 메모리가 가득 차 기록이 유실되고 있습니다"),
    "refused": ("the server refused a record ({reason}); it is kept in {path}",
                "서버가 기록을 거절했습니다({reason}). {path}에 보관했습니다"),
    "unused": ("the server could not use a record: {reason}", "서버가 기록 하나를 쓰지 못했습니다: {reason}"),
    "gone": ("{path} was gone before it could be sent", "{path} 파일이 보내기 전에 없어졌습니다"),
    "pushed": ("{run} {writer}: {count} records, {files} files sent", "{run} {writer}: 기록 {count}개, 파일 {files}개 전송"),
    "live": ("{run} {writer}: still being written by a live process, left alone",
             "{run} {writer}: 아직 실행 중인 프로세스가 쓰고 있어 그대로 둡니다"),
    "failed": ("{run} {writer}: not sent ({reason})", "{run} {writer}: 보내지 못했습니다({reason})"),
    "nothing": ("nothing to send in {spool}", "{spool}에 보낼 것이 없습니다"),
    "command": ("cannot start {command}: {error}", "{command}을(를) 시작할 수 없습니다: {error}"),
    "usage": ("give the command after --, for example: python umul.py run -- python train.py",
              "-- 뒤에 명령을 쓰세요. 예: python umul.py run -- python train.py"),
    "skipped": ("[umul: {count} characters of output not recorded]", "[umul: 출력 {count}자를 기록하지 않음]"),
    "doctor.python": ("Python", "파이썬"),
    "doctor.server": ("server", "서버"),
    "doctor.answers": ("{uri} answers, Umul {version}, clock differs by {skew:.1f} s",
                       "{uri} 응답함, Umul {version}, 시계 차이 {skew:.1f}초"),
    "doctor.silent": ("{uri} does not answer as an Umul server: {reason}", "{uri}이(가) Umul 서버로 응답하지 않습니다: {reason}"),
    "doctor.token": ("token", "토큰"),
    "doctor.given": ("given", "있음"),
    "doctor.none": ("none (fine on this machine; other machines need UMUL_TOKEN)",
                    "없음 (이 컴퓨터에서는 괜찮지만 다른 컴퓨터에서는 UMUL_TOKEN이 필요합니다)"),
    "doctor.spool": ("spool", "스풀"),
    "doctor.writable": ("{spool}, writable, {free:.1f} GB free, {count} waiting", "{spool}, 쓰기 가능, 여유 {free:.1f} GB, 대기 {count}개"),
    "doctor.readonly": ("{spool} cannot be written: {error}", "{spool}에 쓸 수 없습니다: {error}"),
    "doctor.git": ("git", "git"),
    "doctor.nogit": ("not in a git repository, so the code of runs started here is not recorded",
                     "git 저장소가 아니므로 여기서 시작한 실행의 코드는 기록되지 않습니다"),
    "doctor.gpu": ("GPU", "GPU"),
    "doctor.nogpu": ("nvidia-smi not found; GPU use is not recorded", "nvidia-smi가 없어 GPU 사용량은 기록되지 않습니다"),
}


def _say(text, /, **values):
    language = os.environ.get("UMUL_LANG") or os.environ.get("LC_ALL") or os.environ.get("LANG") or "en"
    return TEXTS[text][1 if language.startswith("ko") else 0].format(**values)


_told = set()


def _tell(text, /, once=True, **values):
    """One line on stderr; the same kind of trouble is told once, so that a log of 10,000 steps stays readable."""
    mark = (text, values.get("call") or values.get("key"))
    if once and mark in _told:
        return
    _told.add(mark)
    try:
        print("umul: " + _say(text, **values), file=sys.stderr, flush=True)
    except Exception:
        pass


def _quiet(method):
    """No call raises into training. KeyboardInterrupt and SystemExit are not ours and pass."""
    @functools.wraps(method)
    def guarded(*args, **kwargs):
        try:
            return method(*args, **kwargs)
        except Exception as error:
            _tell("call", call=method.__name__ + "()", error="%s: %s" % (type(error).__name__, error))
            return None
    return guarded


# ---------------------------------------------------------------------------------------------------------------
# 2. Settings
# ---------------------------------------------------------------------------------------------------------------

def _setting(name, default=None):
    return os.environ.get(name) or default


def _server_uri():
    uri = _setting("UMUL_URI")
    if not uri:
        other = _setting("MLFLOW_TRACKING_URI", "")
        uri = other if other.startswith(("http://", "https://")) else "http://127.0.0.1:5190"
    return uri.rstrip("/")


def _authorization():
    token = _setting("UMUL_TOKEN") or _setting("MLFLOW_TRACKING_TOKEN")
    if token:
        return "Bearer " + token
    user = _setting("MLFLOW_TRACKING_USERNAME")
    if user:
        pair = "%s:%s" % (user, _setting("MLFLOW_TRACKING_PASSWORD", ""))
        return "Basic " + base64.b64encode(pair.encode("utf-8")).decode("ascii")
    return None


def _user():
    return _setting("USER") or _setting("LOGNAME") or _setting("USERNAME") or ""


def _spool_root():
    return os.path.abspath(_setting("UMUL_SPOOL") or os.path.join(os.path.expanduser("~"), ".umul", "spool"))


def _now():
    return int(time.time() * 1000)


# ---------------------------------------------------------------------------------------------------------------
# 3. Spool: one append-only file of frames per writing process
#    frame = "umf1" | payload length u32 | CRC-32 of what follows u32 | sequence u64 | payload (UTF-8 JSON)
#    Little endian. The body of an ingest request is a stretch of this file, byte for byte.
# ---------------------------------------------------------------------------------------------------------------

MAGIC = b"umf1"
HEAD = struct.Struct("<4sII")
SEQUENCE = struct.Struct("<Q")
OVERHEAD = HEAD.size + SEQUENCE.size
MAX_PAYLOAD = 1 << 20       # a larger record is a file
BATCH_BYTES = 1 << 20       # of one request, before gzip
MEMORY_BYTES = 16 << 20     # kept when the disk is full
TRUNCATE_BYTES = 8 << 20    # an acknowledged spool larger than this is emptied, so that long runs do not eat the disk


def _frame(sequence, payload):
    body = SEQUENCE.pack(sequence) + payload
    return HEAD.pack(MAGIC, len(payload), zlib.crc32(body)) + body


def _frames(data, complete=False):
    """([(sequence, begin, end)], consumed). Damaged stretches are stepped over to the next frame that is sound.
    An unfinished frame at the end is left for later, or stepped over when the file is complete."""
    found, position = [], 0
    while position + OVERHEAD <= len(data):
        magic, length, checksum = HEAD.unpack_from(data, position)
        end = position + OVERHEAD + length
        sound = magic == MAGIC and length <= MAX_PAYLOAD
        if sound and end > len(data) and not complete:
            return found, position
        if sound and end <= len(data) and zlib.crc32(data[position + HEAD.size:end]) == checksum:
            found.append((SEQUENCE.unpack_from(data, position + HEAD.size)[0], position, end))
            position = end
            continue
        following = data.find(MAGIC, position + 1)
        if following < 0:
            # A magic cut in two at the end of the buffer must survive into the next read.
            return found, len(data) if complete else max(position, len(data) - len(MAGIC) + 1)
        position = following
    return found, len(data) if complete else position


def _batch(path, offset, end, complete=False):
    """(data, frames, where to read on): the next frames of a spool that go into one request."""
    with open(path, "rb") as source:
        source.seek(offset)
        data = source.read(min(end - offset, BATCH_BYTES + MAX_PAYLOAD + OVERHEAD))
    frames, consumed = _frames(data, complete and offset + len(data) >= end)
    fitting = _first(frames, BATCH_BYTES)
    return data, fitting, offset + (fitting[-1][2] if len(fitting) < len(frames) else consumed)


def _first(frames, size):
    """As many of the leading frames as fit in `size`, and at least one."""
    for index, frame in enumerate(frames):
        if index and frame[2] - frames[0][1] > size:
            return frames[:index]
    return frames


def _lock_file(descriptor):
    """True: this process owns the file now; False: another lives and owns it; None: no locks on this disk or system.
    The kernel gives the lock back at death, kill -9 included."""
    if fcntl is None:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except OSError as error:
        return False if error.errno in (errno.EAGAIN, errno.EACCES) else None


class _Spool:
    """What one process has recorded. append() is the only thing that training ever waits for."""

    def __init__(self, folder):
        self.writer = uuid.uuid4().hex[:16]
        self.folder = folder
        self.path = os.path.join(folder, self.writer + ".spool")
        self.files = os.path.join(folder, self.writer + ".files")
        self.lock = threading.Lock()
        self.sequence = 0
        self.size = 0
        self.memory = collections.deque()   # (sequence, frame) that the disk did not take; always newer than the file
        self.memory_bytes = 0
        self.kept = 0       # the last sequence that is in the file or in memory
        self.lost = 0
        self.descriptor = None
        try:
            os.makedirs(folder, mode=0o700, exist_ok=True)
            self.descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_CLOEXEC", 0), 0o600)
            _lock_file(self.descriptor)
        except OSError as error:
            _tell("disk", spool=folder, error=error.strerror)

    def append(self, payload):
        if len(payload) > MAX_PAYLOAD:
            raise ValueError("a record of %d bytes is larger than %d" % (len(payload), MAX_PAYLOAD))
        with self.lock:
            self.sequence += 1
            frame = _frame(self.sequence, payload)
            if not self.memory and self._write(frame) or self._remember(frame):
                self.kept = self.sequence

    def _write(self, frame):
        if self.descriptor is None:
            return False
        try:
            if os.write(self.descriptor, frame) == len(frame):
                self.size += len(frame)
                return True
            reason = "short write"
        except OSError as error:
            reason = error.strerror
        try:
            os.ftruncate(self.descriptor, self.size)   # half a frame must not stay
        except OSError:
            pass
        _tell("disk", spool=self.folder, error=reason)
        return False

    def _remember(self, frame):
        if self.memory_bytes + len(frame) > MEMORY_BYTES:
            self.lost += 1
            _tell("lost")
            return False
        self.memory.append((self.sequence, frame))
        self.memory_bytes += len(frame)
        return True

    def settle(self):
        """Moves what is in memory to the disk when that has room again."""
        with self.lock:
            while self.memory and self._write(self.memory[0][1]):
                self.memory_bytes -= len(self.memory.popleft()[1])

    def forget(self, sequence):
        with self.lock:
            while self.memory and self.memory[0][0] <= sequence:
                self.memory_bytes -= len(self.memory.popleft()[1])

    def empty(self, offset):
        """Empties the file when all of it is acknowledged; returns the offset to read on from."""
        with self.lock:
            if offset == self.size and self.size > TRUNCATE_BYTES and self.descriptor is not None:
                os.ftruncate(self.descriptor, 0)
                self.size = offset = 0
        return offset

    def close(self):
        with self.lock:
            if self.descriptor is not None:
                os.close(self.descriptor)
                self.descriptor = None


# ---------------------------------------------------------------------------------------------------------------
# 4. Outbox: files wait as N.json (+ N.data) beside the spool; PUT is idempotent, a sent pair is deleted
# ---------------------------------------------------------------------------------------------------------------

COPY_BYTES = 8 << 20    # larger files are linked, not copied: a checkpoint of 2 GB must not stop training


class _Outbox:
    def __init__(self, folder):
        self.folder = folder
        self.lock = threading.Lock()
        self.count = 0

    def add(self, name, source=None, content=None, media=None):
        with self.lock:
            self.count += 1
            stem = os.path.join(self.folder, "%08d" % self.count)
        os.makedirs(self.folder, mode=0o700, exist_ok=True)
        entry = {"name": name, "media": media or {}}
        if content is not None:
            with open(stem + ".data", "wb") as target:
                target.write(content)
        else:
            entry["path"] = os.path.abspath(source)
            self._keep(source, stem + ".data")
        with open(stem + ".tmp", "w", encoding="utf-8") as target:
            json.dump(entry, target)
        os.replace(stem + ".tmp", stem + ".json")

    @staticmethod
    def _keep(source, target):
        """A copy when small; a hard link when large, which outlives deletion and replacement but not rewriting in
        place; neither when the spool is on another disk or full: then the path is read when its turn comes."""
        try:
            if os.path.getsize(source) <= COPY_BYTES:
                shutil.copyfile(source, target)
            else:
                os.link(os.path.realpath(source), target)
        except OSError:
            if not os.path.isfile(source):
                raise
            if os.path.exists(target):
                os.unlink(target)

    @staticmethod
    def waiting(folder):
        try:
            return sorted(os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".json"))
        except OSError:
            return []

    @staticmethod
    def send(sender, run, path):
        """Sends one waiting file; returns a note when it was gone."""
        data, note = path[:-5] + ".data", None
        try:
            with open(path, encoding="utf-8") as source:
                entry = json.load(source)
            content = data if os.path.exists(data) else entry["path"]
            try:
                sender.put(run, entry["name"], content, entry["media"])
            except OSError:
                note = _say("gone", path=content)
        except (ValueError, KeyError):
            note = _say("gone", path=path)
        os.unlink(path)
        if os.path.exists(data):
            os.unlink(data)
        return note


# ---------------------------------------------------------------------------------------------------------------
# 5. Sender: HTTP, nothing else
# ---------------------------------------------------------------------------------------------------------------

class Unreachable(Exception):
    """Try again later: no answer, a 5xx, an answer that is not Umul's, a token that is not accepted yet."""


class Refused(Exception):
    """The server understood and will never take this."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None     # a token must not follow a redirect to another host


class _Counted:
    """A file being uploaded: bounded to the size it had when opened, and its progress can be watched."""

    def __init__(self, stream, size, sender):
        self.stream, self.left, self.sender = stream, size, sender

    def read(self, size=-1):
        if self.sender.stopped:
            raise Unreachable("stopped")
        size = self.left if size is None or size < 0 else min(size, self.left)
        data = self.stream.read(size)
        self.left -= len(data)
        self.sender.progress += 1
        return data


class _Sender:
    def __init__(self, uri=None, timeout=30.0):
        self.uri = uri or _server_uri()
        self.timeout = timeout
        self.progress = 0
        self.stopped = False
        parts = urllib.parse.urlsplit(self.uri)
        self.local = parts.hostname in ("127.0.0.1", "localhost", "::1")
        handlers = [_NoRedirect()] + ([urllib.request.ProxyHandler({})] if self.local else [])
        self.opener = urllib.request.build_opener(*handlers)

    def hello(self):
        return self._call("GET", "/api/hello")

    def frames(self, run, writer, body):
        """Sends a stretch of frames (or none); returns the highest sequence that the server holds."""
        headers = {"Content-Type": "application/x-umul-frames"}
        if not self.local and len(body) > 1024:
            body, headers["Content-Encoding"] = gzip.compress(body, 1), "gzip"
        query = urllib.parse.urlencode({"run": run, "writer": writer})
        reply = self._call("POST", "/api/ingest?" + query, body, headers)
        acknowledged = reply.get("acknowledged")
        if not isinstance(acknowledged, int) or isinstance(acknowledged, bool) or acknowledged < 0:
            raise Unreachable("the answer is not Umul's")
        for rejected in reply.get("rejected") or []:
            _tell("unused", reason=_text(rejected.get("reason") if isinstance(rejected, dict) else rejected))
        self.progress += 1
        return acknowledged

    def put(self, run, name, path, media):
        with open(path, "rb") as source:
            size = os.fstat(source.fileno()).st_size
            address = "/api/runs/%s/files/%s" % (run, urllib.parse.quote(name, safe="/"))
            address += "?" + urllib.parse.urlencode(media) if media else ""
            headers = {"Content-Type": "application/octet-stream", "Content-Length": str(size)}
            self._call("PUT", address, _Counted(source, size, self), headers)
        self.progress += 1

    def _call(self, method, address, body=None, headers=None):
        if self.stopped:
            raise Unreachable("stopped")
        request = urllib.request.Request(self.uri + address, data=body, headers=headers or {}, method=method)
        request.add_header("User-Agent", "umul.py/" + __version__)
        authorization = _authorization()
        if authorization:
            request.add_header("Authorization", authorization)
        try:
            with self.opener.open(request, timeout=self.timeout) as response:
                text = response.read(1 << 20)
        except urllib.error.HTTPError as error:
            reason = "HTTP %d %s" % (error.code, _problem(error))
            if error.code in (400, 413, 422):
                raise Refused(reason)
            raise Unreachable(reason)
        except Exception as error:  # URLError, timeouts, resets, http.client's own
            raise Unreachable(str(getattr(error, "reason", None) or error) or type(error).__name__)
        try:
            reply = json.loads(text.decode("utf-8"))
        except ValueError:
            raise Unreachable("the answer is not Umul's")
        if not isinstance(reply, dict):
            raise Unreachable("the answer is not Umul's")
        return reply


def _problem(error):
    try:
        problem = json.loads(error.read(65536).decode("utf-8"))
        return str(problem.get("detail") or problem.get("title") or problem.get("message") or "")[:300]
    except Exception:
        return ""


# ---------------------------------------------------------------------------------------------------------------
# 6. Sending a spool: the live one in the background, dead ones at the next start or by `push`
# ---------------------------------------------------------------------------------------------------------------

def _post(sender, run, writer, data, frames, rejected_path):
    """Sends frames in order. A batch that is refused is sent frame by frame, so that one bad record cannot hold up
    the rest; the bad one is kept aside. Returns what the server acknowledged."""
    try:
        return sender.frames(run, writer, b"".join(data[begin:end] for _, begin, end in frames))
    except Refused as refusal:
        if len(frames) == 1:
            with open(rejected_path, "ab") as aside:
                aside.write(data[frames[0][1]:frames[0][2]])
            _tell("refused", reason=refusal, path=rejected_path)
            return frames[0][0]
    acknowledged = 0
    for frame in frames:
        acknowledged = _post(sender, run, writer, data, [frame], rejected_path)
    return acknowledged


class _Shipper:
    """Ships one live spool. All of it runs on background threads; nothing here is ever called by training."""

    def __init__(self, run, spool, uri):
        self.run, self.spool = run, spool
        self.sender, self.file_sender = _Sender(uri), _Sender(uri)
        self.offset = self.acknowledged = self.failures = 0
        self.looked = 0.0
        self.wake, self.file_wake, self.done = threading.Event(), threading.Event(), threading.Event()
        self.known = threading.Event()      # the server has the run, so it can take its files
        self.finishing = False
        self.outcome = None     # of the last round that began after finish(): True sent, False failed
        self.thread = self.file_thread = None

    def start(self):
        if _setting("UMUL_MODE") != "offline":
            self.thread = _background(self._loop, "umul-ship")

    def file_added(self):
        self.file_wake.set()
        if self.file_thread is None and _setting("UMUL_MODE") != "offline":
            self.file_thread = _background(self._file_loop, "umul-files")

    def pending(self):
        return max(0, self.spool.kept - self.acknowledged)

    def _loop(self):
        while not self.done.is_set():
            self.wake.wait(min(60.0, 0.5 * 2 ** self.failures))
            self.wake.clear()
            if not self.done.is_set():
                self._round()

    def _round(self):
        finishing = self.finishing
        try:
            self.spool.settle()
            while self._ship_some():
                pass
            self._ship_siblings(finishing)
            if self.failures > 1:
                _tell("back", once=False, uri=self.sender.uri)
            self.failures = 0
            self.outcome = True if finishing else None
        except Exception as error:     # also a bug of ours: it must not end the shipping of a week-long run
            self.failures = min(self.failures + 1, 8)
            self.outcome = False if finishing else None
            if (self.failures == 2 or finishing) and not self.done.is_set():     # one missed beat is not news
                _tell("offline", uri=self.sender.uri, reason=error, spool=self.spool.folder)

    def _ship_some(self):
        spool = self.spool
        with spool.lock:
            size, memory = spool.size, [frame for _, frame in spool.memory] if self.offset == spool.size else []
        if self.offset < size:
            data, frames, following = _batch(spool.path, self.offset, size)
        else:
            data, following = b"".join(memory), self.offset
            frames = _first(_frames(data)[0], BATCH_BYTES)
        if frames:
            last = _post(self.sender, self.run.id, spool.writer, data, frames, spool.path + ".rejected")
            if last < frames[-1][0]:
                raise Unreachable("the server acknowledged %d of %d" % (last, frames[-1][0]))
            self.acknowledged = frames[-1][0]
            self.known.set()
            spool.forget(self.acknowledged)
        self.offset = spool.empty(following)
        return bool(frames)

    def _ship_siblings(self, now):
        """Forked and spawned processes of this run that died before they could send everything."""
        if not now and time.monotonic() - self.looked < 5:
            return
        self.looked = time.monotonic()
        for path in _spools(self.spool.folder):
            if path != self.spool.path:
                _send_dead(self.sender, path, close=False, uri=self.sender.uri)

    def _file_loop(self):
        failures = 0
        self.known.wait()
        while not self.done.is_set():
            self.file_wake.wait(0.5 if self.finishing else min(60.0, 2.0 ** failures))
            self.file_wake.clear()
            if self.done.is_set():
                return
            try:
                for path in _Outbox.waiting(self.spool.files):
                    note = _Outbox.send(self.file_sender, self.run.id, path)
                    if note:
                        self.run._append({"kind": "console", "time": _now(), "stream": "umul", "text": note + "\n"})
                failures = 0
            except Refused as error:
                _tell("refused", reason=error, path=path)
                os.replace(path, path + ".rejected")
                self.file_wake.set()
            except Exception:
                failures = min(failures + 1, 6)

    def stop(self):
        self.sender.stopped = self.file_sender.stopped = True
        for event in (self.done, self.known, self.wake, self.file_wake):
            event.set()
        _join([self.thread, self.file_thread], 2)

    def drain(self, seconds):
        """Waits while anything moves, and `seconds` more. A server that refuses connections is not waited for."""
        self.finishing = True
        if self.thread is None:     # no thread could be started: send from here
            self._round()
        self.wake.set()
        self.file_wake.set()
        moved, since = -1, time.monotonic()
        while self.outcome is not False and time.monotonic() - since < seconds:
            if self.outcome and not _Outbox.waiting(self.spool.files):
                return True
            progress = self.sender.progress + self.file_sender.progress
            if progress != moved:
                moved, since = progress, time.monotonic()
            time.sleep(0.01)
        return False


def _spools(folder):
    try:
        return sorted(os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".spool"))
    except OSError:
        return []


def _send_dead(sender, path, close=True, uri=None):
    """Sends the spool of a process that is gone, then deletes it. Returns (records, files), or None when the process
    lives or the spool is for another server than `uri`. With `close`, a run that was killed is ended as KILLED: it
    would look alive for ever. Without `uri`, a person asked for it: then locks that cannot be had do not count."""
    run, writer = os.path.basename(os.path.dirname(path)), os.path.basename(path)[:-6]
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_APPEND)
    except OSError:
        return None
    try:
        owned = _lock_file(descriptor)
        if owned is False or (owned is None and uri):
            return None
        first = last = None
        offset, end, sent = 0, os.fstat(descriptor).st_size, 0
        died = int(os.fstat(descriptor).st_mtime * 1000)
        held = None
        while offset < end:
            data, frames, offset = _batch(path, offset, end, complete=True)
            if not frames:
                continue
            first = first or _record(data, frames[0])
            last = frames[-1][0], _record(data, frames[-1])
            if uri and first.get("uri") != uri:
                return None
            if held is None:
                held = sender.frames(run, writer, b"")
            waiting = [frame for frame in frames if frame[0] > held]
            if waiting:
                _post(sender, run, writer, data, waiting, path + ".rejected")
                sent += len(waiting)
        if close and last and first.get("primary") and last[1].get("kind") != "finish" and len(_spools(os.path.dirname(path))) == 1:
            payload = json.dumps({"kind": "finish", "time": died, "status": "KILLED"}).encode("utf-8")
            sender.frames(run, writer, _frame(last[0] + 1, payload))
            sent += 1
        files = _send_files(sender, run, path[:-6] + ".files")
        os.unlink(path)
    finally:
        os.close(descriptor)
    _remove_empty(os.path.dirname(path))
    return sent, files


def _record(data, frame):
    return json.loads(data[frame[1] + OVERHEAD:frame[2]].decode("utf-8"))


def _send_files(sender, run, folder):
    sent = 0
    for path in _Outbox.waiting(folder):
        try:
            _Outbox.send(sender, run, path)
            sent += 1
        except Refused as error:
            _tell("refused", reason=error, path=path)
            os.replace(path, path + ".rejected")
    if os.path.isdir(folder) and not any(name.endswith(".rejected") for name in os.listdir(folder)):
        shutil.rmtree(folder, ignore_errors=True)       # what a kill left half copied
    return sent


def _remove_empty(folder):
    try:
        os.rmdir(folder)
    except OSError:
        pass


def _leftovers(root):
    """Spool files below a spool folder, a run's folder, or one spool file."""
    if os.path.isfile(root):
        return [root]
    found = _spools(root)
    try:
        for name in sorted(os.listdir(root)):
            found += _spools(os.path.join(root, name))
    except OSError:
        pass
    return found


def _send_leftovers(root, sender, own_folder):
    """At a start: what earlier runs for the same server could not send."""
    for path in _leftovers(root):
        if os.path.dirname(path) == own_folder:
            continue
        try:
            _send_dead(sender, path, uri=sender.uri)
        except Unreachable as error:
            if not str(error).startswith("HTTP 4"):     # the next run may be accepted where this one is in the bin
                return
        except Exception as error:
            _tell("call", call="replay", error=error)


def push(spool=None, uri=None):
    """Sends every spool of dead processes below `spool`. Returns how many could not be sent."""
    root, sender, failed = os.path.abspath(spool or _spool_root()), _Sender(uri), 0
    paths = _leftovers(root)
    if not paths:
        print(_say("nothing", spool=root))
    for path in paths:
        names = {"run": os.path.basename(os.path.dirname(path)), "writer": os.path.basename(path)[:-6]}
        try:
            result = _send_dead(sender, path)
            if result is None:
                print(_say("live", **names))
            else:
                print(_say("pushed", count=result[0], files=result[1], **names))
        except Exception as error:
            failed += 1
            print(_say("failed", reason=error, **names))
    return failed


def _background(target, name):
    thread = threading.Thread(target=target, name=name, daemon=True)    # must never keep a training process alive
    try:
        thread.start()
    except RuntimeError:    # the interpreter is shutting down, or no threads are left
        return None
    return thread


def _join(threads, seconds):
    """Waits for threads that were told to end. One that still runs while the interpreter takes itself down can crash it
    (seen with Python 3.12.1), so only those that hang in the network are left behind."""
    deadline = time.monotonic() + seconds
    for thread in threads:
        if thread is not None and thread is not threading.current_thread():
            thread.join(max(0.0, deadline - time.monotonic()))


# ---------------------------------------------------------------------------------------------------------------
# 7. Values: numbers, texts and nested settings, whatever library they come from
# ---------------------------------------------------------------------------------------------------------------

def _text(value):
    """Any value as text that is valid Unicode (file names and argv may hold lone surrogates)."""
    return str(value).encode("utf-8", "replace").decode("utf-8")


def _number_text(value):
    """A JSON number, or "NaN", "Infinity", "-Infinity" in quotes. Raises for what is no number."""
    if isinstance(value, (str, bytes)):
        raise TypeError("text")
    number = float(value)
    if number - number == 0.0:
        return repr(number)
    return '"NaN"' if number != number else '"Infinity"' if number > 0 else '"-Infinity"'


def _plain(value):
    """A value as JSON holds it: for cells of a table and for records."""
    if value is None or isinstance(value, bool) or (isinstance(value, int) and abs(value) < 1 << 63):
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, float):
        return value if value - value == 0.0 else json.loads(_number_text(value))
    if isinstance(value, dict):
        return {_text(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set)):
        return [_plain(item) for item in value]
    if hasattr(value, "item"):
        return _plain(value.item())
    return _text(value)


def _flat(values, prefix="", separator="."):
    """{"a": {"b": 1}} as {"a.b": "1"}. Takes dicts, argparse namespaces, dataclasses and other plain objects."""
    if not hasattr(values, "items"):
        values = vars(values)
    flat = {}
    for key, value in values.items():
        name = prefix + _text(key)
        if hasattr(value, "items") and len(value):
            flat.update(_flat(value, name + separator, separator))
        else:
            flat[name] = _text(value)
    return flat


_SECRET = re.compile(r"(token|passw|secret|api[-_]?key|credential)", re.IGNORECASE)


def _redacted(arguments):
    """A command line without the values of options that look like secrets."""
    shown, hide = [], False
    for argument in map(_text, arguments):
        name, equals, _ = argument.partition("=")
        secret = name.startswith("-") and _SECRET.search(name)
        shown.append("***" if hide and not argument.startswith("-") else name + "=***" if secret and equals else argument)
        hide = bool(secret and not equals)
    return shown


# ---------------------------------------------------------------------------------------------------------------
# 8. Images: arrays of any library to PNG, without importing it
# ---------------------------------------------------------------------------------------------------------------

def _png(width, height, channels, depth, pixels):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    stride = width * channels * depth // 8
    rows = b"".join(b"\0" + pixels[at:at + stride] for at in range(0, stride * height, stride))
    header = struct.pack(">IIBBBBB", width, height, depth, {1: 0, 2: 4, 3: 2, 4: 6}[channels], 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows, 3)) + chunk(b"IEND", b"")


def _image_png(image):
    """uint8 and label maps up to 65535 stay exact; bool is black and white; floats in [0, 1] are scaled by 255;
    any other range is stretched from its least to its greatest finite value. NaN and infinities are black."""
    if hasattr(image, "save") and hasattr(image, "mode"):       # PIL
        buffer = io.BytesIO()
        image.save(buffer, "PNG")
        return buffer.getvalue()
    if hasattr(image, "detach"):                                # torch
        image = image.detach().cpu()
        image = image.float() if "bfloat16" in str(image.dtype) else image
        try:
            image = image.numpy()
        except RuntimeError:                                    # torch without numpy
            image = image.tolist()
    elif hasattr(image, "__array__") and not hasattr(image, "astype"):
        image = image.__array__()
    if hasattr(image, "astype"):
        return _png(*_array_pixels(image))
    return _png(*_list_pixels(image.tolist() if hasattr(image, "tolist") else image))


def _array_pixels(array):
    while array.ndim > 3 and array.shape[0] == 1:
        array = array[0]
    if array.ndim == 3 and array.shape[0] in (1, 3, 4) and array.shape[2] not in (1, 3, 4):
        array = array.transpose(1, 2, 0)
    if array.ndim not in (2, 3) or 0 in array.shape or (array.ndim == 3 and array.shape[2] > 4):
        raise ValueError("shape %s is not (H, W), (H, W, C) or (C, H, W)" % (tuple(array.shape),))
    height, width, channels = (tuple(array.shape) + (1,))[:3]
    kind = array.dtype.kind
    if kind == "b":
        return width, height, channels, 8, (array.astype("uint8") * 255).tobytes()
    if kind in "iu" and array.min() >= 0 and array.max() <= 65535:
        wide = array.max() > 255
        return width, height, channels, 16 if wide else 8, array.astype(">u2" if wide else "uint8").tobytes()
    array = array.astype("float64")
    sound = abs(array) < float("inf")
    values = array[sound]
    low, high = (values.min(), values.max()) if values.size else (0.0, 1.0)
    low, high = (0.0, 1.0) if 0 <= low and high <= 1 else (low, high)
    array[~sound] = low
    return width, height, channels, 8, ((array - low) * (255.0 / ((high - low) or 1.0)) + 0.5).astype("uint8").tobytes()


def _list_pixels(rows):
    """The same rules for nested lists; for machines without numpy."""
    while rows and len(rows) == 1 and isinstance(rows[0][0], (list, tuple)) and isinstance(rows[0][0][0], (list, tuple)):
        rows = rows[0]
    if isinstance(rows[0][0], (list, tuple)) and len(rows) in (1, 3, 4) and len(rows[0][0]) not in (1, 3, 4):
        rows = [[[plane[y][x] for plane in rows] for x in range(len(rows[0][0]))] for y in range(len(rows[0]))]
    height, width = len(rows), len(rows[0])
    channels = len(rows[0][0]) if isinstance(rows[0][0], (list, tuple)) else 1
    flat = [value for row in rows for cell in row for value in (cell if channels > 1 or isinstance(cell, (list, tuple)) else (cell,))]
    if len(flat) != height * width * channels or channels > 4:
        raise ValueError("rows differ in length, or more than 4 channels")
    if all(isinstance(value, bool) for value in flat):
        return width, height, channels, 8, bytes(255 * value for value in flat)
    if all(isinstance(value, int) and 0 <= value <= 65535 for value in flat):
        if max(flat) <= 255:
            return width, height, channels, 8, bytes(flat)
        return width, height, channels, 16, struct.pack(">%dH" % len(flat), *flat)
    values = [value for value in flat if value - value == 0]
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    low, high = (0.0, 1.0) if 0 <= low and high <= 1 else (low, high)
    scale = 255.0 / ((high - low) or 1.0)
    return width, height, channels, 8, bytes(int((value - low) * scale + 0.5) if value - value == 0 else 0 for value in flat)


# ---------------------------------------------------------------------------------------------------------------
# 9. Provenance: what is asked for half a year later
# ---------------------------------------------------------------------------------------------------------------

PATCH_BYTES = 5 << 20
UNTRACKED_BYTES = 256 << 10
_PRIVATE = re.compile(r"(^|/)(\.env[^/]*|\.netrc|id_[a-z0-9]+|[^/]*\.(pem|key|p12|pfx))$", re.IGNORECASE)
_ENVIRONMENT = ("CUDA_VISIBLE_DEVICES", "SLURM_JOB_ID", "SLURM_JOB_NAME", "SLURM_NODELIST", "SLURM_ARRAY_TASK_ID",
                "WORLD_SIZE", "PYTHONHASHSEED", "CUBLAS_WORKSPACE_CONFIG", "OMP_NUM_THREADS", "CONDA_DEFAULT_ENV", "VIRTUAL_ENV")


def _git(*arguments, **options):
    environment = dict(os.environ, GIT_OPTIONAL_LOCKS="0", LC_ALL="C", **options.get("environment", {}))
    done = subprocess.run(("git",) + arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60,
                          stdin=subprocess.DEVNULL, env=environment, cwd=options.get("cwd"))
    if done.returncode:
        raise OSError("git " + arguments[0])
    return done.stdout


def _git_state():
    """(facts, patch). The patch holds uncommitted changes and small untracked files: `git apply` restores both."""
    try:
        top = _git("rev-parse", "--show-toplevel").decode("utf-8", "replace").strip()
    except (OSError, subprocess.SubprocessError):
        return {}, b""
    facts = {"root": top}
    for name, arguments in (("commit", ("rev-parse", "HEAD")), ("branch", ("rev-parse", "--abbrev-ref", "HEAD")),
                            ("remote", ("config", "--get", "remote.origin.url"))):
        try:
            facts[name] = _git(*arguments).decode("utf-8", "replace").strip()
        except (OSError, subprocess.SubprocessError):
            pass
    if "remote" in facts:
        facts["remote"] = re.sub(r"//[^/@]*@", "//", facts["remote"])     # user:password@
    patch = b""
    try:
        patch, left_out = _git_patch(top)
        facts["dirty"] = bool(patch) or bool(left_out)
        if left_out:
            facts["left_out"] = left_out[:200]
    except (OSError, subprocess.SubprocessError) as error:
        facts["patch_error"] = str(error)
    return facts, patch


def _git_patch(top):
    names = _git("ls-files", "--others", "--exclude-standard", "-z", cwd=top).decode("utf-8", "surrogateescape").split("\0")
    take, left_out, total = [], [], 0
    for name in filter(None, names):
        path = os.path.join(top, name)
        size = os.path.getsize(path) if os.path.isfile(path) else -1
        if 0 <= size <= UNTRACKED_BYTES and total + size <= PATCH_BYTES and len(take) < 1000 and not _PRIVATE.search(name):
            take.append(name)
            total += size
        else:
            left_out.append(_text(name))
    with tempfile.TemporaryDirectory() as scratch:
        # An index of our own, in which untracked files are "intended": the user's index and objects stay untouched.
        index = os.path.join(scratch, "index")
        own = os.path.join(top, _git("rev-parse", "--git-path", "index", cwd=top).decode("utf-8", "surrogateescape").strip())
        if os.path.exists(own):
            shutil.copyfile(own, index)
        environment = {"GIT_INDEX_FILE": index}
        for at in range(0, len(take), 100):
            _git("add", "--intent-to-add", "--", *take[at:at + 100], cwd=top, environment=environment)
        patch = _git("diff", "HEAD", "--binary", "--no-ext-diff", "--no-color", cwd=top, environment=environment)
    if len(patch) > PATCH_BYTES:
        return b"", ["patch of %d bytes" % len(patch)] + left_out
    return patch, left_out


def _packages():
    try:
        from importlib import metadata
        found = {"%s==%s" % (item.metadata["Name"], item.version) for item in metadata.distributions() if item.metadata["Name"]}
        return "\n".join(sorted(found, key=str.lower)) + "\n"
    except Exception:
        return ""


def _read(path, default=""):
    try:
        with open(path, encoding="utf-8", errors="replace") as source:
            return source.read()
    except OSError:
        return default


def _machine():
    memory = re.search(r"MemTotal:\s+(\d+)", _read("/proc/meminfo"))
    cpu = re.search(r"model name\s*:\s*(.+)", _read("/proc/cpuinfo"))
    return {
        "host": socket.gethostname(), "user": _user(), "python": platform.python_version(),
        "executable": sys.executable, "platform": platform.platform(), "cpu": cpu.group(1) if cpu else platform.processor(),
        "cpu_count": os.cpu_count(), "memory_bytes": int(memory.group(1)) * 1024 if memory else None, "gpus": _gpu_names(),
        "environment": {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
    }


def _gpu_names():
    try:
        done = subprocess.run(["nvidia-smi", "--query-gpu=name,memory.total,driver_version", "--format=csv,noheader"],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, timeout=20)
        return done.stdout.decode("utf-8", "replace").strip().splitlines() if done.returncode == 0 else []
    except (OSError, subprocess.SubprocessError):
        return []


# ---------------------------------------------------------------------------------------------------------------
# 10. Resources: CPU and memory from /proc, GPUs from one long-lived nvidia-smi
# ---------------------------------------------------------------------------------------------------------------

GPU_FIELDS = (("utilization.gpu", "utilization_percentage"), ("memory.used", "memory_usage_megabytes"),
              ("power.draw", "power_usage_watts"), ("temperature.gpu", "temperature_celsius"))


class _Resources:
    """The keys are those of MLflow's system metrics, so that one page shows runs of both clients."""

    def __init__(self, interval):
        self.interval = interval
        self.before = self._cpu_times()
        self.gpus = {}
        self.process = self.thread = None
        try:
            fields = ",".join(["index"] + [field for field, _ in GPU_FIELDS])
            self.process = subprocess.Popen(
                ["nvidia-smi", "--query-gpu=" + fields, "--format=csv,noheader,nounits", "-l", str(max(1, int(interval)))],
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, universal_newlines=True)
            self.thread = _background(self._follow_gpus, "umul-gpu")
        except (OSError, ValueError):
            pass

    def sample(self):
        values = dict(self.gpus)
        now = self._cpu_times()
        if now and self.before and now[1] > self.before[1]:
            values["system/cpu_utilization_percentage"] = 100.0 * (now[0] - self.before[0]) / (now[1] - self.before[1])
        self.before = now
        meminfo = dict(re.findall(r"^(\w+):\s+(\d+)", _read("/proc/meminfo"), re.MULTILINE))
        if "MemAvailable" in meminfo:
            used = int(meminfo["MemTotal"]) - int(meminfo["MemAvailable"])
            values["system/system_memory_usage_megabytes"] = used / 1024.0
            values["system/system_memory_usage_percentage"] = 100.0 * used / int(meminfo["MemTotal"])
        resident = re.search(r"VmRSS:\s+(\d+)", _read("/proc/self/status"))
        if resident:
            values["system/process_memory_megabytes"] = int(resident.group(1)) / 1024.0
        return values

    def stop(self):
        if self.process:
            try:
                self.process.terminate()
                self.process.wait(1)
                _join([self.thread], 1)
            except Exception:
                pass

    @staticmethod
    def _cpu_times():
        fields = _read("/proc/stat").split("\n", 1)[0].split()[1:9]
        if not fields:
            return None
        ticks = [int(field) for field in fields]
        return sum(ticks) - ticks[3] - ticks[4], sum(ticks)      # idle, iowait

    def _follow_gpus(self):
        try:
            for line in self.process.stdout:
                index, *fields = [field.strip() for field in line.split(",")]
                for (_, key), field in zip(GPU_FIELDS, fields):
                    try:
                        self.gpus["system/gpu_%s_%s" % (index, key)] = float(field)
                    except ValueError:      # "[N/A]"
                        pass
        except Exception:
            pass


# ---------------------------------------------------------------------------------------------------------------
# 11. Console: what the script prints, as a terminal would show it
# ---------------------------------------------------------------------------------------------------------------

CONSOLE_CHARACTERS = 32768      # kept of each stream and second: the first and the last half


class _Lines:
    """Gathers written text into lines. A progress bar (\\r) leaves its last state, not ten thousand."""

    def __init__(self):
        self.lock = threading.Lock()
        self.written = collections.deque()
        self.size = 0
        self.partial = ""
        self.partial_since = 0.0

    def write(self, text):
        self.written.append(text)       # deque.append is atomic: no lock on the path of print()

    def take(self, everything=False):
        with self.lock:
            text = [self.partial]
            while self.written:
                text.append(self.written.popleft())
            *lines, partial = "".join(text).replace("\r\n", "\n").split("\n")
            lines = [line.rstrip("\r").rsplit("\r", 1)[-1] for line in lines]
            partial = partial.rstrip("\r").rsplit("\r", 1)[-1] + ("\r" if partial.endswith("\r") else "")
            now = time.monotonic()
            if not self.partial or lines:
                self.partial_since = now
            if partial.strip() and (everything or now - self.partial_since > 5):
                lines.append(partial.rstrip("\r"))
                partial, self.partial_since = "", now
            self.partial = partial
        return _shortened("".join(line + "\n" for line in lines))


def _shortened(text):
    skipped = len(text) - CONSOLE_CHARACTERS
    if skipped <= 0:
        return text
    half = CONSOLE_CHARACTERS // 2
    return text[:half] + "\n" + _say("skipped", count=skipped) + "\n" + text[-half:]


class _Console:
    """Listens at write() of sys.stdout and sys.stderr. The stream objects stay the same, so logging handlers and
    progress bars that hold them are heard too; output of subprocesses passes by untouched and unheard."""

    def __init__(self):
        self.listeners = []
        self.restore = []
        self.pid = os.getpid()

    def add(self, run):
        self.listeners.append(run)
        if not self.restore:
            self.pid = os.getpid()
            for name in ("stdout", "stderr"):
                self._listen(name)

    def remove(self, run):
        if run in self.listeners:
            self.listeners.remove(run)
        if not self.listeners:
            for stream, tee in self.restore:
                if stream.__dict__.get("write") is tee:
                    del stream.write
            self.restore = []

    def _listen(self, name):
        stream = getattr(sys, name)
        try:
            write = stream.write

            def tee(text):
                count = write(text)
                if self.pid == os.getpid():     # a forked worker's chatter is not recorded
                    for run in self.listeners:
                        run._lines[name].write(text)
                return count
            stream.write = tee
            self.restore.append((stream, tee))
        except AttributeError:      # no stream (pythonw), or one that cannot be listened to
            pass


_console = _Console()


# ---------------------------------------------------------------------------------------------------------------
# 12. Run
# ---------------------------------------------------------------------------------------------------------------

_live = []      # runs of this process that are not finished


class Run:
    """One run as one process sees it. Made by start(). `id`, `name` and `link` may be read."""

    def __init__(self, identity, facts, options):
        self.id, self.primary = identity
        self.name = facts["name"]
        self.uri = _server_uri()
        self.link = "%s/runs/%s" % (self.uri, self.id)
        self._facts, self._options = facts, options
        self._enabled = _setting("UMUL_MODE") != "off"
        self._folder = os.path.join(_spool_root(), self.id)
        self._began = time.monotonic()
        self._restore = []
        self._reset()
        if self._enabled:
            self._open()

    def _reset(self):
        """A process' own state; also what a forked child begins with, before it logs anything."""
        self._lock = threading.RLock()
        self._spool = self._outbox = self._shipper = None
        self._ending = self._finished = False
        self._step = -1
        self._heads, self._images = {}, {}
        self._lines = {"stdout": _Lines(), "stderr": _Lines()}
        self._stop = threading.Event()
        self._provenance = None
        self._observer = None
        self._replayer = None       # (thread, sender)
        self._failure = None

    def _open(self):
        with self._lock:
            if self._spool is not None:
                return
            spool = _Spool(self._folder)
            first = dict(self._facts, kind="start", time=_now(), primary=self.primary, uri=self.uri,
                         host=socket.gethostname(), user=_user(), pid=os.getpid(), client="umul.py/" + __version__)
            spool.append(json.dumps(_plain(first)).encode("utf-8"))
            self._outbox = _Outbox(spool.files)
            self._shipper = _Shipper(self, spool, self.uri)
            self._spool = spool
            self._shipper.start()

    def _append(self, record):
        self._append_bytes(json.dumps(_plain(record)).encode("utf-8"))

    def _append_bytes(self, payload):
        if not self._enabled or self._finished:
            return
        if self._spool is None:
            self._open()
        self._spool.append(payload)

    # -- recording

    @_quiet
    def log(self, metrics, step=None):
        """Numbers at a step. Without a step, one more than the last. Nested dicts are joined by "/"."""
        if step is None:
            with self._lock:
                step = self._step = self._step + 1
        else:
            step = self._step = int(step)
        heads, parts = self._heads, []
        for key, value in metrics.items():
            kind = type(value)
            if kind is float and value - value == 0.0:
                text = repr(value)
            else:
                if isinstance(value, dict):
                    self.log({"%s/%s" % (key, name): item for name, item in value.items()}, step=step)
                    continue
                try:
                    text = _number_text(value)
                except Exception:
                    _tell("number", key=_text(key), type=kind.__name__)
                    continue
            head = heads.get(key)
            if head is None:
                head = heads[key] = json.dumps(_text(key)) + ":"
            parts.append(head + text)
        now = _now()
        for at in range(0, len(parts), 1000):
            some = parts if len(parts) <= 1000 else parts[at:at + 1000]
            self._append_bytes(('{"kind":"log","time":%d,"step":%d,"metrics":{%s}}' % (now, step, ",".join(some))).encode("ascii"))

    @_quiet
    def params(self, values):
        """Settings of the run: a dict (nested ones are joined by "."), an argparse namespace, a dataclass."""
        self._append({"kind": "params", "time": _now(), "params": _flat(values)})

    @_quiet
    def tag(self, *names, **values):
        """tag("suspicious"), tag(scanner="A"), tag({"scanner": "A"})."""
        tags = {}
        for name in names:
            tags.update(_flat(name) if hasattr(name, "items") else {_text(name): ""})
        tags.update(_flat(values))
        self._append({"kind": "tags", "time": _now(), "tags": tags})

    @_quiet
    def file(self, path, name=None):
        """A file, or a folder with all below it, kept with the run under `name` (default: its own name)."""
        path = os.fspath(path)
        name = _artifact_name(name or os.path.basename(os.path.abspath(path)))
        if os.path.isdir(path):
            for folder, _, files in os.walk(path):
                for file in sorted(files):
                    inside = os.path.relpath(os.path.join(folder, file), path)
                    self._keep(name + "/" + _artifact_name(inside), source=os.path.join(folder, file))
        else:
            self._keep(name, source=path)

    @_quiet
    def image(self, key, image, step=None, caption="", kind="image"):
        """An image at a step: a path, a numpy, torch or PIL image, or nested lists; (H, W), (H, W, C) or (C, H, W).
        With kind="mask" the page colours its values. Several of one key and step stand side by side."""
        key, step = _text(key), max(self._step, 0) if step is None else int(step)
        with self._lock:
            before, ordinal = self._images.get(key, (None, -1))
            ordinal = ordinal + 1 if before == step else 0
            self._images[key] = step, ordinal
        media = {"media": kind, "key": key, "step": step, "ordinal": ordinal, "caption": _text(caption)}
        name = "images/%s/%08d" % (key, step) + ("-%d" % ordinal if ordinal else "")
        if isinstance(image, (str, os.PathLike)):
            suffix = os.path.splitext(os.fspath(image))[1].lower()
            self._keep(_artifact_name(name + (suffix or ".png")), source=os.fspath(image), media=media)
        else:
            self._keep(_artifact_name(name + ".png"), content=_image_png(image), media=media)

    @_quiet
    def cases(self, split, rows):
        """Results of single cases: a list of {"case": …, "group": …, "dice": …}, {case: {"dice": …}}, a DataFrame, or
        the path of a CSV. A case that is given again replaces its earlier row."""
        if isinstance(rows, (str, os.PathLike)):
            return self.file(rows, "cases/" + _text(split) + os.path.splitext(os.fspath(rows))[1])
        if hasattr(rows, "to_dict"):
            rows = rows.to_dict("records")
        if hasattr(rows, "items"):
            rows = [dict(values, case=case) for case, values in rows.items()]
        rows = [_plain(dict(row)) for row in rows]
        if any("case" not in row for row in rows):
            raise ValueError('every row needs a "case"')
        for at in range(0, len(rows), 500):
            self._append_cases(_text(split), rows[at:at + 500])

    def _append_cases(self, split, rows):
        payload = json.dumps({"kind": "cases", "time": _now(), "split": split, "rows": rows}).encode("ascii")
        if len(payload) > MAX_PAYLOAD and len(rows) > 1:
            self._append_cases(split, rows[:len(rows) // 2])
            self._append_cases(split, rows[len(rows) // 2:])
        else:
            self._append_bytes(payload)

    def _keep(self, name, source=None, content=None, media=None):
        if not self._enabled or self._finished:
            return
        self._open()
        self._outbox.add(name, source, content, media)
        self._shipper.file_added()

    # -- ending

    @_quiet
    def finish(self, status="FINISHED", reason=None):
        """Ends the run: FINISHED, FAILED or KILLED. Waits a little for what is not sent yet, never for long."""
        with self._lock:
            if self._ending or not self._enabled:
                return
            self._ending = True
        if self._provenance is not None:
            self._provenance.join(10)
        self._stop.set()
        _console.remove(self)
        self._flush_console(everything=True)
        for name, value, before in self._restore:
            if os.environ.get(name) == value:
                os.environ.pop(name) if before is None else os.environ.__setitem__(name, before)
        if self in _live:
            _live.remove(self)
        if self._replayer is not None:
            self._replayer[1].stopped = True
        _join([self._observer, self._replayer and self._replayer[0]], 2)
        if self._spool is None:
            self._finished = True
            return
        kind = "finish" if self.primary else "leave"
        if self._spool.lost:
            self._append({"kind": "lost", "time": _now(), "count": self._spool.lost})
        self._append({"kind": kind, "time": _now(), "status": status, "reason": reason and _text(reason)[:2000]})
        self._finished = True
        self._leave_spool()

    def _leave_spool(self):
        spool, shipper = self._spool, self._shipper
        offline = _setting("UMUL_MODE") == "offline"
        sent = not offline and shipper.drain(float(_setting("UMUL_FINISH_SECONDS", "10")))
        shipper.stop()
        spool.settle()
        if sent:
            os.unlink(spool.path)
            _send_files(_Sender(self.uri), self.id, spool.files)
        elif not offline or self.primary:
            _tell("left", count=shipper.pending(), files=len(_Outbox.waiting(spool.files)), client=os.path.abspath(__file__),
                  spool=spool.folder)
        spool.close()
        _remove_empty(spool.folder)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        self.finish(*_status_of(kind, error))
        return False

    def __reduce__(self):       # handed to a spawned process, the run is joined there
        return _rejoin, (self.id, self._facts, self._options)

    # -- observing

    def _observe(self):
        """Console every second, resources every ten; on a thread of its own."""
        interval = float(_setting("UMUL_RESOURCE_SECONDS", "10"))
        resources = _Resources(interval) if self._options["resources"] else None
        following = time.monotonic() + 1
        while not self._stop.wait(1.0):
            self._flush_console()
            if resources and time.monotonic() >= following:
                following = time.monotonic() + interval
                self._sample(resources)
        if resources:
            resources.stop()

    @_quiet
    def _sample(self, resources):
        pairs = ("%s:%s" % (json.dumps(key), _number_text(value)) for key, value in resources.sample().items())
        self._append_bytes(('{"kind":"log","time":%d,"step":%d,"metrics":{%s}}' % (
            _now(), int(time.monotonic() - self._began), ",".join(pairs))).encode("ascii"))

    @_quiet
    def _flush_console(self, everything=False):
        for stream, lines in self._lines.items():
            text = lines.take(everything)
            if text:
                self._append({"kind": "console", "time": _now(), "stream": stream, "text": text})

    @_quiet
    def _record_provenance(self):
        git, patch = _git_state()
        record = dict(_machine(), kind="provenance", time=_now(), git=git, directory=os.getcwd(),
                      command=_redacted(self._options.get("command") or [sys.executable] + sys.argv))
        self._append(record)
        packages = _packages()
        if packages:
            self._keep("provenance/packages.txt", content=packages.encode("utf-8"))
        if patch:
            self._keep("provenance/uncommitted.patch", content=patch)


def _artifact_name(name):
    parts = [part for part in _text(name).replace("\\", "/").split("/") if part not in ("", ".")]
    if not parts or ".." in parts:
        raise ValueError("%r is not a file name inside the run" % name)
    return "/".join(re.sub(r"[\x00-\x1f\x7f]", "_", part) for part in parts)


def _status_of(kind, error):
    if kind is None or (issubclass(kind, SystemExit) and error.code in (None, 0)):
        return "FINISHED", None
    status = "KILLED" if issubclass(kind, KeyboardInterrupt) else "FAILED"
    return status, "%s: %s" % (kind.__name__, error)


# ---------------------------------------------------------------------------------------------------------------
# 13. start(): which run this process belongs to
# ---------------------------------------------------------------------------------------------------------------

def start(project=None, idea=None, seed=None, params=None, name=None, tags=None, run=None,
          console=None, resources=None, code=None):
    """Begins a run, or joins the one that UMUL_RUN (or `run`) names. See the top of this file."""
    return _guarded_start(project, idea, seed, params, name, tags, run, {"console": console, "resources": resources, "code": code})


def _guarded_start(*arguments):
    try:
        return _start(*arguments)
    except Exception as error:      # training must start, recorded or not
        _tell("call", call="start()", error="%s: %s" % (type(error).__name__, error))
        silent = Run.__new__(Run)
        silent.id, silent.name, silent.link, silent.primary, silent._enabled, silent._options = "", "", "", False, False, {}
        silent._facts, silent._restore = {}, []
        silent._reset()
        return silent


def _start(project, idea, seed, params, name, tags, run, options):
    seed = _setting("UMUL_SEED") if seed is None else seed
    idea = idea or _setting("UMUL_IDEA")
    if isinstance(tags, (list, tuple, set)):
        tags = {tag: "" for tag in tags}
    identity = _identity(run)
    script = os.path.splitext(os.path.basename(sys.argv[0] if sys.argv and sys.argv[0] not in ("", "-c") else "run"))[0]
    shown = "%s-seed%s" % (idea or script, seed) if seed is not None else "%s-%s" % (idea or script, identity[0][:4])
    facts = {"project": _text(project or _setting("UMUL_PROJECT") or "Default"), "name": _text(name or _setting("UMUL_NAME") or shown),
             "idea": idea and _text(idea), "seed": None if seed is None else _text(seed),
             "params": dict({} if seed is None else {"seed": _text(seed)}, **_flat(params or {})), "tags": _flat(tags or {})}
    for option in ("console", "resources", "code"):
        if options.get(option) is None:
            options[option] = identity[1] and _setting("UMUL_" + option.upper()) != "0"
    made = Run(identity, facts, options)
    if made._enabled:
        _announce(made)
    return made


def _announce(run):
    _hooks()
    _live.append(run)
    for name, value in (("UMUL_RUN", run.id), ("UMUL_RUN_OWNER", str(os.getpid()))):
        run._restore.append((name, value, os.environ.get(name)))
        os.environ[name] = value        # processes started from here join the run
    if run.primary:
        _tell("link", once=False, name=run.name, link=run.link)
    if run._options["console"]:
        _console.add(run)
    if run._options["code"]:
        run._provenance = _background(run._record_provenance, "umul-provenance")
    if run._options["console"] or run._options["resources"]:
        run._observer = _background(run._observe, "umul-observe")
    if run.primary and _setting("UMUL_MODE") != "offline":
        sender = _Sender(run.uri)
        run._replayer = _background(lambda: _send_leftovers(_spool_root(), sender, run._folder), "umul-replay"), sender


def _rejoin(identifier, facts, options):
    joined = Run((identifier, False), facts, dict(options, console=False, resources=False, code=False))
    if joined._enabled:
        _hooks()
        _live.append(joined)
    return joined


def _identity(given):
    """(run id, primary). The primary process gives the run its status; the others only add to it."""
    rank = _setting("RANK") or (_setting("SLURM_PROCID") if _setting("SLURM_NTASKS", "1") != "1" else None) or "0"
    text, owner = given or _setting("UMUL_RUN"), _setting("UMUL_RUN_OWNER")
    if not given and owner == str(os.getpid()):     # a run of this very process: a second start is a second run
        text = owner = None
    text = text or _launch()
    if not text:
        return uuid.uuid4().hex, True
    if not re.match(r"^[0-9a-f]{32}$", text):
        text = uuid.uuid5(uuid.NAMESPACE_URL, "umul:" + text).hex
    return text, rank == "0" and (owner is None or bool(given) or owner == str(os.getpid()))


def _launch():
    """The ranks of one torchrun or srun share a run without being told."""
    if _setting("SLURM_NTASKS", "1") != "1" and _setting("SLURM_STEP_ID"):
        return "slurm-%s.%s.%s" % (os.environ["SLURM_JOB_ID"], os.environ["SLURM_STEP_ID"], _setting("SLURM_RESTART_COUNT", "0"))
    if _setting("TORCHELASTIC_RUN_ID") and _setting("WORLD_SIZE", "1") == _setting("LOCAL_WORLD_SIZE"):
        began = _read("/proc/%d/stat" % os.getppid()).rpartition(")")[2].split()[19:20]
        return "torchrun-%s-%d-%s" % (socket.gethostname(), os.getppid(), began)
    return None


_hooked = False


def _hooks():
    global _hooked
    if _hooked:
        return
    _hooked = True
    atexit.register(_at_exit)
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_after_fork)
    before = sys.excepthook

    def hook(kind, error, trace):
        for run in _live:
            run._failure = _status_of(kind, error)
        before(kind, error, trace)
    sys.excepthook = hook
    try:        # Slurm and people end runs with SIGTERM, which by default tells nobody
        if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
            signal.signal(signal.SIGTERM, _on_terminate)
    except ValueError:      # not the main thread
        pass


def _at_exit():
    for run in list(_live):
        run.finish(*(run._failure or ("FINISHED", None)))


def _on_terminate(number, frame):
    """Ends the runs from another thread (this one may hold a lock), then dies of the signal as if never caught."""
    def end():
        for run in list(_live):
            run.finish("KILLED", "SIGTERM")
        signal_default()

    def signal_default():
        os.kill(os.getpid(), signal.SIGTERM)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if _background(end, "umul-end") is None:
        signal_default()


def _after_fork():
    """A forked child is another writer of the run. It opens its spool when it logs, not before."""
    for run in _live:
        if run._spool is not None and run._spool.descriptor is not None:
            try:
                os.close(run._spool.descriptor)     # else the parent's lock would outlive the parent
            except OSError:
                pass
        run._reset()
        run.primary = False
        run._restore = []


# ---------------------------------------------------------------------------------------------------------------
# 14. Command line
# ---------------------------------------------------------------------------------------------------------------

def _pairs(items):
    return dict(item.partition("=")[::2] for item in items or [])


def _command_run(arguments):
    """Runs a command and records what it prints, how it ended and what it used. Its exit code becomes ours."""
    command = arguments.command[1:] if arguments.command[:1] == ["--"] else arguments.command
    if not command:
        print("umul: " + _say("usage"), file=sys.stderr)
        return 2
    name = arguments.name or (None if arguments.idea or arguments.seed else os.path.basename(command[0]))
    run = _guarded_start(arguments.project, arguments.idea, arguments.seed, _pairs(arguments.param), name,
                         _pairs(arguments.tag), None, {"console": False, "command": command})
    environment = dict(os.environ, PYTHONUNBUFFERED="1")
    try:
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    except OSError as error:
        print("umul: " + _say("command", command=command[0], error=error.strerror), file=sys.stderr)
        run.finish("FAILED", str(error))
        return 127
    signal.signal(signal.SIGINT, signal.SIG_IGN)        # the terminal sends it to the child as well
    signal.signal(signal.SIGTERM, lambda number, frame: child.terminate())
    threads = [_background(functools.partial(_relay, pipe, out, run, stream), "umul-relay") for pipe, out, stream in
               ((child.stdout, sys.stdout, "stdout"), (child.stderr, sys.stderr, "stderr"))]
    if not run._options.get("resources"):       # else the observer flushes
        _background(functools.partial(_watch_console, run), "umul-console")
    code = child.wait()
    for thread in threads:
        thread.join(5)      # a daemon that the command left behind may hold the pipe for ever
    run.tag({"exit_code": code})
    run.finish("FINISHED" if code == 0 else "KILLED" if code < 0 else "FAILED", None if code == 0 else "exit code %d" % code)
    return code if code >= 0 else 128 - code


def _relay(pipe, out, run, stream):
    while True:
        data = os.read(pipe.fileno(), 65536)
        if not data:
            return
        run._lines[stream].write(data.decode("utf-8", "replace"))
        try:
            out.buffer.write(data)
            out.buffer.flush()
        except (OSError, ValueError):
            pass


def _watch_console(run):
    while not run._stop.wait(1.0):
        run._flush_console()


def _command_push(arguments):
    return 1 if push(arguments.spool, arguments.uri) else 0


def _command_doctor(arguments):
    sender, good = _Sender(arguments.uri, timeout=5), True

    def line(key, sound, text):
        print("%s %-8s %s" % ("ok" if sound else "!!", _say(key), text))
    line("doctor.python", sys.version_info >= (3, 8), "%s %s, umul.py %s" % (sys.executable, platform.python_version(), __version__))
    try:
        reply = sender.hello()
        skew = time.time() - float(reply["time"]) / 1000
        line("doctor.server", abs(skew) < 60, _say("doctor.answers", uri=sender.uri, version=reply.get("version"), skew=skew))
    except Exception as error:
        good = False
        line("doctor.server", False, _say("doctor.silent", uri=sender.uri, reason=error))
    line("doctor.token", True, _say("doctor.given" if _authorization() else "doctor.none"))
    root = _spool_root()
    try:
        os.makedirs(root, mode=0o700, exist_ok=True)
        with tempfile.TemporaryFile(dir=root):
            free = shutil.disk_usage(root).free / 1e9
        line("doctor.spool", True, _say("doctor.writable", spool=root, free=free, count=len(_leftovers(root))))
    except OSError as error:
        good = False
        line("doctor.spool", False, _say("doctor.readonly", spool=root, error=error.strerror))
    facts = _git_state()[0]
    line("doctor.git", bool(facts), "%s %s" % (facts.get("root"), facts.get("commit", "")) if facts else _say("doctor.nogit"))
    gpus = _gpu_names()
    line("doctor.gpu", True, "; ".join(gpus) or _say("doctor.nogpu"))
    return 0 if good else 1


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="umul.py", description="Umul's client in one file.")
    commands = parser.add_subparsers(dest="command_name")
    run = commands.add_parser("run", help="record a command: console, exit code, resources, code")
    for option in ("--project", "--idea", "--seed", "--name"):
        run.add_argument(option)
    run.add_argument("--param", action="append", metavar="KEY=VALUE")
    run.add_argument("--tag", action="append", metavar="KEY=VALUE")
    run.add_argument("command", nargs=argparse.REMAINDER)
    run.set_defaults(call=_command_run)
    send = commands.add_parser("push", help="send what could not be sent before")
    send.add_argument("spool", nargs="?")
    send.add_argument("--uri")
    send.set_defaults(call=_command_push)
    doctor = commands.add_parser("doctor", help="what works and what does not")
    doctor.add_argument("--uri")
    doctor.set_defaults(call=_command_doctor)
    chosen = parser.parse_args(arguments)
    if not hasattr(chosen, "call"):
        parser.print_help()
        return 2
    return chosen.call(chosen)


if __name__ == "__main__":
    sys.exit(main())
