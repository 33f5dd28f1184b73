#!/usr/bin/env python3
"""Holds the scores on labelled documents against floors: floors.py BINARY SHARED.

SHARED has score/score.py, score/tables.py and corpus/.  Every figure is printed; below a floor the exit code is 1.
Standard library only.
"""
import json
import subprocess
import sys

# Records: corpus folder, documents, and the floors.  They only rise.
RECORDS = [
    {"corpus": "seeds", "only": "", "fields F1": 0.985, "worst document": 0.97, "findings recall": 0.97, "findings precision": 0.97},
    {"corpus": "institutions", "only": ".txt", "fields F1": 0.985, "findings recall": 0.95, "findings precision": 0.95},
    {"corpus": "institutions", "only": ".html", "fields F1": 0.99, "worst document": 0.92, "findings recall": 0.95, "findings precision": 0.95},
    {"corpus": "hwp-notices", "only": "", "fields F1": 0.985, "findings recall": 0.95, "findings precision": 0.95},
    {"corpus": "pdf-notices", "only": "", "fields F1": 0.985, "findings recall": 0.95, "findings precision": 0.95},
]
# Tables: corpus folders, further arguments, and the floors of the three F1 figures.
TABLES = [
    {"corpora": ["pdf"], "arguments": ["--readable"], "text": 0.985, "adj": 0.98, "exact": 0.97},
    {"corpora": ["hwp-samples", "hwp-notices"], "arguments": [], "exact": 1.0},
    {"corpora": ["peer-pdf"], "arguments": [], "text": 0.96, "adj": 0.92},
]


def answer(script, binary, shared, arguments, corpora):
    command = [sys.executable, f"{shared}/score/{script}", "--bin", binary, "--json", *arguments, *(f"{shared}/corpus/{c}" for c in corpora)]
    result = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    if not result["documents"] or result["failures"]:
        sys.exit(f"{' '.join(corpora)}: {result['documents']} documents, failed: {result['failures']}")
    return result


def records(binary, shared, floors):
    result = answer("score.py", binary, shared, ["--only", floors["only"]], [floors["corpus"]])
    precision, recall, _ = result["kinds"].get("findings", [1.0, 1.0, 1.0])
    figures = {
        "fields F1": result["fields_f1"],
        "worst document": min(result["by_document"].values()),
        "findings recall": recall,
        "findings precision": precision,
    }
    return f"{floors['corpus']} {floors['only']}".rstrip(), result["documents"], figures


def tables(binary, shared, floors):
    result = answer("tables.py", binary, shared, floors["arguments"], floors["corpora"])
    return "tables of " + ", ".join(floors["corpora"]), result["documents"], result["mean"]


def unreadable(binary, shared):
    """PDFs without a text layer that can be told must be refused, each with the code for it; gives the number of wrong ones."""
    with open(f"{shared}/corpus/pdf/index.json", encoding="utf-8") as file:
        entries = json.load(file)
    entries = entries["files"] if isinstance(entries, dict) else entries
    wrong = 0
    for entry in (e for e in entries if e.get("text_layer", "").startswith("none")):
        code = "no-text-layer" if "image" in entry["text_layer"] else "text-layer-unusable"
        command = [binary, "check", "--no-cache", "--format", "ndjson", f"{shared}/corpus/pdf/{entry['file']}"]
        run = subprocess.run(command, capture_output=True, text=True)
        right = run.returncode == 3 and f'"code":"{code}"' in run.stdout
        wrong += not right
        print(f"{entry['file']}: {'refused as ' + code if right else 'NOT REFUSED as ' + code}")
    return wrong


def main():
    binary, shared = sys.argv[1:]
    below = unreadable(binary, shared)
    for measure, floors in [(records, f) for f in RECORDS] + [(tables, f) for f in TABLES]:
        name, documents, figures = measure(binary, shared, floors)
        print(f"{name}: {documents} documents")
        for figure, value in figures.items():
            floor = floors.get(figure)
            verdict = "" if floor is None else "ok" if value >= floor else "BELOW THE FLOOR"
            below += verdict.startswith("BELOW")
            print(f"  {figure:20} {value:.4f}   floor {floor if floor is not None else '-':<6} {verdict}".rstrip())
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
