"""The peer in Python: waits for an edge by gpiod, commits a fact to SQLite if a file is named, sets the output,
remembers both times.

usage: answer.py CHIP INPUT OUTPUT COUNT [DATABASE]
"""
import gc
import sqlite3
import sys
import time

import gpiod

chip, wanted, shown, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
database = None
if len(sys.argv) > 5:
    database = sqlite3.connect(sys.argv[5], isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE fact (sequence INTEGER PRIMARY KEY, elapsed INTEGER, body TEXT NOT NULL)")
FACT = '{"kind":"headsetMoved","headset":"LIFTED","console":"c01","wall":"2026-01-01T00:00:00.000Z"}'

board = gpiod.Chip(chip)
line = board.get_line(wanted)
line.request(consumer="answer", type=gpiod.LINE_REQ_EV_BOTH_EDGES)
lamp = board.get_line(shown)
lamp.request(consumer="answer", type=gpiod.LINE_REQ_DIR_OUT, default_vals=[0])
edges, answers = [0] * count, [0] * count
print("ready", flush=True)
for i in range(count):
    if not line.event_wait(sec=30):
        sys.exit("no edge")
    event = line.event_read()
    if database is not None:
        # as ours: two facts in one transaction
        database.execute("BEGIN IMMEDIATE")
        database.execute("INSERT INTO fact (elapsed, body) VALUES (?, ?)", (event.nsec, FACT))
        database.execute("INSERT INTO fact (elapsed, body) VALUES (?, ?)", (event.nsec, FACT))
        database.execute("COMMIT")
    lamp.set_value(1 if event.type == gpiod.LineEvent.RISING_EDGE else 0)
    answers[i] = time.monotonic_ns()
    edges[i] = event.sec * 1_000_000_000 + event.nsec
for i in range(count):
    print(edges[i], answers[i])
