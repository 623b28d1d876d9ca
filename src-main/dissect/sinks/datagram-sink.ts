// Keeps the UDP datagrams of a frame, one inside the other where it is a tunnel: from whom to which port, and what they carry.
import { ipv4Text, ipv6Text } from '../../text/address';
import type { Field, FieldValue } from '../contract/fields';
import { registry } from '../protocols/registry';
import { ChosenFields } from './chosen-fields';

const FIELDS = ['udp.payload', 'udp.srcport', 'udp.dstport', 'ip.src', 'ipv6.src'].map(
  (name) => registry.field(name) as Field,
);
const [PAYLOAD, SOURCE_PORT, , IPV4, IPV6] = FIELDS.keys();

export interface Datagram {
  source: string;
  sourcePort: number;
  port: number;
  /** a view into the bytes of the frame, or into those that it was put together from */
  payload: Uint8Array;
}

export class DatagramSink extends ChosenFields {
  readonly detail = false;
  /** of the frame dissected last, the outermost first */
  datagrams: Datagram[] = [];
  private quotes = 0;
  private sender = '';
  private sourcePort = 0;
  private port = 0;

  constructor() {
    super(FIELDS);
  }

  begin(bytes: Uint8Array): void {
    this.frame = bytes;
    this.datagrams = [];
    this.quotes = 0;
  }

  protected add(slot: number, _at: number, _len: number, value: FieldValue): void {
    if (typeof value !== 'number') return;
    if (slot === SOURCE_PORT) this.sourcePort = value;
    else this.port = value;
  }
  protected addLine(): void {}
  protected addAddress(): void {}
  protected addBytes(slot: number, at: number, len: number): void {
    if (slot === IPV4 && len === 4) this.sender = ipv4Text(this.frame, at);
    else if (slot === IPV6 && len === 16) this.sender = ipv6Text(this.frame, at);
    else if (slot === PAYLOAD && this.quotes === 0)
      this.datagrams.push({
        source: this.sender,
        sourcePort: this.sourcePort,
        port: this.port,
        payload: this.frame.subarray(at, at + len),
      });
  }
  override beginQuote(): void {
    this.quotes++;
  }
  override endQuote(): void {
    this.quotes--;
  }
}
