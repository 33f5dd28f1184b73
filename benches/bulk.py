"""Bulk runs: notices a second by format for one job and two, supervised against one process, memory against files.

    python3 benches/bulk.py PROGRAM [FILES]

FILES (default 7000) notices are made of the samples, as many of each format; one job, two, and two whole runs of one job
side by side are measured in turns and the median of each counts. The runs side by side share nothing: what they get done
together is all that the machine gives two jobs, whose cores may share caches, memory and a host. The memory is measured with half that number and with five times it, small notices then.
Linux alone: the peak is read from /proc.
"""

import base64
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 3
SAMPLES = Path(__file__).resolve().parents[1] / "samples"
KINDS = {
    "text": "model-form-clean.txt",
    "hwp": "model-form-hwp.hwp",
    "hwpx": "model-form-hwpx.hwpx",
    "pdf": "pdf/model-form-clean.typst.pdf",
    "html": "formats/notice.html",
    "docx": "formats/notice.docx",
    "xlsx": "formats/notice.xlsx",
}


def timed(command, **more):
    begun = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    assert done.returncode in (0, 3), done.returncode
    return time.perf_counter() - begun


def together(commands):
    """Seconds until all of the commands, begun at once, have ended."""
    begun = time.perf_counter()
    started = [subprocess.Popen(c, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for c in commands]
    codes = [process.wait() for process in started]
    assert all(code in (0, 3) for code in codes), codes
    return time.perf_counter() - begun


def peak(command):
    """Largest resident memory of the process itself, in MiB, and its time."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most = 0
    while process.poll() is None:
        try:
            status = Path(f"/proc/{process.pid}/status").read_text()
        except OSError:
            break
        most = max([most, *(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))])
        time.sleep(0.02)
    process.wait()
    return most / 1024, time.perf_counter() - begun


def main():
    program = str(Path(sys.argv[1]).resolve())
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 7000
    work = Path(tempfile.mkdtemp())
    run = [program, "migrate", "--quiet", "--today", "2026-11-22"]
    try:
        print("| format | 1 job, notices/s | 2 jobs, notices/s | scaling | 2 runs side by side | of these |")
        print("|---|---|---|---|---|---|")
        for kind, sample in KINDS.items():
            folder = work / kind
            folder.mkdir()
            source = SAMPLES / sample
            for n in range(count // len(KINDS)):
                shutil.copy(source, folder / f"{n}{source.suffix}")
            number = count // len(KINDS)
            taken = {"one": [], "two": [], "apart": []}
            for _ in range(ROUNDS):
                for name, jobs, runs in (("one", 1, 1), ("two", 2, 1), ("apart", 1, 2)):
                    outs = [work / f"out{n}" for n in range(runs)]
                    commands = [[*run, str(folder), "--out", str(out), "--jobs", str(jobs)] for out in outs]
                    taken[name].append(together(commands))
                    for out in outs:
                        shutil.rmtree(out)
            one, two, apart = (statistics.median(taken[name]) for name in taken)
            rates = f"{number / one:.0f} | {number / two:.0f} | {one / two:.2f}"
            print(f"| {kind} | {rates} | {2 * one / apart:.2f} | {apart / 2 / two:.2f} |", flush=True)

        text = base64.b64encode((SAMPLES / KINDS["text"]).read_bytes()).decode()
        lines = "".join(json.dumps({"v": 1, "id": n, "bytes_b64": text}) + "\n" for n in range(count)).encode()
        alone = min(timed([program, "worker", "--unsupervised"], input=lines) for _ in range(2))
        supervised = min(timed([program, "worker"], input=lines) for _ in range(2))
        each = (supervised - alone) * 1000 / count
        print(f"\nworker, {count} notices: {alone:.2f} s in one process, {supervised:.2f} s supervised ({each:+.3f} ms each)")

        print("\n| files | peak of the parent, MiB | s |\n|---|---|---|")
        small = "도서관 영상정보처리기기 운영·관리 방침\n\n1. 설치 대수: 3대\n2. 보관기간: 촬영일로부터 30일\n"
        for files in (count // 2, count * 5):
            folder = work / f"many-{files}"
            for n in range(files):
                path = folder / f"{n // 1000:03}" / f"{n}.txt"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(f"달빛{n}{small}3. 비고: {n}\n", encoding="utf-8")
            memory, took = peak([*run, str(folder), "--out", str(work / f"out-many-{files}")])
            print(f"| {files} | {memory:.0f} | {took:.1f} |")
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
