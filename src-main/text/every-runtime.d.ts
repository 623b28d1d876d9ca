// What every place that runs pure code has beside the language itself: Node, its workers, the browser (WHATWG Encoding Standard).
// Only tsconfig.pure.json reads this; elsewhere the types of Node or of the DOM declare the same.
interface TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
}
declare const TextEncoder: new () => TextEncoder;
interface TextDecoder {
  decode(bytes?: Uint8Array, options?: { stream?: boolean }): string;
}
declare const TextDecoder: new (label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean }) => TextDecoder;
