"""Runs citeplot while the system under it fails, and looks at what is left. Started by .ci/faults."""

import argparse
import collections
import os
import pathlib
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
KEPT = ROOT / "target" / "faults"
# What each system call may fail with.
ERRORS = {
    "openat": ["EIO", "EACCES", "EROFS", "EMFILE", "ENFILE", "ENOSPC", "ENOENT", "EINTR"],
    "read": ["EIO", "EINTR", "EISDIR"],
    "write": ["EIO", "ENOSPC", "EDQUOT", "EINTR"],
    "rename": ["EIO", "EACCES", "EROFS", "ENOSPC", "EXDEV"],
    "renameat2": ["EIO", "EACCES", "EINVAL"],
    "linkat": ["EIO", "EACCES", "EPERM"],
    "mkdir": ["EIO", "EACCES", "EROFS", "ENOSPC"],
    "unlink": ["EIO", "EACCES", "EROFS"],
    "unlinkat": ["EIO", "EACCES"],
    "fsync": ["EIO", "ENOSPC"],
    "fdatasync": ["EIO"],
    "fchmod": ["EPERM", "EIO"],
    "chmod": ["EPERM", "EROFS"],
    "statx": ["EIO", "EACCES"],
    "getdents64": ["EIO"],
}
# The commands that write, and what they are told.
COMMANDS = {
    "build": ["build"],
    "formats": ["build", "--format", "svg,pdf,png", "--scale", "0.5"],
    "export": ["export"],
    "deck": ["deck", "--format", "pptx,html,pdf"],
    "refresh": ["deck", "--refresh", "mine.pptx", "--keep"],
    "check": ["check"],
    "compare": ["build", "--check"],
    "new": ["new", "fresh"],
}
# The commands that print.
TALK = [
    ["list", "claims"], ["list", "rules"], ["list", "works", "--json"], ["show", "trust"], ["embed", "trust", "--as", "html-inline"],
    ["check", "--format", "json"], ["completions", "bash"], ["--help"], ["--version"], ["build"], ["nonsense"],
]


def tree(folder):
    """Every file below a folder with its bytes, but for the stamp of a build: it holds digests, and may always be missing."""
    files = (path for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    files = (path for path in files if path.name != ".citeplot.stamp")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def plant(files, folder):
    """Makes a folder hold these files and nothing else."""
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


class Wrong(Exception):
    """What should have held and did not."""


class Run:
    """One program run: how it ended, what it said."""

    def __init__(self, code, stdout, stderr):
        self.code, self.stdout, self.stderr = code, stdout, stderr
        if b"panicked" in stderr or code in (101, 134, 139, -6, -11):
            raise Wrong(f"it panicked or was ended by a signal ({code}): {stderr[-600:].decode(errors='replace')}")


class Bench:
    """A project with the outputs of old records, and the trees that commands make of new ones."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        folder.mkdir(exist_ok=True)
        self.old = self.made()
        claims = "datasets/demo/claims.toml"
        self.start = dict(self.old)
        self.start[claims] = self.old[claims].replace(b"61 percent", b"64 percent").replace(b"= 61", b"= 64")
        self.wanted, self.codes, self.calls = {}, {}, {}
        for name, words in COMMANDS.items():
            plant(self.start, folder)
            log = folder.parent / "log"
            run = self.run(words, ["strace", "-f", "-qq", "-o", log, "-e", "trace=" + ",".join("?" + c for c in ERRORS)])
            self.wanted[name], self.codes[name], self.calls[name] = tree(folder), run.code, calls(log.read_text(errors="replace"))

    def made(self):
        """The small project in two languages with a deck, everything built."""
        plant({}, self.folder)
        subprocess.run([self.program, "new", "p"], cwd=self.folder, check=True, capture_output=True)
        files = tree(self.folder / "p")
        files["config.toml"] = files["config.toml"].replace(b'["en"]', b'["en", "tr"]')
        files["decks/talk.toml"] = b'title = "Talk"\n[[slide]]\nchart = "trust"\n'
        plant(files, self.folder)
        for words in (COMMANDS["formats"], COMMANDS["build"], COMMANDS["deck"]):
            self.run(words)
        shutil.copy(self.folder / "dist/talk.pptx", self.folder / "mine.pptx")
        return tree(self.folder)

    def run(self, words, before=(), **options):
        """Runs the program in the folder."""
        environment = dict(os.environ, RUST_BACKTRACE="0", NO_COLOR="1")
        done = subprocess.run([*before, self.program, *words], cwd=self.folder, capture_output=True, env=environment, timeout=60, **options)
        return Run(done.returncode, done.stdout, done.stderr)

    def whole(self, name, killed=False):
        """Every file is the one from before or the new one; nothing else is there, but for what a killed run leaves."""
        after, start, wanted = tree(self.folder), self.start, self.wanted[name]
        for path in sorted(set(after) | set(start) | set(wanted)):
            allowed = [files[path] for files in (start, wanted) if path in files]
            if path not in after:
                if path in start and path in wanted:
                    raise Wrong(f"{path} is gone")
            elif not allowed:
                if not (killed and any(part.startswith(".citeplot-") for part in pathlib.Path(path).parts)):
                    raise Wrong(f"{path} was left behind")
            elif after[path] not in allowed:
                raise Wrong(f"{path} is neither the old nor the new file ({len(after[path])} bytes)")
        return after

    def recovers(self, name):
        """The next run without a fault leaves what a run without a fault always leaves."""
        run = self.run(COMMANDS[name])
        after, wanted = tree(self.folder), self.wanted[name]
        if run.code != self.codes[name]:
            # `new` refuses a folder that a killed run has begun: nothing of it is lost.
            if name == "new" and run.code == 2:
                return
            raise Wrong(f"the next run ends with {run.code}: {run.stderr[-400:].decode(errors='replace')}")
        different = sorted(p for p in set(after) | set(wanted) if after.get(p) != wanted.get(p))
        if name == "refresh":
            # A second refresh keeps the file that it found, which may be the new one already.
            different = [p for p in different if not p.endswith(".bak")]
        if different:
            raise Wrong(f"after the next run these are not as they should be: {', '.join(different)}")

    def ended(self, name, run, call="", lasting=False):
        """An exit code of 0 means that all was done, any other comes with a reason.

        When a call goes on failing, the program cannot clear up, or cannot say anything.
        """
        after = self.whole(name, killed=lasting)
        if run.code == self.codes[name] and name not in ("check", "compare"):
            different = sorted(p for p in set(after) | set(self.wanted[name]) if after.get(p) != self.wanted[name].get(p))
            if different:
                raise Wrong(f"it ended with {run.code}, but these are not as they should be: {', '.join(different)}")
        elif run.code not in (0, 1, 2):
            raise Wrong(f"it ended with {run.code}")
        elif run.code == 2 and b"error" not in run.stderr and not (call == "write" and lasting):
            raise Wrong("it ended with 2 and gave no reason")


def calls(log):
    """How often the first process made each call, before and after it first looked at the project."""
    counts, first, process = collections.Counter(), {}, None
    for line in log.splitlines():
        match = re.match(r"(\d+) +(\w+)\(", line)
        if not match:
            continue
        process = process or match[1]
        if match[1] == process:
            counts[match[2]] += 1
        if "config.toml" in line or '"fresh"' in line:
            first = first or dict(counts)
    return {call: (first.get(call, 0) + 1, count) for call, count in counts.items() if count > first.get(call, 0)}


def injected(bench, chance):
    """One system call fails, once or from then on."""
    name = chance.choice(list(COMMANDS))
    made = {call: span for call, span in bench.calls[name].items() if call in ERRORS}
    call = chance.choice(list(made))
    low, high = made[call]
    when = f"{chance.randint(low, high)}{chance.choice(['', '', '+'])}"
    error = chance.choice(ERRORS[call])
    if error == "EINTR":
        # A call that is interrupted for ever is no case of this world.
        when = when.rstrip("+")
    yield f"{name}: {call} gives {error} at {when}"
    run = bench.run(COMMANDS[name], strace(f"{call}:error={error}:when={when}"))
    bench.ended(name, run, call, lasting=when.endswith("+"))
    bench.recovers(name)


def strace(inject):
    return ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"inject={inject}"]


def killed_at_call(bench, chance):
    """The program is killed at a system call."""
    name = chance.choice(list(COMMANDS))
    made = {call: span for call, span in bench.calls[name].items() if call in ERRORS}
    call = chance.choice(list(made))
    when = chance.randint(*made[call])
    yield f"{name}: killed at {call} {when}"
    subprocess.run([*strace(f"{call}:signal=SIGKILL:when={when}"), bench.program, *COMMANDS[name]], cwd=bench.folder, capture_output=True)
    bench.whole(name, killed=True)
    bench.recovers(name)


def killed_in_time(bench, chance):
    """The program is killed after a random time."""
    name = chance.choice(list(COMMANDS))
    after = chance.random() ** 2 * 0.4
    yield f"{name}: killed after {after:.4f} s"
    process = subprocess.Popen([bench.program, *COMMANDS[name]], cwd=bench.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    bench.whole(name, killed=True)
    bench.recovers(name)


def few_files(bench, chance):
    """The program may open only a few files at once."""
    name, most = chance.choice(list(COMMANDS)), chance.randint(3, 40)
    yield f"{name}: {most} open files"
    run = bench.run(COMMANDS[name], preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (most, most)))
    if run.code != 127 and b"error while loading shared libraries" not in run.stderr:
        bench.ended(name, run)
    bench.recovers(name)


def small_files(bench, chance):
    """No file may be larger than a limit."""
    name, most = chance.choice(list(COMMANDS)), chance.randint(0, 60_000)
    yield f"{name}: files of at most {most} bytes"

    def limit():
        # Else the kernel ends the process, as it would end any other.
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    bench.ended(name, bench.run(COMMANDS[name], preexec_fn=limit, restore_signals=False))
    bench.recovers(name)


def full_disk(bench, chance):
    """The disk is full before the end."""
    name, room = chance.choice(list(COMMANDS)), chance.randint(0, 400)
    yield f"{name}: {room} KiB of room"
    with mounted(bench, f"size={kib(bench.start) + room}k"):
        plant(bench.start, bench.folder)
        bench.ended(name, bench.run(COMMANDS[name]))
    plant(bench.start, bench.folder)


def read_only(bench, chance):
    """The disk can be read and not written."""
    name = chance.choice(list(COMMANDS))
    yield f"{name}: a disk that cannot be written"
    with mounted(bench, "size=64m"):
        plant(bench.start, bench.folder)
        subprocess.run(["mount", "-o", "remount,ro", bench.folder], check=True)
        run = bench.run(COMMANDS[name])
        if run.code == 0 and name != "check":
            raise Wrong("it ended well on a disk that cannot be written")
        bench.ended(name, run)
    plant(bench.start, bench.folder)


def kib(files):
    return sum(len(content) // 4096 * 4 + 4 for content in files.values()) + 4 * len({str(pathlib.Path(p).parent) for p in files})


class mounted:
    """A file system in memory in place of the folder."""

    def __init__(self, bench, options):
        self.folder, self.options = bench.folder, options

    def __enter__(self):
        subprocess.run(["mount", "-t", "tmpfs", "-o", self.options, "tmpfs", self.folder], check=True)

    def __exit__(self, *_):
        subprocess.run(["umount", self.folder], check=True)


def disappearing(bench, chance):
    """Files and folders go away, or change, while the program runs."""
    name, after = chance.choice(["build", "formats", "export", "deck", "refresh", "check"]), chance.random() ** 2 * 0.2
    victim = chance.choice(["datasets/demo/claims.toml", "charts/trust.toml", "charts", "dist", "datasets", "decks", "config.toml", "mine.pptx"])
    yield f"{name}: {victim} goes away after {after:.4f} s"

    def away():
        time.sleep(after)
        path = bench.folder / victim
        try:
            os.rename(path, bench.folder.parent / "away")
        except OSError:
            pass

    thread = threading.Thread(target=away)
    thread.start()
    run = bench.run(COMMANDS[name])
    thread.join()
    gone = bench.folder.parent / "away"
    if gone.is_dir():
        shutil.rmtree(gone)
    elif gone.exists():
        gone.unlink()
    if run.code not in (0, 1, 2):
        raise Wrong(f"it ended with {run.code}")
    for path, content in tree(bench.folder).items():
        # The list of what was written is another one when the folder is new.
        if path != "dist/.citeplot" and content not in [files[path] for files in (bench.start, bench.wanted[name]) if path in files]:
            raise Wrong(f"{path} is neither the old nor the new file, or was left behind")
    plant(bench.start, bench.folder)
    bench.recovers(name)


def closed_pipe(bench, chance):
    """The reader of stdout or stderr goes away early, or the file behind it is full."""
    words, end, kind = chance.choice(TALK), chance.choice(["stdout", "stderr"]), chance.choice(["at once", "after one byte", "full"])
    yield f"{' '.join(words)}: {end} closed {kind}"
    if kind == "full":
        with open("/dev/full", "wb") as full:
            streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, end: full}
            done = subprocess.run([bench.program, *words], cwd=bench.folder, **streams)
    else:
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        done = subprocess.Popen([bench.program, *words], cwd=bench.folder, **streams)
        pipe, other = (done.stdout, done.stderr) if end == "stdout" else (done.stderr, done.stdout)
        if kind == "after one byte":
            pipe.read(1)
        pipe.close()
        done.stderr_text = other.read()
        done.wait()
    said = b"" if end == "stderr" else (done.stderr if isinstance(done.stderr, bytes) else done.stderr_text)
    Run(done.returncode, b"", said or b"")
    prints = end == "stdout" and kind == "full" and words[0] in ("list", "show", "embed", "completions", "check")
    wanted = [2] if prints else [2] if words == ["nonsense"] else [0]
    if done.returncode not in wanted:
        raise Wrong(f"it ended with {done.returncode}, not {wanted[0]}: {said}")


def two_at_once(bench, chance):
    """Two builds of one project run at the same time."""
    name = chance.choice(["build", "formats", "export", "deck"])
    pause = chance.random() * 0.1
    yield f"{name}: twice at once, {pause:.4f} s apart"
    start = lambda: subprocess.Popen([bench.program, *COMMANDS[name]], cwd=bench.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    first = start()
    time.sleep(pause)
    second = start()
    for process in (first, second):
        said = process.communicate()[1]
        if process.returncode != bench.codes[name]:
            raise Wrong(f"one ended with {process.returncode}: {said.decode(errors='replace')}")
    bench.recovers(name)


KINDS = {
    "injected": injected, "killed-at-call": killed_at_call, "killed-in-time": killed_in_time, "few-files": few_files,
    "small-files": small_files, "full-disk": full_disk, "read-only": read_only, "disappearing": disappearing,
    "closed-pipe": closed_pipe, "two-at-once": two_at_once,
}
SHARES = {"injected": 8, "killed-at-call": 4, "killed-in-time": 3}


def kinds(only):
    if only:
        return [only]
    usable = [kind for kind in KINDS if os.geteuid() == 0 or kind not in ("full-disk", "read-only")]
    return [kind for kind in usable for _ in range(SHARES.get(kind, 1))]


def case(bench, number, seed, among):
    """Runs one case; returns its kind and what was wrong, if anything."""
    chance = random.Random(f"{seed}-{number}")
    kind = chance.choice(among)
    plant(bench.start, bench.folder)
    steps = KINDS[kind](bench, chance)
    what = next(steps)
    try:
        next(steps, None)
        return kind, what, None
    except Wrong as wrong:
        return kind, what, str(wrong)
    except subprocess.TimeoutExpired:
        return kind, what, "it did not end within a minute"


def main():
    parser = argparse.ArgumentParser(prog=".ci/faults")
    parser.add_argument("program")
    parser.add_argument("seconds", nargs="?", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--case", type=int)
    parser.add_argument("--kind", choices=KINDS)
    options = parser.parse_args()
    place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    done, failed = collections.Counter(), []
    with tempfile.TemporaryDirectory(dir=place) as folder:
        bench = Bench(options.program, pathlib.Path(folder) / "project")
        end, number, among = time.monotonic() + options.seconds, options.case or 0, kinds(options.kind)
        while True:
            kind, what, wrong = case(bench, number, options.seed, among)
            done[kind] += 1
            if wrong:
                failed.append(number)
                print(f"case {number}: {what}: {wrong}", flush=True)
                kept = KEPT / f"case-{options.seed}-{number}"
                shutil.rmtree(kept, ignore_errors=True)
                shutil.copytree(bench.folder, kept)
            number += 1
            if options.case is not None or time.monotonic() > end:
                break
    for kind, count in sorted(done.items()):
        print(f"{kind:<16} {count:>6}")
    print(f"{sum(done.values())} cases with seed {options.seed}, {len(failed)} failed")
    sys.exit(1 if failed else 0)


main()
