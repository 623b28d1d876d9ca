/** A sentence that ends with the command to copy, without it: it stands beneath, where it can be copied. */
export function beforeCommand(text: string, command: string | null): string {
  return command !== null && command !== '' && text.endsWith(command) ? text.slice(0, -command.length).trimEnd() : text;
}
