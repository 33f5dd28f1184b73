"""Notices judged by `bangchim worker` inside Apache Spark (3.4 and later, classic or Connect).

    from bangchim_spark import folder, judge
    files = folder(spark, "notices/")
    judge(files, options=["--today", "2026-11-22"]).write.json("out")

Each partition has one worker, which supervises its own child: a document that crashes, hangs or needs too much memory
is a row with that status. A task fails, and is tried again by Spark, unless the worker ends with 0 and has given one
line for each line it was given.
"""

import base64
import json
import subprocess
import threading

# The columns of the result: the answer of the worker, with the record as JSON text.
SCHEMA = (
    "id string, status string, record string, findings_error long, findings_warning long, findings_info long, "
    "error_code string, error_message string, error_advice string, sha256 string, size long, format string"
)
_TYPES = {"findings_error": "int64", "findings_warning": "int64", "findings_info": "int64", "size": "int64"}
_NAMES = [column.split()[0] for column in SCHEMA.split(", ")]


class WorkerFailed(RuntimeError):
    """The worker did not answer every line, or ended with another code than 0."""


def folder(spark, path):
    """All files below a folder, as `path` and `content`.

    `binaryFile` by itself leaves out files without bytes and files whose names begin with `_` or `.`; the former are put
    back here, and names that Spark cannot be given are an error, so that no file is lost in silence. It needs a classic
    session; through Spark Connect give `judge` a table of your own.
    """
    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(path).select("path", "content")
    context = spark.sparkContext
    root = context._jvm.org.apache.hadoop.fs.Path(path)
    listing = root.getFileSystem(context._jsc.hadoopConfiguration()).listFiles(root, True)
    empty, hidden = [], []
    while listing.hasNext():
        status = listing.next()
        if status.getPath().getName().startswith(("_", ".")):
            hidden.append(status.getPath().toString())
        elif status.getLen() == 0:
            empty.append((status.getPath().toString(), bytearray()))
    if hidden:
        raise ValueError(f"{len(hidden)} names begin with _ or . and are not read by Spark, as {hidden[0]}; rename them")
    return files.union(spark.createDataFrame(empty, "path string, content binary")) if empty else files


def judge(files, program="bangchim", options=()):
    """A row for each row of `files`, with the columns `path` and `content`, or `path` alone where
    every machine can open the paths. `program` is the path of the program on the workers, `options` are options of
    `bangchim worker`.
    """
    columns = [column for column in ("path", "content") if column in files.columns]
    if "path" not in columns:
        raise ValueError("the table needs a column `path`")
    command = [program, "worker", *options]

    def partition(batches):
        return _run(command, batches)

    return files.select(*columns).mapInArrow(partition, SCHEMA)


def _run(command, batches):
    import pyarrow as pa

    # standard error goes where the errors of the executor go
    worker = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    fed = {"lines": 0, "error": None}
    feeder = threading.Thread(target=_feed, args=(worker, batches, fed), daemon=True)
    feeder.start()
    rows, answered = [], 0
    try:
        for line in worker.stdout:
            rows.append(_row(json.loads(line)))
            answered += 1
            if len(rows) == 64:
                yield _batch(pa, rows)
                rows = []
        feeder.join()
        code = worker.wait()
    finally:
        # a task that is cancelled leaves no process behind
        if worker.poll() is None:
            worker.kill()
            worker.wait()
    if fed["error"] is not None and not isinstance(fed["error"], BrokenPipeError):
        raise fed["error"]
    if code != 0 or answered != fed["lines"]:
        raise WorkerFailed(f"bangchim worker: exit {code}, {fed['lines']} lines in, {answered} out")
    if rows:
        yield _batch(pa, rows)


def _feed(worker, batches, fed):
    """Writes a line for each row; in a thread of its own, so that no pipe can fill up and stop both sides."""
    try:
        for batch in batches:
            for row in batch.to_pylist():
                line = {"v": 1, "id": row["path"], "name": row["path"]}
                if row.get("content") is None:
                    line["uri"] = row["path"]
                else:
                    line["bytes_b64"] = base64.b64encode(row["content"]).decode("ascii")
                worker.stdin.write(json.dumps(line, ensure_ascii=False).encode("utf-8") + b"\n")
                fed["lines"] += 1
        worker.stdin.flush()
    except BaseException as error:  # told by the task, not by the thread
        fed["error"] = error
    finally:
        try:
            worker.stdin.close()
        except OSError:
            pass


def _row(answer):
    error, findings, metrics = answer["error"] or {}, answer["findings"], answer["metrics"]
    record = answer["record"]
    return {
        "id": answer["id"],
        "status": answer["status"],
        "record": None if record is None else json.dumps(record, ensure_ascii=False, separators=(",", ":")),
        "findings_error": findings["error"],
        "findings_warning": findings["warning"],
        "findings_info": findings["info"],
        "error_code": error.get("code"),
        "error_message": error.get("message"),
        "error_advice": error.get("advice"),
        "sha256": metrics["sha256"],
        "size": metrics["size"],
        "format": metrics["format"],
    }


def _batch(pa, rows):
    schema = pa.schema([(name, pa.type_for_alias(_TYPES.get(name, "string"))) for name in _NAMES])
    return pa.RecordBatch.from_pylist(rows, schema=schema)
