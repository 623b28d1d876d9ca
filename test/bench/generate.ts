// A capture of any size with TCP connections as a busy gateway sees them: handshakes with options, data both ways,
// acknowledgements, retransmissions, endings by FIN and by RST, refused and unanswered ones, all interleaved in time.
//   npx tsx test/bench/generate.ts FILE [packets] [connections] [bytes] [seed]
//   npx tsx test/bench/generate.ts FILE scan [connections] [seed]
import { pathToFileURL } from 'node:url';
import { ACK, FIN, FrameWriter, headersLen, PSH, RST, type Segment, SYN } from './frame-writer';
import { random } from './random';

export interface GenerateOptions {
  seed?: number;
  packets?: number;
  connections?: number;
  /** of the whole file, about */
  bytes?: number;
}
export interface Generated {
  packets: number;
  bytes: number;
  connections: number;
  /** connections by how they go */
  kinds: Record<Kind, number>;
}
export type Kind = 'fin-4' | 'fin-3' | 'rst' | 'open' | 'refused' | 'no-answer';

// share of each kind among 100 connections, and the packets it needs at least
const KINDS: { kind: Kind; share: number; least: number }[] = [
  { kind: 'fin-4', share: 55, least: 9 },
  { kind: 'fin-3', share: 22, least: 8 },
  { kind: 'rst', share: 12, least: 6 },
  { kind: 'open', share: 3, least: 5 },
  { kind: 'refused', share: 5, least: 2 },
  { kind: 'no-answer', share: 3, least: 3 },
];
const TEARDOWN: Record<Kind, number> = { 'fin-4': 4, 'fin-3': 3, rst: 1, open: 0, refused: 0, 'no-answer': 0 };
const HANDSHAKE = 3;
const AVERAGE_LEAST = 9;

const CONCURRENT = 400;
const SERVERS = 200;
const SERVER_PORTS = [443, 443, 443, 80, 80, 8080, 22, 5432, 6379, 25];
const CLIENT_PORTS = 28_000;
const MAX_PAYLOAD = 1428;
const START_US = 1_760_000_000_000_000;
const RETRANSMITTED = 0.01;
const SCANNERS = 4;
const SCANNED_PORTS = 1000;

const NO_SEGMENT: Segment = {
  timeUs: 0,
  six: false,
  src: 0,
  dst: 0,
  srcPort: 0,
  dstPort: 0,
  seq: 0,
  ack: 0,
  flags: 0,
  window: 0,
  tsValue: 0,
  tsEcho: 0,
  payloadLen: 0,
  payloadAt: 0,
};

/** A running connection. `side` 0: the client. */
interface Connection {
  kind: Kind;
  step: number;
  packets: number;
  six: boolean;
  hosts: [number, number];
  ports: [number, number];
  /** next sequence number of each side, and data segments that the other has not acknowledged */
  next: [number, number];
  unacked: [number, number];
  /** last data of each side, for retransmission */
  last: [LastData | null, LastData | null];
  lastTs: [number, number];
  closer: 0 | 1;
}
interface LastData {
  seq: number;
  len: number;
  at: number;
}

/** Writes the capture to `path`. Packets and connections are exact (fewer connections if packets do not suffice). */
export function generateCapture(path: string, options: GenerateOptions = {}): Generated {
  const { seed = 1, packets = 1_000_000, bytes = 500_000_000 } = options;
  const connections = Math.max(1, Math.min(options.connections ?? 50_000, Math.floor(packets / AVERAGE_LEAST)));
  return new Generator(path, seed, packets, connections, bytes).run();
}

/** A scan: one SYN a connection and nothing else, from few hosts to many addresses and ports, 10 µs apart. */
export function generateScan(path: string, connections = 2_000_000, seed = 1): Generated {
  const chance = random(seed);
  const writer = new FrameWriter(path, seed + 1);
  const s: Segment = { ...NO_SEGMENT, flags: SYN, window: 1024 };
  for (let i = 0; i < connections; i++) {
    s.timeUs = START_US + 10 * i;
    s.src = 0x020000 + (i % SCANNERS);
    s.dst = 0x010000 + Math.floor(i / SCANNED_PORTS);
    s.srcPort = 32_768 + Math.floor(chance() * CLIENT_PORTS);
    s.dstPort = 1 + (i % SCANNED_PORTS);
    s.seq = Math.floor(chance() * 4_294_967_296);
    writer.write(s);
  }
  writer.close();
  const kinds = { 'fin-4': 0, 'fin-3': 0, rst: 0, open: 0, refused: 0, 'no-answer': connections };
  return { packets: writer.frames, bytes: writer.bytes + 24, connections, kinds };
}

class Generator {
  private readonly chance: () => number;
  private readonly writer: FrameWriter;
  private readonly kinds: Record<Kind, number> = {
    'fin-4': 0,
    'fin-3': 0,
    rst: 0,
    open: 0,
    refused: 0,
    'no-answer': 0,
  };
  private timeUs = START_US;
  private readonly segment: Segment = { ...NO_SEGMENT };
  /** kind and packets of each connection */
  private readonly plan: { kind: Uint8Array; packets: Uint32Array };

  constructor(
    path: string,
    seed: number,
    private readonly packets: number,
    private readonly connections: number,
    private readonly bytes: number,
  ) {
    this.chance = random(seed);
    this.writer = new FrameWriter(path, seed + 1);
    this.plan = this.makePlan();
  }

  run(): Generated {
    const active: Connection[] = [];
    let begun = 0;
    while (begun < this.connections || active.length > 0) {
      // A new connection begins as others end; the busiest time is in the middle.
      while (begun < this.connections && active.length < CONCURRENT) active.push(this.begin(begun++));
      const i = Math.floor(this.chance() * active.length);
      const connection = active[i];
      this.emit(connection);
      if (connection.step === connection.packets) {
        active[i] = active[active.length - 1];
        active.pop();
      }
    }
    this.writer.close();
    const { frames, bytes } = this.writer;
    return { packets: frames, bytes: bytes + 24, connections: this.connections, kinds: this.kinds };
  }

  /** Shares the packets among the connections: each gets what it needs, the rest goes by an exponential lot. */
  private makePlan(): { kind: Uint8Array; packets: Uint32Array } {
    const count = this.connections;
    const kind = new Uint8Array(count);
    const packets = new Uint32Array(count);
    const lots = new Float64Array(count);
    let rest = this.packets;
    let allLots = 0;
    for (let i = 0; i < count; i++) {
      let lot = this.chance() * 100;
      let k = 0;
      while (k < KINDS.length - 1 && lot >= KINDS[k].share) lot -= KINDS[k++].share;
      if (i === 0) k = 0; // someone must be able to take what is left over
      kind[i] = k;
      packets[i] = KINDS[k].least;
      rest -= packets[i];
      if (k < 4) lots[i] = -Math.log(1 - this.chance());
      allLots += lots[i];
    }
    let left = rest;
    for (let i = 0; i < count; i++) {
      const more = Math.floor((rest * lots[i]) / allLots);
      packets[i] += more;
      left -= more;
    }
    packets[0] += left;
    return { kind, packets };
  }

  private begin(i: number): Connection {
    const { kind } = KINDS[this.plan.kind[i]];
    this.kinds[kind]++;
    const server = 0x010000 + Math.floor(this.chance() * SERVERS);
    const port = SERVER_PORTS[Math.floor(this.chance() * SERVER_PORTS.length)];
    // Client address and port are used once, so that every connection is a stream of its own.
    return {
      kind,
      step: 0,
      packets: this.plan.packets[i],
      six: this.chance() < 0.2,
      hosts: [0x020000 + Math.floor(i / CLIENT_PORTS), server],
      ports: [32_768 + (i % CLIENT_PORTS), port],
      next: [Math.floor(this.chance() * 4_294_967_296), Math.floor(this.chance() * 4_294_967_296)],
      unacked: [0, 0],
      last: [null, null],
      lastTs: [0, 0],
      closer: this.chance() < 0.6 ? 0 : 1,
    };
  }

  private emit(c: Connection): void {
    this.timeUs += 1 + Math.floor(-Math.log(1 - this.chance()) * 40);
    const step = c.step++;
    const end = c.packets - TEARDOWN[c.kind];
    if (c.kind === 'no-answer') return this.send(c, 0, SYN, 0, c.next[0], true);
    if (c.kind === 'refused')
      return step === 0 ? this.send(c, 0, SYN, 0, c.next[0]) : this.send(c, 1, RST | ACK, 0, 0, true, c.next[0]);
    if (step === 0) return this.send(c, 0, SYN, 0, c.next[0]);
    if (step === 1) return this.send(c, 1, SYN | ACK, 0, c.next[1]);
    if (step === 2) return this.send(c, 0, ACK, 0, c.next[0]);
    if (step < end) return this.exchange(c, step === HANDSHAKE);
    this.tearDown(c, step - end);
  }

  /** Data, acknowledgements, now and then a retransmission; the client speaks first. */
  private exchange(c: Connection, first: boolean): void {
    const sender = first || this.chance() < 0.2 ? 0 : 1;
    const receiver = sender === 0 ? 1 : 0;
    const again = c.last[sender];
    if (again && c.unacked[sender] > 0 && this.chance() < RETRANSMITTED)
      return this.send(c, sender, PSH | ACK, again.len, again.seq, true, c.next[receiver], again.at);
    if (c.unacked[sender] >= 2) {
      c.unacked[sender] = 0;
      return this.send(c, receiver, ACK, 0, c.next[receiver]);
    }
    const length = this.payloadLen(c.six);
    const at = this.writer.payloadStart(this.chance());
    c.last[sender] = { seq: c.next[sender], len: length, at };
    c.unacked[sender]++;
    c.unacked[receiver] = 0; // data carries the acknowledgement
    this.send(c, sender, PSH | ACK, length, c.next[sender], false, c.next[receiver], at);
  }

  /** A length that brings the file to its size: what is left of both, with a spread. */
  private payloadLen(six: boolean): number {
    const left = this.packets - this.writer.frames;
    const average = (this.bytes - this.writer.bytes) / left - 16 - headersLen(six, ACK);
    // about two of three segments carry data
    const wanted = Math.max(1, average * 1.5);
    const spread = Math.min(wanted, MAX_PAYLOAD - wanted);
    const length = spread > 0 ? wanted + (this.chance() * 2 - 1) * spread : MAX_PAYLOAD;
    return Math.max(1, Math.min(MAX_PAYLOAD, Math.round(length)));
  }

  private tearDown(c: Connection, step: number): void {
    const { closer } = c;
    const other = closer === 0 ? 1 : 0;
    if (c.kind === 'rst') return this.send(c, closer, RST | ACK, 0, c.next[closer], true);
    if (step === 0) return this.send(c, closer, FIN | ACK, 0, c.next[closer]);
    const last = c.kind === 'fin-3' ? 2 : 3;
    if (step === last) return this.send(c, closer, ACK, 0, c.next[closer]);
    if (step === last - 1) return this.send(c, other, FIN | ACK, 0, c.next[other]);
    this.send(c, other, ACK, 0, c.next[other]);
  }

  /** `again`: the sequence number was used before or does not count. */
  private send(
    c: Connection,
    side: 0 | 1,
    flags: number,
    payloadLen: number,
    seq: number,
    again = false,
    ack = c.next[side === 0 ? 1 : 0],
    payloadAt = 0,
  ): void {
    const other = side === 0 ? 1 : 0;
    const s = this.segment;
    s.timeUs = this.timeUs;
    s.six = c.six;
    s.src = c.hosts[side];
    s.dst = c.hosts[other];
    s.srcPort = c.ports[side];
    s.dstPort = c.ports[other];
    s.seq = seq;
    s.ack = flags & ACK ? ack : 0;
    s.flags = flags;
    s.window = flags & RST ? 0 : flags & SYN ? 64_240 : 501;
    s.tsValue = (c.ports[0] * 65_537 + Math.floor((this.timeUs - START_US) / 1000)) >>> 0;
    s.tsEcho = flags & ACK ? c.lastTs[other] : 0;
    s.payloadLen = payloadLen;
    s.payloadAt = payloadAt;
    c.lastTs[side] = s.tsValue;
    this.writer.write(s);
    if (!again) c.next[side] = (seq + payloadLen + (flags & (SYN | FIN) ? 1 : 0)) >>> 0;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [path, packets, ...rest] = process.argv.slice(2);
  if (!path) {
    console.error('usage: generate.ts FILE [packets] [connections] [bytes] [seed]');
    console.error('       generate.ts FILE scan [connections] [seed]');
    process.exit(2);
  }
  const number = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));
  const [first, second, third] = rest.map(number);
  const made =
    packets === 'scan'
      ? generateScan(path, first, second)
      : generateCapture(path, { packets: number(packets), connections: first, bytes: second, seed: third });
  console.log(JSON.stringify(made));
}
