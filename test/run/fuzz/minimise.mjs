// Makes the input of a finding short: what it still fails without, and with zeros in place of, goes.

/** No longer than this is spent on one input. */
const MOST_MS = 20_000;

/** What two findings have in common that are the same one: what was thrown, without its numbers, and the first of our places. */
export function signatureOf(error) {
  const lines = error.split('\n');
  const place = lines.find((line) => /^\s+at .*\/(src-main|test\/fuzz)\//.test(line)) ?? '';
  const where = /\/((?:src-main|test\/fuzz)\/[^)?]*?)(?:\?[^:)]*)?(:\d+)?(:\d+)?\)?$/.exec(place);
  return `${lines[0].replaceAll(/\d+/g, 'n').slice(0, 120)} ${where ? `${where[1]}${where[2] ?? ''}` : ''}`.trim();
}

/**
 * @param {Uint8Array} input that fails with `error`
 * @param {(input: Uint8Array) => Promise<string | null>} failure what it fails with, null where it does not
 */
export async function minimised(input, error, failure) {
  const signature = signatureOf(error);
  const end = Date.now() + MOST_MS;
  let best = { input, error };
  const isStill = async (tried) => {
    const failed = await failure(tried);
    if (failed === null || signatureOf(failed) !== signature) return false;
    best = { input: tried, error: failed };
    return true;
  };
  // stretches, long ones first; as long as one could be left out, once more from the beginning
  for (let size = input.length >> 1; size >= 1 && Date.now() < end;) {
    let isShorter = false;
    for (let at = 0; at < best.input.length && Date.now() < end;) {
      const without = joined(best.input.subarray(0, at), best.input.subarray(at + size));
      if (await isStill(without)) isShorter = true;
      else at += size;
    }
    if (!isShorter) size >>= 1;
  }
  for (let at = 0; at < best.input.length && Date.now() < end; at++)
    if (best.input[at] !== 0) await isStill(best.input.with(at, 0));
  return best;
}

function joined(...parts) {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
