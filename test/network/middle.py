"""A relay (relay.py) that is also a firewall, a worn cable, a meddler: rules say what happens to which TCP segment.

usage: middle.py IF_A MAC_A_PEER IF_B MAC_B_PEER DELAY_MS RULES [ADDRESS PORT]
With ADDRESS it translates what comes from IF_A (RFC 3022): to the far side it has that address, and ports that are PORT higher.
RULES is a JSON list. Of each rule:
  on     the interface where the segment arrives
  what   syn, synack, ack (nothing but an acknowledgement), data, fin, lastack (an ack behind the FINs of both sides)
  port   the server's port; left out: any
  nth    the first of such segments that it is about, from 1 (left out: 1)
  times  how many (left out: all from there on)
  do     drop; late (by `ms`); twice (again after `ms`); reset; icmp (code of "destination unreachable"); mss (set to `to`);
         strip (options other than the MSS become padding)
The first rule that is about a segment has it. Nothing is left to chance, so that a capture shows what it was made for.
"""
import heapq
import itertools
import json
import select
import socket
import struct
import sys
import time

from relay import forwarded, mac, open_interface

FIN, SYN, RST, ACK = 1, 2, 4, 16
ETH = 14
TTL = 64
# who the relay is at home, where it answers in its own name
ROUTER = bytes([192, 168, 1, 1])


def checksum(data):
    data += b"\0" * (len(data) & 1)
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


class Segment:
    """What the rules look at. Frames are IPv4 with a header of 20 bytes: our own stacks send no others."""

    def __init__(self, frame):
        self.frame = frame
        self.ip = frame[ETH : ETH + (frame[ETH + 2] << 8 | frame[ETH + 3])]
        self.is_tcp = len(self.ip) >= 40 and self.ip[0] == 0x45 and self.ip[9] == 6
        if not self.is_tcp:
            return
        self.tcp = self.ip[20:]
        self.ports = struct.unpack("!HH", self.tcp[:4])
        self.seq, self.ack = struct.unpack("!II", self.tcp[4:12])
        self.header = (self.tcp[12] >> 4) * 4
        self.flags = self.tcp[13]
        self.length = len(self.tcp) - self.header

    def kinds(self, fins):
        flags = self.flags
        if flags & SYN:
            return {"synack" if flags & ACK else "syn"}
        kinds = set()
        if self.length > 0:
            kinds.add("data")
        if flags & FIN:
            kinds.add("fin")
        if not kinds and not flags & RST:
            kinds.add("ack")
            if len(fins) == 2:
                kinds.add("lastack")
        return kinds


class Rule:
    def __init__(self, on, what, do, port=None, nth=1, times=None, ms=0, code=0, to=0):
        self.on, self.what, self.do, self.port = on, what, do, port
        self.first, self.beyond = nth, None if times is None else nth + times
        self.ms, self.code, self.to = ms, code, to
        self.seen = 0

    def is_about(self, name, segment, kinds):
        if name != self.on or self.what not in kinds or (self.port and self.port not in segment.ports):
            return False
        self.seen += 1
        return self.seen >= self.first and (self.beyond is None or self.seen < self.beyond)


def ipv4(protocol, source, target, payload):
    header = struct.pack("!BBHHHBBH", 0x45, 0, 20 + len(payload), 0, 0x4000, TTL, protocol, 0) + source + target
    return header[:10] + struct.pack("!H", checksum(header)) + header[12:] + payload


def with_tcp_checksum(source, target, tcp):
    pseudo = source + target + struct.pack("!BBH", 0, 6, len(tcp))
    tcp = tcp[:16] + b"\0\0" + tcp[18:]
    return tcp[:16] + struct.pack("!H", checksum(pseudo + tcp)) + tcp[18:]


def reset_for(s):
    """RFC 9293 section 3.5.2, in the name of the target: at the number that is acknowledged, or acknowledging the SYN."""
    source, target = s.ip[16:20], s.ip[12:16]
    acknowledged = (s.seq + s.length + 1) & 0xFFFFFFFF
    if s.flags & ACK:
        numbers, flags = (s.ack, 0), RST
    else:
        numbers, flags = (0, acknowledged), RST | ACK
    tcp = struct.pack("!HHIIBBHHH", s.ports[1], s.ports[0], *numbers, 5 << 4, flags, 0, 0, 0)
    return ipv4(6, source, target, with_tcp_checksum(source, target, tcp))


def icmp_for(s, code):
    """RFC 792: destination unreachable, with the packet that it is about."""
    body = struct.pack("!BBHI", 3, code, 0, 0) + s.ip[:548]
    body = body[:2] + struct.pack("!H", checksum(body)) + body[4:]
    return ipv4(1, ROUTER, s.ip[12:16], body)


def with_options(s, rule):
    """The SYN with another MSS, or with all other options padded out. Lengths stay, so that nothing else changes."""
    tcp = bytearray(s.tcp)
    at = 20
    while at < s.header:
        kind = tcp[at]
        if kind == 0:
            break
        if kind == 1:
            at += 1
            continue
        length = max(tcp[at + 1], 2)
        if kind == 2 and rule.do == "mss":
            tcp[at + 2 : at + 4] = struct.pack("!H", rule.to)
        if kind != 2 and rule.do == "strip":
            tcp[at : at + length] = b"\1" * length
        at += length
    changed = with_tcp_checksum(s.ip[12:16], s.ip[16:20], bytes(tcp))
    return s.frame[: ETH + 20] + changed


class Translation:
    """Who is at home, as the far side knows it. One host is at home; its address is learned from what it sends."""

    def __init__(self, address, port):
        self.outside, self.shift = socket.inet_aton(address), int(port)
        self.inside = None

    def out(self, frame):
        self.inside = frame[ETH + 12 : ETH + 16]
        return self._with(frame, self.outside, frame[ETH + 16 : ETH + 20], self.shift, 0)

    def back(self, frame):
        if self.inside is None or frame[ETH + 16 : ETH + 20] != self.outside:
            return frame
        return self._with(frame, frame[ETH + 12 : ETH + 16], self.inside, 0, -self.shift)

    def _with(self, frame, source, target, source_plus, target_plus):
        length = frame[ETH + 2] << 8 | frame[ETH + 3]
        header = frame[ETH : ETH + 10] + b"\0\0" + source + target
        header = header[:10] + struct.pack("!H", checksum(header)) + header[12:]
        ports = struct.unpack("!HH", frame[ETH + 20 : ETH + 24])
        tcp = struct.pack("!HH", ports[0] + source_plus & 0xFFFF, ports[1] + target_plus & 0xFFFF)
        tcp += frame[ETH + 24 : ETH + length]
        return frame[:ETH] + header + with_tcp_checksum(source, target, tcp)


class Middle:
    def __init__(self, name_a, peer_a, name_b, peer_b, delay_ms, rules, address=None, port=0):
        a, b = open_interface(name_a), open_interface(name_b)
        self.own = {s: s.getsockname()[4] for s in (a, b)}
        self.peer = {a: mac(peer_a), b: mac(peer_b)}
        self.across = {a: b, b: a}
        self.name = {a: name_a, b: name_b}
        self.delay = float(delay_ms) / 1000
        self.rules = [Rule(**rule) for rule in json.loads(rules)]
        self.waiting, self.order = [], itertools.count()
        self.fins = set()
        self.home = a
        self.translation = Translation(address, port) if address else None

    def send(self, out, frame, after):
        heapq.heappush(self.waiting, (time.monotonic() + after, next(self.order), out, frame))

    def answer(self, s, packet):
        """To where the segment came from, after a short way: this device is near."""
        self.send(s, self.peer[s] + self.own[s] + b"\x08\x00" + packet, self.delay / 4)

    def pass_on(self, s, frame, more_ms=0):
        out = self.across[s]
        if self.translation and Segment(frame).is_tcp:
            frame = self.translation.out(frame) if s is self.home else self.translation.back(frame)
        self.send(out, forwarded(frame, self.own[out], self.peer[out]), self.delay + more_ms / 1000)

    def take(self, s, frame):
        segment = Segment(frame)
        rule = self.rule_for(s, segment) if segment.is_tcp else None
        if rule is None:
            self.pass_on(s, frame)
        elif rule.do == "late":
            self.pass_on(s, frame, rule.ms)
        elif rule.do == "twice":
            self.pass_on(s, frame)
            self.pass_on(s, frame, rule.ms)
        elif rule.do == "reset":
            self.answer(s, reset_for(segment))
        elif rule.do == "icmp":
            self.answer(s, icmp_for(segment, rule.code))
        elif rule.do in ("mss", "strip"):
            self.pass_on(s, with_options(segment, rule))
        elif rule.do != "drop":
            raise ValueError(rule.do)

    def rule_for(self, s, segment):
        kinds = segment.kinds(self.fins)
        if "fin" in kinds:
            self.fins.add(self.name[s])
        # every rule counts, also those behind the one that has it
        about = [rule for rule in self.rules if rule.is_about(self.name[s], segment, kinds)]
        return about[0] if about else None

    def run(self):
        while True:
            now = time.monotonic()
            while self.waiting and self.waiting[0][0] <= now:
                _, _, out, frame = heapq.heappop(self.waiting)
                out.send(frame)
            rest = max(0, self.waiting[0][0] - time.monotonic()) if self.waiting else None
            for s in select.select(list(self.own), [], [], rest)[0]:
                frame = s.recv(65535)
                if len(frame) >= 34 and frame[22] > 1:
                    self.take(s, frame)


middle = Middle(*sys.argv[1:])
print("ready", flush=True)
middle.run()
