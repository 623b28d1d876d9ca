// Which DNS messages over TCP belong together (RFC 7766): found beside the pass over messages, because a query is where its last segment is.
// A frame that may carry one is dissected for the numbers of its messages.
import { FrameDissector } from '../../../dissect/dissect';
import { registry } from '../../../dissect/protocols/registry';
import { ValueSink } from '../../../dissect/sinks/field-sink';
import type { Field } from '../../../dissect/contract/fields';
import { DnsLinks } from '../../../flow/messages/dns-links';
import { reportBug } from '../../base/bug-log';
import type { CaptureDocument } from '../document';

const ID = registry.field('dns.id') as Field;
const RESPONSE = registry.field('dns.flags.response') as Field;

export class DnsInStreams {
  readonly #document: CaptureDocument;
  readonly #links: DnsLinks;
  readonly #sink = new ValueSink([ID, RESPONSE]);
  readonly #dissector = new FrameDissector(
    { checkChecksums: false, relativeSequenceNumbers: false },
    this.#sink,
    reportBug,
  );

  constructor(document: CaptureDocument) {
    this.#document = document;
    this.#links = new DnsLinks(document.analysis.dnsInStreams);
  }

  /** Takes a row of which it is known what messages it completes. Rows come in their order, each once. */
  take(row: number, flow: number): void {
    const { analysis } = this.#document;
    this.#dissector.dissect(this.#document.bytes(row), this.#document.context(row));
    const responses = this.#sink.values(1);
    this.#sink.values(0).forEach((id, i) => {
      if (i < responses.length)
        this.#links.take(row, flow, Number(id) + (Number(responses[i]) === 0 ? 0 : 0x10000), analysis.columns);
    });
  }
}
