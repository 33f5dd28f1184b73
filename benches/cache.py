#!/usr/bin/env python3
"""A first run of `check` and an unchanged second one: cache.py BINARY [FOLDER...]

Copies the texts of the folders (samples/ where none is given) until there are 600 of them, each under a name of its own, and
times `check` without the cache, with an empty one and with a full one. The fastest of several rounds counts. All three must
say the same. Standard library only.
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

NOTICES = 600
ROUNDS = 5


def main():
    binary = pathlib.Path(sys.argv[1]).resolve()
    folders = [pathlib.Path(f) for f in sys.argv[2:]] or [pathlib.Path(__file__).parents[1] / "samples"]
    texts = sorted(p for f in folders for p in f.iterdir() if p.suffix in (".txt", ".md"))
    with tempfile.TemporaryDirectory() as work:
        work = pathlib.Path(work)
        notices, cache = work / "notices", work / "cache"
        notices.mkdir()
        for i in range(NOTICES):
            text = texts[i % len(texts)]
            shutil.copy(text, notices / f"{i:04}{text.suffix}")
        size = sum(p.stat().st_size for p in notices.iterdir())
        print(f"{NOTICES} files, {size / 1e6:.2f} MB")

        def run(*how):
            command = [binary, "check", "notices", "--today", "2026-11-22", "--format", form, *how]
            start = time.perf_counter()
            done = subprocess.run(command, cwd=work, capture_output=True)
            return time.perf_counter() - start, done.stdout

        for form in ("text", "json", "sarif"):
            without = min((run("--no-cache") for _ in range(ROUNDS)), key=lambda r: r[0])
            first, second = [], []
            for _ in range(ROUNDS):
                shutil.rmtree(cache, ignore_errors=True)
                first.append(run("--cache-dir", "cache"))
                second.append(run("--cache-dir", "cache"))
            first, second = min(first, key=lambda r: r[0]), min(second, key=lambda r: r[0])
            assert without[1] == first[1] == second[1], "another answer from the cache"
            print(
                f"{form:6} without {without[0] * 1e3:7.1f} ms, first {first[0] * 1e3:7.1f} ms, "
                f"second {second[0] * 1e3:7.1f} ms: {without[0] / second[0]:.1f} times as fast"
            )
        entries = [p for p in cache.rglob("*") if p.is_file()]
        print(f"cache: {len(entries)} files, {sum(p.stat().st_size for p in entries) / 1e6:.2f} MB")


main()
