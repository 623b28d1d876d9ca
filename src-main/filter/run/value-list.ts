// Values of an operand in one frame: a list that is filled anew for every frame and never shrinks its storage.
import type { FieldValue } from '../../dissect/contract/fields';

export class ValueList {
  /** the first `count` of them are valid */
  readonly values: FieldValue[] = [];
  count = 0;

  clear(): this {
    this.count = 0;
    return this;
  }
  add(value: FieldValue): void {
    this.values[this.count++] = value;
  }
}

/** Gives the values that an operand has in the frame dissected last. Valid until the next call. */
export type Reader = () => ValueList;

export function listOf(values: readonly FieldValue[]): ValueList {
  const list = new ValueList();
  for (const value of values) list.add(value);
  return list;
}

/** Is a test true for the frame dissected last? */
export type Check = () => boolean;
