#!/usr/bin/env python3
"""Holds the scores on labelled notices against floors: floors.py BINARY SHARED.

SHARED has score/score.py and corpus/.  Every figure is printed; below a floor the exit code is 1.
Standard library only.
"""
import json
import subprocess
import sys

# corpus folder, documents, and the floors.  They only rise.
FLOORS = [
    {"corpus": "seeds", "only": "", "fields F1": 0.985, "worst document": 0.97, "findings recall": 0.93, "findings precision": 0.93},
    {"corpus": "institutions", "only": ".txt", "fields F1": 0.95, "findings recall": 0.85, "findings precision": 0.90},
    {"corpus": "pdf-notices", "only": "", "fields F1": 0.975, "findings recall": 0.95, "findings precision": 0.95},
]
# rebuilt tables: cell texts, neighbours, cells at their place
TABLES = [
    {"corpus": "pdf", "text": 0.985, "adj": 0.98, "exact": 0.97},
    {"corpus": "peer-pdf", "text": 0.96, "adj": 0.92},
]


def measure(binary, shared, corpus, only):
    command = [sys.executable, f"{shared}/score/score.py", "--bin", binary, "--json", "--only", only, f"{shared}/corpus/{corpus}"]
    result = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    if not result["documents"] or result["failures"]:
        sys.exit(f"{corpus}: {result['documents']} documents, failed: {result['failures']}")
    precision, recall, _ = result["kinds"].get("findings", [1.0, 1.0, 1.0])
    worst = min(result["by_document"], key=result["by_document"].get)
    figures = {
        "fields F1": result["fields_f1"],
        "worst document": result["by_document"][worst],
        "findings recall": recall,
        "findings precision": precision,
    }
    return result["documents"], worst, figures


def tables(binary, shared, floors):
    command = [sys.executable, f"{shared}/score/tables.py", "--bin", binary, "--json", "--readable", f"{shared}/corpus/{floors['corpus']}"]
    result = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    if not result["documents"] or result["failures"]:
        sys.exit(f"{floors['corpus']}: {result['documents']} documents, failed: {result['failures']}")
    print(f"{floors['corpus']}: tables of {result['documents']} documents")
    below = 0
    for name, figure in result["mean"].items():
        floor = floors.get(name)
        verdict = "" if floor is None else "ok" if figure >= floor else "BELOW THE FLOOR"
        below += verdict.startswith("BELOW")
        print(f"  {name:20} {figure:.4f}   floor {floor if floor is not None else '-':<6} {verdict}".rstrip())
    return below


def main():
    binary, shared = sys.argv[1:]
    below = sum(tables(binary, shared, floors) for floors in TABLES)
    for floors in FLOORS:
        documents, worst, figures = measure(binary, shared, floors["corpus"], floors["only"])
        print(f"{floors['corpus']}: {documents} documents, the worst {worst.rsplit('/', 1)[-1]}")
        for name, figure in figures.items():
            floor = floors.get(name)
            verdict = "" if floor is None else "ok" if figure >= floor else "BELOW THE FLOOR"
            below += verdict.startswith("BELOW")
            print(f"  {name:20} {figure:.4f}   floor {floor if floor is not None else '-':<6} {verdict}".rstrip())
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
