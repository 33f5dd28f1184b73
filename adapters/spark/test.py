"""The adapter on a cluster of two executors on this machine, one of which is killed while it works.

    python adapters/spark/test.py PROGRAM      (needs Java 17 and requirements.txt)

2,000 documents, among them some that abort, hang and take all memory; every one must come back once, with its status,
as the worker alone gives it.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from bangchim_spark import SCHEMA, WorkerFailed, _feed, _row, folder, judge  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402

COUNT = 2000
OPTIONS = ["--today", "2026-11-22", "--lang", "ko", "--timeout", "10s", "--memory", "400MiB"]
POISON = {11: "abort", 12: "loop", 13: "memory"}


def documents(folder):
    """Notices that differ, the poison, and some that take their time, so that there is something to kill."""
    notice = (HERE.parents[1] / "samples" / "model-form-clean.txt").read_text(encoding="utf-8")
    for n in range(COUNT):
        text = f"{notice}\n비고 {n}\n"
        if n in POISON:
            text = f"poison:{POISON[n]}"
        elif n % 3 == 0:
            text = f"poison:slow {n}"
        elif n % 50 == 1:
            text = ""
        (folder / f"{n:04}.txt").write_text(text, encoding="utf-8")


def alone(program, paths):
    """The answers of one worker to all documents."""
    worker = subprocess.Popen([program, "worker", *OPTIONS], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    class Rows:
        def to_pylist(self):
            return [{"path": f"file:{path}", "content": path.read_bytes()} for path in paths]

    fed = {"lines": 0, "error": None}
    threading.Thread(target=_feed, args=(worker, [Rows()], fed), daemon=True).start()
    rows = [_row(json.loads(line)) for line in worker.stdout]
    assert worker.wait() == 0 and len(rows) == fed["lines"] == len(paths)
    return rows


def descendants(pid):
    """Processes below one, from /proc."""
    parents = {}
    for entry in Path("/proc").iterdir():
        try:
            stat = (entry / "stat").read_text()
            parents.setdefault(int(stat.rsplit(")", 1)[1].split()[1]), []).append(int(entry.name))
        except (OSError, ValueError, IndexError):
            continue
    found, todo = [], [pid]
    while todo:
        below = parents.get(todo.pop(), [])
        found += below
        todo += below
    return found


def kill_an_executor(out, killed):
    """Waits for the first finished part and kills an executor of ours."""
    while not any(out.rglob("part-*")):
        time.sleep(0.05)
    for pid in descendants(os.getpid()):
        try:
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            continue
        if b"CoarseGrainedExecutorBackend" in command and command.startswith((b"java", b"/")):
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)
            return


def key(row):
    return row["id"]


def main():
    program = str(Path(sys.argv[1]).resolve())
    os.environ["BANGCHIM_TEST_POISON"] = "1"
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    work = Path(tempfile.mkdtemp())
    (work / "in").mkdir()
    documents(work / "in")
    expected = sorted(alone(program, sorted((work / "in").iterdir())), key=key)
    begun = time.time()
    spark = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.executorEnv.BANGCHIM_TEST_POISON", "1")
        .config("spark.executorEnv.PYTHONPATH", str(HERE))
        .config("spark.ui.enabled", "false")
        # the files are listed here, not by tasks
        .config("spark.sql.sources.parallelPartitionDiscovery.threshold", "10000")
        .getOrCreate()
    )
    try:
        spark.sparkContext.setLogLevel("ERROR")
        files = folder(spark, f"file:{work}/in").repartition(20)
        out, killed = work / "out", []
        killer = threading.Thread(target=kill_an_executor, args=(out, killed), daemon=True)
        killer.start()
        judge(files, program, OPTIONS).write.json(str(out))
        killer.join(timeout=10)
        assert killed, "no executor was killed"
        assert (out / "_SUCCESS").exists()
        found = sorted((row.asDict() for row in spark.read.schema(SCHEMA).json(str(out)).collect()), key=key)
        assert len({row["id"] for row in found}) == len(found) == COUNT, len(found)
        assert found == expected, next((a, b) for a, b in zip(found, expected) if a != b)
        statuses = {row["status"] for row in found}
        assert statuses == {"ok", "empty", "rejected", "crash", "timeout", "oom"}, statuses

        # a worker that ends early must fail the job, whatever it has answered
        short = work / "short.sh"
        short.write_text(f'#!/bin/sh\nhead -n 3 | "{program}" "$@"\n')
        short.chmod(0o755)
        try:
            judge(files.limit(50), str(short), OPTIONS).count()
        except Exception as error:  # what Spark makes of it differs between versions
            assert WorkerFailed.__name__ in str(error), error
        else:
            raise AssertionError("lost lines were taken for success")
        print(f"{COUNT} documents, executor {killed[0]} killed, all as one worker gives them; {time.time() - begun:.0f} s")
    finally:
        spark.stop()
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
