// Small captures for filters: a conversation with payloads to search in, and a frame of each kind that is dissected.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  bytesOf,
  concat,
  ethernet,
  ipv4,
  pcapFile,
  pcapng,
  tcp,
  tcpOption,
  type TcpOptions,
} from '../../fixtures/make-capture';
import { SAMPLE_FRAMES } from '../../fixtures/sample-frames';
import { SAMPLE_HOSTS } from '../../fixtures/sample-hosts';
import { SAMPLE_MESSAGES } from '../../fixtures/sample-messages';
import { SAMPLE_NAMES } from '../../fixtures/sample-names';
import { SAMPLE_TUNNELS } from '../../fixtures/sample-tunnels';

const client = { src: '10.0.0.1', dst: '10.0.0.2' };
const server = { src: '10.0.0.2', dst: '10.0.0.1' };
const PORTS = { srcPort: 40_000, dstPort: 9999 };
const BACK = { srcPort: 9999, dstPort: 40_000 };
const options = [
  ...tcpOption.mss(1460),
  ...tcpOption.sackPermitted,
  ...tcpOption.timestamps(1, 0),
  ...tcpOption.nop,
  ...tcpOption.windowScale(7),
];

/** Payloads of frames 4 and 5 of `talk`. */
export const TALK = { request: 'Hello World, ABC abc\r\n', answer: [0, 1, 2, 3, 255, 254] };

const there = (segment: TcpOptions, ...payload: (string | number)[]): Uint8Array =>
  ethernet({}, ipv4(client, tcp({ ...PORTS, ...segment }, bytesOf(...payload))));
const back = (segment: TcpOptions, ...payload: (string | number)[]): Uint8Array =>
  ethernet({}, ipv4(server, tcp({ ...BACK, ...segment }, bytesOf(...payload))));

/** A connection with data both ways, closed by one side and reset by the other. */
const conversation = [
  there({ flags: 'S', seq: 100, options }),
  back({ flags: 'SA', seq: 900, ack: 101, options }),
  there({ flags: 'A', seq: 101, ack: 901 }),
  there({ flags: 'PA', seq: 101, ack: 901 }, TALK.request),
  back({ flags: 'PA', seq: 901, ack: 123 }, ...TALK.answer, 'xyz'),
  there({ flags: 'FA', seq: 123, ack: 910 }),
  back({ flags: 'R', seq: 910 }),
];

/** tshark guesses what is in a pseudo wire by addresses of vendors that it knows; ours are made up. The others: DIFFERENCES.md. */
const OTHERWISE = [
  'ethernet in a pseudo wire',
  'erspan type III of IP',
  'ppi, aligned fields',
  'netlink, padded message',
  'cisco hdlc, received',
  'frame relay, sent',
  'wlan, first fragment',
];
/** Tunnels and what programs say have tests of their own; the forms below name frames by their numbers. */
const ELSEWHERE = new Set([...SAMPLE_TUNNELS, ...SAMPLE_NAMES, ...SAMPLE_HOSTS, ...SAMPLE_MESSAGES]);
const FRAMES = SAMPLE_FRAMES.filter(
  (frame) => !OTHERWISE.includes(frame.name) && !ELSEWHERE.has(frame) && !/:(?:tls|quic|dtls)\b/.test(frame.protocols),
);

/** The conversation, then one frame for each kind of Ethernet frame. */
const talk = (): Uint8Array =>
  pcapFile([...conversation, ...FRAMES.filter((frame) => frame.linkType === 1).map((frame) => frame.bytes)]);

/** A frame of each kind on an interface of its link type, some of them with a comment, in uneven steps of time. */
function links(): Uint8Array {
  const ng = pcapng();
  const types = [...new Set(FRAMES.map((frame) => frame.linkType))];
  const interfaces = types.map((linkType, i) => ng.interface({ linkType, options: [[2, `if${i}`]] }));
  const frames = FRAMES.map(({ bytes, linkType }, i) =>
    ng.enhanced({
      bytes,
      interfaceId: types.indexOf(linkType),
      sec: 1_600_000_000 + Math.floor(i / 3),
      nano: (i % 3) * 250_001_000,
      options: i % 5 === 0 ? [[1, `sample ${i}`]] : [],
    }),
  );
  return concat(ng.section(), ...interfaces, ...frames);
}

/** Writes them into a folder. Names and paths. */
export function makeCaptures(folder: string): Record<'talk' | 'links', string> {
  const paths = { talk: join(folder, 'talk.pcap'), links: join(folder, 'links.pcapng') };
  writeFileSync(paths.talk, talk());
  writeFileSync(paths.links, links());
  writeFileSync(join(folder, 'tunnels.pcap'), pcapFile(SAMPLE_TUNNELS.map((frame) => frame.bytes)));
  return paths;
}
