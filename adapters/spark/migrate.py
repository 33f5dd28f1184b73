"""A folder of notices through Spark, written as JSON lines and Parquet by Spark itself.

    spark-submit --py-files bangchim_spark.py migrate.py notices/ out/ --program /usr/local/bin/bangchim -- --today 2026-11-22

What follows `--` are options of `bangchim worker`. Where the program is not installed on the workers, send it along
with `--files bangchim` and name it `--program ./bangchim`.
"""

import argparse

from bangchim_spark import SCHEMA, folder, judge
from pyspark.sql import SparkSession


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", help="folder of notices, or with --uris a text file with a path on each line")
    parser.add_argument("out", help="folder for json/ and parquet/; must not exist")
    parser.add_argument("--program", default="bangchim")
    parser.add_argument("--uris", action="store_true")
    parser.add_argument("--partitions", type=int, default=0, help="default: what Spark makes of the files")
    parser.add_argument("options", nargs="*", help="options of `bangchim worker`, after `--`")
    args = parser.parse_args()

    spark = SparkSession.builder.appName("bangchim").getOrCreate()
    if args.uris:
        files = spark.read.text(args.source).withColumnRenamed("value", "path")
    else:
        files = folder(spark, args.source)
    if args.partitions:
        files = files.repartition(args.partitions)
    judge(files, args.program, args.options).write.json(f"{args.out}/json")
    # from the JSON lines, so that every document is judged once
    spark.read.schema(SCHEMA).json(f"{args.out}/json").write.parquet(f"{args.out}/parquet")
    spark.stop()


if __name__ == "__main__":
    main()
