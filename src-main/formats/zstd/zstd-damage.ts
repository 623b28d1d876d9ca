/** What is wrong inside a zstd frame; `zstd.ts` makes a problem with a place of it. */
export class ZstdDamage extends Error {
  override readonly name = 'ZstdDamage';
}
