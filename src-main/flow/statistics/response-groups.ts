// Response times by what they are of: all of a service, and those of each type, code, method or host. Bounded: what many hosts would make
// beyond MOST_RESPONSE_GROUPS counts as unlisted there, and still for its service, which is always kept.
import { RESPONSE_KINDS, type ResponseKind } from '../../ipc/contracts/statistics-contract';
import { ResponseTimes } from './response-times';

/** Groups of all services together; of one at most 32 KiB are kept. */
export const MOST_RESPONSE_GROUPS = 4096;

/** One group; `value`: the type, code, method or host, empty where it is all of a service. */
export interface ResponseGroup {
  readonly kind: ResponseKind;
  readonly value: string;
  readonly times: ResponseTimes;
}

export class ResponseGroups {
  /** responses, and requests without one, of groups beyond those that are kept */
  unlisted = 0;
  readonly #groups = new Map<string, ResponseGroup>();

  /** A response that ends in `row`, `ns` after its request. */
  answered(kind: ResponseKind, value: string, ns: number, row: number): void {
    this.#of(kind, value)?.times.add(ns, row);
  }

  /** A request without a response. */
  unanswered(kind: ResponseKind, value: string): void {
    const group = this.#of(kind, value);
    if (group) group.times.unanswered++;
  }

  /** By kind in their order, of a kind those with the most requests first. */
  sorted(): ResponseGroup[] {
    const requests = ({ times }: ResponseGroup): number => times.count + times.unanswered;
    const place = ({ kind }: ResponseGroup): number => RESPONSE_KINDS.indexOf(kind);
    return [...this.#groups.values()].sort((a, b) => place(a) - place(b) || requests(b) - requests(a));
  }

  #of(kind: ResponseKind, value: string): ResponseGroup | null {
    const key = `${kind} ${value}`;
    const known = this.#groups.get(key);
    if (known) return known;
    if (value !== '' && this.#groups.size >= MOST_RESPONSE_GROUPS) {
      this.unlisted++;
      return null;
    }
    const group = { kind, value, times: new ResponseTimes() };
    this.#groups.set(key, group);
    return group;
  }
}
