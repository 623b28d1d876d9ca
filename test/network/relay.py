"""A router with a long cable: passes IPv4 frames between two interfaces after a delay (netem is not in every kernel).

usage: relay.py IF_A MAC_A_PEER IF_B MAC_B_PEER DELAY_MS
Frames that arrive on one side leave on the other, to that side's peer, with the time to live lowered by one.
"""
import heapq
import itertools
import select
import socket
import sys
import time

ETH_P_IP = 0x0800
PACKET_IGNORE_OUTGOING = 23
SOL_PACKET = 263


def open_interface(name):
    s = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_IP))
    s.setsockopt(SOL_PACKET, PACKET_IGNORE_OUTGOING, 1)
    s.bind((name, ETH_P_IP))
    return s


def mac(text):
    return bytes(int(part, 16) for part in text.split(":"))


def forwarded(frame, own, peer):
    """The frame as a router sends it on: new addresses, TTL - 1, header checksum updated (RFC 1624)."""
    out = bytearray(frame)
    out[0:6], out[6:12] = peer, own
    out[22] -= 1
    total = (out[24] << 8 | out[25]) + 0x0100
    total = (total & 0xFFFF) + (total >> 16)
    out[24], out[25] = total >> 8, total & 0xFF
    return bytes(out)


def main():
    name_a, peer_a, name_b, peer_b, delay_ms = sys.argv[1:]
    a, b = open_interface(name_a), open_interface(name_b)
    own = {s: s.getsockname()[4] for s in (a, b)}
    leaves = {a: (b, mac(peer_b)), b: (a, mac(peer_a))}
    delay = float(delay_ms) / 1000
    waiting, order = [], itertools.count()
    print("ready", flush=True)
    while True:
        now = time.monotonic()
        while waiting and waiting[0][0] <= now:
            _, _, out, frame = heapq.heappop(waiting)
            out.send(frame)
        rest = max(0, waiting[0][0] - time.monotonic()) if waiting else None
        for s in select.select([a, b], [], [], rest)[0]:
            frame = s.recv(65535)
            if len(frame) >= 34 and frame[22] > 1:
                out, peer = leaves[s]
                due = time.monotonic() + delay
                heapq.heappush(waiting, (due, next(order), out, forwarded(frame, own[out], peer)))


if __name__ == "__main__":
    main()
