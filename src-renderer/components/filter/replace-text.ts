/**
 * Puts `text` in the place of `from`…`to` of an input as if it had been typed: the change can be undone, and the input tells
 * of it itself (an `input` event). The cursor stands behind it.
 */
export function replaceText(input: HTMLInputElement, from: number, to: number, text: string): void {
  input.focus();
  input.setSelectionRange(from, to);
  // the only way to write into an input that keeps its undo; it may be refused, as when the input cannot be edited
  if (document.execCommand('insertText', false, text)) return;
  input.setRangeText(text, from, to, 'end');
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
