#!/usr/bin/env python3
"""Opens rendered HWPX files in two independent readers: python-hwpx (PyPI) and rhwp (npm).

usage: hwpx.py BINARY

Each has to find the same text in the same cells as the plain text of the same notice, and the package has to be valid
against the schemas that python-hwpx brings. Where the registries cannot be reached the check is left out, and says so.
"""
import html
import json
import pathlib
import subprocess
import sys
import tempfile

PYTHON_READER = "python-hwpx==6.9.0"
NODE_READER = "@rhwp/core@0.8.6"
SAMPLES = ["model-form-clean.txt", "pipe-vanished-rowspan.md", "comparison-and-revision-history.txt", "blank-form.txt"]

TABLES = """
import json, sys
from hwpx import HwpxDocument
document = HwpxDocument.open(sys.argv[1])
tables = [t for p in document.paragraphs for t in p.tables]
print(json.dumps([[[t.cell(r, c).text for c in range(t.column_count)] for r in range(t.row_count)] for t in tables]))
"""

PAGES = """
import {readFileSync} from 'fs';
globalThis.measureTextWidth = (font, text) => text.length * 10;
const rhwp = await import('@rhwp/core');
await rhwp.default({module_or_path: readFileSync('node_modules/@rhwp/core/rhwp_bg.wasm')});
const document = new rhwp.HwpDocument(new Uint8Array(readFileSync(process.argv[2])));
const pages = [];
for (let i = 0; i < document.pageCount(); i++) pages.push(document.renderPageSvg(i).replace(/<[^>]*>/g, ''));
console.log(JSON.stringify(pages));
"""


def run(command, **more):
    return subprocess.run([str(c) for c in command], capture_output=True, text=True, **more)


def installed(folder):
    """The python of a fresh environment with the first reader; None where it cannot be had. Whether the second is there."""
    python = folder / "venv/bin/python"
    steps = [[sys.executable, "-m", "venv", folder / "venv"], [python, "-m", "pip", "-q", "install", PYTHON_READER]]
    if any(run(step).returncode for step in steps):
        return None, False
    try:
        node = run(["npm", "install", "--silent", "--no-save", NODE_READER], cwd=folder).returncode == 0
    except FileNotFoundError:
        node = False
    return python, node


def rows(text):
    """The tables of the plain text: lines with tabs, a ditto mark filled in from above."""
    tables, before = [], False
    for line in text.splitlines():
        if "\t" in line:
            cells = line.split("\t")
            if not before:
                tables.append([])
            above = tables[-1][-1] if tables[-1] else cells
            tables[-1].append([a if c == "〃" else c for c, a in zip(cells, above)])
        before = "\t" in line
    return tables


def main():
    binary = pathlib.Path(sys.argv[1]).resolve()
    samples = pathlib.Path(__file__).resolve().parent.parent / "samples"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "package.json").write_text('{"type": "module"}')
        (folder / "tables.py").write_text(TABLES)
        (folder / "pages.mjs").write_text(PAGES)
        python, node = installed(folder)
        if python is None:
            print("  the readers could not be installed: not checked")
            return 0
        wrong = 0
        for sample in SAMPLES:
            out = folder / "notice.hwpx"
            render = [binary, "render", samples / sample, "--no-config", "-q"]
            text = run([*render, "--format", "txt"]).stdout
            made = run([*render, "--out", out])
            problems = [made.stderr] if made.returncode else []
            for tool in ["hwpx-validate", "hwpx-validate-package"]:
                result = run([python.parent / tool, out])
                if result.returncode or "ERROR" in result.stdout:
                    problems.append(f"{tool}: {result.stdout.strip()} {result.stderr.strip()}")
            read = run([python, folder / "tables.py", out])
            if read.returncode or json.loads(read.stdout) != rows(text):
                problems.append(f"{PYTHON_READER}: other cells {read.stderr.strip()[-300:]}")
            if node:
                pages = run(["node", "pages.mjs", out], cwd=folder)
                seen = "".join(html.unescape("".join(json.loads(pages.stdout))).split()) if pages.returncode == 0 else ""
                told = [c for table in rows(text) for row in table for c in row]
                lost = [c for c in told if "".join(c.split()) not in seen]
                if lost:
                    problems.append(f"{NODE_READER}: not on its pages: {lost[:3]} {pages.stderr.strip()[-300:]}")
            wrong += bool(problems)
            print(f"  {sample}: {'; '.join(problems) or 'ok'}")
        print("  read by python-hwpx" + (" and rhwp" if node else "; npm is not there, rhwp not asked"))
        return 1 if wrong else 0


sys.exit(main())
