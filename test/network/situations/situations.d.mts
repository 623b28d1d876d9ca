// What the tests, which are TypeScript, know of situations.mjs.
export interface TrueOfFlow {
  handshake: string;
  /** several where the stacks may do one or the other: `fin-3|fin-4` */
  ending: string;
  first: 'a' | 'b' | null;
  says: string[];
  notSays: string[];
}
export interface Situation {
  id: string;
  truth: { flows: TrueOfFlow[]; flags: string[] };
}
export const SITUATIONS: Situation[];
/** ids of samples, by situation */
export const SAMPLE_OF: Record<string, string>;
