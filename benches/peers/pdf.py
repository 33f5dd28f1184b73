#!/usr/bin/env python3
"""Times this program beside the tools that a user would pick for tables in PDF files, on the same files in one run.

    pdf.py target/release/bangchim [FILE.pdf ...]      (default: samples/pdf and a ruled document of 300 pages)

Makes a virtual environment in benches/peers/.venv with PyMuPDF, pdfplumber and camelot; `pdftotext` (poppler) must be
installed. Each figure is the median of several runs of a whole process, the interpreter's own start left in, and of the
tables of one warm process (the page times).
"""
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
VENV = HERE / ".venv"
PACKAGES = ["pymupdf", "pdfplumber", "camelot-py"]
WARM = {
    "PyMuPDF find_tables": """
import pymupdf
def run(path):
    with pymupdf.open(path) as doc:
        return [t.extract() for page in doc for t in page.find_tables().tables], len(doc)
""",
    "pdfplumber": """
import pdfplumber
def run(path):
    with pdfplumber.open(path) as doc:
        return [page.extract_tables() for page in doc.pages], len(doc.pages)
""",
    "camelot lattice": """
import camelot, pdfplumber
def run(path):
    with pdfplumber.open(path) as doc:
        count = len(doc.pages)
    return [t.df for t in camelot.read_pdf(path, pages="all", flavor="lattice")], count
""",
}
LOOP = """
import sys, time
path, rounds = sys.argv[1], int(sys.argv[2])
run(path)
times = []
for _ in range(rounds):
    begun = time.perf_counter()
    count = run(path)[1]
    times.append(time.perf_counter() - begun)
print(sorted(times)[len(times) // 2] / count)
"""


def python():
    if not VENV.exists():
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
        subprocess.run([str(VENV / "bin/pip"), "install", "--quiet", *PACKAGES], check=True)
    return str(VENV / "bin/python")


def whole(command, rounds=7):
    times = []
    for _ in range(rounds):
        begun = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def long_document(interpreter, source, target, pages=300):
    code = ("import sys, pymupdf\nsource, out = pymupdf.open(sys.argv[1]), pymupdf.open()\n"
            "while len(out) < int(sys.argv[3]):\n    out.insert_pdf(source)\n"
            "out.select(range(int(sys.argv[3])))\nout.save(sys.argv[2], garbage=4, deflate=True)\n")
    subprocess.run([interpreter, "-c", code, str(source), str(target), str(pages)], check=True)


def main():
    binary, interpreter = sys.argv[1], python()
    files = [pathlib.Path(f) for f in sys.argv[2:]] or sorted((HERE.parent.parent / "samples/pdf").glob("*.pdf"))
    print(f"{platform.platform()}, Python {platform.python_version()}")
    print(subprocess.run([str(VENV / "bin/pip"), "list", "--format=freeze"], capture_output=True, text=True).stdout)
    with tempfile.TemporaryDirectory() as work:
        long = pathlib.Path(work) / "300-pages.pdf"
        long_document(interpreter, files[0], long)
        print("| file | bangchim tables | pdftotext -layout | " + " | ".join(f"{t}, a page" for t in WARM) + " |")
        print("|---|---|---|" + "---|" * len(WARM))
        for path in [*files, long]:
            ours = whole([binary, "tables", "--format", "json", str(path)])
            text = whole(["pdftotext", "-layout", str(path), "-"])
            row = [path.name, f"{ours * 1000:.1f} ms", f"{text * 1000:.1f} ms"]
            for code in WARM.values():
                if path == long:
                    row.append("")
                    continue
                answer = subprocess.run([interpreter, "-c", code + LOOP, str(path), "3"], capture_output=True, text=True)
                row.append(f"{float(answer.stdout.split()[-1]) * 1000:.0f} ms" if answer.returncode == 0 else "fails")
            print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main()
