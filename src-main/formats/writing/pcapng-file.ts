// Packets as pcapng: one section with the interfaces of the source, their comments, names, secrets and statistics.
// https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-02.html
import { PcapngWriter } from '../pcapng-writer';
import { type CaptureFacts, noLoss, type PacketFile, type PacketToWrite } from './packet-file';

/** Names written in one block. */
const NAMES_A_BLOCK = 1_000;

export class PcapngFile implements PacketFile {
  readonly loss = noLoss();
  readonly #writer = new PcapngWriter();
  readonly #facts: CaptureFacts;
  readonly #digits: (6 | 9)[];
  #taken = false;
  /** of the last packet that has one */
  #sec = 0;
  #nano = 0;

  constructor(facts: CaptureFacts) {
    this.#facts = facts;
    // other clocks than these may count in powers of 2, which need more digits than they are fine
    this.#digits = facts.interfaces.map(({ timeDigits }) => ([0, 3, 6].includes(timeDigits) ? 6 : 9));
    this.#writer.section({ application: facts.application, comments: [...facts.comments] });
    facts.interfaces.forEach((one, i) =>
      this.#writer.interface({ ...one, timeDigits: this.#digits[i], comments: [...one.comments] }),
    );
    for (let i = 0; i < facts.names.length; i += NAMES_A_BLOCK)
      this.#writer.names(facts.names.slice(i, i + NAMES_A_BLOCK));
    for (const { kind, bytes } of facts.secrets) this.#writer.secrets(kind, bytes);
  }

  get length(): number {
    return this.#taken ? 0 : this.#writer.length;
  }

  accepts(interfaceIndex: number): boolean {
    return interfaceIndex < this.#digits.length;
  }

  add(packet: PacketToWrite): void {
    this.#clear();
    const { interfaceIndex, captured, originalLen } = packet;
    if (!packet.timed && this.#isSimple(packet)) {
      this.#writer.simplePacket(captured, originalLen);
      return;
    }
    if (!packet.timed) this.loss.untimed++;
    else if (packet.sec < 0) this.loss.timeOutOfRange++;
    if (packet.timed) {
      this.#sec = packet.sec;
      this.#nano = packet.nano;
    }
    const digits = this.#digits[interfaceIndex];
    this.#writer.packet(interfaceIndex, packet.sec, packet.nano, digits, captured, originalLen, packet.options);
  }

  /** A simple packet block says neither its interface nor how much of it was captured. */
  #isSimple({ interfaceIndex, captured, originalLen, options }: PacketToWrite): boolean {
    if (interfaceIndex !== 0 || options !== null) return false;
    const { snapLen } = this.#facts.interfaces[0];
    return captured.length === (snapLen === 0 ? originalLen : Math.min(originalLen, snapLen));
  }

  end(): void {
    this.#clear();
    for (const [interfaceId, { received, dropped }] of this.#facts.statistics) {
      if (!this.accepts(interfaceId)) continue;
      const timeDigits = this.#digits[interfaceId];
      const time = { sec: this.#sec, nano: this.#nano, timeDigits };
      this.#writer.statistics({ interfaceId, ...time, received, droppedByInterface: dropped });
    }
  }

  take(): Uint8Array {
    this.#taken = true;
    return this.#writer.bytes();
  }

  #clear(): void {
    if (this.#taken) this.#writer.clear();
    this.#taken = false;
  }
}
