// Rows of a long list, fetched by page. Keeps the pages used last, asks for what is on the screen,
// gives up requests for what has been scrolled past.

export type LoadRows<Row> = (from: number, count: number, signal: AbortSignal) => Promise<readonly Row[]>;

export interface PageCacheOptions<Row> {
  load: LoadRows<Row>;
  /** rows have arrived: draw again */
  onArrival: () => void;
  /** a page could not be loaded; it is asked for again the next time it is wanted */
  onError?: (error: unknown) => void;
  pageSize?: number;
  maxPages?: number;
}

interface Page<Row> {
  rows: readonly Row[];
  /** loaded before the last `invalidate`: shown until the new one is here */
  stale: boolean;
}

interface Request {
  abort: AbortController;
}

export class PageCache<Row> {
  readonly pageSize: number;
  readonly #maxPages: number;
  readonly #options: PageCacheOptions<Row>;
  /** in order of last use */
  #pages = new Map<number, Page<Row>>();
  #requests = new Map<number, Request>();
  #wanted = { first: 0, end: 0, total: 0 };

  constructor(options: PageCacheOptions<Row>) {
    this.#options = options;
    this.pageSize = options.pageSize ?? 128;
    this.#maxPages = options.maxPages ?? 256;
  }

  /** Pages now held; never more than `maxPages`. */
  get size(): number {
    return this.#pages.size;
  }

  /** A row that is here, or undefined. */
  row(index: number): Row | undefined {
    return this.#pages.get(Math.floor(index / this.pageSize))?.rows[index % this.pageSize];
  }

  /** Sees to it that rows `first`…`end - 1` of a list of `total` arrive, and no others are waited for. */
  want(first: number, end: number, total: number): void {
    this.#wanted = { first, end, total };
    const from = Math.floor(Math.max(0, first) / this.pageSize);
    const to = Math.min(Math.ceil(Math.min(end, total) / this.pageSize), Math.ceil(total / this.pageSize));
    for (const [number, request] of this.#requests) if (number < from || number >= to) this.#drop(number, request);
    for (let number = from; number < to; number++) {
      const count = Math.min(this.pageSize, total - number * this.pageSize);
      const page = this.#pages.get(number);
      if (page) this.#touch(number, page);
      const enough = page && !page.stale && page.rows.length >= count;
      if (!enough && !this.#requests.has(number)) void this.#ask(number, count);
    }
  }

  /** The rows mean something else now (other order, other file state): ask again, show the old ones until then. */
  invalidate(): void {
    for (const [number, request] of this.#requests) this.#drop(number, request);
    for (const page of this.#pages.values()) page.stale = true;
  }

  /** Forgets everything and gives up all requests. */
  clear(): void {
    for (const [number, request] of this.#requests) this.#drop(number, request);
    this.#pages.clear();
    this.#wanted = { first: 0, end: 0, total: 0 };
  }

  #drop(number: number, request: Request): void {
    this.#requests.delete(number);
    request.abort.abort();
  }

  #touch(number: number, page: Page<Row>): void {
    this.#pages.delete(number);
    this.#pages.set(number, page);
  }

  async #ask(number: number, count: number): Promise<void> {
    const request: Request = { abort: new AbortController() };
    this.#requests.set(number, request);
    try {
      const rows = await this.#options.load(number * this.pageSize, count, request.abort.signal);
      if (this.#requests.get(number) !== request) return; // given up meanwhile
      this.#requests.delete(number);
      this.#touch(number, { rows, stale: false });
      for (const oldest of this.#pages.keys()) {
        if (this.#pages.size <= this.#maxPages) break;
        this.#pages.delete(oldest);
      }
      // the list has grown while this was on its way: the rest of the page
      const { first, end, total } = this.#wanted;
      if (count < Math.min(this.pageSize, total - number * this.pageSize)) this.want(first, end, total);
      this.#options.onArrival();
    } catch (error) {
      if (this.#requests.get(number) !== request) return;
      this.#requests.delete(number);
      this.#options.onError?.(error);
    }
  }
}
