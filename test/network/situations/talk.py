"""One end of a connection that does what it is told, step by step, on the TCP of its system.

usage: talk.py STEPS, a JSON list of [name, argument …]. What stands before `ready` is done at once; then a line with the time
(seconds since 1970) of the common start is awaited on standard input. At its end it says `done` and keeps its sockets until
it is ended, so that nothing closes that was not told to. It ends by itself after LIMIT_S in any case.
"""
import json
import signal
import socket
import struct
import sys
import time

LIMIT_S = 40
SERVER = "203.0.113.10"
CLIENT = "192.168.1.20"
TCP_FASTOPEN = 23
MSG_FASTOPEN = 0x20000000

signal.alarm(LIMIT_S)


def text(count):
    """So many bytes to send, readable in a hex view."""
    lines = b"".join(b"Line %04d of what is sent here.\n" % i for i in range(1, count // 32 + 2))
    return lines[:count]


class End:
    def __init__(self):
        self.kept = []  # what is dropped would be closed
        self.listening = self.socket = None
        self.start = 0.0
        self.receive_buffer = 0

    # before the start

    def listen(self, port, fast_open=False):
        s = socket.socket()
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if self.receive_buffer:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, self.receive_buffer)
        if fast_open:
            s.setsockopt(socket.IPPROTO_TCP, TCP_FASTOPEN, 8)
        s.bind(("0.0.0.0", port))
        s.listen(8)
        self.kept.append(s)
        self.listening = s

    def buffer(self, size):
        self.receive_buffer = size

    def ready(self):
        print("ready", flush=True)
        self.start = float(sys.stdin.readline())

    # an end of a connection

    def accept(self):
        self._take(self.listening.accept()[0])

    def _take(self, s):
        s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.kept.append(s)
        self.socket = s

    def _new(self, own_port, at=""):
        s = socket.socket()
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if own_port:
            s.bind((at, own_port))
        self._take(s)
        return s

    def connect(self, port, own_port=0, wait_s=30):
        """Where it fails, that is what it is for."""
        s = self._new(own_port)
        s.settimeout(wait_s)
        try:
            s.connect((SERVER, port))
        except OSError:
            pass
        s.settimeout(None)

    def connect_back(self, port, own_port):
        """Of the server, to the client: for a simultaneous open."""
        self._new(own_port).connect((CLIENT, port))

    def connect_with(self, port, count):
        """TCP Fast Open: data go with the SYN once there is a cookie."""
        self._new(0).sendto(text(count), MSG_FASTOPEN, (SERVER, port))

    def send(self, count):
        self.socket.sendall(text(count))

    def receive(self, count):
        while count > 0:
            got = len(self.socket.recv(count))
            if got == 0:
                return
            count -= got

    def to_end(self):
        while self.socket.recv(65536):
            pass

    def send_last(self, count):
        """The FIN goes in the segment of the last data."""
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_CORK, 1)
        self.socket.sendall(text(count))
        self.socket.shutdown(socket.SHUT_WR)

    def keep_alive(self, seconds):
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for option in (socket.TCP_KEEPIDLE, socket.TCP_KEEPINTVL):
            self.socket.setsockopt(socket.IPPROTO_TCP, option, seconds)

    def shut(self):
        self.socket.shutdown(socket.SHUT_WR)

    def close(self):
        self.socket.close()

    def abort(self):
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def wait(self, ms):
        time.sleep(ms / 1000)

    def at(self, ms):
        time.sleep(max(0, self.start + ms / 1000 - time.time()))

    def probe(self, port):
        """A SYN that its own system knows nothing of, as scanners send it: the system resets what comes back."""
        tcp = struct.pack("!HHIIBBHHH", 40300, port, 0x1D2C3B4A, 0, 6 << 4, 2, 1024, 0, 0) + b"\x02\x04\x05\xb4"
        pseudo = socket.inet_aton(CLIENT) + socket.inet_aton(SERVER) + struct.pack("!BBH", 0, 6, len(tcp))
        total = sum(struct.unpack("!%dH" % ((len(pseudo) + len(tcp)) // 2), pseudo + tcp))
        while total >> 16:
            total = (total & 0xFFFF) + (total >> 16)
        tcp = tcp[:16] + struct.pack("!H", ~total & 0xFFFF) + tcp[18:]
        raw = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_TCP)
        raw.bind((CLIENT, 0))
        raw.sendto(tcp, (SERVER, 0))
        raw.close()


end = End()
for name, *arguments in json.loads(sys.argv[1]):
    try:
        getattr(end, name)(*arguments)
    except ConnectionError:
        pass  # the other end has reset it, as it was told to
print("done", flush=True)
sys.stdin.read()
