// Stands for 65,536 frames the columns of which lie elsewhere, until somebody looks at one of them.
import { Chunk } from './frame-chunk';

export class AbsentChunk {
  /** `fetch` puts what it answers into the place of this one. */
  constructor(readonly fetch: () => Chunk) {}

  static of(fetch: () => Chunk): Chunk {
    return new AbsentChunk(fetch) as unknown as Chunk;
  }
}

for (const key of Object.keys(new Chunk()) as (keyof Chunk)[])
  Object.defineProperty(AbsentChunk.prototype, key, {
    get(this: AbsentChunk) {
      return this.fetch()[key];
    },
  });

/** The chunk itself, wherever it is. */
export const present = (chunk: Chunk): Chunk => (chunk instanceof AbsentChunk ? chunk.fetch() : chunk);
