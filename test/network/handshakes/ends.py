"""Ends of a connection that do what no usual program does. usage: ends.py WHAT [ARGUMENT]; the certificates lie in the working folder."""
import socket
import ssl
import struct
import sys
import time

SERVER = ("203.0.113.10", 443)
NAME = "www.example.org"


def listen():
    listener = socket.create_server(SERVER)
    return listener.accept()[0]


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


def as_server(certificate, version=None):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate + ".pem", certificate + ".key")
    if version:
        context.maximum_version = version
    return context


def handshake(connection, version):
    """As a client, through memory, as far as it goes; what should be sent last is returned."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.maximum_version = version
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    tls = context.wrap_bio(incoming, outgoing, server_hostname=NAME)
    while True:
        try:
            tls.do_handshake()
            return outgoing.read()
        except ssl.SSLWantReadError:
            connection.sendall(outgoing.read())
            incoming.write(connection.recv(65536))
        except ssl.SSLError:
            return outgoing.read()


def rude_server(certificate):
    """Says something and closes, without close_notify."""
    connection = listen()
    tls = as_server(certificate, ssl.TLSVersion.TLSv1_2).wrap_socket(connection, server_side=True, suppress_ragged_eofs=True)
    tls.sendall(b"so much of it\n")
    time.sleep(0.05)
    plain = socket.socket(fileno=tls.detach())
    plain.shutdown(socket.SHUT_WR)
    time.sleep(0.5)


def starttls_server(certificate):
    connection = listen()
    for said in (b"220 mail.example.org ESMTP\r\n", b"250-mail.example.org\r\n250 STARTTLS\r\n", b"220 go ahead\r\n"):
        connection.sendall(said)
        if said[:6] != b"220 go":
            connection.recv(1000)
    tls = as_server(certificate).wrap_socket(connection, server_side=True)
    time.sleep(0.4)
    tls.unwrap().close()


def silent_server():
    connection = listen()
    connection.recv(65536)
    time.sleep(20)


def resetting_server():
    connection = listen()
    connection.recv(65536)
    reset(connection)


def closing_server():
    connection = listen()
    connection.recv(65536)
    connection.close()


def banner_server(text):
    connection = listen()
    connection.sendall(text.encode() + b"\r\n")
    time.sleep(2)


def silent_client():
    """Does not accept the certificate, and resets without an alert."""
    connection = socket.create_connection(SERVER)
    handshake(connection, ssl.TLSVersion.TLSv1_2)
    reset(connection)


def waiting_client():
    context = ssl.create_default_context()
    outgoing = ssl.MemoryBIO()
    tls = context.wrap_bio(ssl.MemoryBIO(), outgoing, server_hostname=NAME)
    try:
        tls.do_handshake()
    except ssl.SSLWantReadError:
        pass
    connection = socket.create_connection(SERVER)
    connection.sendall(outgoing.read())
    # the capture goes on behind it: only that tells that nothing came
    time.sleep(4)
    socket.socket().connect_ex((SERVER[0], 444))
    time.sleep(4)


globals()[sys.argv[1].replace("-", "_")](*sys.argv[2:])
