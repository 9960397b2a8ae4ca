"""The peer of the benchmark `throughput`: keeps facts as safely as the hub does, in Python with paho and sqlite3.

WAL and synchronous FULL; one commit for all that has arrived, up to MOST messages; a fact counts once by its primary key; a journal is
confirmed only after the commit, up to the highest sequence without a gap.

usage: subscriber.py PORT USER SECRET DATABASE MOST
It prints READY once it has subscribed, and ends with its standard input, after telling how many facts it keeps.
"""

import json
import queue
import sqlite3
import sys
import threading

import paho.mqtt.client as mqtt

PREFIX = "seatline/v1/bench/"


def connect(port, user, secret, arrived):
    client = mqtt.Client(client_id=user, protocol=mqtt.MQTTv5)
    client.username_pw_set(user, secret)
    client.max_inflight_messages_set(1000)

    def on_connect(client, userdata, flags, reason, properties=None):
        client.subscribe(PREFIX + "+/event", qos=1)

    def on_subscribe(client, userdata, mid, reasons, properties=None):
        print("READY", flush=True)

    client.on_connect = on_connect
    client.on_subscribe = on_subscribe
    client.on_message = lambda client, userdata, message: arrived.put((message.topic, message.payload))
    client.connect("127.0.0.1", port)
    client.loop_start()
    return client


def taken(arrived, most):
    """All that has arrived, after waiting for the first."""
    group = [arrived.get()]
    while len(group) < most:
        try:
            group.append(arrived.get_nowait())
        except queue.Empty:
            break
    return group


def keep(database, group, held):
    """Commits a group; returns the journals to confirm: topic and payload."""
    rows = []
    touched = {}
    for topic, payload in group:
        seat = topic.split("/")[3]
        for fact in json.loads(payload)["events"]:
            journal, sequence = fact["journal"], fact["sequence"]
            last = held.get(journal, 0)
            if sequence == last + 1:
                held[journal] = sequence
                rows.append((fact["console"], journal, sequence, seat, json.dumps(fact, separators=(",", ":"))))
            touched[journal] = seat
    database.execute("BEGIN")
    database.executemany("INSERT OR IGNORE INTO event VALUES (?, ?, ?, ?, ?)", rows)
    database.execute("COMMIT")
    return [
        (PREFIX + seat + "/confirm", '{"journal":"%s","upTo":%d}' % (journal, held[journal]))
        for journal, seat in touched.items()
    ]


def main():
    port, user, secret, file, most = sys.argv[1:]
    database = sqlite3.connect(file, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute(
        "CREATE TABLE event (console TEXT, journal TEXT, sequence INTEGER, seat TEXT, envelope TEXT,"
        " PRIMARY KEY (console, journal, sequence)) WITHOUT ROWID"
    )
    arrived = queue.SimpleQueue()
    client = connect(int(port), user, secret, arrived)
    threading.Thread(target=lambda: (sys.stdin.read(), arrived.put(None)), daemon=True).start()
    held = {}
    ended = False
    while not ended:
        group = taken(arrived, int(most))
        ended = None in group
        group = [one for one in group if one is not None]
        if group:
            for topic, payload in keep(database, group, held):
                client.publish(topic, payload, qos=1)
    print("KEPT %d" % database.execute("SELECT count(*) FROM event").fetchone(), flush=True)
    client.disconnect()


main()
